// A scenario's own pace: how it grows, when it holds, and that it changes no number.
#include "app/lab/opening_pace.h"

#include "core/live/inline_executor.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

constexpr OpeningPace kPace{40, 100, 4000};

TEST(OpeningPace, IsSlowThenGrowsSmoothlyAndStays) {
  for (const std::int64_t step : {0, 1, 99, 100}) EXPECT_EQ(pace_speed(kPace, step), 40) << step;
  for (const std::int64_t step : {200, 201, 1'000'000'000}) EXPECT_DOUBLE_EQ(pace_speed(kPace, step), 4000) << step;
  EXPECT_NEAR(pace_speed(kPace, 150), 400, 1e-9) << "halfway, on a scale of ratios";
  double growth = 1;
  for (std::int64_t step = 100; step < 200; ++step) {
    const double ratio = pace_speed(kPace, step + 1) / pace_speed(kPace, step);
    EXPECT_GT(ratio, 1) << step;
    EXPECT_LT(ratio, 1.08) << step;
    EXPECT_LT(std::abs(ratio - growth), 0.005) << "no kink at " << step;
    growth = ratio;
  }
  EXPECT_FALSE(pace_is_over(kPace, 199));
  EXPECT_TRUE(pace_is_over(kPace, 200));
}

class PacedLab : public LabFixture {
 protected:
  void prepare(LabOptions& options) override {
    options.executor = &executor_;
    options.own_pace = own_pace_;
    options.speed = 500;
  }
  static Scenario paced_game() {
    Scenario scenario = small_game();
    scenario.pace = kPace;
    return scenario;
  }
  void open_with(bool own_pace, const Scenario& scenario) {
    own_pace_ = own_pace;
    open(scenario);
  }
  void set_speed(double speed) {
    Actions actions;
    actions.speed = speed;
    lab_->carry_out(actions);
  }
  // Seconds of the trainer's clock, a frame every sixtieth of one.
  void pass(double seconds) {
    const Clock::Time end = clock_.now() + clock_duration(seconds);
    while (clock_.now() < end) {
      lab_->update(Clock::Seconds(clock_.now().time_since_epoch()).count());
      const Clock::Time frame = clock_.now() + clock_duration(1.0 / 60);
      while (clock_.now() < frame) {
        for (int i = 0; i < 100 && executor_.due() > 0; ++i) executor_.turn();
        clock_.advance(clock_duration(1.0 / 4800));
      }
    }
    lab_->update(Clock::Seconds(clock_.now().time_since_epoch()).count());
  }
  std::int64_t step() const { return lab_->snapshot().position.step; }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
  bool own_pace_ = true;
};

TEST_F(PacedLab, OpensSlowlyAndThenAccelerates) {
  open(paced_game());
  EXPECT_EQ(lab_->session().speed(), 40);
  EXPECT_TRUE(lab_->session().opens_slowly());
  act(LabRequest::play);
  pass(2);
  EXPECT_NEAR(static_cast<double>(step()), 40, 3) << "two sub-steps an iteration";
  EXPECT_EQ(lab_->session().speed(), 40);
  pass(3.5);
  EXPECT_GT(step(), 105);
  EXPECT_GT(lab_->session().speed(), 40);
  pass(3);
  EXPECT_GT(step(), 1000);
  EXPECT_DOUBLE_EQ(lab_->session().speed(), 4000);
  EXPECT_FALSE(lab_->session().opens_slowly());
}

// From its first sub-step on, however many the frame in which that was asked for has time for.
TEST_F(PacedLab, WhatBeginsAnewIsSlowAgain) {
  open(paced_game());
  act(LabRequest::play);
  const auto restarted = [&](const char* how) {
    pass(0.5);
    EXPECT_LT(step(), 15) << how;
    EXPECT_GT(step(), 5) << how;
    EXPECT_EQ(lab_->session().speed(), 40) << how;
  };
  const auto to_full_speed = [&] {
    pass(8.5);
    ASSERT_EQ(lab_->session().speed(), 4000);
  };
  to_full_speed();
  act(LabRequest::same_start);
  restarted("the same seed");
  to_full_speed();
  act(LabRequest::new_start);
  restarted("the next seed");
  to_full_speed();
  set("generator.hidden", std::vector<std::int64_t>{6});
  restarted("another network");
}

TEST_F(PacedLab, ThePersonsSpeedEndsItUntilAnotherScenarioIsOpened) {
  open(paced_game());
  act(LabRequest::play);
  pass(0.5);
  set_speed(1000);
  EXPECT_EQ(lab_->session().speed(), 1000);
  EXPECT_FALSE(lab_->session().opens_slowly());
  const std::int64_t before = step();
  pass(1);
  EXPECT_NEAR(static_cast<double>(step() - before), 500, 25);
  act(LabRequest::same_start);
  pass(0.2);
  EXPECT_EQ(lab_->session().speed(), 1000);
  lab_->session().open(OpenGame{std::make_shared<const Settings>(paced_game().settings)}, paced_game(), "again");
  pass(0.2);
  EXPECT_EQ(lab_->session().speed(), 40);
  // What has no pace goes at the dial's speed.
  lab_->session().open(OpenGame{std::make_shared<const Settings>(small_game().settings)}, small_game(), "another");
  pass(0.2);
  EXPECT_EQ(lab_->session().speed(), 1000);
}

TEST_F(PacedLab, GoesAtTheDialsSpeedWhereItWasNotWanted) {
  open_with(false, paced_game());
  EXPECT_EQ(lab_->session().speed(), 500);
  EXPECT_FALSE(lab_->session().opens_slowly());
}

// It is pacing: it is neither logged, nor heeded on the way to a goal, nor does it reach a number.
TEST_F(PacedLab, ChangesNoNumber) {
  std::uint64_t hashes[2];
  for (const bool own_pace : {false, true}) {
    open_with(own_pace, paced_game());
    lab_->session().run_to(300);
    pass(0.3);
    ASSERT_EQ(step(), 300) << "a goal is reached at full speed";
    hashes[own_pace] = hash_state(*lab_->snapshot().state);
    EXPECT_EQ(lab_->snapshot().last_sequence, 0);
  }
  EXPECT_EQ(hashes[0], hashes[1]);
}

}  // namespace
}  // namespace gan
