// Where a run that is trained for a picture is measured.
#include "app/lab/measured_steps.h"

#include <gtest/gtest.h>

#include <vector>

namespace gan {
namespace {

std::vector<std::int64_t> all_steps(std::int64_t begin, std::int64_t end, int stops) {
  std::vector<std::int64_t> steps;
  for (std::int64_t step = begin; step < end;) steps.push_back(step = next_measured_step(begin, end, stops, step));
  return steps;
}

TEST(MeasuredSteps, AreRoundAndEndWhereTheRunEnds) {
  EXPECT_EQ(all_steps(0, 1000, 4), (std::vector<std::int64_t>{200, 400, 600, 800, 1000}));
  EXPECT_EQ(all_steps(0, 1010, 4), (std::vector<std::int64_t>{200, 400, 600, 800, 1000, 1010}));
  EXPECT_EQ(all_steps(0, 3, 20), (std::vector<std::int64_t>{1, 2, 3}));
  // What continues a checkpoint meets the same steps as what ran through.
  EXPECT_EQ(all_steps(130, 1130, 4), (std::vector<std::int64_t>{200, 400, 600, 800, 1000, 1130}));
}

TEST(MeasuredSteps, AreAboutAsManyAsWereAskedForUnlessTheyLieTooFarApart) {
  for (const std::int64_t end : {20, 137, 1500, 40'000}) {
    const std::size_t count = all_steps(0, end, 20).size();
    EXPECT_GE(count, 20U) << end;
    EXPECT_LE(count, 51U) << end;
  }
  std::int64_t before = 0;
  for (const std::int64_t step : all_steps(0, 10'000'000, 20)) {
    EXPECT_LE(step - before, 10'000);
    before = step;
  }
}

}  // namespace
}  // namespace gan
