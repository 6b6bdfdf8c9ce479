// Learning rates that fall, as the track draws them.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/panels/track/rate_track_model.h"
#include "core/game/acting.h"

namespace gan {
namespace {

constexpr RateSchedule kCosine{.kind = RateScheduleKind::cosine, .length = 1000, .floor = 0.1, .hold = 0.5};
constexpr RateSchedule kStep{.kind = RateScheduleKind::step, .length = 1000, .floor = 0.2, .hold = 0.25};

TEST(RateTrack, NothingIsDrawnOfRatesThatStay) {
  EXPECT_TRUE(rate_tracks({}, {0, 2000}, 50).empty());
  EXPECT_EQ(rate_text({}, 500), "");
}

TEST(RateTrack, IsWhatActsAtEveryStep) {
  Hyperparameters h;
  h.generator.schedule = kCosine;
  const auto tracks = rate_tracks(h, {0, 2000}, 50);
  ASSERT_EQ(tracks.size(), 1u);
  EXPECT_TRUE(tracks[0].of_generator);
  EXPECT_FALSE(tracks[0].of_discriminator);
  ASSERT_EQ(tracks[0].steps.size(), tracks[0].shares.size());
  EXPECT_EQ(tracks[0].steps.front(), 0);
  EXPECT_EQ(tracks[0].steps.back(), 2000);
  for (std::size_t i = 0; i < tracks[0].steps.size(); ++i) {
    EXPECT_EQ(tracks[0].shares[i], rate_factor(kCosine, static_cast<std::int64_t>(tracks[0].steps[i])));
    if (i > 0) {
      EXPECT_GT(tracks[0].steps[i], tracks[0].steps[i - 1]);
      EXPECT_LE(tracks[0].shares[i], tracks[0].shares[i - 1]);
    }
  }
  EXPECT_EQ(tracks[0].shares.front(), 1);
  EXPECT_DOUBLE_EQ(tracks[0].shares.back(), 0.1);
}

// However few points there are.
TEST(RateTrack, ASuddenFallIsSudden) {
  Hyperparameters h;
  h.discriminator.schedule = kStep;
  const auto tracks = rate_tracks(h, {0, 100'000}, 3);
  ASSERT_EQ(tracks.size(), 1u);
  const auto& steps = tracks[0].steps;
  const auto high = std::find(steps.begin(), steps.end(), 250.0), low = std::find(steps.begin(), steps.end(), 251.0);
  ASSERT_NE(high, steps.end());
  ASSERT_NE(low, steps.end());
  EXPECT_EQ(tracks[0].shares[static_cast<std::size_t>(high - steps.begin())], 1);
  EXPECT_DOUBLE_EQ(tracks[0].shares[static_cast<std::size_t>(low - steps.begin())], 0.2);
}

TEST(RateTrack, OnePlayerACurveUnlessBothFallAlike) {
  Hyperparameters h;
  h.discriminator.schedule = h.generator.schedule = kCosine;
  const auto alike = rate_tracks(h, {0, 2000}, 20);
  ASSERT_EQ(alike.size(), 1u);
  EXPECT_TRUE(alike[0].of_discriminator && alike[0].of_generator);
  EXPECT_EQ(rate_text(h, 0), "Learning rates at 100 % of what is set");
  EXPECT_EQ(rate_text(h, 2000), "Learning rates at 10 % of what is set");
  h.discriminator.schedule = kStep;
  EXPECT_EQ(rate_tracks(h, {0, 2000}, 20).size(), 2u);
  EXPECT_EQ(rate_text(h, 5000), "Learning rates at 20 % (D) and 10 % (G) of what is set");
}

}  // namespace
}  // namespace gan
