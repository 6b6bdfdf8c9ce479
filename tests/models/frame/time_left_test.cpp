#include <gtest/gtest.h>

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

}  // namespace
}  // namespace gan
