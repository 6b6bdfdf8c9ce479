#include "core/probe/quality/line_bins.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr Index kFewestBins = 16, kSamplesOfBin = 25;

// Where this share of the data lies below, by halving what holds it.
double place_of(const LineDensity& data, double share, double low, double high) {
  constexpr int kHalvings = 60;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = low + (high - low) / 2;
    (data.mass_below(middle) < share ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

}  // namespace

LineBins choose_line_bins(const LineDensity& data, Index samples) {
  const Index count = std::max(kFewestBins, samples / kSamplesOfBin);
  const std::vector<double> pieces = data.pieces();
  LineBins bins;
  double below = 0;
  for (Index i = 1; i < count; ++i) {
    const double low = bins.edges.empty() ? pieces.front() : bins.edges.back();
    bins.edges.push_back(place_of(data, static_cast<double>(i) / static_cast<double>(count), low, pieces.back()));
    const double next = data.mass_below(bins.edges.back());
    bins.mass.push_back(next - below);
    below = next;
  }
  bins.mass.push_back(1 - below);
  return bins;
}

Divergences line_divergences(const LineBins& bins, const Matrix<float>& samples) {
  GAN_CHECK(samples.rows() == 1 && samples.cols() > 0, "samples on the line are 1 x n");
  // One more, that data never is in: what is not finite.
  std::vector<double> real = bins.mass, fake(bins.mass.size() + 1);
  real.push_back(0);
  for (Index i = 0; i < samples.cols(); ++i) {
    const auto x = static_cast<double>(samples(0, i));
    const auto bin = std::upper_bound(bins.edges.begin(), bins.edges.end(), x) - bins.edges.begin();
    fake[std::isfinite(x) ? static_cast<std::size_t>(bin) : fake.size() - 1] += 1;
  }
  const auto n = static_cast<double>(samples.cols());
  for (double& share : fake) share /= n;
  return compare_masses(real, fake, n);
}

}  // namespace gan
