#include "core/base/hash.h"

#include <cstring>

namespace gan {
namespace {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection in which every input bit reaches every output bit.
std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ull;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebull;
  x ^= x >> 31;
  return x;
}

}  // namespace

void Hasher::number(std::uint64_t value) {
  state_ = mix(state_ ^ value) + 0x9e3779b97f4a7c15ull;
  ++length_;
}

void Hasher::bytes(const void* data, std::size_t size) {
  const auto* p = static_cast<const unsigned char*>(data);
  number(size);
  while (size >= 8) {
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    number(word);
    p += 8;
    size -= 8;
  }
  if (size > 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, size);
    number(word);
  }
}

void Hasher::text(std::string_view value) {
  bytes(value.data(), value.size());
}

std::uint64_t Hasher::value() const {
  return mix(state_ ^ length_);
}

std::string hash_text(std::uint64_t hash) {
  std::string text(16, '0');
  for (int i = 0; i < 16; ++i) text[15 - i] = "0123456789abcdef"[(hash >> (4 * i)) & 15];
  return text;
}

bool parse_hash(std::string_view text, std::uint64_t& hash) {
  if (text.size() != 16) return false;
  std::uint64_t value = 0;
  for (char c : text) {
    if (c >= '0' && c <= '9') {
      value = value << 4 | static_cast<unsigned>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value = value << 4 | static_cast<unsigned>(c - 'a' + 10);
    } else {
      return false;
    }
  }
  hash = value;
  return true;
}

}  // namespace gan
