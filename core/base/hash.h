// A 64-bit hash of bytes for comparing game states: order matters, every bit counts, and it is the same on every
// little-endian machine. Not for security.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gan {

class Hasher {
 public:
  void bytes(const void* data, std::size_t size);
  void number(std::uint64_t value);
  void text(std::string_view value);
  std::uint64_t value() const;

 private:
  std::uint64_t state_ = 0x9e3779b97f4a7c15ull;
  std::uint64_t length_ = 0;
};

// Sixteen lower-case hexadecimal digits, and back (false when the text is not that).
std::string hash_text(std::uint64_t hash);
bool parse_hash(std::string_view text, std::uint64_t& hash);

}  // namespace gan
