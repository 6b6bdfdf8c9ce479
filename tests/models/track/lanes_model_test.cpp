// The track's lanes: where branches part from the one that is played, whichever that is.
#include "app/panels/track/lanes_model.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

Instant at(std::int64_t segment, std::int64_t step, std::int64_t sequence = 0) {
  return {{segment, step, 0, 0}, sequence};
}

// first, which comes to step 900; second, which leaves it at 300; third, which leaves the second at 500.
class Lanes : public testing::Test {
 protected:
  Lanes() {
    branches_.begin(first_);
    branches_.note(first_, at(0, 900), 0, "");
    const std::vector<RunStretch> to_second{{first_, at(0, 300)}};
    branches_.add(second_, to_second);
    branches_.note(second_, at(0, 700, 1), 0, "k 1→5");
    const std::vector<RunStretch> to_third{{first_, at(0, 300)}, {second_, at(0, 500, 1)}};
    branches_.add(third_, to_third);
    branches_.note(third_, at(0, 600, 1), 0, "");
  }
  Branches branches_;
  RunId first_ = RunId::next(), second_ = RunId::next(), third_ = RunId::next();
};

TEST_F(Lanes, PartFromTheOneThatIsPlayed) {
  std::vector<TrackLane> lanes = lanes_of(branches_, 0, 0);
  ASSERT_EQ(lanes.size(), 2U);
  EXPECT_EQ(lanes[0].run, first_);
  EXPECT_EQ(lanes[0].title, "main");
  EXPECT_EQ(lanes[0].from, 300);
  EXPECT_EQ(lanes[0].to, 900);
  EXPECT_EQ(lanes[1].run, second_);
  EXPECT_EQ(lanes[1].title, "k 1→5");
  EXPECT_EQ(lanes[1].from, 500);
  EXPECT_EQ(lanes[1].to, 700);

  ASSERT_TRUE(branches_.play(first_));
  lanes = lanes_of(branches_, 0, 0);
  ASSERT_EQ(lanes.size(), 2U);
  EXPECT_EQ(lanes[0].from, 300);
  EXPECT_EQ(lanes[1].from, 300) << "it left by way of the second";
  EXPECT_EQ(lanes[1].run, third_);
  EXPECT_EQ(lanes[1].title, "from step 500");
}

TEST_F(Lanes, KeepTheirCommonPastWhenOneBetweenThemIsRemoved) {
  ASSERT_TRUE(branches_.remove(second_));
  EXPECT_EQ(parting(branches_, first_, third_), at(0, 300));
  ASSERT_TRUE(branches_.remove(first_));
  EXPECT_FALSE(branches_.find(third_)->has_parent());
  EXPECT_FALSE(branches_.remove(third_)) << "it is played";
}

TEST_F(Lanes, OfAnotherSegmentHaveNoPlaceOnThisAxis) {
  branches_.note(third_, at(1, 40, 2), 1, "");
  const std::vector<TrackLane> lanes = lanes_of(branches_, 1, 1);
  ASSERT_EQ(lanes.size(), 2U);
  EXPECT_TRUE(lanes[0].elsewhere);
  EXPECT_TRUE(lanes[1].elsewhere);
  branches_.note(second_, at(2, 10, 4), 2, "k 1→5");
  EXPECT_TRUE(lanes_of(branches_, 0, 0)[1].goes_on);
}

TEST_F(Lanes, OfSegmentsThatWentOnFromEachOtherAreOnOneAxis) {
  branches_.note(second_, at(2, 900, 4), 0, "D packing 1→2");
  const std::vector<TrackLane> lanes = lanes_of(branches_, 0, 1);
  EXPECT_FALSE(lanes[0].elsewhere || lanes[1].elsewhere);
  EXPECT_FALSE(lanes[1].goes_on);
  EXPECT_EQ(lanes[1].to, 900);
}

TEST_F(Lanes, AreCalledWhatAPersonCalledThem) {
  branches_.rename(first_, "as it was");
  EXPECT_EQ(lanes_of(branches_, 0, 0)[0].title, "as it was");
}

}  // namespace
}  // namespace gan
