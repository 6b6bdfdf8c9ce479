// Data that move while a run trains: where they are at an iteration, in what trains and in what is looked at.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/past/retrace.h"
#include "core/run/batch_source.h"
#include "core/run/changing_data.h"
#include "tests/core/run/new_run.h"
#include "tests/seed.h"

namespace gan {
namespace {

Settings turning() {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.data.kind = find_distribution("grid");
  s.spec.generator.hidden = s.spec.discriminator.hidden = {6};
  s.hyperparameters.batch_size = 8;
  s.hyperparameters.data_turn = 1.5;
  s.hyperparameters.data_drift_y = -0.25;
  return s;
}

void trained(Run& run, int n) {
  for (int i = 0; i < n; ++i) ASSERT_TRUE(run.step());
}

void changed(Run& run, const std::string& key, Value value) {
  const auto done = run.apply(SetValue{key, std::move(value)});
  ASSERT_TRUE(done.ok()) << done.message();
}

// Of the mode with this place in the mixture.
Eigen::Vector2d centre(const Run& run, Index k) {
  return run.snapshot()->data->mixture()->centres.col(k);
}

TEST(MovingData, AreWhereTheIterationsHaveTakenThem) {
  const auto run = test::new_run(turning());
  const Eigen::Vector2d first = centre(*run, 0);
  for (const int n : {1, 9, 30}) {
    const std::int64_t before = run->position().step;
    trained(*run, n);
    const auto t = static_cast<double>(before + n);
    const double angle = 1.5 * t * std::numbers::pi / 180;
    const Eigen::Vector2d now = centre(*run, 0);
    EXPECT_NEAR(now[0], std::cos(angle) * first[0] - std::sin(angle) * first[1], 1e-12);
    EXPECT_NEAR(now[1], std::sin(angle) * first[0] + std::cos(angle) * first[1] - 0.25 * t, 1e-12);
  }
}

// What trains is drawn from what is looked at.
TEST(MovingData, TheBatchIsOfTheDataOfTheMoment) {
  const auto run = test::new_run(turning());
  changed(*run, "hyperparameters.hidden_modes", std::vector<std::int64_t>{1, 13});
  trained(*run, 7);
  const auto snapshot = run->snapshot();
  const auto whole = make_data_source(run->settings().spec.data, run->settings().spec.seed);
  ChangingData data;
  const Hyperparameters& h = run->settings().hyperparameters;
  const auto shown = data.shown(whole.value(), h.hidden_modes);
  EXPECT_EQ(shown->mixture()->weights.size(), 23);
  Workspace a, b;
  BatchSource trains(run->settings().spec, *shown, h, 7, a, run->state().moved);
  BatchSource seen(run->settings().spec, *snapshot->data, h, 7, b);
  const auto x = trains.batch(Player::discriminator, 0).real, y = seen.batch(Player::discriminator, 0).real;
  EXPECT_EQ(x.map(), y.map());
  EXPECT_NE(x.map(), BatchSource(run->settings().spec, *shown, h, 7, b).batch(Player::discriminator, 0).real.map());
}

TEST(MovingData, AnotherSpeedGoesOnFromWhereTheyAre) {
  const auto run = test::new_run(turning());
  trained(*run, 20);
  const Eigen::Vector2d there = centre(*run, 3);
  changed(*run, "hyperparameters.data_turn", -0.5);
  EXPECT_EQ(centre(*run, 3), there);
  changed(*run, "hyperparameters.data_turn", 0.0);
  changed(*run, "hyperparameters.data_drift_y", 0.0);
  trained(*run, 20);
  EXPECT_EQ(centre(*run, 3), there);
  ASSERT_TRUE(run->apply(SameStart{}).ok());
  EXPECT_TRUE(run->state().moved.at_rest());
}

TEST(MovingData, ModesVanishAndAppearAgain) {
  Settings s = turning();
  s.schedule = {{5, "hyperparameters.hidden_modes", std::vector<std::int64_t>{1, 2, 25}},
                {10, "hyperparameters.hidden_modes", std::vector<std::int64_t>{}}};
  const auto run = test::new_run(s);
  for (const auto& [step, modes] : {std::pair{4, 25}, {5, 22}, {9, 22}, {10, 25}}) {
    trained(*run, step - static_cast<int>(run->position().step));
    EXPECT_EQ(run->snapshot()->data->mixture()->weights.size(), modes) << step;
    EXPECT_EQ(run->snapshot()->kind().modes, modes) << step;
  }
}

TEST(MovingData, SnapshotsShareThemWhileTheyRest) {
  Settings s = turning();
  s.hyperparameters.data_turn = s.hyperparameters.data_drift_y = 0;
  const auto run = test::new_run(s);
  const auto first = run->snapshot()->data;
  trained(*run, 3);
  EXPECT_EQ(run->snapshot()->data, first);
  changed(*run, "hyperparameters.data_turn", 1.0);
  trained(*run, 1);
  EXPECT_NE(run->snapshot()->data, first);
  EXPECT_EQ(run->snapshot()->data, run->snapshot()->data);
}

// A state that was looked back to has its own data.
TEST(MovingData, ALookBackFindsThemWhereTheyWere) {
  const auto run = test::new_run(turning());
  trained(*run, 12);
  const Instant instant = run->instant();
  const Eigen::Vector2d there = centre(*run, 5);
  const std::uint64_t hash = run->hash();
  trained(*run, 12);
  EXPECT_NE(centre(*run, 5), there);
  const auto again = retrace_to(std::make_shared<const Past>(run->past()), nullptr, instant);
  ASSERT_TRUE(again.ok()) << again.message();
  EXPECT_EQ(again.value()->hash(), hash);
  EXPECT_EQ(centre(*again.value(), 5), there);
}

// Games whose data can't move heed none of it.
TEST(MovingData, NumbersAndImagesStay) {
  Settings s = turning();
  s.spec.data.kind = find_distribution("dirac");
  s.spec.generator.architecture = Architecture::point;
  s.spec.discriminator.architecture = Architecture::linear;
  const auto run = test::new_run(s);
  trained(*run, 3);
  EXPECT_TRUE(run->state().moved.at_rest());
}

// A state that is remembered is the moment that it was, wherever the data were.
TEST(MovingData, AKeyframeIsTheMomentThatItHolds) {
  const auto same = [](const gan::Run& run) {
    const auto moment = run.snapshot(), remembered = snapshot_of(*run.keyframe());
    EXPECT_EQ(*remembered->state, *moment->state);
    EXPECT_EQ(*remembered->settings, *moment->settings);
    EXPECT_EQ(remembered->moment(), moment->moment());
    EXPECT_EQ(remembered->instant(), moment->instant());
    EXPECT_EQ(remembered->record.step, moment->record.step);
    EXPECT_EQ(remembered->data->mixture()->centres, moment->data->mixture()->centres);
  };
  const auto run = test::new_run(turning());
  same(*run);
  trained(*run, 7);
  same(*run);
}

}  // namespace
}  // namespace gan
