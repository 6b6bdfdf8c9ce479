// The table of data distributions. One more: a maker in a file of its own below distributions/ and a line here; the
// smoke test in tests/core/data/distribution_test.cpp walks the table. Recordings name a kind by its id, so the order
// may change.
#include <algorithm>

#include "core/base/check.h"
#include "core/data/distributions/sampling.h"

namespace gan {
namespace {

using Reads = DataParameter;
constexpr Reads kRing[] = {Reads::modes, Reads::radius, Reads::sigma, Reads::phase, Reads::weights};
constexpr Reads kGrid[] = {Reads::rows, Reads::spacing, Reads::sigma, Reads::weights};
constexpr Reads kRandom[] = {Reads::modes, Reads::radius, Reads::sigma, Reads::weights};
constexpr Reads kFew[] = {Reads::radius, Reads::sigma, Reads::phase, Reads::weights};
constexpr Reads kLine[] = {Reads::radius, Reads::sigma, Reads::phase};
constexpr Reads kCurve[] = {Reads::radius, Reads::sigma};
constexpr Reads kRoll[] = {Reads::radius, Reads::sigma, Reads::turns};
constexpr Reads kBoard[] = {Reads::rows, Reads::radius};
constexpr Reads kPinwheel[] = {Reads::modes, Reads::radius, Reads::sigma, Reads::turns};
constexpr Reads kPoints[] = {Reads::file};
constexpr Reads kDirac[] = {Reads::dimension};
constexpr Reads kGaussian1d[] = {Reads::location, Reads::sigma};
constexpr Reads kMixture1d[] = {Reads::modes, Reads::spacing, Reads::sigma, Reads::location, Reads::weights};
constexpr Reads kUniform1d[] = {Reads::location, Reads::radius};
constexpr Reads kGlyphs[] = {Reads::size, Reads::range};
constexpr Reads kImages[] = {Reads::file, Reads::size, Reads::colour, Reads::range};
constexpr Reads kStacked[] = {Reads::file, Reads::size, Reads::range};

using namespace data_detail;

constexpr Distribution kDistributions[] = {
    {"ring", "ring of Gaussians", "Gaussians evenly spaced on a circle: the classic test of mode collapse.", kRing,
     make_ring},
    {"grid", "grid of Gaussians", "Gaussians on a square lattice: many modes, some of them surrounded by others.",
     kGrid, make_grid},
    {"random", "scattered Gaussians", "Gaussians at random places, never too close; the seed decides where.", kRandom,
     make_random},
    {"two", "two Gaussians", "Two Gaussians opposite each other: the smallest game with a mode to lose.", kFew,
     make_two},
    {"three", "three Gaussians", "Three Gaussians at the corners of a triangle.", kFew, make_three},
    {"unequal", "unequal Gaussians", "A ring of Gaussians that differ in weight: the rare ones are dropped first.",
     kRing, make_unequal},
    {"line", "line", "Points evenly on a straight segment, blurred by the noise sigma.", kLine, make_line},
    {"circle", "circle", "Points evenly on a circle, blurred by the noise sigma.", kCurve, make_circle},
    {"moons", "two moons", "Two half circles that reach into each other.", kCurve, make_moons},
    {"circles", "concentric circles", "A circle inside another of twice its radius, half of the points on each.",
     kCurve, make_circles},
    {"swiss_roll", "swiss roll", "A spiral, denser towards its middle.", kRoll, make_swiss_roll},
    {"checkerboard", "checkerboard", "Uniform on the dark cells of a checkerboard: sharp edges everywhere.", kBoard,
     make_checkerboard},
    {"pinwheel", "pinwheel", "Arms that wind about a centre.", kPinwheel, make_pinwheel},
    {"csv", "points from a file", "The rows of a CSV file of two columns, drawn with replacement.", kPoints, make_csv,
     DataFile::points},
    {"glyphs", "glyphs", "Ten kinds of drawn shape, varied in place, size, stroke and slant; made from the seed.",
     kGlyphs, make_glyphs, DataFile::none, glyphs_shape},
    {"images", "images from files", "Small images: IDX files, CIFAR-10's batches, or a folder of PNG or JPEG files.",
     kImages, make_images, DataFile::images, images_shape},
    {"stacked", "stacked images", "Three grey images as the channels of one: ten classes make a thousand modes.",
     kStacked, make_stacked, DataFile::images_if_named, stacked_shape},
    {"dirac", "point mass at 0", "Every real sample is the point 0: the data of the Dirac-GAN.", kDirac, make_dirac,
     DataFile::none, dirac_shape, true},
    {"gaussian_1d", "1-D Gaussian", "One Gaussian on the line: figure 1 of the first paper.", kGaussian1d,
     make_gaussian_1d, DataFile::none, line_shape},
    {"mixture_1d", "1-D mixture of Gaussians", "Gaussians evenly apart on the line: modes that G can miss.", kMixture1d,
     make_mixture_1d, DataFile::none, line_shape},
    {"uniform_1d", "1-D uniform", "Uniform on an interval of the line: its edges are sharp.", kUniform1d,
     make_uniform_1d, DataFile::none, line_shape},
    {"exponential_1d", "1-D exponential", "Exponential on the line: a sharp edge, and a long tail.", kGaussian1d,
     make_exponential_1d, DataFile::none, line_shape},
};

constexpr bool ids_are_unique() {
  for (std::size_t a = 0; a < std::size(kDistributions); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (std::string_view(kDistributions[a].id) == kDistributions[b].id) return false;
    }
  }
  return true;
}
static_assert(ids_are_unique());

}  // namespace

bool Distribution::reads(DataParameter parameter) const {
  return std::find(parameters.begin(), parameters.end(), parameter) != parameters.end();
}

std::span<const Distribution> distributions() {
  return kDistributions;
}

const Distribution& distribution_of(const DataSpec& spec) {
  GAN_CHECK(spec.kind >= 0 && static_cast<std::size_t>(spec.kind) < std::size(kDistributions),
            "a kind of data outside its table");
  return kDistributions[spec.kind];
}

int find_distribution(std::string_view id) {
  for (std::size_t i = 0; i < std::size(kDistributions); ++i) {
    if (id == kDistributions[i].id) return static_cast<int>(i);
  }
  return -1;
}

Result<std::shared_ptr<const DataSource>> make_data_source(const DataSpec& spec, std::uint64_t seed) {
  const int count = static_cast<int>(std::size(kDistributions));
  if (spec.kind < 0 || spec.kind >= count) {
    return Error{"data.kind is number " + std::to_string(spec.kind) + ": 0 to " + std::to_string(count - 1) +
                 " were expected"};
  }
  return kDistributions[spec.kind].make(spec, seed);
}

SampleShape sample_shape(const DataSpec& spec) {
  const auto shape = distribution_of(spec).shape;
  return shape == nullptr ? SampleShape(2) : shape(spec);
}

}  // namespace gan
