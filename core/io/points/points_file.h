// Points of a CSV file as data: two columns of numbers, separated by commas, semicolons, tabs, bars or spaces, with an
// optional header row; UTF-8 or UTF-16, decimal points or commas. A bad file gives "FILE:LINE: what was found, what was
// expected".
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/data/point_set.h"

namespace gan {

inline constexpr std::size_t kLargestPointsFile = std::size_t{256} << 20;  // bytes
inline constexpr std::size_t kMostPoints = 10'000'000;                     // rows

// All finite, n >= 1. Empty lines and lines that begin with # are passed over. Coordinates are taken in double
// precision into units_for() their spread; a row that then lies more than a million units out, which single precision
// cannot train on, is left out. The set's note says all that was done.
Result<std::shared_ptr<const PointSet>> parse_points(std::string bytes, const std::string& file);
Result<std::shared_ptr<const PointSet>> read_points(const std::string& path);

// Of shape and numbers, and of the units unless they are plain.
std::uint64_t hash_points(const PointSet& points);

}  // namespace gan
