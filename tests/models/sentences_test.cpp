// Each sentence appears where it should, stays while numbers tremble around a threshold, and goes in the end.
#include "app/models/sentences.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/game/losses.h"

namespace gan {
namespace {

// A game that has gone well so far; each test spoils one thing.
Facts good_facts() {
  Facts f;
  f.step = 5000;
  f.loss = find_loss("non_saturating");
  f.d_accuracy = 0.55;
  f.d_fake = 0.48;
  f.g_grad_norm = f.g_grad_norm_start = 1;
  f.modes_covered = f.modes_total = 8;
  f.covered_bits = 0xff;
  f.high_quality = 0.97;
  f.perfect_high_quality = 0.98889;
  f.outside = 0;
  f.concentration = {7.9, true, false};
  return f;
}

Facts collapsed_facts() {
  Facts f = good_facts();
  f.modes_covered = 3;
  f.covered_bits = 7;
  f.concentration = {2.8, true, false};
  return f;
}

std::string first_of(const SentenceJudge& judge) {
  return judge.sentences().empty() ? "" : judge.sentences()[0].text;
}

bool says(const SentenceJudge& judge, const std::string& part) {
  for (const Sentence& s : judge.sentences()) {
    if (s.text.find(part) != std::string::npos) return true;
  }
  return false;
}

TEST(Sentences, Learned) {
  SentenceJudge judge;
  judge.update(good_facts());
  EXPECT_EQ(first_of(judge), "Learned: 8 of 8 modes, 97 % high quality (a perfect generator: 98.9 %)");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::good);
}

TEST(Sentences, NewerMetricsOfTheSameStepCount) {
  SentenceJudge judge;
  Facts f = good_facts();
  judge.update(f);
  f.high_quality = 0.98;
  judge.update(f);
  EXPECT_TRUE(says(judge, "98 % high quality")) << first_of(judge);
}

TEST(Sentences, Collapse) {
  SentenceJudge judge;
  judge.update(collapsed_facts());
  EXPECT_EQ(first_of(judge), "3 of 8 modes covered: the generator has collapsed");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::warning);
}

TEST(Sentences, AScatteredOrYoungGeneratorHasNotCollapsed) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  f.concentration = {6.5, false, false};
  judge.update(f);
  EXPECT_FALSE(says(judge, "collapsed"));
  f = collapsed_facts();
  f.segment = 1;
  f.step = 20;
  judge.update(f);
  EXPECT_FALSE(says(judge, "collapsed"));
}

TEST(Sentences, CollapseDoesNotFlickerAroundItsThreshold) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  judge.update(f);
  for (int i = 0; i < 40; ++i) {
    f.step += 10;
    f.modes_covered = i % 2 == 0 ? 5 : 4;
    f.concentration.effective_modes = i % 2 == 0 ? 4.6 : 3.9;
    judge.update(f);
    EXPECT_TRUE(says(judge, "collapsed")) << i;
  }
  for (int i = 0; i < 3; ++i) {
    f = good_facts();
    f.step = 6000 + i;
    judge.update(f);
  }
  EXPECT_FALSE(says(judge, "collapsed"));
  EXPECT_TRUE(says(judge, "Learned"));
}

TEST(Sentences, Hopping) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  for (int i = 0; i < 6; ++i) {
    f.step += 100;
    f.modes_covered = 1;
    f.covered_bits = std::uint64_t{1} << i;
    judge.update(f);
  }
  EXPECT_TRUE(says(judge, "hops")) << first_of(judge);
}

TEST(Sentences, AtRestOneMeasurementIsEnough) {
  SentenceJudge judge;
  judge.update(good_facts());
  Facts f = collapsed_facts();
  f.step += 1000;
  judge.update(f);
  EXPECT_FALSE(says(judge, "collapsed"));
  f.at_rest = true;
  judge.update(f);
  EXPECT_TRUE(says(judge, "collapsed"));
}

TEST(Sentences, ACollapsedGeneratorBetweenTwoModesIsStillCollapsed) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  f.modes_covered = 0, f.covered_bits = 0, f.high_quality = 0;
  f.concentration = {1.2, false, true};
  judge.update(f);
  EXPECT_FALSE(says(judge, "collapsed")) << "nothing was covered yet: it has not arrived";
  f.step += 100, f.modes_covered = 1, f.covered_bits = 1;
  judge.update(f);
  f.step += 100, f.modes_covered = 0, f.covered_bits = 0;
  judge.update(f);
  EXPECT_TRUE(says(judge, "0 of 8 modes covered: the generator has collapsed")) << first_of(judge);
}

TEST(Sentences, ANearlyPerfectDiscriminatorStopsTheMinimaxGame) {
  SentenceJudge judge;
  Facts f = good_facts();
  f.modes_covered = 0, f.covered_bits = 0, f.high_quality = 0, f.concentration = {};
  f.loss = find_loss("minimax");
  f.d_accuracy = 1;
  f.d_fake = 0.001;
  judge.update(f);
  EXPECT_TRUE(says(judge, "D is nearly perfect: the minimax gradient has vanished"));
  f.segment = 1;
  f.loss = find_loss("non_saturating");
  judge.update(f);
  EXPECT_FALSE(says(judge, "vanished"));
  EXPECT_TRUE(says(judge, "nearly perfect"));
  f.segment = 2;
  f.g_grad_norm = 0.005;
  judge.update(f);
  EXPECT_TRUE(says(judge, "below 1 %"));
}

TEST(Sentences, DivergenceComesFirst) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  judge.update(f);
  f.diverged = true;
  f.divergence = "Training diverged at step 5001: the discriminator's loss is no longer finite.";
  judge.update(f);
  EXPECT_EQ(first_of(judge), f.divergence);
  EXPECT_EQ(judge.sentences()[0].tone, Tone::warning);
}

TEST(Sentences, ClippedWeightsAndSamplesOutside) {
  SentenceJudge judge;
  Facts f = good_facts();
  f.clip = 0.01;
  f.at_clip = 0.7;
  f.outside = 0.4;
  judge.update(f);
  EXPECT_TRUE(says(judge, "70 % of the critic's weights pile up within a tenth of ±0.01"));
  EXPECT_TRUE(says(judge, "40 % of the samples lie outside"));
}

TEST(Sentences, AStepBackOrANewSegmentBeginsAnew) {
  SentenceJudge judge;
  judge.update(collapsed_facts());
  Facts f = good_facts();
  f.step = 300;
  judge.update(f);
  EXPECT_FALSE(says(judge, "collapsed"));
}

TEST(Sentences, DataWithoutModesStillHasSomethingToSay) {
  SentenceJudge judge;
  Facts f;
  f.step = 900;
  f.d_accuracy = 0.52, f.d_real = 0.51, f.d_fake = 0.49;
  judge.update(f);
  EXPECT_EQ(first_of(judge), "D is right about 52 % of its batch: it can hardly tell generated from real");
}

TEST(Sentences, ClassesOfPicturesThatGoMissing) {
  SentenceJudge judge;
  Facts f;
  f.step = 500;
  f.classes_total = 10;
  f.classes_expected = 10;
  f.classes_covered = f.most_classes = 4;
  judge.update(f);
  EXPECT_EQ(first_of(judge), "Generates only 4 of 10 classes so far");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::neutral);
  f.classes_covered = f.most_classes = 10;
  ++f.step, judge.update(f);
  EXPECT_TRUE(judge.sentences().empty());
  f.classes_covered = 3;
  for (int i = 0; i < 3; ++i) ++f.step, judge.update(f);
  EXPECT_EQ(first_of(judge), "Generates only 3 of 10 classes: it had 10");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::warning);
  // Who has never found them is told so in the end.
  SentenceJudge other;
  f.most_classes = 3;
  for (f.step = 5000; f.step < 5003; ++f.step) other.update(f);
  EXPECT_EQ(first_of(other), "Generates only 3 of 10 classes");
  EXPECT_EQ(other.sentences()[0].tone, Tone::warning);
  // Of a thousand classes 2500 pictures of the data show about 922.
  EXPECT_FALSE(misses_classes(905, 1000, 922));
  EXPECT_TRUE(misses_classes(880, 1000, 922));
  EXPECT_TRUE(misses_classes(905, 1000, 0));
}

TEST(Sentences, WithoutAnythingKnownNothingIsSaid) {
  SentenceJudge judge;
  judge.update(Facts{});
  EXPECT_TRUE(judge.sentences().empty());
}

std::vector<float> wave(double period, double growth, double noise) {
  std::vector<float> v(256);
  std::uint32_t state = 12345;
  for (std::size_t i = 0; i < v.size(); ++i) {
    state = state * 1664525u + 1013904223u;
    const double t = static_cast<double>(i);
    v[i] =
        static_cast<float>(2 + 0.01 * t + std::exp(growth * t) * std::sin(2 * std::numbers::pi * t / period) +
                           noise * (static_cast<double>(state >> 8) / (1 << 23) - 1));
  }
  return v;
}

TEST(Oscillation, FindsThePeriodOfASteadyWaveUnderNoise) {
  const auto found = find_oscillation(wave(24, 0, 0.3));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->period, 24, 2);
  EXPECT_GT(found->strength, 0.7);
}

TEST(Oscillation, NoiseATrendAndADyingWaveAreNone) {
  EXPECT_FALSE(find_oscillation(wave(24, -0.03, 0)));
  const auto noise = find_oscillation(wave(1e9, 0, 1));
  EXPECT_TRUE(!noise || noise->strength < 0.35);
  EXPECT_FALSE(find_oscillation(std::vector<float>(256, 1.5F)));
  EXPECT_FALSE(find_oscillation(std::vector<float>(256, NAN)));
}

TEST(Concentration, CountsTheModesThatSamplesAreNearTo) {
  GaussianMixture ring;
  ring.centres.resize(2, 4);
  ring.centres << 2, 0, -2, 0, 0, 2, 0, -2;
  ring.weights = Vector<double>::Constant(4, 0.25);
  ring.sigma = Vector<double>::Constant(4, 0.02);
  Matrix<float> samples(2, 4);
  samples << 2, 2.1F, 1.9F, 2, 0, 0, 0.1F, -0.1F;
  EXPECT_NEAR(measure_concentration(ring, samples).effective_modes, 1, 1e-9);
  EXPECT_TRUE(measure_concentration(ring, samples).near);
  samples << 0.1F, 0, -0.1F, 0, 0, 0.1F, 0, -0.1F;
  EXPECT_NEAR(measure_concentration(ring, samples).effective_modes, 4, 1e-6);
  EXPECT_TRUE(measure_concentration(ring, samples).together);
  EXPECT_FALSE(measure_concentration(ring, samples).near);
}

}  // namespace
}  // namespace gan
