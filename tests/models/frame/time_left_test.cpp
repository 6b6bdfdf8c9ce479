#include <gtest/gtest.h>

#include "app/panels/figure/clip_steps_model.h"
#include "app/panels/frame/message_line_model.h"

namespace gan {
namespace {

TEST(TimeLeft, IsToldOnceItIsKnown) {
  EXPECT_EQ(time_left(0, 100), "");
  EXPECT_EQ(time_left(0.01, 100), "");
  EXPECT_EQ(time_left(0.5, 1), "");
  EXPECT_EQ(time_left(1, 20), "");
  EXPECT_EQ(time_left(0.25, 10), "about 30 s left");
  EXPECT_EQ(time_left(0.99, 10), "about 5 s left");
  EXPECT_EQ(time_left(0.1, 60), "about 9 min left");
}

TEST(ClipSteps, EndWhereTheyAreToEnd) {
  EXPECT_EQ(clip_steps(0, 10, 4), (std::vector<std::int64_t>{0, 4, 8, 10}));
  EXPECT_EQ(clip_steps(2, 10, 4), (std::vector<std::int64_t>{2, 6, 10}));
  EXPECT_EQ(clip_steps(5, 5, 1), (std::vector<std::int64_t>{5}));
}

TEST(ClipSteps, AreARoundNumberApart) {
  EXPECT_EQ(clip_distance(0, 50, 100), 1);
  EXPECT_EQ(clip_distance(0, 1500, 100), 10);
  EXPECT_EQ(clip_distance(0, 2500, 100), 20);
  EXPECT_EQ(clip_distance(1000, 71000, 100), 500);
}

}  // namespace
}  // namespace gan
