#include "core/export/numpy_file.h"

#include <cstring>

namespace gan {
namespace {

constexpr std::size_t kPrefix = 10, kMultiple = 64;  // the format asks for a header that ends at a multiple of 64

std::string numpy_header(const char* type, const std::vector<std::int64_t>& shape) {
  std::string text = "{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': (";
  for (const std::int64_t side : shape) text += std::to_string(side) + ", ";
  text += "), }";
  text.append(kMultiple - 1 - (kPrefix + text.size()) % kMultiple, ' ');
  text += '\n';
  std::string out("\x93NUMPY\x01\x00", 8);
  out += static_cast<char>(text.size() & 0xff);
  out += static_cast<char>(text.size() >> 8);
  return out + text;
}

template <class Number>
std::string with_numbers(std::string out, std::span<const Number> numbers) {
  const std::size_t begin = out.size();
  out.resize(begin + numbers.size_bytes());
  if (!numbers.empty()) std::memcpy(out.data() + begin, numbers.data(), numbers.size_bytes());
  return out;
}

}  // namespace

std::string numpy_file(std::span<const std::uint8_t> bytes, const std::vector<std::int64_t>& shape) {
  return with_numbers(numpy_header("|u1", shape), bytes);
}

std::string numpy_file(std::span<const float> numbers, const std::vector<std::int64_t>& shape) {
  return with_numbers(numpy_header("<f4", shape), numbers);
}

}  // namespace gan
