// Colour arithmetic that the palette is designed and tested with: sRGB, OKLab/OKLCH (Ottosson 2020), WCAG 2.1
// contrast, and the simulation of colour blindness. Pure; knows no interface.
#pragma once

namespace gan {

// An sRGB-encoded colour, each channel in [0, 1].
struct Rgb {
  float r = 0.0F;
  float g = 0.0F;
  float b = 0.0F;
};

// OKLab: lightness in [0, 1], a (green to red) and b (blue to yellow) around 0. Equal distances look equally
// different.
struct Oklab {
  float lightness = 0.0F;
  float a = 0.0F;
  float b = 0.0F;
};

Oklab to_oklab(Rgb colour);

// The sRGB colour of an OKLab one; channels outside the gamut are clipped.
Rgb from_oklab(Oklab colour);

// The colour of lightness in [0, 1], chroma ≥ 0 and hue in degrees (orange ≈ 60, blue ≈ 255). Where sRGB has
// no such colour the chroma is reduced until it has, so that lightness and hue stay exact.
Rgb oklch(float lightness, float chroma, float hue_degrees);

// Linear blend of the encoded channels; share 0 gives `from`, 1 gives `to`.
Rgb mix(Rgb from, Rgb to, float share);

// Relative luminance in [0, 1] (WCAG 2.1).
float relative_luminance(Rgb colour);

// WCAG 2.1 contrast ratio in [1, 21], symmetric in its arguments.
float contrast_ratio(Rgb first, Rgb second);

// Euclidean distance in OKLab; 0.02 is about what one can just tell apart.
float colour_difference(Rgb first, Rgb second);

// How a person without the cones for long (protanopia), middle (deuteranopia) or short waves (tritanopia) sees
// `colour`: the matrices of severity 1.0 of Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation
// of Color Vision Deficiency" (2009), on linear RGB.
enum class ColourBlindness { kProtanopia, kDeuteranopia, kTritanopia };
Rgb simulate(ColourBlindness kind, Rgb colour);

}  // namespace gan
