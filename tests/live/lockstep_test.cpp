#include "core/live/lockstep.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "core/live/inline_executor.h"
#include "tests/live/live_game.h"

namespace gan {
namespace {

using test::make_run;
using test::small_game;

// Games side by side in the test's own thread, whose turns take no time but what the test lets pass.
class SideBySide : public testing::Test {
 protected:
  Trainer& add(const Settings& settings = small_game()) {
    TrainerOptions options;
    options.lockstep = lockstep_;
    games_.push_back(std::make_unique<Trainer>(executor_, make_run(settings), std::move(options)));
    lockstep_->engage(true);
    return *games_.back();
  }
  // One turn; false where none is wanted any more.
  bool turn() {
    clock_.advance(std::chrono::microseconds(50));
    if (executor_.due() > 0) {
      executor_.turn();
      return true;
    }
    if (executor_.next_turn() == Clock::Time::max()) return false;
    clock_.advance_to(executor_.next_turn());
    return true;
  }
  void rest() {
    while (turn()) {
    }
  }
  std::int64_t step(std::size_t game) {
    const auto newest = games_[game]->snapshots().latest();
    return newest ? newest->position.step : 0;
  }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
  std::shared_ptr<Lockstep> lockstep_ = std::make_shared<Lockstep>(clock_);
  std::vector<std::unique_ptr<Trainer>> games_;
};

Settings slower_game() {
  Settings settings = small_game();
  settings.hyperparameters.k = 7;
  return settings;
}

TEST_F(SideBySide, GamesAreShownAtTheSameIterationsAndAreWhatTheyWouldBeAlone) {
  add();
  add(slower_game());
  add(slower_game());
  for (const auto& game : games_) game->run_to(700);
  std::int64_t newest = 0, meetings = 0;
  while (turn()) {
    lockstep_->meet();
    std::optional<std::int64_t> together;
    for (const auto& game : games_) {
      if (game->activity() != Activity::advancing) continue;
      const auto met = game->met();
      if (!met) continue;
      EXPECT_TRUE(met->position.is_whole());
      if (together) {
        EXPECT_EQ(met->position.step, *together);
      }
      together = met->position.step;
    }
    if (!together) continue;
    EXPECT_GT(*together, newest);
    newest = *together;
    ++meetings;
  }
  EXPECT_GT(meetings, 5);
  for (std::size_t i = 0; i < games_.size(); ++i) {
    EXPECT_EQ(step(i), 700);
    auto alone = make_run(i == 0 ? small_game() : slower_game());
    for (int done = 0; done < 700; ++done) alone->step();
    EXPECT_EQ(games_[i]->release()->hash(), alone->hash());
  }
}

TEST_F(SideBySide, StrictlyNoneIsAheadByMoreThanTheIterationUnderWay) {
  add().play();
  add(slower_game()).play();
  lockstep_->be_strict(true);
  for (const auto& game : games_) game->set_speed(100);
  std::vector<std::int64_t> steps(2, 0);
  for (int i = 0; i < 3000; ++i) {
    ASSERT_TRUE(turn());
    for (std::size_t g = 0; g < 2; ++g) steps[g] = step(g);
    ASSERT_LE(std::abs(steps[0] - steps[1]), 1);
  }
  EXPECT_GT(steps[1], 20);
}

// Who comes to its goal, diverges or has nobody left that moves is not waited for.
TEST_F(SideBySide, WhoRestsDoesNotHoldTheOthers) {
  add().run_to(300);
  Settings frozen = small_game();
  frozen.hyperparameters.k = 0;
  frozen.hyperparameters.generator_steps = 0;
  add(frozen).play();
  add(slower_game()).run_to(10);
  rest();
  EXPECT_EQ(step(0), 300);
  EXPECT_EQ(games_[1]->activity(), Activity::stalled);
  EXPECT_EQ(step(2), 10);
}

TEST_F(SideBySide, WhoIsBehindComesUpWhileTheOthersWait) {
  add().run_to(200);
  rest();
  add().run_to(300);
  games_[0]->run_to(300);
  while (turn()) {
    if (step(1) > 0 && step(1) < 190) {
      // It may have begun before the other was there to be waited for.
      EXPECT_LE(step(0), 202);
    }
  }
  EXPECT_EQ(step(0), 300);
  EXPECT_EQ(step(1), 300);
}

TEST_F(SideBySide, WhoLeavesAndWhatIsSwitchedOffWaitForNobody) {
  add().play();
  add(slower_game()).set_speed(0.5);
  games_[1]->play();
  for (int i = 0; i < 200; ++i) turn();
  EXPECT_LT(step(0), 20);
  lockstep_->engage(false);
  for (int i = 0; i < 1000; ++i) {
    turn();
    step(0);  // what was shown is taken, so that it shows itself again
  }
  EXPECT_GT(step(0), 100);
  lockstep_->engage(true);
  for (int i = 0; i < 20; ++i) turn();
  games_[0]->pause();
  games_[0]->play();
  for (int i = 0; i < 200; ++i) turn();
  const std::int64_t held = step(0);
  games_[1].reset();
  for (int i = 0; i < 2000; ++i) {
    turn();
    step(0);
  }
  EXPECT_GT(step(0), held + 100);
}

}  // namespace
}  // namespace gan
