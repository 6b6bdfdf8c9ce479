// Counter-based random numbers: Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1,
// 2, 3"), with uniform and normal transforms of our own, so that the same key gives the same bits everywhere
// in one build. A number depends on its key and its index alone, never on how many are drawn: a larger batch
// begins with the smaller.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gan {

// Which use of randomness a number belongs to. Two uses never share a stream; nothing that is only looked at
// (metrics, probes) shares one with training. The values are part of the determinism contract: never
// renumber.
enum class Stream : std::uint8_t {
  initial_generator = 1,
  initial_discriminator = 2,
  data_for_discriminator = 3,
  noise_for_discriminator = 4,
  data_for_generator = 5,
  noise_for_generator = 6,
  penalty_mix = 7,  // epsilon of WGAN-GP
  instance_noise = 8,
  data_layout = 9,  // e.g. the centres of a random mixture
  metric_noise = 10,
  metric_data = 11,
  view_noise = 12,
  view_data = 13,   // step 0: what is looked at, 1: what the principal components are of, 2: where their search starts
  glyphs = 14,      // the built-in images; step 0: training, 1: held out
  classifier = 15,  // step 0: first weights, n: batch n
  penalty_shift = 16,   // u of DRAGAN
  spectrum_start = 20,  // step: where Arnoldi's iteration starts, and goes on where it has found a subspace
};

// Names one sequence of numbers: (seed, stream, step, inner step). step < 2^56.
struct StreamKey {
  std::uint64_t seed = 0;
  Stream stream = Stream::view_noise;
  std::uint64_t step = 0;
  std::uint32_t inner = 0;
};

// Raw Philox 4x32-10 block: counter and key as in the paper; known-answer tests stand in
// tests/core/base/random_test.cpp.
void philox4x32_10(const std::uint32_t counter[4], const std::uint32_t key[2], std::uint32_t out[4]);

// Fill out[0..count) with the numbers first, first + 1, ... of the key's sequence; `first` is a multiple
// of 64. Uniform on [low, high); normal with mean 0 and deviation 1. The bits, uniforms and normals of one
// key are made of the same blocks: use one of the three a key. No allocation.
void fill_bits(const StreamKey& key, std::uint32_t* out, std::size_t count, std::size_t first = 0);
void fill_uniform(const StreamKey& key, float* out, std::size_t count, float low, float high, std::size_t first = 0);
void fill_normal(const StreamKey& key, float* out, std::size_t count, std::size_t first = 0);
void fill_uniform(const StreamKey& key, double* out, std::size_t count, double low, double high, std::size_t first = 0);
void fill_normal(const StreamKey& key, double* out, std::size_t count, std::size_t first = 0);

}  // namespace gan
