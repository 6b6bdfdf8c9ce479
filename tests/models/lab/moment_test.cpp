// One moment: the bars are the samples of the arena, the history ends where the snapshot is, and at rest the values are
// those of the present state, also after steps by hand.
#include <cmath>

#include "app/lab/game_judge.h"
#include "app/panels/arena/arena_model.h"
#include "app/panels/modes/mode_bars_model.h"
#include "app/panels/now_values_model.h"
#include "core/io/scenario_file.h"
#include "tests/models/lab/lab_fixture.h"
#include "tests/sanitized.h"

namespace gan {
namespace {

class MomentTest : public LabTest {
 protected:
  void wish(int samples) {
    Actions actions;
    actions.probe = ProbeRequest{};
    actions.probe->generated = actions.probe->real = samples;
    actions.probe->logits = true;
    lab_->carry_out(actions);
  }
  ViewContext context() { return lab_->context(settings_, none_, 0); }
  double mean_probability(const Matrix<float>& logits) {
    double sum = 0;
    for (Index i = 0; i < logits.size(); ++i) sum += 1 / (1 + std::exp(-static_cast<double>(logits.data()[i])));
    return sum / static_cast<double>(logits.size());
  }

  ViewSettings settings_;
  Actions none_;
};

Scenario collapsing_game() {
  for (Result<Scenario>& scenario : builtin_scenarios()) {
    if (scenario && scenario.value().id == "mode-collapse") return std::move(scenario).value();
  }
  ADD_FAILURE() << "the scenario that collapses is gone";
  return small_game();
}

// Counts of what the arena draws, mode by mode, by looking at every centre.
std::vector<int> counts_of(const std::vector<float>& xy, const GaussianMixture& mixture) {
  std::vector<int> counts(static_cast<std::size_t>(mixture.centres.cols()), 0);
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    double distance = 0;
    const int mode = nearest_mode(mixture, static_cast<double>(xy[i]), static_cast<double>(xy[i + 1]), &distance);
    if (mode >= 0 && distance <= 3 * mixture.sigma(mode)) ++counts[static_cast<std::size_t>(mode)];
  }
  return counts;
}

TEST_F(MomentTest, TheBarsAreTheSamplesThatTheArenaDraws) {
  open(collapsing_game());
  wish(256);
  ArenaPicture arena;
  ModeBarsModel bars;
  int frames = 0, compared = 0;
  std::uint64_t last = 0;
  constexpr int kIterations = kSanitized ? 1000 : 4000;
  lab_->session().run_to(kIterations);
  until([&] {
    const ViewContext c = context();
    if (c.probe == nullptr) return false;
    arena.update(*c.probe, c.probe_version, 8);
    prepare_mode_bars(*c.snapshot.data, c.probe->generated, bars);
    ++frames;
    if (c.probe_version == last) return lab_->settled();
    last = c.probe_version;
    const std::vector<int> expected = counts_of(arena.generated, *c.snapshot.data->mixture());
    EXPECT_EQ(bars.samples, 256);
    EXPECT_EQ(bars.bars.size(), expected.size());
    int on_modes = 0;
    for (std::size_t k = 0; k < expected.size(); ++k) {
      EXPECT_NEAR(bars.bars[k].share * 256, expected[k], 1e-6)
          << "mode " << k + 1 << " at step " << arena.moment.position.step;
      on_modes += expected[k];
    }
    EXPECT_NEAR(bars.elsewhere * 256, 256 - on_modes, 1e-6);
    ++compared;
    return lab_->settled();
  });
  EXPECT_GT(compared, 1);
  EXPECT_EQ(arena.moment.position.step, kIterations);
}

TEST_F(MomentTest, TheHistoryEndsWhereTheSnapshotIs) {
  act(LabRequest::play);
  std::int64_t seen = 0;
  until([&] {
    const ViewContext c = context();
    if (c.snapshot.position.segment == c.history.segment()) {
      EXPECT_EQ(c.history.last_step(), c.snapshot.position.step);
    }
    if (c.measurement != nullptr) {
      EXPECT_LE(c.measurement->snapshot->position.step, c.snapshot.position.step);
    }
    seen = c.snapshot.position.step;
    return seen > 500;
  });
  // Nothing of the segment that ends is lost, whatever the window had shown of it by then.
  act(LabRequest::same_start);
  until([&] { return lab_->history().segment() == 1 && lab_->snapshot().position.segment == 1; });
  act(LabRequest::pause);
  until_settled();
  const Recording recording = lab_->session().finish_recording().get();
  ASSERT_FALSE(recording.commands.empty());
  const std::vector<PastSegment> past = lab_->history().past();
  ASSERT_EQ(past.size(), 1u);
  EXPECT_EQ(past[0].last_step, recording.commands.front().position.step);
  EXPECT_EQ(lab_->history().last_step(), lab_->snapshot().position.step);
}

TEST_F(MomentTest, ValuesAtRestAreThoseOfThePresentState) {
  wish(200);
  lab_->session().run_to(60);
  until_settled();
  const double recorded = static_cast<double>(lab_->snapshot().record.d_fake);
  const auto expect_now = [&] {
    const ViewContext c = context();
    ASSERT_TRUE(knows_now(c));
    EXPECT_NEAR(value_now(c, "d_fake"), mean_probability(c.probe->fake_logits), 1e-5);
    EXPECT_NEAR(value_now(c, "d_real"), mean_probability(c.probe->real_logits), 1e-5);
    EXPECT_EQ(value_now(c, "high_quality_fraction"),
              static_cast<double>(static_cast<float>(c.measurement->metrics.high_quality_fraction)));
    for (const char* series : {"d_loss", "g_loss", "value", "d_accuracy", "d_grad_norm", "g_grad_norm"}) {
      EXPECT_TRUE(std::isfinite(value_now(c, series))) << series;
    }
    EXPECT_TRUE(std::isnan(value_now(c, "iterations_per_second")));
  };
  expect_now();
  EXPECT_EQ(step_now(lab_->snapshot().position), 60);
  const double before_real = value_now(context(), "d_real"), before_fake = value_now(context(), "d_fake"),
               before_value = value_now(context(), "value");
  for (int i = 0; i < 15; ++i) act(LabRequest::step_discriminator);
  until_settled();
  expect_now();
  const ViewContext c = context();
  // D alone has moved on: it tells the two further apart, and V says so.
  EXPECT_GT(value_now(c, "d_real") - value_now(c, "d_fake"), before_real - before_fake);
  EXPECT_GT(value_now(c, "value"), before_value);
  EXPECT_EQ(moment_text(c.snapshot.position), "step 60 +15D");
  EXPECT_GT(step_now(c.snapshot.position), 60);
  EXPECT_LT(step_now(c.snapshot.position), 61);
  // Nothing was recorded that did not happen.
  EXPECT_EQ(c.history.last_step(), 60);
  EXPECT_EQ(static_cast<double>(c.snapshot.record.d_fake), recorded);
  act(LabRequest::step_generator);
  until_settled();
  EXPECT_EQ(lab_->snapshot().position.step, 61);
  EXPECT_EQ(lab_->history().last_step(), 61);
  expect_now();
}

TEST_F(MomentTest, FactsAfterStepsByHandAreThoseOfNow) {
  wish(200);
  lab_->session().run_to(60);
  until_settled();
  for (int i = 0; i < 15; ++i) act(LabRequest::step_discriminator);
  until_settled();
  const ViewContext c = context();
  Facts facts;
  take_facts_now(*c.probe->record, facts);
  EXPECT_EQ(facts.records, 1);
  EXPECT_EQ(facts.d_accuracy, value_now(c, "d_accuracy"));
  EXPECT_EQ(facts.d_fake, value_now(c, "d_fake"));
  EXPECT_NE(facts.d_fake, static_cast<double>(c.snapshot.record.d_fake));
  // Where iterations were recorded their means stand.
  facts.records = 20;
  facts.d_fake = 0.125;
  take_facts_now(*c.probe->record, facts);
  EXPECT_EQ(facts.d_fake, 0.125);
}

TEST_F(MomentTest, MetricsOfStepsByHandAreShownAndNotRecorded) {
  lab_->session().run_to(60);
  until_settled();
  const Series* const series = lab_->history().find("outside_fraction");
  ASSERT_NE(series, nullptr);
  Bucket before, after;
  ASSERT_TRUE(series->at(60, before));
  for (int i = 0; i < 40; ++i) act(LabRequest::step_generator);
  // The iteration ends when D has had its turn too.
  until_settled();
  ASSERT_EQ(lab_->snapshot().position.generator_inner, 40);
  EXPECT_EQ(context().measurement->snapshot->position, lab_->snapshot().position);
  EXPECT_EQ(series->last_step(), 60);
  ASSERT_TRUE(series->at(60, after));
  EXPECT_EQ(before.mean, after.mean);
}

TEST_F(MomentTest, WhatTrainsFastAsksForNoValuesOfNow) {
  wish(64);
  act(LabRequest::play);
  until([&] {
    const ViewContext c = context();
    return c.probe != nullptr && c.probe->snapshot->position.step > 200 && !c.probe->record.has_value();
  });
  EXPECT_FALSE(knows_now(context()));
  EXPECT_TRUE(std::isnan(value_now(context(), "d_fake")));
}

TEST(Moments, SayWhereTheyAre) {
  EXPECT_EQ(moment_text({0, 7, 0, 0}), "step 7");
  EXPECT_EQ(moment_text({0, 7, 2, 1}), "step 7 +2D 1G");
  EXPECT_EQ(moment_text({0, 7, 0, 3}), "step 7 +3G");
}

}  // namespace
}  // namespace gan
