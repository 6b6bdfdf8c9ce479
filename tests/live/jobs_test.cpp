#include "core/live/jobs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "core/live/inline_executor.h"

namespace gan {
namespace {

class JobTurns : public testing::Test {
 protected:
  Jobs::Work note(const std::string& what) {
    return [this, what](JobControl&) {
      log_.push_back("work " + what);
      return Jobs::Finish([this, what] { log_.push_back("finish " + what); });
    };
  }

  using Log = std::vector<std::string>;
  Log log_;
  std::vector<std::string> told_;
  int notices_ = 0;
  InlineExecutor executor_;
  Jobs jobs_{executor_, [this] { ++notices_; }, [this](const std::string& sentence) { told_.push_back(sentence); }};
};

TEST_F(JobTurns, WorkIsOneTurnAndFinishesWhenItIsCollected) {
  jobs_.start("Reading a.csv", note("a"));
  jobs_.start("", note("b"));
  jobs_.collect();
  EXPECT_EQ(log_, Log{});
  EXPECT_FALSE(jobs_.idle());
  ASSERT_NE(jobs_.shown().title, nullptr);
  EXPECT_EQ(*jobs_.shown().title, "Reading a.csv");
  executor_.turn();
  EXPECT_EQ(notices_, 1);
  EXPECT_EQ(log_, Log{"work a"});
  jobs_.collect();
  EXPECT_EQ(jobs_.shown().title, nullptr) << "what has no title is not shown";
  executor_.run_until_idle();
  EXPECT_EQ(notices_, 2);
  jobs_.collect();
  EXPECT_EQ(log_, (Log{"work a", "finish a", "work b", "finish b"}));
  EXPECT_TRUE(jobs_.idle());
}

// Work that an exception ends is a sentence on the window's thread, and not the end of the window.
TEST_F(JobTurns, WorkThatFailsIsTold) {
  jobs_.start("Reading a.csv", [](JobControl&) -> Jobs::Finish { throw std::bad_alloc(); });
  jobs_.start("", [](JobControl&) -> Jobs::Finish { throw std::runtime_error("no reason"); });
  jobs_.start("Reading c.csv", [](JobControl&) -> Jobs::Finish { throw 3; });
  bool finished = false;
  jobs_.start("Reading b.csv", [&](JobControl&) { return Jobs::Finish([&] { finished = true; }); });
  executor_.run_until_idle();
  jobs_.collect();
  EXPECT_TRUE(jobs_.idle());
  EXPECT_EQ(told_, (std::vector<std::string>{"Reading a.csv was given up: there is not enough memory for it.",
                                             "Work beside the training was given up: no reason.",
                                             "Reading c.csv was given up: it ended for no known reason."}));
  EXPECT_TRUE(finished);
}

// Who waits for what a job would have handed back is told that it never will.
TEST_F(JobTurns, WhatIsLostIsSaidToWhoWaitsForIt) {
  jobs_.start(
      "", [](JobControl&) -> Jobs::Finish { throw std::bad_alloc(); }, [this] { log_.push_back("lost"); });
  jobs_.start("", note("b"), [this] { log_.push_back("lost b"); });
  executor_.run_until_idle();
  jobs_.collect();
  EXPECT_EQ(log_, (Log{"work b", "lost", "finish b"}));
  EXPECT_EQ(told_.size(), 1u);
}

TEST_F(JobTurns, WhatFinishesMayStartAnother) {
  jobs_.start("first", [this](JobControl&) { return Jobs::Finish([this] { jobs_.start("second", note("second")); }); });
  executor_.run_until_idle();
  jobs_.collect();
  EXPECT_FALSE(jobs_.idle());
  executor_.run_until_idle();
  jobs_.collect();
  EXPECT_EQ(log_, (Log{"work second", "finish second"}));
}

TEST_F(JobTurns, AreCancelledByTheirControl) {
  bool cancelled = false;
  jobs_.start("", [&](JobControl& control) {
    cancelled = control.cancelled;
    return Jobs::Finish();
  });
  jobs_.cancel_all();
  executor_.run_until_idle();
  jobs_.collect();
  EXPECT_TRUE(cancelled);
  EXPECT_TRUE(jobs_.idle());
}

// What is being saved when the window closes is saved, begun or not.
TEST(Jobs, TheirEndSeesToAllWork) {
  InlineExecutor executor;
  int done = 0, finished = 0;
  {
    Jobs jobs(executor);
    for (int i = 0; i < 3; ++i) {
      jobs.start("", [&](JobControl& control) {
        EXPECT_EQ(control.cancelled, done > 0);
        ++done;
        return Jobs::Finish([&] { ++finished; });
      });
    }
    executor.turn();
  }
  EXPECT_EQ(done, 3);
  EXPECT_EQ(finished, 0);
  EXPECT_EQ(executor.due(), 0u);
}

class NoThreads final : public Executor {
 public:
  const Clock& clock() const override { return steady_clock(); }
  std::unique_ptr<Placement> place(Worker&, Urgency) override {
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
  }
};

TEST(Jobs, ThatNoThreadIsToBeHadForAreTold) {
  NoThreads executor;
  std::vector<std::string> told;
  int notices = 0;
  Jobs jobs(
      executor, [&] { ++notices; }, [&](const std::string& sentence) { told.push_back(sentence); });
  bool lost = false;
  jobs.start(
      "Reading a.csv", [](JobControl&) { return Jobs::Finish(); }, [&] { lost = true; });
  EXPECT_EQ(notices, 1);
  jobs.collect();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_TRUE(told[0].starts_with("Reading a.csv was given up: ")) << told[0];
  EXPECT_TRUE(lost);
  EXPECT_TRUE(jobs.idle());
}

}  // namespace
}  // namespace gan
