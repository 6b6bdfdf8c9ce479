// Private to the makers: what the samplers share. A sample needs normals (its noise) and now and then bits or
// uniforms (its mode, its place on a curve); each of the two comes from a sequence of its own, so that sample
// i depends on (key, i) alone. Also the checks that makers run on a DataSpec, and the square around the data.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/data/distribution.h"

namespace gan::data_detail {

inline constexpr Index kChunk = 256;  // samples whose choices are drawn at once, on the stack; a multiple of 64

// The second sequence of a key. Steps of one kind within an iteration are counted by `inner` from 0, so that
// its top bit is free.
inline StreamKey choice_key(StreamKey key) {
  key.inner |= 0x80000000u;
  return key;
}

// Uniform integer in [0, count) of a random word: (word * count) / 2^32, off by at most count / 2^32.
inline std::uint32_t index_of(std::uint32_t word, std::uint32_t count) {
  return static_cast<std::uint32_t>((std::uint64_t{word} * count) >> 32);
}

// Aborts unless out is 2 x m.
void check_shape(const MatrixView<float>& out);

// Calls place(i, word) for each sample of the batch with its word of the choice sequence.
template <class Place>
void for_each_word(const StreamKey& key, Index samples, Place place) {
  std::uint32_t words[kChunk];
  for (Index done = 0; done < samples; done += kChunk) {
    const Index count = std::min(kChunk, samples - done);
    fill_bits(choice_key(key), words, static_cast<std::size_t>(count), static_cast<std::size_t>(done));
    for (Index i = 0; i < count; ++i) place(done + i, words[i]);
  }
}

// Calls place(i, u) with the sample's uniform on [0, 1) of the choice sequence.
template <class Place>
void for_each_uniform(const StreamKey& key, Index samples, Place place) {
  for_each_word(key, samples, [&](Index i, std::uint32_t word) {
    place(i, static_cast<float>(static_cast<std::int32_t>(word >> 8)) * 0x1p-24f);
  });
}

// The square around a box, with a margin of a quarter on every side.
Extent extent_of_box(double min_x, double max_x, double min_y, double max_y);

// Checks of one number; the sentence says what was found and what was expected.
std::optional<Error> check_range(const char* key, double value, double least, double most);
std::optional<Error> check_positive(const char* key, double value);

struct Point {
  double x = 0, y = 0;
};

// data.weights of so many modes: none, or one each of which some is above 0. `what` names the data in messages.
std::optional<Error> check_weights(const char* what, std::size_t modes, const std::vector<double>& weights);

// Point at an angle in degrees.
Point on_circle(double radius, double degrees);

// The mixture of equal or weighted modes; modes of weight zero are left out. `what` names it in messages.
Result<std::shared_ptr<const DataSource>> make_mixture(const char* what, const std::vector<Point>& centres,
                                                       double sigma, const std::vector<double>& weights);

using Made = Result<std::shared_ptr<const DataSource>>;

// The makers of the table in distributions.cpp.
Made make_ring(const DataSpec& spec, std::uint64_t seed);
Made make_grid(const DataSpec& spec, std::uint64_t seed);
Made make_random(const DataSpec& spec, std::uint64_t seed);
Made make_two(const DataSpec& spec, std::uint64_t seed);
Made make_three(const DataSpec& spec, std::uint64_t seed);
Made make_unequal(const DataSpec& spec, std::uint64_t seed);
Made make_line(const DataSpec& spec, std::uint64_t seed);
Made make_circle(const DataSpec& spec, std::uint64_t seed);
Made make_moons(const DataSpec& spec, std::uint64_t seed);
Made make_circles(const DataSpec& spec, std::uint64_t seed);
Made make_swiss_roll(const DataSpec& spec, std::uint64_t seed);
Made make_checkerboard(const DataSpec& spec, std::uint64_t seed);
Made make_pinwheel(const DataSpec& spec, std::uint64_t seed);
Made make_csv(const DataSpec& spec, std::uint64_t seed);
Made make_dirac(const DataSpec& spec, std::uint64_t seed);
Made make_gaussian_1d(const DataSpec& spec, std::uint64_t seed);
Made make_mixture_1d(const DataSpec& spec, std::uint64_t seed);
Made make_uniform_1d(const DataSpec& spec, std::uint64_t seed);
Made make_exponential_1d(const DataSpec& spec, std::uint64_t seed);
Made make_glyphs(const DataSpec& spec, std::uint64_t seed);
Made make_images(const DataSpec& spec, std::uint64_t seed);
Made make_stacked(const DataSpec& spec, std::uint64_t seed);

// Their shapes, known before the source is made.
SampleShape dirac_shape(const DataSpec& spec);
SampleShape line_shape(const DataSpec& spec);
SampleShape glyphs_shape(const DataSpec& spec);
SampleShape images_shape(const DataSpec& spec);
SampleShape stacked_shape(const DataSpec& spec);

}  // namespace gan::data_detail
