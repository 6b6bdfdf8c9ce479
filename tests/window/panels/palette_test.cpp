#include "app/ui/palette.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "app/panels/arena/arena_settings_model.h"

namespace gan {
namespace {

class PaletteOf : public testing::TestWithParam<ThemeMode> {
 protected:
  const Palette palette_ = make_palette(GetParam());
};

INSTANTIATE_TEST_SUITE_P(Themes, PaletteOf,
                         testing::Values(ThemeMode::kDark, ThemeMode::kLight, ThemeMode::kHighContrast),
                         [](const auto& test) {
                           return test.param == ThemeMode::kDark    ? "Dark"
                                  : test.param == ThemeMode::kLight ? "Light"
                                                                    : "HighContrast";
                         });

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

// WCAG 2.1, 1.4.6: 7:1, here of graphics as well.
TEST(Palette, OfHighContrastHasSevenToOneEverywhere) {
  constexpr float kHigh = 7.0F;
  const Palette p = make_palette(ThemeMode::kHighContrast);
  for (const Rgb ground : {p.window, p.panel, p.plot, p.control, p.control_hovered, p.control_active, p.grab}) {
    EXPECT_GE(contrast_ratio(p.text, ground), kHigh);
  }
  for (const Rgb ground : {p.window, p.panel, p.plot, p.control})
    EXPECT_GE(contrast_ratio(p.text_muted, ground), kHigh);
  for (const Rgb sign : {p.warning, p.accent, p.real, p.generated, p.third}) {
    EXPECT_GE(contrast_ratio(sign, p.panel), kHigh);
  }
  EXPECT_GE(contrast_ratio(p.on_accent, p.accent), kHigh);
  EXPECT_GE(contrast_ratio(p.separator, p.panel), 4.5F);
  for (int i = -64; i <= 64; ++i) {
    const Rgb ground = surface_colour(p, static_cast<float>(i) / 64.0F);
    EXPECT_GE(contrast_ratio(p.mark_outline, ground), kHigh);
    EXPECT_GE(contrast_ratio(p.contour, ground), kHigh);
  }
  EXPECT_EQ(relative_luminance(p.window), 0.0F);
}

TEST_P(PaletteOf, CurvesStandOutFromThePlotsGround) {
  constexpr float kGraphics = 3.0F;  // WCAG 2.1, 1.4.11
  for (const Rgb curve : {palette_.real, palette_.generated, palette_.third, palette_.accent}) {
    EXPECT_GE(contrast_ratio(curve, palette_.plot), kGraphics);
  }
}

// Blue against orange: marks, curves of D and of G, and the ends of the surface, for people with all cones, without one
// kind of them, and in grey.
TEST_P(PaletteOf, RealAndGeneratedDifferForEveryKindOfSightAndInGrey) {
  constexpr float kDistinct = 0.15F;  // of OKLab: more than seven times what one can just tell apart
  const auto differ = [&](Rgb real, Rgb generated) {
    EXPECT_GE(colour_difference(real, generated), kDistinct);
    for (const ColourBlindness kind :
         {ColourBlindness::kProtanopia, ColourBlindness::kDeuteranopia, ColourBlindness::kTritanopia}) {
      EXPECT_GE(colour_difference(simulate(kind, real), simulate(kind, generated)), kDistinct)
          << static_cast<int>(kind);
    }
  };
  differ(palette_.real, palette_.generated);
  differ(palette_.arena_real, palette_.arena_generated);
  EXPECT_GE(contrast_ratio(palette_.real, palette_.generated), 1.3F);
}

TEST_P(PaletteOf, CurvesStandOutForEveryKindOfSight) {
  for (const ColourBlindness kind :
       {ColourBlindness::kProtanopia, ColourBlindness::kDeuteranopia, ColourBlindness::kTritanopia}) {
    for (const Rgb curve : {palette_.real, palette_.generated}) {
      EXPECT_GE(contrast_ratio(simulate(kind, curve), simulate(kind, palette_.plot)), 3.0F) << static_cast<int>(kind);
    }
  }
}

// Contrast is of luminances, so what holds here holds in grey as well.
TEST_P(PaletteOf, EveryMarkHasARimOrAFillThatStandsOutFromTheWholeSurface) {
  constexpr float kStandsOut = 4.5F;
  const ArenaSettings settings;
  for (const auto& [layer, fill] :
       {std::pair{ArenaLayer::real, palette_.real}, {ArenaLayer::generated, palette_.generated}}) {
    const auto opacity = static_cast<float>(settings.layer(layer).opacity);
    for (int i = -64; i <= 64; ++i) {
      const Rgb ground = surface_colour(palette_, static_cast<float>(i) / 64.0F);
      const Rgb rim = mix(ground, palette_.mark_outline, opacity), inner = mix(ground, fill, opacity);
      EXPECT_GE(std::fmax(contrast_ratio(rim, ground), contrast_ratio(inner, ground)), kStandsOut) << i;
      // Nor does a mark differ from what lies around it by its hue alone.
      EXPECT_GE(colour_difference(inner, ground), 0.12F) << i;
      EXPECT_GE(contrast_ratio(palette_.contour, ground), 3.0F) << i;
    }
    EXPECT_GE(contrast_ratio(palette_.mark_outline, fill), 1.5F);
  }
}

// Of what has a sign and is no opinion of D.
TEST_P(PaletteOf, EveryMarkStandsOutFromASignedSurface) {
  for (const Rgb fill : {palette_.real, palette_.generated}) {
    for (int i = -64; i <= 64; ++i) {
      const Rgb ground = signed_colour(palette_, static_cast<float>(i) / 64.0F);
      EXPECT_GE(std::fmax(contrast_ratio(palette_.mark_outline, ground), contrast_ratio(fill, ground)), 4.5F) << i;
      EXPECT_GE(colour_difference(fill, ground), 0.12F) << i;
    }
  }
  EXPECT_GE(colour_difference(signed_colour(palette_, -1), signed_colour(palette_, 1)), 0.09F);
  EXPECT_GE(colour_difference(signed_colour(palette_, 0), signed_colour(palette_, 1)), 0.09F);
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
  for (const ColourBlindness kind :
       {ColourBlindness::kProtanopia, ColourBlindness::kDeuteranopia, ColourBlindness::kTritanopia}) {
    EXPECT_LT(colour_difference(simulate(kind, grey), grey), 1e-2F);
  }
  // Red and green of equal lightness are told apart without the short cones only.
  const Rgb pink = oklch(0.6F, 0.12F, 10.0F), green = oklch(0.6F, 0.12F, 130.0F);
  const auto left = [&](ColourBlindness kind) {
    return colour_difference(simulate(kind, pink), simulate(kind, green));
  };
  EXPECT_GT(left(ColourBlindness::kTritanopia), 1.5F * left(ColourBlindness::kDeuteranopia));
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
