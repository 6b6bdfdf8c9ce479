#include <bit>
#include <cmath>
#include <cstdint>

#include "core/base/random_philox.h"

namespace gan::random_detail {
namespace {

// A word to the uniform (k + 1/2) 2^-31 in (0, 1], k = word / 2: small ones keep all their digits, so that
// the normals reach sqrt(2 ln 2^32) = 6.66 deviations; never 0, whose logarithm would be infinite.
inline float positive_uniform(std::uint32_t word) {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 1)) + 0.5f) * 0x1p-31f;
}

// Natural logarithm of a normal float u in (0, 1], relative error below 3e-7; exactly 0 at 1. The mantissa m
// lies in [sqrt 1/2, sqrt 2); ln m = x - x^2/2 + x^3 p(x), x = m - 1, where p interpolates at Chebyshev
// nodes.
inline float log_unit(float u) {
  constexpr std::uint32_t kRootHalf = 0x3f3504f3u;  // the bits of sqrt 1/2
  const std::uint32_t shifted = std::bit_cast<std::uint32_t>(u) - kRootHalf;
  const std::int32_t exponent = static_cast<std::int32_t>(shifted) >> 23;
  const float m = std::bit_cast<float>((shifted & 0x007fffffu) + kRootHalf);
  const float x = m - 1.0f;
  float p = -0.0790274367f;
  p = p * x + 0.126223192f;
  p = p * x - 0.129981831f;
  p = p * x + 0.142144963f;
  p = p * x - 0.166412815f;
  p = p * x + 0.200010449f;
  p = p * x - 0.25000307f;
  p = p * x + 0.333333313f;
  const float square = x * x;
  const float log_m = x + (square * x * p - 0.5f * square);
  return log_m + static_cast<float>(exponent) * 0.693147181f;
}

// r cos a and r sin a for the angle a = 2 pi word / 2^32, to a relative error of 2e-7 each: the nearest
// quarter turn is split off in integers, exactly, and two short polynomials serve the remaining [-pi/4,
// pi/4).
inline void rotate(float r, std::uint32_t word, float& cosine, float& sine) {
  const std::uint32_t quarter = (word + 0x20000000u) >> 30;
  const auto rest = static_cast<std::int32_t>(word - (quarter << 30));
  const float a = static_cast<float>(rest) * 1.46291807927e-9f;  // 2 pi / 2^32
  const float s = a * a;
  const float sin_a = a + a * s * ((-0.000195878907f * s + 0.00833274797f) * s - 0.166666642f);
  const float cos_a = (1.0f - 0.5f * s) + s * s * ((2.45479423e-05f * s - 0.00138883025f) * s + 0.0416666642f);
  const bool odd = (quarter & 1u) != 0;
  const float c = odd ? sin_a : cos_a;
  const float d = odd ? cos_a : sin_a;
  // quarter 0: (c, s), 1: (-s, c), 2: (-c, -s), 3: (s, -c)
  const std::uint32_t flip_cosine = ((quarter + 1u) & 2u) << 30;
  const std::uint32_t flip_sine = (quarter & 2u) << 30;
  cosine = r * std::bit_cast<float>(std::bit_cast<std::uint32_t>(c) ^ flip_cosine);
  sine = r * std::bit_cast<float>(std::bit_cast<std::uint32_t>(d) ^ flip_sine);
}

}  // namespace

void normals_from_tiles(const std::uint32_t* words, std::size_t tiles, float* out) {
  // A half tile holds words 0 and 1, or 2 and 3, of 16 lanes: 16 radii followed by 16 angles.
  for (std::size_t half = 0; half < 2 * tiles; ++half) {
    const std::uint32_t* const radii = words + half * 2 * kLanes;
    const std::uint32_t* const angles = radii + kLanes;
    float* const cosines = out + half * 2 * kLanes;
    float* const sines = cosines + kLanes;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const float radius = std::sqrt(-2.0f * log_unit(positive_uniform(radii[lane])));
      float cosine, sine;
      rotate(radius, angles[lane], cosine, sine);
      cosines[lane] = cosine;
      sines[lane] = sine;
    }
  }
}

}  // namespace gan::random_detail
