// Points of a CSV file as data: two columns of numbers, separated by commas, semicolons, tabs or spaces, with
// an optional header row. A bad file gives "FILE:LINE: what was found, what was expected".
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/matrix.h"
#include "core/base/result.h"

namespace gan {

// 2 x n, n >= 1, all finite. Empty lines and lines that begin with # are passed over.
Result<std::shared_ptr<const Matrix<float>>> read_points(const std::string& path);

// Of shape and numbers.
std::uint64_t hash_points(const Matrix<float>& points);

}  // namespace gan
