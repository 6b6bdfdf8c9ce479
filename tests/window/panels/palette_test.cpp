#include "app/ui/palette.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gan {
namespace {

class PaletteOf : public testing::TestWithParam<ThemeMode> {
 protected:
  const Palette palette_ = make_palette(GetParam());
};

INSTANTIATE_TEST_SUITE_P(Themes, PaletteOf, testing::Values(ThemeMode::kDark, ThemeMode::kLight),
                         [](const auto& test) { return test.param == ThemeMode::kDark ? "Dark" : "Light"; });

TEST_P(PaletteOf, TextReadsOnEveryGround) {
  constexpr float kReadable = 4.5F;
  for (const Rgb ground : {palette_.window, palette_.panel, palette_.plot, palette_.control}) {
    EXPECT_GE(contrast_ratio(palette_.text, ground), kReadable);
  }
  for (const Rgb ground : {palette_.window, palette_.panel, palette_.plot}) {
    EXPECT_GE(contrast_ratio(palette_.text_muted, ground), kReadable);
  }
  for (const Rgb ground : {palette_.control_hovered, palette_.control_active, palette_.grab}) {
    EXPECT_GE(contrast_ratio(palette_.text, ground), kReadable);
  }
  EXPECT_GE(contrast_ratio(palette_.warning, palette_.panel), kReadable);
  EXPECT_GE(contrast_ratio(palette_.on_accent, palette_.accent), kReadable);
}

TEST_P(PaletteOf, CurvesStandOutFromThePlotsGround) {
  constexpr float kGraphics = 3.0F;  // WCAG 2.1, 1.4.11
  for (const Rgb curve : {palette_.real, palette_.generated, palette_.third, palette_.accent}) {
    EXPECT_GE(contrast_ratio(curve, palette_.plot), kGraphics);
  }
}

TEST_P(PaletteOf, RealAndGeneratedDifferWithoutGreenConesAndInGrey) {
  constexpr float kDistinct = 0.12F;  // six times what one can just tell apart
  EXPECT_GE(colour_difference(palette_.real, palette_.generated), kDistinct);
  EXPECT_GE(colour_difference(simulate_deuteranopia(palette_.real), simulate_deuteranopia(palette_.generated)),
            kDistinct);
  EXPECT_GE(
      colour_difference(simulate_deuteranopia(palette_.arena_real), simulate_deuteranopia(palette_.arena_generated)),
      kDistinct);
  EXPECT_GE(contrast_ratio(palette_.real, palette_.generated), 1.3F);
}

TEST_P(PaletteOf, SamplesStandOutFromTheSurface) {
  constexpr float kOutlined = 1.8F;
  for (const Rgb ground : {palette_.arena_generated, palette_.arena_neutral, palette_.arena_real}) {
    for (const Rgb mark : {palette_.real, palette_.generated}) {
      const float best = std::fmax(contrast_ratio(mark, ground), contrast_ratio(palette_.mark_outline, mark));
      EXPECT_GE(best, kOutlined);
    }
    EXPECT_GE(contrast_ratio(palette_.contour, ground), 3.0F);
  }
}

TEST_P(PaletteOf, TheSurfaceMapStepsEvenlyAndAlikeOnBothSides) {
  const float neutral = to_oklab(surface_colour(palette_, 0.0F)).lightness;
  const float span = to_oklab(surface_colour(palette_, 1.0F)).lightness - neutral;
  ASSERT_GT(std::abs(span), 0.1F);
  for (int i = 0; i <= 64; ++i) {
    const float share = static_cast<float>(i) / 64.0F;
    const float real = to_oklab(surface_colour(palette_, share)).lightness;
    const float generated = to_oklab(surface_colour(palette_, -share)).lightness;
    EXPECT_NEAR(real, generated, 1e-3F);
    EXPECT_NEAR(real, neutral + span * share, 1e-3F);
  }
}

TEST_P(PaletteOf, TheArenaIsTheBrightestGround) {
  for (const Rgb ground : {palette_.window, palette_.panel, palette_.plot}) {
    EXPECT_GT(relative_luminance(palette_.arena_neutral), relative_luminance(ground));
  }
}

TEST_P(PaletteOf, OnlyTheWarningIsRed) {
  const auto is_red = [](Rgb colour) {
    const Oklab lab = to_oklab(colour);
    const float hue = std::atan2(lab.b, lab.a) * 180.0F / 3.14159265F;
    return std::hypot(lab.a, lab.b) > 0.05F && hue > -10.0F && hue < 38.0F;
  };
  EXPECT_TRUE(is_red(palette_.warning));
  for (const Rgb colour : {palette_.real, palette_.generated, palette_.third, palette_.accent, palette_.trail,
                           palette_.arena_real, palette_.arena_generated}) {
    EXPECT_FALSE(is_red(colour));
  }
}

TEST(Color, KnownValues) {
  EXPECT_NEAR(contrast_ratio({0.0F, 0.0F, 0.0F}, {1.0F, 1.0F, 1.0F}), 21.0F, 1e-3F);
  EXPECT_NEAR(relative_luminance({1.0F, 0.0F, 0.0F}), 0.2126F, 1e-4F);
  const Oklab red = to_oklab({1.0F, 0.0F, 0.0F});  // Ottosson: (0.628, 0.225, 0.126)
  EXPECT_NEAR(red.lightness, 0.628F, 1e-3F);
  EXPECT_NEAR(red.a, 0.225F, 1e-3F);
  EXPECT_NEAR(red.b, 0.126F, 1e-3F);
  const Rgb grey{0.5F, 0.5F, 0.5F};
  EXPECT_LT(colour_difference(simulate_deuteranopia(grey), grey), 1e-2F);
}

TEST(Color, RoundTripsAndReducesChromaToTheGamut) {
  const Rgb colour{0.2F, 0.6F, 0.9F};
  EXPECT_LT(colour_difference(from_oklab(to_oklab(colour)), colour), 1e-3F);
  const Oklab reduced = to_oklab(oklch(0.6F, 0.4F, 58.0F));
  EXPECT_NEAR(reduced.lightness, 0.6F, 1e-3F);
  EXPECT_LT(std::hypot(reduced.a, reduced.b), 0.2F);
  EXPECT_NEAR(std::atan2(reduced.b, reduced.a) * 180.0F / 3.14159265F, 58.0F, 0.5F);
}

}  // namespace
}  // namespace gan
