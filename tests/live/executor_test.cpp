// InlineExecutor: whose turn it is, and when.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "core/live/inline_executor.h"

namespace gan {
namespace {

using std::chrono::milliseconds;

// Does what the test says, and writes down that it had a turn.
class Scripted final : public Worker {
 public:
  Scripted(std::string name, std::string& log, std::function<Next()> turn)
      : name_(std::move(name)), log_(log), turn_(std::move(turn)) {}
  Next turn(const CancelFlag&) noexcept override {
    log_ += name_;
    return turn_();
  }

 private:
  std::string name_;
  std::string& log_;
  std::function<Next()> turn_;
};

class InlineTurns : public testing::Test {
 protected:
  Worker& worker(const char* name, std::function<Next()> turn) {
    workers_.push_back(std::make_unique<Scripted>(name, log_, std::move(turn)));
    return *workers_.back();
  }
  static Next sleeps() { return Next::when_woken(); }

  std::string log_;
  ManualClock clock_;
  InlineExecutor executor_{clock_};
  std::vector<std::unique_ptr<Worker>> workers_;
};

TEST_F(InlineTurns, NobodyHasOneBeforeBeingWoken) {
  const auto place = executor_.place(worker("a", sleeps));
  EXPECT_EQ(executor_.due(), 0u);
  EXPECT_EQ(executor_.next_turn(), Clock::Time::max());
  executor_.run_until_idle();
  EXPECT_EQ(log_, "");
  for (int i = 0; i < 3; ++i) place->wake();
  EXPECT_EQ(executor_.due(), 1u);
  EXPECT_EQ(executor_.next_turn(), Clock::Time::min());
  executor_.run_until_idle();
  EXPECT_EQ(log_, "a") << "one turn, however often it was woken";
  EXPECT_EQ(executor_.due(), 0u);
}

TEST_F(InlineTurns, WhoIsWokenInATurnHasAnother) {
  std::unique_ptr<Placement> place;
  int left = 3;
  place = executor_.place(worker("a", [&] {
    if (--left > 0) place->wake();
    return Next::when_woken();
  }));
  place->wake();
  executor_.run_until_idle();
  EXPECT_EQ(log_, "aaa");
}

TEST_F(InlineTurns, GoRoundAndUrgentOnesGoAhead) {
  const auto at_once = [] { return Next::at_once(); };
  const auto a = executor_.place(worker("a", at_once)), b = executor_.place(worker("b", at_once)),
             c = executor_.place(worker("c", at_once));
  int urgent = 2;
  const auto u =
      executor_.place(worker("u", [&] { return --urgent > 0 ? Next::at_once() : Next::when_woken(); }), Urgency::first);
  for (const auto* place : {&a, &b, &c}) (*place)->wake();
  for (int i = 0; i < 4; ++i) executor_.turn();
  EXPECT_EQ(log_, "abca");
  u->wake();
  EXPECT_EQ(executor_.due(), 4u);
  for (int i = 0; i < 5; ++i) executor_.turn();
  EXPECT_EQ(log_, "abcauubca");
  executor_.turn(1);  // b's would be next
  EXPECT_EQ(log_.back(), 'c');
  executor_.turn();
  EXPECT_EQ(log_.back(), 'b') << "who was passed over is still first";
}

TEST_F(InlineTurns, ComeWhenTheyWereAskedForOrTheWorkerIsWoken) {
  const auto place = executor_.place(worker("a", [&] { return Next::at(clock_.now() + milliseconds(10)); }));
  place->wake();
  executor_.run_until_idle();
  EXPECT_EQ(log_, "a");
  EXPECT_EQ(executor_.next_turn(), clock_.now() + milliseconds(10));
  clock_.advance(milliseconds(9));
  EXPECT_EQ(executor_.due(), 0u);
  place->wake();
  executor_.run_until_idle();
  EXPECT_EQ(log_, "aa");
  EXPECT_EQ(executor_.next_turn(), clock_.now() + milliseconds(10));
  clock_.advance(milliseconds(10));
  executor_.run_until_idle();
  EXPECT_EQ(log_, "aaa");
}

TEST_F(InlineTurns, EndWithTheWorkAndWithThePlace) {
  const auto done = executor_.place(worker("a", [] { return Next::never(); }));
  done->wake();
  executor_.run_until_idle();
  done->wake();
  EXPECT_EQ(executor_.due(), 0u);
  EXPECT_EQ(executor_.next_turn(), Clock::Time::max());
  auto place = executor_.place(worker("b", [] { return Next::at_once(); }));
  place->wake();
  executor_.turn();
  place->end();
  place->wake();
  EXPECT_EQ(executor_.due(), 0u);
  EXPECT_EQ(log_, "ab");
}

// A worker may place others, and end another one's place.
TEST_F(InlineTurns, PlacesComeAndGoInTurns) {
  std::unique_ptr<Placement> b, c;
  const auto a = executor_.place(worker("a", [&] {
    b.reset();
    c = executor_.place(worker("c", sleeps));
    c->wake();
    return Next::when_woken();
  }));
  b = executor_.place(worker("b", sleeps));
  a->wake();
  b->wake();
  executor_.run_until_idle();
  EXPECT_EQ(log_, "ac");
}

TEST_F(InlineTurns, ABudgetIsTimeThatTurnsTake) {
  const auto place = executor_.place(worker("a", [&] {
    clock_.advance(milliseconds(3));
    return Next::at_once();
  }));
  place->wake();
  executor_.run_for(milliseconds(10));
  EXPECT_EQ(log_, "aaaa") << "the last turn may overrun it";
  log_.clear();
  executor_.run_for(milliseconds(0));
  EXPECT_EQ(log_, "a") << "something is done each time";
}

}  // namespace
}  // namespace gan
