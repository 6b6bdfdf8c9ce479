#include "app/ui/colour.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

float to_linear(float encoded) {
  return encoded <= 0.04045F ? encoded / 12.92F : std::pow((encoded + 0.055F) / 1.055F, 2.4F);
}

float to_encoded(float linear) {
  linear = std::clamp(linear, 0.0F, 1.0F);
  return linear <= 0.0031308F ? linear * 12.92F : 1.055F * std::pow(linear, 1.0F / 2.4F) - 0.055F;
}

// Linear RGB, not clipped: says by its range whether sRGB has the colour.
Rgb oklab_to_linear(Oklab colour) {
  const float l = colour.lightness + 0.3963377774F * colour.a + 0.2158037573F * colour.b;
  const float m = colour.lightness - 0.1055613458F * colour.a - 0.0638541728F * colour.b;
  const float s = colour.lightness - 0.0894841775F * colour.a - 1.2914855480F * colour.b;
  const float l3 = l * l * l;
  const float m3 = m * m * m;
  const float s3 = s * s * s;
  return {4.0767416621F * l3 - 3.3077115913F * m3 + 0.2309699292F * s3,
          -1.2684380046F * l3 + 2.6097574011F * m3 - 0.3413193965F * s3,
          -0.0041960863F * l3 - 0.7034186147F * m3 + 1.7076147010F * s3};
}

bool in_gamut(Rgb linear) {
  constexpr float kSlack = 1e-4F;
  const auto [low, high] = std::minmax({linear.r, linear.g, linear.b});
  return low >= -kSlack && high <= 1.0F + kSlack;
}

}  // namespace

Oklab to_oklab(Rgb colour) {
  const float r = to_linear(colour.r);
  const float g = to_linear(colour.g);
  const float b = to_linear(colour.b);
  const float l = std::cbrt(0.4122214708F * r + 0.5363325363F * g + 0.0514459929F * b);
  const float m = std::cbrt(0.2119034982F * r + 0.6806995451F * g + 0.1073969566F * b);
  const float s = std::cbrt(0.0883024619F * r + 0.2817188376F * g + 0.6299787005F * b);
  return {0.2104542553F * l + 0.7936177850F * m - 0.0040720468F * s,
          1.9779984951F * l - 2.4285922050F * m + 0.4505937099F * s,
          0.0259040371F * l + 0.7827717662F * m - 0.8086757660F * s};
}

Rgb from_oklab(Oklab colour) {
  const Rgb linear = oklab_to_linear(colour);
  return {to_encoded(linear.r), to_encoded(linear.g), to_encoded(linear.b)};
}

Rgb oklch(float lightness, float chroma, float hue_degrees) {
  const float hue = hue_degrees * 3.14159265F / 180.0F;
  const auto at = [&](float c) { return Oklab{lightness, c * std::cos(hue), c * std::sin(hue)}; };
  if (in_gamut(oklab_to_linear(at(chroma)))) return from_oklab(at(chroma));
  float inside = 0.0F;
  float outside = chroma;
  for (int halving = 0; halving < 20; ++halving) {
    const float middle = 0.5F * (inside + outside);
    (in_gamut(oklab_to_linear(at(middle))) ? inside : outside) = middle;
  }
  return from_oklab(at(inside));
}

Rgb mix(Rgb from, Rgb to, float share) {
  return {from.r + (to.r - from.r) * share, from.g + (to.g - from.g) * share, from.b + (to.b - from.b) * share};
}

float relative_luminance(Rgb colour) {
  return 0.2126F * to_linear(colour.r) + 0.7152F * to_linear(colour.g) + 0.0722F * to_linear(colour.b);
}

float contrast_ratio(Rgb first, Rgb second) {
  const float one = relative_luminance(first) + 0.05F;
  const float two = relative_luminance(second) + 0.05F;
  return std::max(one, two) / std::min(one, two);
}

float colour_difference(Rgb first, Rgb second) {
  const Oklab one = to_oklab(first);
  const Oklab two = to_oklab(second);
  return std::sqrt((one.lightness - two.lightness) * (one.lightness - two.lightness) +
                   (one.a - two.a) * (one.a - two.a) + (one.b - two.b) * (one.b - two.b));
}

Rgb simulate(ColourBlindness kind, Rgb colour) {
  constexpr float kMatrices[3][3][3] = {
      {{0.152286F, 1.052583F, -0.204868F}, {0.114503F, 0.786281F, 0.099216F}, {-0.003882F, -0.048116F, 1.051998F}},
      {{0.367322F, 0.860646F, -0.227968F}, {0.280085F, 0.672501F, 0.047413F}, {-0.011820F, 0.042940F, 0.968881F}},
      {{1.255528F, -0.076749F, -0.178779F}, {-0.078411F, 0.930809F, 0.147602F}, {0.004733F, 0.691367F, 0.303900F}}};
  const auto& rows = kMatrices[static_cast<int>(kind)];
  const float r = to_linear(colour.r);
  const float g = to_linear(colour.g);
  const float b = to_linear(colour.b);
  const auto channel = [&](const float(&row)[3]) { return to_encoded(row[0] * r + row[1] * g + row[2] * b); };
  return {channel(rows[0]), channel(rows[1]), channel(rows[2])};
}

}  // namespace gan
