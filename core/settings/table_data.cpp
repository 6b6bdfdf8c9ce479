#include "core/data/distribution.h"
#include "core/settings/table_rows.h"

namespace gan::setting_rows {
namespace {

std::span<const Option> distribution_options() {
  static const std::vector<Option> options = [] {
    std::vector<Option> made;
    for (const Distribution& d : distributions()) made.push_back({d.id, d.title, d.meaning});
    return made;
  }();
  return options;
}

std::span<const Option> noise_options() {
  static constexpr Option options[] = {
      {"normal", "normal", "Every component is drawn from N(0, 1); most noise lies near the centre."},
      {"uniform", "uniform", "Every component is drawn from U(−1, 1); the noise fills a square evenly."},
  };
  return options;
}

std::span<const Option> range_options() {
  static constexpr Option options[] = {
      {"symmetric", "−1 to 1", "Black is −1 and white 1: the range of tanh."},
      {"unit", "0 to 1", "Black is 0 and white 1: the range of a sigmoid."},
  };
  return options;
}

constexpr Place kStart = {SettingGroup::start, Acts::at_start};
constexpr Place kData = {SettingGroup::data, Acts::at_start};

template <DataParameter Parameter>
bool reads(const Settings& s) {
  return distribution_of(s.spec.data).reads(Parameter);
}

bool reads_noise(const Settings& s) {
  return s.spec.generator.architecture != Architecture::point;
}

template <DataParameter Parameter, auto Part>
Setting data(const char* key, const char* title, Limits limits, const char* meaning, const char* formula = "") {
  return plain<&Settings::spec, &GameSpec::data, Part>(kData.where(reads<Parameter>), key, title, limits, meaning,
                                                       formula, "");
}

}  // namespace

std::vector<Setting> data_settings() {
  using P = DataParameter;
  return {
      plain<&Settings::spec, &GameSpec::seed>(
          kStart, "seed", "seed", {0, 9007199254740991.0},
          "Every random number of the game follows from this seed: the same seed trains the same way, bit "
          "for bit.",
          "", "Salmon et al. 2011, Parallel random numbers: as easy as 1, 2, 3"),
      decides_what_is_loaded(choice<distribution_options, &Settings::spec, &GameSpec::data, &DataSpec::kind>(
          kData, "data.kind", "data", "The distribution whose samples are real; the generator has to imitate it.",
          "x ~ p_data", "arXiv 1406.2661")),
      data<P::modes, &DataSpec::modes>(
          "data.modes", "modes", {1, 64},
          "How many separate clusters the data has, and so how many the generator can miss.",
          "p_data = Σᵢ wᵢ N(cᵢ, σ²I)"),
      data<P::rows, &DataSpec::rows>(
          "data.rows", "rows", {1, 16},
          "The number of rows, and of columns, of the grid or checkerboard; more is harder to cover."),
      data<P::radius, &DataSpec::radius>("data.radius", "radius", {0.01, 100, true},
                                         "The overall size of the data: far modes take the generator longer to reach."),
      data<P::spacing, &DataSpec::spacing>("data.spacing", "spacing", {0.01, 100, true},
                                           "The distance of neighbouring centres of the grid."),
      data<P::sigma, &DataSpec::sigma>(
          "data.sigma", "width σ", {0, 10, true},
          "The standard deviation of one mode, or of the noise about a curve: narrow modes are easy "
          "to tell from fakes."),
      data<P::phase, &DataSpec::phase>("data.phase", "phase", {-360, 360},
                                       "The angle of the ring's first mode, in degrees."),
      data<P::turns, &DataSpec::turns>("data.turns", "turns", {0, 10},
                                       "How often the spiral or the arms of the pinwheel wind about the centre."),
      data<P::weights, &DataSpec::weights>(
          "data.weights", "weights", {0, 1000, false, 256},
          "The share of each mode, in any unit; rare modes are the first that a generator drops."),
      decides_what_is_loaded(data<P::file, &DataSpec::file>(
          "data.file", "file", {0, 0, false, 4096},
          "The file or folder that holds the real samples: a CSV file of two columns, or "
          "images. 'fashion-mnist' and 'mnist' name sets that are installed.")),
      decides_what_is_loaded(data<P::size, &DataSpec::size>(
          "data.size", "image size", {0, 64},
          "The side of the images in pixels, 8 to 64; 0 leaves them as the file has them. Larger "
          "ones take longer, by their area.")),
      decides_what_is_loaded(data<P::colour, &DataSpec::colour>(
          "data.colour", "colour", {}, "Whether images keep their colours: three channels instead of one grey one.")),
      choice<range_options, &Settings::spec, &GameSpec::data, &DataSpec::range>(
          kData.where(reads<P::range>), "data.range", "range",
          "The numbers that black and white become; the generator's output has to reach both.",
          "x = b/127.5 − 1 or b/255", ""),
      data<P::location, &DataSpec::location>("data.location", "location μ", {-20, 20},
                                             "Where the data lie on the line: the mean of a Gaussian, the middle of a "
                                             "mixture or an interval, the beginning of an exponential."),
      data<P::dimension, &DataSpec::dimension>("data.dimension", "dimension", {1, 2},
                                               "The number of coordinates of a sample."),
      choice<noise_options, &Settings::spec, &GameSpec::noise, &NoiseSpec::kind>(
          kData.where(reads_noise), "noise.kind", "noise",
          "The prior of the random vector z that the generator turns into a sample.", "z ~ N(0, I) or U(−1, 1)",
          "arXiv 1406.2661"),
      plain<&Settings::spec, &GameSpec::noise, &NoiseSpec::dimension>(
          kData.where(reads_noise), "noise.dimension", "noise dimension", {1, 256},
          "The number of components of z: with fewer than the data has, samples can only lie on a curve.", "z ∈ ℝⁿ",
          "arXiv 1406.2661"),
  };
}

}  // namespace gan::setting_rows
