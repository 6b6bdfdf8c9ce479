#include <gtest/gtest.h>

#include "core/live/lockstep.h"
#include "tests/threads/threaded_game.h"

namespace gan {
namespace {

// What the window does with games side by side, while they train on threads of their own.
TEST(LockstepThreads, GamesThatAreWatchedPausedAndGoOnStayWhatTheyWouldBeAlone) {
  ThreadExecutor threads;
  test::Bell bell;
  const auto lockstep = std::make_shared<Lockstep>(threads.clock());
  std::vector<std::unique_ptr<Trainer>> games;
  std::vector<Settings> settings(3, test::small_game());
  settings[1].hyperparameters.k = 5;
  settings[2].hyperparameters.generator_steps = 3;
  for (const Settings& s : settings) {
    TrainerOptions options;
    options.lockstep = lockstep;
    options.notify = bell.ringer();
    games.push_back(std::make_unique<Trainer>(threads, test::make_run(s), std::move(options)));
  }
  lockstep->engage(true);
  for (std::int64_t goal = 400; goal <= 2000; goal += 400) {
    lockstep->be_strict(false);
    for (const auto& game : games) game->play();
    int meetings = 0;
    ASSERT_TRUE(bell.wait([&] {
      lockstep->meet();
      std::int64_t step = -1;
      bool together = true;
      for (const auto& game : games) {
        const auto met = game->met();
        if (!met) continue;
        together = together && (step < 0 || met->position.step == step);
        step = met->position.step;
      }
      EXPECT_TRUE(together);
      if (step >= 0) ++meetings;
      return meetings >= 3;
    }));
    lockstep->be_strict(goal % 800 == 0);
    for (const auto& game : games) game->pause();
    for (const auto& game : games) game->run_to(goal * 100);
    for (const auto& game : games) {
      const Ticket ticket = game->pause();
      ASSERT_TRUE(bell.wait([&] { return game->acknowledged_ticket() >= ticket; }));
    }
  }
  for (std::size_t i = 0; i < games.size(); ++i) {
    const std::unique_ptr<gan::Run> run = games[i]->release();
    while (!run->position().is_whole()) run->substep();
    auto alone = test::make_run(settings[i]);
    for (std::int64_t step = 0; step < run->state().step; ++step) alone->step();
    EXPECT_EQ(run->hash(), alone->hash());
  }
}

}  // namespace
}  // namespace gan
