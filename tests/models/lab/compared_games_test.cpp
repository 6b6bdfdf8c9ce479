// What the panels know of games side by side, kept while nothing of it changes.
#include <gtest/gtest.h>

#include "app/panels/compared_games_model.h"
#include "tests/models/lab/compared_lab.h"

namespace gan {
namespace {

class ComparedGamesTest : public ComparedLab {
 protected:
  const Setting& steps() const { return *find_setting("hyperparameters.k"); }
  ComparedGames games_;
};

TEST_F(ComparedGamesTest, AGameAloneIsComparedWithNothing) {
  games_.update(*lab_);
  EXPECT_FALSE(games_.comparing());
  EXPECT_EQ(games_.games(), 0u);
  EXPECT_EQ(games_.find(steps()), nullptr);
  EXPECT_EQ(games_.revision(), 0u);
}

TEST_F(ComparedGamesTest, FollowWhatIsSetAndWhichIsInFocus) {
  act_and_wait(LabRequest::compare_here);
  games_.update(*lab_);
  EXPECT_EQ(games_.games(), 2u);
  EXPECT_EQ(games_.focus(), 1u);
  EXPECT_EQ(games_.distinction(0), "same settings");
  const std::uint64_t before = games_.revision();
  games_.update(*lab_);
  EXPECT_EQ(games_.revision(), before) << "nothing has changed";
  set_and_wait("hyperparameters.k", std::int64_t{5});
  games_.update(*lab_);
  EXPECT_GT(games_.revision(), before);
  ASSERT_NE(games_.find(steps()), nullptr);
  EXPECT_EQ(games_.find(steps())->values, (std::vector<Value>{std::int64_t{1}, std::int64_t{5}}));
  EXPECT_EQ(games_.distinction(0), "k = 1");
  EXPECT_EQ(games_.distinction(1), "k = 5");
  act_and_wait(LabRequest::focus_next);
  games_.update(*lab_);
  EXPECT_EQ(games_.focus(), 0u);
  set_and_wait("hyperparameters.k", std::int64_t{5}, true);
  games_.update(*lab_);
  EXPECT_EQ(games_.find(steps()), nullptr);
  act_and_wait(LabRequest::end_compare);
  games_.update(*lab_);
  EXPECT_FALSE(games_.comparing());
  EXPECT_TRUE(games_.differences().empty());
}

TEST(SharedWidths, WhatWantsLittleGivesTheRestToTheOthers) {
  EXPECT_EQ(shared_widths({10, 20}, 100), (std::vector<float>{10, 20}));
  EXPECT_EQ(shared_widths({10, 80, 90}, 110), (std::vector<float>{10, 50, 50}));
  EXPECT_EQ(shared_widths({90, 10, 30}, 60), (std::vector<float>{25, 10, 25})) << "in their order";
  EXPECT_EQ(shared_widths({5, 5}, -3), (std::vector<float>{0, 0}));
  EXPECT_TRUE(shared_widths({}, 10).empty());
}

}  // namespace
}  // namespace gan
