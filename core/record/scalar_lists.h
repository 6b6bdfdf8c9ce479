// The parts of the table of scalars, a file each: by what they are read off. How to read an entry: scalars.h. An entry
// that is added to one of them is added to the order of columns too (scalar_table.cpp).
#pragma once

#include <span>

#include "core/record/scalars.h"

// A namespace of its own, so that short names stay in these files where several are compiled as one.
namespace gan::scalar_table {

inline constexpr ScalarSource kIteration = ScalarSource::iteration, kPoints = ScalarSource::points,
                              kComparison = ScalarSource::comparison, kImages = ScalarSource::images,
                              kSpectrum = ScalarSource::spectrum;
inline constexpr ScalarSide kD = ScalarSide::discriminator, kG = ScalarSide::generator;

std::span<const ScalarInfo> of_iterations();
std::span<const ScalarInfo> of_points();
std::span<const ScalarInfo> of_comparison();
std::span<const ScalarInfo> of_images();
std::span<const ScalarInfo> of_spectrum();
std::span<const ScalarInfo> of_speed();

}  // namespace gan::scalar_table
