#include "core/base/random_philox.h"

// The tile is the hot loop of noise generation: written for the compiler's vectoriser it takes twice as long,
// because that does not find the 32x32->64 product of alternate lanes. The intrinsics below are integer
// operations, so every version gives the same words; tests/core/base/random_test.cpp compares them with the plain
// one.
#if defined(__AVX512F__) || defined(__AVX2__)
#include <immintrin.h>
#endif

namespace gan::random_detail {

#if defined(__AVX512F__) || defined(__AVX2__)

namespace {

// Wide: 64-bit lanes whose low halves hold one word of every second block. The high halves hold whatever the
// products leave there: neither a product nor an exclusive-or lets them reach a low half.
#if defined(__AVX512F__)
using Wide = __m512i;
constexpr std::size_t kStride = 16;  // blocks that a pair of Wides covers
inline Wide all(std::uint32_t x) {
  return _mm512_set1_epi64(x);
}
inline Wide even_blocks(std::uint32_t first) {
  return _mm512_add_epi32(all(first), _mm512_set_epi64(14, 12, 10, 8, 6, 4, 2, 0));
}
inline Wide next_blocks(Wide a) {
  return _mm512_add_epi32(a, all(1));
}
inline Wide product(Wide a, Wide b) {
  return _mm512_mul_epu32(a, b);
}
inline Wide xor3(Wide a, Wide b, Wide c) {
  return _mm512_ternarylogic_epi64(a, b, c, 0x96);
}
inline Wide high_half(Wide a) {
  return _mm512_srli_epi64(a, 32);
}
inline void store_alternating(std::uint32_t* out, Wide even, Wide odd) {
  _mm512_storeu_si512(out, _mm512_mask_blend_epi32(0xAAAA, even, _mm512_slli_epi64(odd, 32)));
}
#else
using Wide = __m256i;
constexpr std::size_t kStride = 8;
inline Wide all(std::uint32_t x) {
  return _mm256_set1_epi64x(x);
}
inline Wide even_blocks(std::uint32_t first) {
  return _mm256_add_epi32(all(first), _mm256_set_epi64x(6, 4, 2, 0));
}
inline Wide next_blocks(Wide a) {
  return _mm256_add_epi32(a, all(1));
}
inline Wide product(Wide a, Wide b) {
  return _mm256_mul_epu32(a, b);
}
inline Wide xor3(Wide a, Wide b, Wide c) {
  return _mm256_xor_si256(_mm256_xor_si256(a, b), c);
}
inline Wide high_half(Wide a) {
  return _mm256_srli_epi64(a, 32);
}
inline void store_alternating(std::uint32_t* out, Wide even, Wide odd) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA));
}
#endif

struct WideBlock {
  Wide c0, c1, c2, c3;
};

inline WideBlock wide_round(const WideBlock& b, Wide k0, Wide k1) {
  const Wide p0 = product(all(kMultiplier0), b.c0);
  const Wide p1 = product(all(kMultiplier1), b.c2);
  return {xor3(high_half(p1), b.c1, k0), p1, xor3(high_half(p0), b.c3, k1), p0};
}

}  // namespace

void fill_tile(Block counter, std::uint32_t k0, std::uint32_t k1, std::uint32_t* out) {
  constexpr std::size_t kPairs = kLanes / kStride;
  WideBlock even[kPairs], odd[kPairs];
  for (std::size_t i = 0; i < kPairs; ++i) {
    const Wide first = even_blocks(counter.c0 + static_cast<std::uint32_t>(i * kStride));
    even[i] = {first, all(counter.c1), all(counter.c2), all(counter.c3)};
    odd[i] = {next_blocks(first), all(counter.c1), all(counter.c2), all(counter.c3)};
  }
  for (int round = 0; round < kRounds; ++round, k0 += kWeyl0, k1 += kWeyl1) {
    for (std::size_t i = 0; i < kPairs; ++i) {
      even[i] = wide_round(even[i], all(k0), all(k1));
      odd[i] = wide_round(odd[i], all(k0), all(k1));
    }
  }
  for (std::size_t i = 0; i < kPairs; ++i) {
    std::uint32_t* const at = out + i * kStride;
    store_alternating(at, even[i].c0, odd[i].c0);
    store_alternating(at + kLanes, even[i].c1, odd[i].c1);
    store_alternating(at + 2 * kLanes, even[i].c2, odd[i].c2);
    store_alternating(at + 3 * kLanes, even[i].c3, odd[i].c3);
  }
}

#else

void fill_tile(Block counter, std::uint32_t k0, std::uint32_t k1, std::uint32_t* out) {
  for (std::size_t lane = 0; lane < kLanes; ++lane, ++counter.c0) {
    const Block b = philox(counter, k0, k1);
    out[lane] = b.c0;
    out[kLanes + lane] = b.c1;
    out[2 * kLanes + lane] = b.c2;
    out[3 * kLanes + lane] = b.c3;
  }
}

#endif

}  // namespace gan::random_detail
