// Safetensors: named blocks of float32 with a JSON header, as the safetensors library of PyTorch reads and
// writes it: eight bytes of header length (little endian), the header, the numbers row by row without holes
// or overlap.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace gan {

// What a file can ask of its reader. More is refused; the numbers are as many as the file has.
inline constexpr std::uint64_t kLongestHeader = std::uint64_t{16} << 20;  // bytes
inline constexpr std::size_t kMostHeaderEntries = 10'000;                 // tensors and texts of the metadata

struct NamedTensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::vector<float> numbers;  // row-major
};

struct SafetensorsFile {
  std::map<std::string, std::string> metadata;
  std::vector<NamedTensor> tensors;

  const NamedTensor* find(const std::string& name) const;
};

// The bytes of the file. Names are unique and none is "__metadata__".
std::string write_safetensors(const SafetensorsFile& content);
// `file` names the bytes in messages. Other types than F32 are refused, and numbers that are not finite.
Result<SafetensorsFile> parse_safetensors(const std::string& bytes, const std::string& file);

}  // namespace gan
