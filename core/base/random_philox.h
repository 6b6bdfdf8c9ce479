// Private to random*.cpp: Philox 4x32-10 and how a sequence is laid out. A tile is 16 blocks = 64 words: word
// w of the tile's lane l is number 64*tile + 16*w + l of the sequence, and the block of lane l has the
// counter 16*tile + l. The lanes lie side by side, so that plain loops over them vectorise at any vector
// width.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/random.h"

namespace gan::random_detail {

inline constexpr std::size_t kLanes = 16;         // blocks side by side
inline constexpr std::size_t kTile = 4 * kLanes;  // words of one tile
inline constexpr std::size_t kChunkTiles = 8;     // tiles a chunk: 2 KiB of words on the stack

inline constexpr int kRounds = 10;
inline constexpr std::uint32_t kMultiplier0 = 0xD2511F53u, kMultiplier1 = 0xCD9E8D57u;
inline constexpr std::uint32_t kWeyl0 = 0x9E3779B9u, kWeyl1 = 0xBB67AE85u;

struct Block {
  std::uint32_t c0, c1, c2, c3;
};

inline std::uint32_t low_word(std::uint64_t x) {
  return static_cast<std::uint32_t>(x);
}
inline std::uint32_t high_word(std::uint64_t x) {
  return static_cast<std::uint32_t>(x >> 32);
}

// Salmon et al. 2011, section 5.3: one round is two 32x32->64 products, xors with the key, and a swap of
// words.
inline Block philox_round(Block b, std::uint32_t k0, std::uint32_t k1) {
  const std::uint64_t p0 = std::uint64_t{kMultiplier0} * b.c0;
  const std::uint64_t p1 = std::uint64_t{kMultiplier1} * b.c2;
  return {high_word(p1) ^ b.c1 ^ k0, low_word(p1), high_word(p0) ^ b.c3 ^ k1, low_word(p0)};
}

inline Block philox(Block b, std::uint32_t k0, std::uint32_t k1) {
  for (int round = 0; round < kRounds; ++round, k0 += kWeyl0, k1 += kWeyl1) b = philox_round(b, k0, k1);
  return b;
}

// The words of one tile: `counter` is that of its first block.
void fill_tile(Block counter, std::uint32_t k0, std::uint32_t k1, std::uint32_t* out);

// Box and Muller (1958) in float on whole tiles: words 0 and 1 of a lane give its normals 0 and 1, words 2
// and 3 the other two. Only +, -, *, sqrt and integer operations, so that vector and scalar code round alike.
void normals_from_tiles(const std::uint32_t* words, std::size_t tiles, float* out);

}  // namespace gan::random_detail
