// Points of a CSV file as data: two columns of numbers, separated by commas, semicolons, tabs or spaces, with
// an optional header row. A bad file gives "FILE:LINE: what was found, what was expected".
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/game/spec.h"

namespace gan {

// 2 x n, n >= 1, all finite. Empty lines and lines that begin with # are passed over.
Result<std::shared_ptr<const Matrix<float>>> read_points(const std::string& path);

// Of shape and numbers.
std::uint64_t hash_points(const Matrix<float>& points);

// Whether the kind of data takes its points from data.file.
bool reads_points(const DataSpec& data);
// Fills data.points from data.file; unchanged on failure.
Outcome load_points(DataSpec& data);

// Sets one field from text, as --set does, and loads the points where data.file is set. Unchanged on failure.
Outcome set_from_text(Settings& settings, const std::string& key, const std::string& text);

}  // namespace gan
