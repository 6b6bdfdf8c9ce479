#include "app/lab/jobs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <thread>
#include <vector>

namespace gan {
namespace {

// Work that an exception ends is a sentence on the window's thread, and not the end of the window.
TEST(Jobs, WorkThatFailsIsTold) {
  std::vector<std::string> told;
  Jobs jobs({}, [&](const std::string& sentence) { told.push_back(sentence); });
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

}  // namespace
}  // namespace gan
