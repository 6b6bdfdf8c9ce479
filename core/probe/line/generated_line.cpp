#include "core/probe/line/generated_line.h"

#include <cmath>
#include <numbers>

#include "core/base/check.h"
#include "core/probe/shared/samples.h"

namespace gan {
namespace {

constexpr double kFarthestNoise = 6.5;  // deviations; beyond lies 1e-10 of a normal prior

// The share of the prior below z, but for a constant.
double below(NoiseKind kind, double z) {
  return kind == NoiseKind::normal ? 0.5 * std::erf(z / std::numbers::sqrt2) : 0.5 * z;
}

}  // namespace

bool maps_line(const Snapshot& snapshot) {
  return snapshot.settings->spec.noise.dimension == 1;
}

bool generate_map(const Snapshot& snapshot, Evaluators& networks, const CancelFlag& cancel, GeneratedLine& out) {
  GAN_CHECK(maps_line(snapshot), "a map from one number to another");
  const NoiseKind kind = snapshot.settings->spec.noise.kind;
  const double reach = kind == NoiseKind::normal ? kFarthestNoise : 1, step = 2 * reach / kMapPieces;
  const auto edge = [&](Index i) { return -reach + static_cast<double>(i) * step; };
  Matrix<float> noise(1, kMapPieces + 1), places;
  for (Index i = 0; i <= kMapPieces; ++i) noise(0, i) = static_cast<float>(edge(i));
  if (!probe_generator(snapshot, noise, networks, cancel, places)) return false;
  const double whole = below(kind, reach) - below(kind, -reach);
  out.samples = 0;
  out.pieces.clear();
  for (Index i = 0; i < kMapPieces; ++i) {
    const auto a = static_cast<double>(places(0, i)), b = static_cast<double>(places(0, i + 1));
    const double mass = (below(kind, edge(i + 1)) - below(kind, edge(i))) / whole;
    out.pieces.push_back({std::min(a, b), std::max(a, b), mass});
  }
  return true;
}

GeneratedLine line_of_samples(const Matrix<float>& generated) {
  GAN_CHECK(generated.rows() == 1 && generated.cols() > 0, "samples on the line are 1 x n");
  GeneratedLine out;
  out.samples = generated.cols();
  for (Index i = 0; i < generated.cols(); ++i) {
    const auto at = static_cast<double>(generated(0, i));
    out.pieces.push_back({at, at, 1 / static_cast<double>(generated.cols())});
  }
  return out;
}

}  // namespace gan
