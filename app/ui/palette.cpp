#include "app/ui/palette.h"

#include <cmath>

namespace gan {
namespace {

constexpr float kBlue = 250.0F;
constexpr float kOrange = 58.0F;
constexpr float kCool = 260.0F;  // the tint of the greys
constexpr float kGreen = 168.0F;
constexpr float kRed = 25.0F;
constexpr float kYellow = 100.0F;
constexpr float kViolet = 310.0F;

Rgb grey(float lightness, float tint = 0.008F) {
  return oklch(lightness, tint, kCool);
}

Palette make_dark() {
  Palette p;
  p.window = grey(0.165F);
  p.panel = grey(0.190F);
  p.plot = grey(0.175F);
  p.separator = grey(0.300F);
  p.grid = grey(0.260F);
  p.text = grey(0.930F, 0.004F);
  p.text_muted = grey(0.700F);
  p.control = grey(0.255F, 0.010F);
  p.control_hovered = grey(0.305F, 0.012F);
  p.control_active = grey(0.350F, 0.014F);
  p.grab = grey(0.430F, 0.014F);
  p.accent = oklch(0.780F, 0.110F, kGreen);
  p.on_accent = grey(0.190F);
  p.real = oklch(0.720F, 0.135F, kBlue);
  p.generated = oklch(0.820F, 0.135F, kOrange + 10.0F);
  p.third = oklch(0.760F, 0.110F, kViolet);
  p.warning = oklch(0.700F, 0.190F, kRed);
  p.past = oklch(0.880F, 0.160F, kYellow);
  p.arena_neutral = grey(0.255F, 0.004F);
  p.arena_real = oklch(0.560F, 0.110F, kBlue);
  p.arena_generated = oklch(0.560F, 0.110F, kOrange);
  p.arena_grid = grey(0.900F);
  p.contour = grey(0.960F, 0.004F);
  p.mark_outline = grey(1.000F, 0.0F);
  p.trail = oklch(0.900F, 0.080F, kOrange + 20.0F);
  p.arrow = grey(0.985F, 0.0F);
  p.arrow_edge = grey(0.100F, 0.0F);
  return p;
}

Palette make_light() {
  Palette p;
  p.window = grey(0.935F, 0.004F);
  p.panel = grey(0.955F, 0.004F);
  p.plot = grey(0.972F, 0.003F);
  p.separator = grey(0.860F, 0.006F);
  p.grid = grey(0.905F, 0.005F);
  p.text = grey(0.230F);
  p.text_muted = grey(0.465F);
  p.control = grey(0.895F, 0.006F);
  p.control_hovered = grey(0.860F, 0.008F);
  p.control_active = grey(0.825F, 0.010F);
  p.grab = grey(0.735F, 0.012F);
  p.accent = oklch(0.520F, 0.105F, kGreen);
  p.on_accent = grey(0.990F, 0.0F);
  p.real = oklch(0.450F, 0.160F, kBlue);
  p.generated = oklch(0.575F, 0.165F, kOrange - 10.0F);
  p.third = oklch(0.520F, 0.150F, kViolet);
  p.warning = oklch(0.520F, 0.200F, kRed);
  p.past = oklch(0.560F, 0.115F, kYellow - 5.0F);
  p.arena_neutral = grey(0.990F, 0.0F);
  p.arena_real = oklch(0.780F, 0.095F, kBlue);
  p.arena_generated = oklch(0.780F, 0.095F, kOrange);
  p.arena_grid = grey(0.350F);
  p.contour = grey(0.220F, 0.006F);
  p.mark_outline = grey(0.180F, 0.0F);
  p.trail = oklch(0.430F, 0.110F, kOrange - 12.0F);
  p.arrow = grey(0.180F, 0.0F);
  p.arrow_edge = grey(1.000F, 0.0F);
  return p;
}

Palette make_print() {
  Palette p = make_light();
  p.window = p.panel = p.plot = p.arena_neutral = {1, 1, 1};
  p.control = grey(0.935F, 0.004F);
  return p;
}

// White on black: all text has 7:1 or more on every ground, and so have curves, and marks by their rim.
Palette make_high_contrast() {
  Palette p;
  p.window = p.panel = p.plot = grey(0.0F, 0.0F);
  p.separator = grey(0.600F, 0.0F);
  p.grid = grey(0.350F, 0.0F);
  p.text = grey(1.000F, 0.0F);
  p.text_muted = grey(0.850F, 0.0F);
  p.control = grey(0.230F, 0.0F);
  p.control_hovered = grey(0.320F, 0.0F);
  p.control_active = grey(0.360F, 0.0F);
  p.grab = grey(0.430F, 0.0F);
  p.accent = oklch(0.860F, 0.140F, kGreen);
  p.on_accent = grey(0.0F, 0.0F);
  p.real = oklch(0.760F, 0.125F, kBlue);
  p.generated = oklch(0.860F, 0.130F, kOrange + 15.0F);
  p.third = oklch(0.820F, 0.110F, kViolet);
  p.warning = oklch(0.740F, 0.170F, kRed);
  p.past = oklch(0.920F, 0.170F, kYellow);
  p.arena_neutral = grey(0.150F, 0.0F);
  p.arena_real = oklch(0.460F, 0.120F, kBlue);
  p.arena_generated = oklch(0.460F, 0.120F, kOrange);
  p.arena_grid = grey(1.000F, 0.0F);
  p.contour = grey(1.000F, 0.0F);
  p.mark_outline = grey(1.000F, 0.0F);
  p.trail = oklch(0.930F, 0.080F, kOrange + 25.0F);
  p.arrow = grey(1.000F, 0.0F);
  p.arrow_edge = grey(0.0F, 0.0F);
  return p;
}

}  // namespace

Palette make_palette(ThemeMode mode) {
  switch (mode) {
    case ThemeMode::kLight:
      return make_light();
    case ThemeMode::kHighContrast:
      return make_high_contrast();
    case ThemeMode::kPrint:
      return make_print();
    case ThemeMode::kDark:
      break;
  }
  return make_dark();
}

Rgb surface_colour(const Palette& palette, float side) {
  const Oklab neutral = to_oklab(palette.arena_neutral);
  const Oklab end = to_oklab(side < 0.0F ? palette.arena_generated : palette.arena_real);
  const float share = std::abs(side);
  return from_oklab({neutral.lightness + (end.lightness - neutral.lightness) * share,
                     neutral.a + (end.a - neutral.a) * share, neutral.b + (end.b - neutral.b) * share});
}

Rgb signed_colour(const Palette& palette, float side) {
  constexpr float kStrength = 0.5F;
  return mix(palette.arena_neutral, side < 0.0F ? palette.accent : palette.third, kStrength * std::abs(side));
}

Rgb length_colour(const Palette& palette, float share) {
  return mix(palette.arena_neutral, palette.third, share);
}

}  // namespace gan
