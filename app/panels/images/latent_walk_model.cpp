#include "app/panels/images/latent_walk_model.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr double kAxisReach = 2.5;     // deviations of a normal component
constexpr std::size_t kSpherical = 3;  // components from which lengths matter
constexpr int kFewest = 3, kMost = 7;  // images along a side of the map

double dot(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

double length(const std::vector<float>& a) {
  return std::sqrt(dot(a, a));
}

// The weight of `to` that brings a weighted sum of the two to the share t of the angle between them.
double weight_at(const std::vector<float>& from, const std::vector<float>& to, double t) {
  const double m = length(from), n = length(to);
  if (!(m > 0) || !(n > 0)) return t;
  const double angle = std::acos(std::clamp(dot(from, to) / (m * n), -1.0, 1.0));
  // Opposite ones have no shortest way between them, equal ones no way at all.
  if (angle < 1e-4 || angle > std::numbers::pi - 1e-3) return t;
  const double p = std::sin((1 - t) * angle) / m, q = std::sin(t * angle) / n;
  return q / (p + q);
}

}  // namespace

void WalkPlane::noise_at(const WalkPlace& place, std::span<float> out) const {
  GAN_CHECK(out.size() == a.size(), "noise of the plane's dimension");
  if (axes) {
    std::copy(a.begin(), a.end(), out.begin());
    const double reach = noise.kind == NoiseKind::normal ? kAxisReach : 1;
    out[static_cast<std::size_t>(first)] = static_cast<float>(reach * (2 * place.u - 1));
    if (a.size() > 1) out[static_cast<std::size_t>(second)] = static_cast<float>(reach * (2 * place.v - 1));
    return;
  }
  const double wa = 1 - place.u - place.v, wb = place.u, wc = place.v;
  double square = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double z = wa * static_cast<double>(a[i]) + wb * static_cast<double>(b[i]) + wc * static_cast<double>(c[i]);
    square += z * z;
    out[i] = static_cast<float>(z);
  }
  if (noise.kind == NoiseKind::uniform) {
    for (float& z : out) z = std::clamp(z, -1.0F, 1.0F);
    return;
  }
  const double wanted = wa * length(a) + wb * length(b) + wc * length(c), found = std::sqrt(square);
  if (a.size() < kSpherical || !(wanted > 0) || !(found > 1e-3 * wanted)) return;
  for (float& z : out) z = static_cast<float>(static_cast<double>(z) * wanted / found);
}

std::vector<float> WalkPlane::map(int n) const {
  GAN_CHECK(n > 1, "a map has its corners");
  const std::size_t d = a.size();
  std::vector<float> all(d * static_cast<std::size_t>(n) * static_cast<std::size_t>(n));
  std::span<float> rest(all);
  for (int row = 0; row < n; ++row) {
    for (int column = 0; column < n; ++column) {
      noise_at({static_cast<double>(column) / (n - 1), 1 - static_cast<double>(row) / (n - 1)}, rest.first(d));
      rest = rest.subspan(d);
    }
  }
  return all;
}

WalkPlace WalkPlane::tour(double turn) const {
  if (axes) {
    const double angle = 2 * std::numbers::pi * turn;
    return {0.5 + 0.4 * std::cos(angle), 0.5 + 0.4 * std::sin(angle)};
  }
  const double along = 3 * (turn - std::floor(turn));
  const int edge = std::min(2, static_cast<int>(along));
  const double t = along - edge;
  const bool spherical = noise.kind == NoiseKind::normal && a.size() >= kSpherical;
  const auto weight = [&](const std::vector<float>& from, const std::vector<float>& to) {
    return spherical ? weight_at(from, to, t) : t;
  };
  if (edge == 0) return {weight(a, b), 0};
  if (edge == 2) return {0, 1 - weight(c, a)};
  const double w = weight(b, c);
  return {1 - w, w};
}

WalkMap make_walk_map(double room, int texels) {
  const auto cell_of = [&](int side) {
    const int cell = std::max(1, static_cast<int>(room / side));
    return cell >= texels ? cell / texels * texels : cell;
  };
  WalkMap best{kFewest, cell_of(kFewest)};
  for (int side = kFewest + 1; side <= kMost; ++side) {
    const int cell = cell_of(side);
    if (cell >= texels && side * cell >= best.side * best.cell) best = {side, cell};
  }
  return best;
}

}  // namespace gan
