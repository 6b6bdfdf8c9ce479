// The four large numbers say what the tables say of every loss and every kind of data, and only what is so.
#include "app/panels/numbers/numbers_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/game/measure.h"

namespace gan {
namespace {

constexpr float kLog4 = 1.3862944F;

NumbersMoment moment_of(const char* loss, Capabilities can) {
  NumbersMoment m;
  m.loss = &loss_info(find_loss(loss));
  m.data.can = can;
  m.record = empty_record(10);
  m.record.loss = find_loss(loss);
  return m;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += part + "|";
  return text;
}

std::string joined(const std::vector<NumberNote>& notes) {
  std::string text;
  for (const NumberNote& note : notes) text += note.text + "|";
  return text;
}

const Capabilities kRing{Capability::extent, Capability::plane, Capability::density, Capability::modes};
const Capabilities kSpiral{Capability::extent, Capability::plane, Capability::density};
const Capabilities kClothes{Capability::images, Capability::classes};
const Capabilities kPictures{Capability::images};

TEST(LargeNumbers, OfTheFirstGameAtItsEquilibrium) {
  NumbersMoment m = moment_of("non_saturating", kRing);
  Metrics metrics;
  metrics.modes_total = 8, metrics.modes_covered = 8, metrics.high_quality_fraction = 0.934, metrics.jsd = 0.012;
  PerfectMetrics perfect;
  perfect.high_quality_fraction.mean = 0.98889;
  m.metrics = &metrics, m.perfect = &perfect;
  m.record.value = -kLog4, m.record.d_real = 0.5F, m.record.d_fake = 0.503F;
  const LargeNumbers numbers = large_numbers(m);
  EXPECT_EQ(numbers[0].text, "−1.39");
  EXPECT_EQ(numbers[0].names.front(), "V(D,G)");
  EXPECT_EQ(joined(numbers[0].beneath), "−log 4 at equilibrium|");
  EXPECT_NE(joined(numbers[0].sentences).find("p_g = p_data and D = ½ for all x"), std::string::npos);
  EXPECT_EQ(numbers[0].beneath.front().shorter, "Nash: −log 4");
  EXPECT_EQ(numbers[1].names.front(), "D(x)");
  EXPECT_EQ(numbers[1].text, "0.50");
  EXPECT_EQ(joined(numbers[1].beneath), "½ at equilibrium|");
  EXPECT_EQ(numbers[2].names.front(), "D(G(z))");
  EXPECT_EQ(numbers[3].text, "93%");
  EXPECT_EQ(joined(numbers[3].beneath), "8 of 8 modes|ideal 98.9%|");
  EXPECT_NE(joined(numbers[3].sentences).find("losses do not measure quality"), std::string::npos);
  EXPECT_NE(numbers[3].detail.find("93.4%"), std::string::npos);
}

// V below −log 4 + 2·JSD is what a better D would gain, where that is more than noise.
TEST(LargeNumbers, SayHowFarDIsBelowItsBestResponse) {
  NumbersMoment m = moment_of("minimax", kRing);
  Metrics metrics;
  metrics.best_value = -1.03;
  m.metrics = &metrics;
  m.record.value = -1.24F, m.value_error = 0.02;
  EXPECT_EQ(joined(large_numbers(m)[0].beneath), "D is 0.21 below its best response|−log 4 at equilibrium|");
  EXPECT_NE(joined(large_numbers(m)[0].sentences).find("−1.030"), std::string::npos);
  m.record.value = -1.04F;
  EXPECT_EQ(joined(large_numbers(m)[0].beneath), "D is at its best response|−log 4 at equilibrium|");
  m.record.value = -0.7F;
  EXPECT_EQ(joined(large_numbers(m)[0].beneath), "V above its ceiling: noise|−log 4 at equilibrium|");
  m.metrics_old = true;
  EXPECT_EQ(joined(large_numbers(m)[0].beneath), "−log 4 at equilibrium|") << "of another state than V";
  m.metrics_old = false, m.value_error = std::nan("");
  EXPECT_EQ(joined(large_numbers(m)[0].beneath), "−log 4 at equilibrium|") << "how noisy V is is not known";
}

// A narrow column with a wide font has a shorter form, or nothing, and never a part of one.
TEST(LargeNumbers, NotesAreShortenedWholeAndNeverCut) {
  NumbersMoment m = moment_of("minimax", kRing);
  Metrics metrics;
  metrics.best_value = -1.03;
  m.metrics = &metrics;
  m.record.value = -1.24F, m.value_error = 0.02;
  const std::vector<NumberNote> notes = large_numbers(m)[0].beneath;
  const auto letters = [](std::string_view text) {
    float count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
  };
  const auto within = [&](float most) { return notes_within(notes, most, letters); };
  EXPECT_EQ(within(60), "D is 0.21 below its best response · −log 4 at equilibrium");
  EXPECT_EQ(within(40), "D is 0.21 below its best response");
  EXPECT_EQ(within(15), "0.21 below best");
  EXPECT_EQ(within(12), "gap 0.21");
  EXPECT_EQ(within(5), "");
  for (float most = 0; most < 60; ++most) EXPECT_LE(letters(within(most)), most);
}

TEST(LargeNumbers, OfACriticSayNothingOfAProbability) {
  for (const LossInfo& loss : loss_infos()) {
    if (loss.output.probability) continue;
    NumbersMoment m = moment_of(loss.id, kRing);
    Metrics metrics;
    metrics.jsd = 0.18, metrics.best_value = -1.03;
    m.metrics = &metrics;
    m.record.value = -1.37F, m.value_error = 0.02;
    const LargeNumbers numbers = large_numbers(m);
    for (int i = 0; i < 3; ++i) {
      const LargeNumber& number = numbers[static_cast<std::size_t>(i)];
      const std::string all = joined(number.names) + joined(number.beneath) + joined(number.sentences);
      for (const char* wrong : {"D(x)", "D(G(z))", "log 4", "best response", "Nash"}) {
        EXPECT_EQ(all.find(wrong), std::string::npos) << loss.id << ": " << all;
      }
      EXPECT_NE(joined(number.beneath).find("at equilibrium"), std::string::npos) << loss.id;
    }
    EXPECT_EQ(numbers[1].names.front(), "f(x)");
  }
  const LargeNumbers critic = large_numbers(moment_of("wasserstein", kRing));
  EXPECT_EQ(critic[0].names.front(), "E f(x) − E f(G(z))");
  EXPECT_EQ(joined(critic[0].beneath), "0 at equilibrium|");
  EXPECT_EQ(joined(critic[1].beneath), "equal at equilibrium|");
  EXPECT_EQ(joined(large_numbers(moment_of("hinge", kRing))[1].beneath), "0 at equilibrium|");
  NumbersMoment smoothed = moment_of("least_squares", kRing);
  smoothed.real_label = 0.8;
  EXPECT_EQ(joined(large_numbers(smoothed)[1].beneath), "0.4 at equilibrium|");
}

TEST(LargeNumbers, TheFitIsByTheFirstScalarThatTheDataHave) {
  const auto fit = [](Capabilities can) { return large_numbers(moment_of("minimax", can))[3].names.front(); };
  EXPECT_EQ(fit(kRing), "high-quality samples");
  EXPECT_EQ(fit(kSpiral), "JSD");
  EXPECT_EQ(fit(kClothes), "precision");
  EXPECT_EQ(fit(kPictures), "precision");
  EXPECT_EQ(fit({}), "fit");
  NumbersMoment m = moment_of("minimax", kClothes);
  Metrics metrics;
  metrics.images[ImageMetric::precision] = 0.61;
  metrics.images[ImageMetric::recall] = 0.2;
  metrics.images[ImageMetric::classes_covered] = 9;
  metrics.images.classes_total = 10;
  m.metrics = &metrics;
  EXPECT_EQ(large_numbers(m)[3].text, "61%");
  EXPECT_EQ(joined(large_numbers(m)[3].beneath), "9 of 10 classes|");
  m.data.can = kPictures;
  EXPECT_EQ(joined(large_numbers(m)[3].beneath), "recall 20.0%|");
}

TEST(LargeNumbers, OfAFewNumbersTheFitIsTheDistance) {
  NumbersMoment m = moment_of("minimax", {Capability::numbers, Capability::line});
  m.record.distance = 0.75F;
  const LargeNumber fit = large_numbers(m)[3];
  EXPECT_EQ(fit.text, "0.75");
  EXPECT_EQ(fit.names.front(), "distance");
  EXPECT_EQ(joined(fit.beneath), "0 at equilibrium|");
}

TEST(LargeNumbers, OnTheLineTheFitIsTheDivergence) {
  NumbersMoment m = moment_of("minimax", {Capability::line, Capability::density});
  Metrics metrics;
  metrics.jsd = 0.125;
  m.metrics = &metrics;
  const LargeNumber fit = large_numbers(m)[3];
  EXPECT_EQ(fit.text, "0.12");
  EXPECT_EQ(fit.names.front(), "JSD");
}

TEST(LargeNumbers, WhatIsNotKnownIsADash) {
  for (const LargeNumber& number : large_numbers(moment_of("minimax", kRing))) EXPECT_EQ(number.text, "–");
  EXPECT_EQ(large_number_text(ScalarForm::number, NAN), "–");
}

TEST(LargeNumbers, AreWrittenInFewLettersOfAnySize) {
  const auto text = [](double value) { return large_number_text(ScalarForm::number, value); };
  EXPECT_EQ(text(0), "0.00");
  EXPECT_EQ(text(-1.3862), "−1.39");
  EXPECT_EQ(text(9.999), "10.0");
  EXPECT_EQ(text(123.4), "123");
  EXPECT_EQ(text(-4321), "−4\u2009321");
  EXPECT_EQ(text(0.0012), "1.2e−3");
  EXPECT_EQ(text(-3.2e7), "−3.2e7");
  EXPECT_EQ(number_columns(480, 88), 4);
  EXPECT_EQ(number_columns(300, 88), 2);
  EXPECT_EQ(number_columns(100, 88), 1);
}

// A row a game: two keep the large face, and all have one heading while they are called alike.
TEST(LargeNumbers, RowsOfGamesThatAreCompared) {
  const LargeNumbers a = large_numbers(moment_of("non_saturating", kRing)),
                     b = large_numbers(moment_of("minimax", kRing)),
                     critic = large_numbers(moment_of("wasserstein", kRing));
  const LargeNumbers* const alike[] = {&a, &b};
  const LargeNumbers* const unlike[] = {&a, &critic};
  EXPECT_TRUE(same_names(alike));
  EXPECT_FALSE(same_names(unlike)) << "V(D,G) of one, a Wasserstein estimate of the other";
  const NumberRows two = number_rows(2, true), four = number_rows(4, true), own = number_rows(2, false);
  EXPECT_FALSE(two.small);
  EXPECT_TRUE(four.small);
  EXPECT_LT(four.row, two.row);
  EXPECT_EQ(own.heading, 0);
  EXPECT_GT(own.row, two.row) << "a name and a number";
  for (const NumberRows& rows : {two, four, own}) {
    EXPECT_LT(rows.number_base, rows.row);
    EXPECT_LT(rows.name_base, rows.number_base + rows.heading);
  }
}

}  // namespace
}  // namespace gan
