// ThreadExecutor: no wake is lost, no turn outlives its place, and jobs on threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <new>
#include <stdexcept>
#include <thread>
#include <vector>

#include "core/live/jobs.h"
#include "core/live/queue.h"
#include "core/live/thread_executor.h"
#include "tests/threads/threaded_game.h"

namespace gan {
namespace {

class Working final : public Worker {
 public:
  explicit Working(std::function<Next(const CancelFlag&)> turn) : turn_(std::move(turn)) {}
  Next turn(const CancelFlag& ending) noexcept override { return turn_(ending); }

 private:
  std::function<Next(const CancelFlag&)> turn_;
};

// Each wakes the other when it has had its turn: a single lost one and they sleep for ever.
TEST(ThreadExecutor, LosesNoWake) {
  constexpr int kRounds = 20000;
  ThreadExecutor executor;
  std::atomic<int> ball{0};
  std::unique_ptr<Placement> places[2];
  test::Bell bell;
  const auto ring = bell.ringer();
  const auto player = [&](int mine) {
    return [&, mine](const CancelFlag&) {
      const int now = ball.load();
      if (now < kRounds && now % 2 == mine) {
        ball.store(now + 1);
        places[1 - mine]->wake();
        if (now + 1 == kRounds) ring();
      }
      return Next::when_woken();
    };
  };
  Working first(player(0)), second(player(1));
  places[0] = executor.place(first);
  places[1] = executor.place(second);
  places[0]->wake();
  EXPECT_TRUE(bell.wait([&] { return ball.load() == kRounds; }));
  for (auto& place : places) place->end();
}

// However often it is woken by whomever, what was pushed before is taken.
TEST(ThreadExecutor, AWakerFromEachOfManyThreadsIsHeard) {
  constexpr int kWriters = 3, kItems = 5000;
  ThreadExecutor executor;
  Queue<int> queue;
  std::vector<int> batch;
  std::atomic<int> received{0};
  Working reader([&](const CancelFlag&) {
    queue.take(batch);
    received += static_cast<int>(batch.size());
    return Next::when_woken();
  });
  const auto place = executor.place(reader);
  {
    std::vector<std::jthread> writers;
    for (int w = 0; w < kWriters; ++w) {
      writers.emplace_back([&] {
        for (int i = 0; i < kItems; ++i) {
          queue.push(i);
          place->wake();
        }
      });
    }
  }
  test::Bell bell;
  EXPECT_TRUE(bell.wait([&] { return received.load() == kWriters * kItems; }));
}

TEST(ThreadExecutor, TurnsComeAtTheirTime) {
  ThreadExecutor executor;
  std::atomic<int> turns{0};
  Clock::Time due{};
  std::atomic<bool> early{false};
  Working worker([&](const CancelFlag&) {
    const Clock::Time now = executor.clock().now();
    if (now < due) early = true;
    due = now + std::chrono::milliseconds(2);
    return ++turns < 5 ? Next::at(due) : Next::never();
  });
  const auto place = executor.place(worker);
  place->wake();
  test::Bell bell;
  EXPECT_TRUE(bell.wait([&] { return turns.load() == 5; }));
  place->wake();
  EXPECT_FALSE(early);
}

TEST(ThreadExecutor, AnEndReachesWhoSleepsWhoHurriesAndWhoIsAtWork) {
  for (int round = 0; round < 100; ++round) {
    ThreadExecutor executor;
    std::atomic<int> begun{0};
    Working asleep([](const CancelFlag&) { return Next::when_woken(); });
    Working later([&](const CancelFlag&) { return Next::at(executor.clock().now() + std::chrono::hours(1)); });
    Working hurried([](const CancelFlag&) { return Next::at_once(); });
    Working at_work([&](const CancelFlag& ending) {
      ++begun;
      while (!ending.cancelled()) std::this_thread::yield();
      return Next::at_once();
    });
    std::vector<std::unique_ptr<Placement>> places;
    for (Working* worker : {&asleep, &later, &hurried, &at_work}) places.push_back(executor.place(*worker));
    if (round % 2 == 0) {
      for (auto& place : places) place->wake();
    }
    while (round % 4 == 0 && begun.load() == 0) std::this_thread::yield();
    for (auto& place : places) {
      place->end();
      place->wake();
    }
    EXPECT_LE(begun.load(), 1);
  }
}

// Who is told of a job that is done, once, finds it done.
TEST(Jobs, ANoticeOfThemIsNotTooEarly) {
  ThreadExecutor executor;
  test::Bell bell;
  Jobs jobs(executor, bell.ringer());
  for (int i = 0; i < 500; ++i) {
    bool finished = false;
    jobs.start("", [&](JobControl&) { return Jobs::Finish([&] { finished = true; }); });
    ASSERT_TRUE(bell.wait_for_rings([&] {
      jobs.collect();
      return finished;
    }));
    ASSERT_TRUE(jobs.idle());
  }
}

// Work that an exception ends is a sentence on the window's thread, and not the end of the window.
TEST(Jobs, WorkThatFailsIsTold) {
  ThreadExecutor executor;
  std::vector<std::string> told;
  Jobs jobs(executor, {}, [&](const std::string& sentence) { told.push_back(sentence); });
  jobs.start("Reading a.csv", [](JobControl&) -> Jobs::Finish { throw std::bad_alloc(); });
  jobs.start("", [](JobControl&) -> Jobs::Finish { throw std::runtime_error("no reason"); });
  bool finished = false;
  jobs.start("Reading b.csv", [&](JobControl&) { return Jobs::Finish([&] { finished = true; }); });
  while (!jobs.idle()) {
    jobs.collect();
    std::this_thread::yield();
  }
  ASSERT_EQ(told.size(), 2u);
  EXPECT_NE(std::find(told.begin(), told.end(), "Reading a.csv was given up: there is not enough memory for it."),
            told.end());
  EXPECT_TRUE(finished);
}

TEST(Jobs, TheirEndWaitsForThem) {
  std::atomic<int> done{0};
  ThreadExecutor executor;
  for (int round = 0; round < 100; ++round) {
    Jobs jobs(executor);
    for (int i = 0; i < 3; ++i) {
      jobs.start("", [&done, i](JobControl& control) {
        while (i == 0 && !control.cancelled) std::this_thread::yield();
        ++done;
        return Jobs::Finish();
      });
    }
  }
  EXPECT_EQ(done.load(), 300);
}

}  // namespace
}  // namespace gan
