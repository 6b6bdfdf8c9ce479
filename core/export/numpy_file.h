// Files of NumPy's (.npy, version 1.0): a header in Python's own notation, then the numbers row by row.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gan {

std::string numpy_file(std::span<const std::uint8_t> bytes, const std::vector<std::int64_t>& shape);
std::string numpy_file(std::span<const float> numbers, const std::vector<std::int64_t>& shape);

}  // namespace gan
