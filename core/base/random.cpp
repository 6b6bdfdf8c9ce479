#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "core/base/check.h"
#include "core/base/random_philox.h"

namespace gan {
namespace random_detail {

namespace {

Block first_counter(const StreamKey& key) {
  GAN_CHECK(key.step < (std::uint64_t{1} << 56), "the step of a random stream is below 2^56");
  const std::uint32_t top = (high_word(key.step) << 8) | static_cast<std::uint32_t>(key.stream);
  return {0, key.inner, low_word(key.step), top};
}

// Calls transform(words, tiles, first_number, target) chunk by chunk, where target has room for all of the
// tiles' numbers: the caller's memory, or a buffer for the last, partly used tiles.
template <class T, class Transform>
void fill_by_chunks(const StreamKey& key, T* out, std::size_t count, std::size_t first, Transform transform) {
  constexpr std::size_t kChunk = kChunkTiles * kTile;
  static_assert(sizeof(T) == sizeof(std::uint32_t));
  GAN_CHECK(first % kTile == 0, "a part of a random sequence begins at a multiple of 64");
  GAN_CHECK(first + count <= (std::uint64_t{1} << 34), "a random sequence has at most 2^34 numbers");
  Block counter = first_counter(key);
  counter.c0 = static_cast<std::uint32_t>(first / 4);
  alignas(64) std::uint32_t words[kChunk];
  for (std::size_t done = 0; done < count; done += kChunk) {
    const std::size_t wanted = std::min(kChunk, count - done);
    const std::size_t tiles = (wanted + kTile - 1) / kTile;
    for (std::size_t t = 0; t < tiles; ++t, counter.c0 += kLanes) {
      fill_tile(counter, low_word(key.seed), high_word(key.seed), words + t * kTile);
    }
    if (wanted == tiles * kTile) {
      transform(words, tiles, out + done);
    } else {
      alignas(64) T numbers[kChunk];
      transform(words, tiles, numbers);
      std::memcpy(out + done, numbers, wanted * sizeof(T));
    }
  }
}

// 53 bits to the uniform on [0, 1) whose last bit is 2^-53.
double unit_uniform(std::uint32_t upper, std::uint32_t lower) {
  const std::uint64_t bits = (std::uint64_t{upper} << 32) | lower;
  return static_cast<double>(bits >> 11) * 0x1p-53;
}

// Calls pair(index, first, second) for the blocks that `count` doubles need: two uniforms on [0, 1) a block.
template <class Pair>
void for_each_block(const StreamKey& key, std::size_t count, std::size_t first, Pair pair) {
  GAN_CHECK(first % kTile == 0, "a part of a random sequence begins at a multiple of 64");
  GAN_CHECK(first + count <= (std::uint64_t{1} << 33),
            "a random sequence has at most 2^33 numbers in double precision");
  Block counter = first_counter(key);
  for (std::size_t i = 0; i < count; i += 2) {
    counter.c0 = static_cast<std::uint32_t>((first + i) / 2);
    const Block b = philox(counter, low_word(key.seed), high_word(key.seed));
    pair(i, unit_uniform(b.c0, b.c1), unit_uniform(b.c2, b.c3));
  }
}

// The largest number that a fill of [low, high) may return: rounding must not reach `high`.
template <class Real>
Real largest_below(Real low, Real high) {
  GAN_CHECK(low <= high, "a uniform range runs from low to high");
  return low < high ? std::nextafter(high, low) : low;
}

}  // namespace
}  // namespace random_detail

using namespace random_detail;

void philox4x32_10(const std::uint32_t counter[4], const std::uint32_t key[2], std::uint32_t out[4]) {
  const Block b = philox({counter[0], counter[1], counter[2], counter[3]}, key[0], key[1]);
  out[0] = b.c0, out[1] = b.c1, out[2] = b.c2, out[3] = b.c3;
}

void fill_bits(const StreamKey& key, std::uint32_t* out, std::size_t count, std::size_t first) {
  fill_by_chunks(key, out, count, first, [](const std::uint32_t* words, std::size_t tiles, std::uint32_t* target) {
    std::memcpy(target, words, tiles * kTile * sizeof(std::uint32_t));
  });
}

void fill_uniform(const StreamKey& key, float* out, std::size_t count, float low, float high, std::size_t first) {
  const float last = largest_below(low, high);
  const float width = high - low;
  fill_by_chunks(key, out, count, first, [=](const std::uint32_t* words, std::size_t tiles, float* target) {
    for (std::size_t i = 0; i < tiles * kTile; ++i) {
      const float unit = static_cast<float>(static_cast<std::int32_t>(words[i] >> 8)) * 0x1p-24f;
      const float value = low + width * unit;
      target[i] = value < last ? value : last;
    }
  });
}

void fill_normal(const StreamKey& key, float* out, std::size_t count, std::size_t first) {
  fill_by_chunks(key, out, count, first, normals_from_tiles);
}

void fill_uniform(const StreamKey& key, double* out, std::size_t count, double low, double high, std::size_t first) {
  const double last = largest_below(low, high);
  for_each_block(key, count, first, [&](std::size_t i, double a, double b) {
    out[i] = std::min(low + (high - low) * a, last);
    if (i + 1 < count) out[i + 1] = std::min(low + (high - low) * b, last);
  });
}

void fill_normal(const StreamKey& key, double* out, std::size_t count, std::size_t first) {
  for_each_block(key, count, first, [&](std::size_t i, double a, double b) {
    const double radius = std::sqrt(-2 * std::log(1 - a));  // 1 - a lies in (0, 1]
    const double angle = 2 * std::numbers::pi * b;
    out[i] = radius * std::cos(angle);
    if (i + 1 < count) out[i + 1] = radius * std::sin(angle);
  });
}

}  // namespace gan
