// Each sentence appears where it should, stays while numbers tremble around a threshold, goes in the end, and is
// forgotten at a change.
#include "core/insight/sentences.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/game/losses.h"

namespace gan {
namespace {

// A game that has gone well so far; each test spoils one thing.
Facts good_facts() {
  Facts f;
  f.step = 5000;
  f.loss = find_loss("non_saturating");
  f.records = 100;
  f.d_accuracy = 0.55;
  f.d_real = 0.52;
  f.d_fake = 0.48;
  f.g_grad_norm = f.g_grad_norm_start = 1;
  f.measured_step = 5000;
  f.modes_covered = f.modes_total = 8;
  f.covered.assign(8, true);
  f.high_quality = 0.97;
  f.jsd = 0.03;
  f.reverse_kl = 0.002;
  f.width = 0.95;
  f.ideal_high_quality = {0.98889, 0.002};
  f.ideal_jsd = {0.011, 0.001};
  f.ideal_reverse_kl = {0.0014, 0.0007};
  f.outside = 0;
  f.concentration = {7.9, true, false};
  return f;
}

Facts collapsed_facts() {
  Facts f = good_facts();
  f.modes_covered = 3;
  f.covered = {true, true, true, false, false, false, false, false};
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

TEST(Sentences, AGoodFit) {
  SentenceJudge judge;
  judge.update(good_facts());
  EXPECT_EQ(first_of(judge), "Good fit: all 8 modes, 97% high-quality samples (ideal: 98.9%)");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::good);
}

// On the line there are no modes to count, and the JSD says all.
TEST(Sentences, AGoodFitOnTheLine) {
  Facts f = good_facts();
  f.modes_covered = f.modes_total = 0;
  f.covered.clear();
  f.high_quality = f.reverse_kl = f.width = f.outside = std::nan("");
  f.ideal_jsd = {0.005, 0.0005};
  f.jsd = 0.009;
  f.g_grad_norm = 0.001;
  SentenceJudge judge;
  judge.update(f);
  EXPECT_EQ(first_of(judge), "Good fit: JSD 0.009 (ideal 0.005)");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::good);
  EXPECT_FALSE(says(judge, "Vanishing")) << "there is nothing left to learn";
  f.jsd = 0.2;
  SentenceJudge far;
  far.update(f);
  EXPECT_FALSE(says(far, "Good fit"));
  EXPECT_TRUE(says(far, "Vanishing"));
  f.jsd = std::nan("");
  SentenceJudge unknown;
  unknown.update(f);
  EXPECT_FALSE(says(unknown, "Good fit")) << "of a point mass there is no telling";
}

// The share alone does not tell: a JSD of 0.18 against 0.011 is no fit.
TEST(Sentences, AFitNeedsTheShape) {
  Facts f = good_facts();
  f.jsd = 0.18;
  const auto said = [&] {
    SentenceJudge judge;
    judge.update(f);
    EXPECT_EQ(judge.sentences()[0].tone, Tone::neutral);
    return first_of(judge);
  };
  f.width = 0.4;
  EXPECT_EQ(said(), "All 8 modes, still clumped (JSD 0.18, ideal 0.01)");
  f.reverse_kl = 0.3;
  EXPECT_EQ(said(), "All 8 modes, but unevenly (JSD 0.18, ideal 0.01)");
  f.reverse_kl = 0.002, f.width = 0.95;
  EXPECT_EQ(said(), "All 8 modes, but not their shape (JSD 0.18, ideal 0.01)");
  // Before it is known what a perfect generator scores nothing is called a fit.
  f.ideal_jsd = {};
  EXPECT_EQ(said(), "8 of 8 modes covered, 97% high-quality samples (ideal: 98.9%)");
}

TEST(Sentences, NewerMetricsOfTheSameStepCount) {
  SentenceJudge judge;
  Facts f = good_facts();
  judge.update(f);
  f.high_quality = 0.98;
  judge.update(f);
  EXPECT_TRUE(says(judge, "98% high-quality samples")) << first_of(judge);
}

TEST(Sentences, Collapse) {
  SentenceJudge judge;
  judge.update(collapsed_facts());
  EXPECT_EQ(first_of(judge), "Mode collapse: 3 of 8 modes covered");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::warning);
}

TEST(Sentences, AScatteredOrYoungGeneratorHasNotCollapsed) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  f.concentration = {6.5, false, false};
  judge.update(f);
  EXPECT_FALSE(says(judge, "ollapse"));
  f = collapsed_facts();
  f.segment.number = 1;
  f.step = f.measured_step = 20;
  judge.update(f);
  EXPECT_FALSE(says(judge, "ollapse"));
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
    EXPECT_TRUE(says(judge, "Mode collapse")) << i;
  }
  for (int i = 0; i < 3; ++i) {
    f = good_facts();
    f.step = 6000 + i;
    judge.update(f);
  }
  EXPECT_FALSE(says(judge, "ollapse"));
  EXPECT_TRUE(says(judge, "Good fit"));
}

TEST(Sentences, Cycling) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  for (int i = 0; i < 6; ++i) {
    f.step += 100;
    f.modes_covered = 1;
    f.covered.assign(8, false);
    f.covered[static_cast<std::size_t>(i)] = true;
    judge.update(f);
  }
  EXPECT_EQ(first_of(judge), "Mode collapse: G cycles between modes (1 of 8 covered now, 6 visited recently)");
  // Where it was before a change it was in another game.
  ++f.since.count, f.since.step = f.step;
  judge.update(f);
  EXPECT_EQ(first_of(judge), "Mode collapse: 1 of 8 modes covered");
}

TEST(Sentences, MoreModesThanAWordHasBitsAreVisitedToo) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  f.modes_total = 100;
  f.modes_covered = 1;
  for (const std::size_t mode : {70u, 80u, 90u, 99u}) {
    f.step += 100;
    f.covered.assign(100, false);
    f.covered[mode] = true;
    judge.update(f);
  }
  EXPECT_TRUE(says(judge, "1 of 100 covered now, 4 visited")) << first_of(judge);
}

TEST(Sentences, AtRestOneMeasurementIsEnough) {
  SentenceJudge judge;
  judge.update(good_facts());
  Facts f = collapsed_facts();
  f.step += 1000;
  judge.update(f);
  EXPECT_FALSE(says(judge, "ollapse"));
  f.at_rest = true;
  judge.update(f);
  EXPECT_TRUE(says(judge, "ollapse"));
}

TEST(Sentences, ACollapsedGeneratorBetweenTwoModesIsStillCollapsed) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  f.modes_covered = 0, f.covered.assign(8, false), f.high_quality = 0;
  f.concentration = {1.2, false, true};
  judge.update(f);
  EXPECT_FALSE(says(judge, "ollapse")) << "nothing was covered yet: it has not arrived";
  f.step += 100, f.modes_covered = f.most_covered = 1, f.covered[0] = true;
  judge.update(f);
  judge.update(f);
  f.step += 100, f.modes_covered = 0, f.covered[0] = false;
  judge.update(f);
  EXPECT_TRUE(says(judge, "Mode collapse: 0 of 8 modes covered")) << first_of(judge);
}

TEST(Sentences, ANearlyPerfectDiscriminatorStopsTheMinimaxGame) {
  SentenceJudge judge;
  Facts f = good_facts();
  f.modes_covered = 0, f.high_quality = 0, f.concentration = {};
  f.loss = find_loss("minimax");
  f.d_accuracy = 1;
  f.d_fake = 0.001;
  judge.update(f);
  EXPECT_TRUE(says(judge, "D is nearly perfect: the minimax gradient has vanished"));
  f.segment.number = 1;
  f.loss = find_loss("non_saturating");
  judge.update(f);
  EXPECT_FALSE(says(judge, "vanished"));
  EXPECT_TRUE(says(judge, "D is nearly perfect: it recognises every fake"));
  f.segment.number = 2;
  f.g_grad_norm = 0.005;
  judge.update(f);
  EXPECT_TRUE(says(judge, "Vanishing gradient: G's gradient norm is below 1% of its initial value"));
}

TEST(Sentences, AVanishedGradientIsComparedWithTheGameAsItIs) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  f.g_grad_norm = 0.005;
  judge.update(f);
  ASSERT_TRUE(says(judge, "Vanishing"));
  // The gradient of another loss: there is no telling yet, and then there is.
  f.since = {5000, 1};
  f.g_grad_norm = 3.16;
  f.g_grad_norm_start = Metrics::kUndefined;
  judge.update(f);
  EXPECT_FALSE(says(judge, "Vanishing"));
  f.step += 150;
  f.g_grad_norm = 0.004;
  f.g_grad_norm_start = 2;
  for (int i = 0; i < 3; ++i) ++f.step, judge.update(f);
  EXPECT_FALSE(says(judge, "Vanishing")) << "too early";
  f.step += 100;
  // What a long record has forgotten is remembered.
  f.g_grad_norm_start = Metrics::kUndefined;
  for (int i = 0; i < 3; ++i) ++f.step, judge.update(f);
  EXPECT_TRUE(says(judge, "below 1% of its value at step 5 000"));
}

TEST(Sentences, WhatOscillatedIsAtRest) {
  SentenceJudge judge;
  Facts f = good_facts();
  f.wave = {0.9, 493, 1};
  judge.update(f);
  EXPECT_TRUE(says(judge, "Oscillation: period about 490 iterations"));
  // As periodic, but next to nothing of what it was.
  f.since = {5000, 1};
  f.step = 8000;
  f.wave = {0.9, 60, 0.02};
  f.rest = {0.0165, 0.8};
  judge.update(f);
  EXPECT_FALSE(says(judge, "Oscillation"));
  EXPECT_TRUE(says(judge, "At rest: G's loss swings by less than 2% of what it did"));
  // What was never a wave has not come to rest.
  f.since.count = 2;
  f.rest.strength = 0;
  judge.update(f);
  EXPECT_FALSE(says(judge, "At rest"));
}

TEST(Sentences, DivergenceComesFirst) {
  SentenceJudge judge;
  Facts f = collapsed_facts();
  judge.update(f);
  f.diverged = true;
  f.divergence = "Training diverged at step 5 001: the discriminator's loss is no longer finite.";
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
  EXPECT_TRUE(says(judge, "70% of the critic's weights are at the clipping limits (|w| > 0.9c, c = 0.01)"));
  EXPECT_TRUE(says(judge, "40% of samples lie far from the data"));
}

TEST(Sentences, AStepBackOrANewSegmentBeginsAnew) {
  SentenceJudge judge;
  judge.update(collapsed_facts());
  Facts f = good_facts();
  f.step = 300;
  judge.update(f);
  EXPECT_FALSE(says(judge, "ollapse"));
}

TEST(Sentences, DataWithoutModesStillHasSomethingToSay) {
  SentenceJudge judge;
  Facts f;
  f.step = 900;
  f.d_accuracy = 0.52, f.d_real = 0.51, f.d_fake = 0.49;
  judge.update(f);
  EXPECT_EQ(first_of(judge), "D's accuracy: 52%, close to guessing (50%)");
  // Outputs near 1/2 on either side of it tell everything.
  f.d_accuracy = 0.97, ++f.step;
  judge.update(f);
  EXPECT_EQ(first_of(judge), "D's accuracy: 97%");
  f.loss = find_loss("wasserstein"), ++f.step;
  judge.update(f);
  EXPECT_TRUE(judge.sentences().empty()) << "a critic gives no probabilities";
}

TEST(Sentences, ClassesOfImagesThatGoMissing) {
  SentenceJudge judge;
  Facts f;
  f.step = f.measured_step = 500;
  f.classes_total = 10;
  f.classes_expected = 10;
  f.classes_covered = f.most_classes = 4;
  judge.update(f);
  EXPECT_EQ(first_of(judge), "Only 4 of 10 classes so far");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::neutral);
  f.classes_covered = f.most_classes = 10;
  ++f.step, judge.update(f);
  EXPECT_TRUE(judge.sentences().empty());
  f.classes_covered = 3;
  for (int i = 0; i < 3; ++i) ++f.step, judge.update(f);
  EXPECT_EQ(first_of(judge), "Only 3 of 10 classes: it had 10");
  EXPECT_EQ(judge.sentences()[0].tone, Tone::warning);
  // Who has never found them is told so in the end.
  SentenceJudge other;
  f.most_classes = 3;
  for (f.step = f.measured_step = 5000; f.step < 5003; ++f.step) other.update(f);
  EXPECT_EQ(first_of(other), "Only 3 of 10 classes");
  EXPECT_EQ(other.sentences()[0].tone, Tone::warning);
  f.precision = 0.02;
  f.classes_covered = 0;
  other.update(f);
  EXPECT_EQ(first_of(other), "The images do not resemble the data yet (precision 2.0%)");
  // Of a thousand classes 2500 images of the data show about 922.
  EXPECT_FALSE(misses_classes(905, 1000, 922));
  EXPECT_TRUE(misses_classes(880, 1000, 922));
  EXPECT_TRUE(misses_classes(905, 1000, 0));
}

TEST(Sentences, WithoutAnythingKnownNothingIsSaid) {
  SentenceJudge judge;
  judge.update(Facts{});
  EXPECT_TRUE(judge.sentences().empty());
}

}  // namespace
}  // namespace gan
