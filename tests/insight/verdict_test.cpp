// Each verdict where it should be, the worse before the better, with the numbers that it rests on.
#include "core/insight/verdict.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "core/game/losses.h"
#include "core/insight/sentences.h"

namespace gan {
namespace {

constexpr double kBest = -1.386294;

// All modes, as wide as the data's, and nothing moves any more.
Facts settled_facts() {
  Facts f;
  f.step = f.measured_step = 5000;
  f.loss = find_loss("non_saturating");
  f.records = 100;
  f.d_accuracy = 0.52;
  f.d_real = 0.51, f.d_fake = 0.49;
  f.value = kBest;
  f.g_grad_norm = f.g_grad_norm_start = 1;
  f.jsd_drift = {0.021, 0.020};
  f.modes_covered = f.modes_total = f.most_covered = 8;
  f.covered.assign(8, true);
  f.high_quality = 0.97;
  f.jsd = 0.02;
  f.best_value = kBest + 0.03;
  f.core_width = 0.95;
  f.ideal_core_width = {1, 0.01};
  f.ideal_jsd = {0.011, 0.001};
  f.outside = 0;
  f.concentration = {7.9, true, false, 0};
  return f;
}

class VerdictTest : public testing::Test {
 protected:
  // Judges the same facts so many times, a few iterations apart; then the verdict of the last.
  const Verdict& after(Facts facts, int looks = 4) {
    for (int i = 0; i < looks; ++i) judge_.update(step_on(facts));
    return judge_.verdict();
  }
  Facts& step_on(Facts& facts) {
    facts.step = facts.measured_step = std::max(facts.step, last_) + 10;
    last_ = facts.step;
    return facts;
  }
  std::string evidence() const { return evidence_text(judge_.verdict()); }

  SentenceJudge judge_;
  std::int64_t last_ = 0;
};

TEST_F(VerdictTest, NothingIsSaidOfAGameThatHasJustBegun) {
  Facts f;
  f.step = 30;
  judge_.update(f);
  EXPECT_EQ(judge_.verdict().id, VerdictId::too_early);
  EXPECT_EQ(judge_.verdict().title, "Too early to say");
  EXPECT_EQ(evidence(), "iterations since the last change 30");
}

TEST_F(VerdictTest, SettledWithItsResidual) {
  const Verdict& verdict = after(settled_facts());
  EXPECT_EQ(verdict.id, VerdictId::settled);
  EXPECT_EQ(verdict.title, "Settled");
  EXPECT_EQ(verdict.tone, Tone::good);
  EXPECT_EQ(evidence(), "JSD above the ideal 0.009, modes covered 8 of 8, change of the JSD −0.001");
}

TEST_F(VerdictTest, WhatRestsFarFromTheDataIsNotPraised) {
  Facts f = settled_facts();
  f.jsd = 0.2;
  const Verdict& verdict = after(f);
  EXPECT_EQ(verdict.id, VerdictId::settled);
  EXPECT_EQ(verdict.title, "Settled short of the data");
  EXPECT_EQ(verdict.tone, Tone::neutral);
}

TEST_F(VerdictTest, WhatStillChangesIsNotSettled) {
  Facts f = settled_facts();
  f.jsd_drift = {0.3, 0.2};
  const Verdict& verdict = after(f);
  EXPECT_EQ(verdict.id, VerdictId::too_early);
  EXPECT_EQ(verdict.title, "Still changing");
  EXPECT_EQ(evidence(), "change of the JSD −0.1");
}

TEST_F(VerdictTest, CollapsedSaysToHowMany) {
  Facts f = settled_facts();
  f.modes_covered = 2;
  f.concentration = {1.8, true, false, 0};
  EXPECT_EQ(after(f).title, "Collapsed to 2 modes");
  EXPECT_EQ(evidence(), "modes covered 2 of 8, effective modes 1.8");
  EXPECT_EQ(judge_.verdict().evidence[0].bound, "begins at 4");
  f.modes_covered = 1;
  EXPECT_EQ(after(f).title, "Collapsed to 1 mode");
  f.modes_covered = 0;
  EXPECT_EQ(after(f).title, "Collapsed between the modes");
}

TEST_F(VerdictTest, ImagesCollapseToClasses) {
  Facts f = settled_facts();
  f.modes_covered = f.modes_total = 0;
  f.covered.clear();
  f.jsd = f.best_value = f.core_width = Metrics::kUndefined;
  f.classes_total = 10;
  f.classes_expected = 10;
  f.precision = 0.6;
  f.classes_covered = 3;
  EXPECT_EQ(after(f).title, "Collapsed to 3 classes");
  f.classes_covered = 9;
  EXPECT_NE(after(f).id, VerdictId::collapsed) << "one class is missing";
}

TEST_F(VerdictTest, HoppingIsACollapseThatMoves) {
  Facts f = settled_facts();
  f.modes_covered = 1;
  for (int look = 0; look < 12; ++look) {
    f.concentration = {1.1, true, true, look / 2};  // every other look on another mode
    judge_.update(step_on(f));
    EXPECT_NE(judge_.verdict().id, VerdictId::settled) << "at look " << look;
  }
  EXPECT_EQ(judge_.verdict().id, VerdictId::hopping);
  EXPECT_EQ(evidence(), "hops 5 in 12 looks, modes covered 1 of 8, usual effective modes 1.1");
  for (int look = 0; look < 40; ++look) judge_.update(step_on(f));
  EXPECT_EQ(judge_.verdict().id, VerdictId::collapsed) << "it stands still";
}

TEST_F(VerdictTest, OneSpreadOverTheModesDoesNotHop) {
  Facts f = settled_facts();
  for (int look = 0; look < 12; ++look) {
    f.concentration = {7.8, true, false, look % 8};  // a few samples more here or there
    judge_.update(step_on(f));
  }
  EXPECT_EQ(judge_.verdict().id, VerdictId::settled);
}

TEST_F(VerdictTest, ThinModesAreCoveredOnes) {
  Facts f = settled_facts();
  f.core_width = 0.4;
  EXPECT_EQ(after(f).id, VerdictId::thin);
  EXPECT_EQ(evidence(), "core width 0.4, modes covered 8 of 8");
  f.core_width = 0.58;
  EXPECT_EQ(after(f).id, VerdictId::thin) << "it lasts a little beyond the bound";
  f.core_width = 0.7;
  EXPECT_EQ(after(f).id, VerdictId::settled);
}

TEST_F(VerdictTest, DIsTooStrong) {
  Facts f = settled_facts();
  f.jsd = 0.6;
  f.modes_covered = 3;
  f.d_accuracy = 0.999;
  f.d_fake = 0.001;
  EXPECT_EQ(after(f).id, VerdictId::d_too_strong);
  EXPECT_EQ(evidence(), "D's accuracy 99.9%, mean D(G(z)) 0.001, share of G's first gradient 100.0%");
}

TEST_F(VerdictTest, DIsTooWeakBelowItsBestResponse) {
  Facts f = settled_facts();
  f.best_value = f.value + 0.5;
  EXPECT_EQ(after(f).id, VerdictId::d_too_weak);
  EXPECT_EQ(evidence(), "gap to the best response 0.5, D's accuracy 52.0%");
  f.frozen_d = true;
  EXPECT_NE(after(f).id, VerdictId::d_too_weak) << "one that stands still was told to";
}

TEST_F(VerdictTest, OscillatingWithPeriodAndAmplitude) {
  Facts f = settled_facts();
  f.wave = {0.8, 320, 0.9, 0.4};
  f.wave_of = "G's loss";
  EXPECT_EQ(after(f).id, VerdictId::oscillating);
  EXPECT_EQ(evidence(), "period 320 iterations, amplitude of G's loss 0.4, waves 4 in 4 looks");
}

TEST_F(VerdictTest, WavesThatComeAndGo) {
  Facts calm = settled_facts(), wavy = calm;
  wavy.wave = {0.8, 320, 0.9, 0.4};
  for (int look = 0; look < 30; ++look) judge_.update(step_on(look % 2 == 0 ? wavy : calm));
  EXPECT_EQ(judge_.verdict().id, VerdictId::oscillating);
  wavy.wave.swing = 0.01;  // nobody would see it
  for (int look = 0; look < 60; ++look) judge_.update(step_on(look % 2 == 0 ? wavy : calm));
  EXPECT_EQ(judge_.verdict().id, VerdictId::settled);
}

TEST_F(VerdictTest, DivergingBeforeAllElse) {
  Facts f = settled_facts();
  f.outside = 0.8;
  EXPECT_EQ(after(f).id, VerdictId::diverging);
  EXPECT_EQ(judge_.verdict().title, "Diverging");
  EXPECT_EQ(evidence(), "samples far from the data 80.0%");
  f.diverged = true;
  f.divergence = "G's loss is not finite";
  f.outside = 0;
  EXPECT_EQ(after(f).title, "Diverged");
  EXPECT_EQ(evidence(), "G's loss is not finite");
}

TEST_F(VerdictTest, AGameOfTwoNumbers) {
  Facts f;
  f.step = 5000;
  f.loss = find_loss("minimax");
  f.records = 100;
  f.distance_start = 1;
  f.distance = 1e-3;
  EXPECT_EQ(after(f).title, "Settled");
  EXPECT_EQ(evidence(), "distance from the equilibrium 0.001");
  EXPECT_EQ(judge_.verdict().tone, Tone::good);
  f.distance = 3;
  EXPECT_EQ(after(f).id, VerdictId::diverging);
  f.distance = 1;
  EXPECT_EQ(after(f).id, VerdictId::too_early);
}

TEST_F(VerdictTest, AChangeForgetsWhatWasSeen) {
  Facts f = settled_facts();
  for (int look = 0; look < 12; ++look) {
    f.concentration = {1.1, true, true, look};
    judge_.update(step_on(f));
  }
  ASSERT_EQ(judge_.verdict().id, VerdictId::hopping);
  f.since = {f.step, 1};
  f.modes_covered = 8;
  f.concentration = {7.9, true, false, 0};
  EXPECT_EQ(after(f).id, VerdictId::settled);
}

TEST(Verdicts, TheTableIsInTheOrderOfTheEnumerators) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < kVerdicts; ++i) {
    EXPECT_EQ(static_cast<std::size_t>(verdict_infos()[i].id), i);
    EXPECT_TRUE(names.insert(verdict_infos()[i].name).second);
    EXPECT_EQ(std::string(verdict_infos()[i].meaning).back(), '.');
  }
  EXPECT_EQ(names.size(), kVerdicts);
}

TEST(Verdicts, TheLineSaysNothingTwice) {
  Verdict verdict{VerdictId::collapsed, Tone::warning, "Collapsed to 2 modes", {{"modes covered", "2 of 8", ""}}};
  const std::vector<Sentence> sentences{{Tone::warning, "Mode collapse: 2 of 8 modes covered", VerdictId::collapsed},
                                        {Tone::neutral, "Something else", VerdictId::too_early}};
  const std::vector<Sentence> line = line_of(verdict, sentences);
  ASSERT_EQ(line.size(), 3u);
  EXPECT_EQ(line[0].text, "Collapsed to 2 modes");
  EXPECT_EQ(line[1].text, "modes covered 2 of 8");
  EXPECT_EQ(line[2].text, "Something else");
}

}  // namespace
}  // namespace gan
