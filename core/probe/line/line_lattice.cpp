#include "core/probe/line/line_lattice.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr double kBlurOfScale = 8, kCellsOfBlur = 2, kCellsOfScale = 64;
constexpr double kMostLineCells = 8192;
constexpr double kKernelReach = 4;  // widths, beyond which a kernel has 6e-5 of its mass
constexpr double kNoMass = 1e-200;

// From its middle on; both sides add up to 1.
std::vector<double> line_kernel(double width_in_cells) {
  std::vector<double> weights;
  const auto reach = static_cast<int>(std::ceil(kKernelReach * width_in_cells));
  double sum = 0;
  for (int i = 0; i <= reach; ++i) {
    const double z = i / width_in_cells;
    weights.push_back(std::exp(-0.5 * z * z));
    sum += (i == 0 ? 1 : 2) * weights.back();
  }
  for (double& w : weights) w /= sum;
  return weights;
}

double share_of_middle(double part, double middle) {
  return part > kNoMass ? part * std::log(part / middle) : 0;
}

// What lies outside of the lattice is all of one player: each such share adds log 2 / 2.
double jsd_of(const std::vector<double>& p, const std::vector<double>& q) {
  double sum = 0, real = 0, fake = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double middle = (p[i] + q[i]) / 2;
    sum += (share_of_middle(p[i], middle) + share_of_middle(q[i], middle)) / 2;
    real += p[i], fake += q[i];
  }
  return sum + (std::max(0.0, 1 - real) + std::max(0.0, 1 - fake)) * std::numbers::ln2 / 2;
}

GeneratedLine part_of(const GeneratedLine& all, std::size_t begin, std::size_t count) {
  GeneratedLine part;
  part.samples = static_cast<Index>(count);
  for (std::size_t i = begin; i < begin + count; ++i) {
    part.pieces.push_back(all.pieces[i]);
    part.pieces.back().mass = 1 / static_cast<double>(count);
  }
  return part;
}

}  // namespace

LineLattice::LineLattice(double low, double high, Index cells)
    : low_(low), step_((high - low) / static_cast<double>(cells)), cells_(cells) {
  GAN_CHECK(high > low && cells > 0, "a lattice has cells of some length");
}

std::vector<double> LineLattice::masses(const LineDensity& data) const {
  std::vector<double> out(static_cast<std::size_t>(cells_));
  double below = data.mass_below(low_);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double next = data.mass_below(low_ + static_cast<double>(i + 1) * step_);
    out[i] = std::max(0.0, next - below);
    below = next;
  }
  return out;
}

std::vector<double> LineLattice::masses(const GeneratedLine& generated) const {
  std::vector<double> out(static_cast<std::size_t>(cells_));
  const auto end = static_cast<double>(cells_);
  for (const GeneratedLine::Piece& piece : generated.pieces) {
    const double from = (piece.low - low_) / step_, to = (piece.high - low_) / step_;
    // Written so that NaN is outside.
    if (!(to >= 0 && from < end)) continue;
    const double first = std::floor(std::max(from, 0.0)), last = std::floor(std::min(to, end - 0.5));
    if (!(to - from > 1e-9)) {
      out[static_cast<std::size_t>(first)] += piece.mass;
      continue;
    }
    for (double cell = first; cell <= last; ++cell) {
      const double inside = std::min(to, cell + 1) - std::max(from, cell);
      out[static_cast<std::size_t>(cell)] += piece.mass * std::max(0.0, inside) / (to - from);
    }
  }
  return out;
}

void LineLattice::blur(std::vector<double>& masses, double width) const {
  if (!(width > 0)) return;
  const std::vector<double> kernel = line_kernel(width / step_);
  const auto count = static_cast<std::ptrdiff_t>(masses.size()), reach = static_cast<std::ptrdiff_t>(kernel.size()) - 1;
  std::vector<double> out(masses.size());
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const double mass = masses[static_cast<std::size_t>(i)];
    if (mass == 0) continue;
    for (std::ptrdiff_t to = std::max<std::ptrdiff_t>(0, i - reach); to <= std::min(count - 1, i + reach); ++to) {
      out[static_cast<std::size_t>(to)] += mass * kernel[static_cast<std::size_t>(std::abs(to - i))];
    }
  }
  masses.swap(out);
}

double blur_of(const LineDensity& data, const GeneratedLine& generated) {
  return generated.samples == 0 ? 0 : data.scale() / kBlurOfScale;
}

double line_jsd(const LineDensity& data, const GeneratedLine& generated) {
  const std::vector<double> pieces = data.pieces();
  const double low = pieces.front(), high = pieces.back();
  const double finest = generated.samples == 0 ? data.scale() / kCellsOfScale : blur_of(data, generated) / kCellsOfBlur;
  const LineLattice lattice(low, high, static_cast<Index>(std::ceil(std::min(kMostLineCells, (high - low) / finest))));
  const double width = generated.samples == 0 ? 0 : std::max(blur_of(data, generated), kCellsOfBlur * lattice.step());
  const auto seen = [&](const auto& density) {
    std::vector<double> masses = lattice.masses(density);
    lattice.blur(masses, width);
    return masses;
  };
  const std::vector<double> real = seen(data);
  double jsd = jsd_of(real, seen(generated));
  const std::size_t half = generated.pieces.size() / 2;
  if (generated.samples > 1) {
    const double halves =
        (jsd_of(real, seen(part_of(generated, 0, half))) + jsd_of(real, seen(part_of(generated, half, half)))) / 2;
    jsd = 2 * jsd - halves;
  }
  return std::clamp(jsd, 0.0, std::numbers::ln2);
}

}  // namespace gan
