#include "app/panels/phase/phase_model.h"

#include <algorithm>
#include <cmath>

#include "app/plot/plot_ticks.h"

namespace gan {
namespace {

constexpr double kArrowSpacing = 34;     // design pixels, about
constexpr double kMostNodes = 12'000;    // of one portrait
constexpr double kNearlyLargest = 0.95;  // the quantile of sizes at which an arrow is as long as can be
constexpr int kMostCircles = 4;          // steps of the distance in half of the view
constexpr double kFitRoom = 1.35;        // around the places that "fit" shows, over their distance from the equilibrium
constexpr double kLeastRadius = 0.05;

constexpr PhaseLayerInfo kPhaseLayerInfos[] = {
    {"field", "Where the players are driven from each place: longer and stronger arrows where they are driven faster."},
    {"nullclines", "Where one of the two players stands still, because its gradient is zero."},
    {"energy", "Circles of equal θ² + ψ², which continuous time keeps where the game is nothing but rotation."},
    {"earlier runs", "Where the runs before this one went, faded."},
};
static_assert(std::size(kPhaseLayerInfos) == kPhaseLayers);

bool same_settings(const std::shared_ptr<const Settings>& known, const Settings& now) {
  return known != nullptr && (known.get() == &now || *known == now);
}

// Nodes of the portrait by column and row.
struct Nodes {
  const PhasePortrait& portrait;

  int columns() const { return portrait.request.columns; }
  int rows() const { return portrait.request.rows; }
  WorldPoint at(int column, int row) const {
    const PhaseRequest& r = portrait.request;
    const auto along = [](double low, double high, int i, int count) { return low + (high - low) * i / (count - 1); };
    return {along(r.low.theta, r.high.theta, column, r.columns), along(r.low.psi, r.high.psi, row, r.rows)};
  }
  double value(int component, int column, int row) const {
    return static_cast<double>(portrait.arrows(component, Index{row} * columns() + column));
  }
};

}  // namespace

std::span<const PhaseLayerInfo> phase_layer_infos() {
  return kPhaseLayerInfos;
}

PhaseRequest phase_request(const ArenaCamera& camera, Viewport viewport, double scale, PhaseArrows arrows) {
  const WorldRect seen = camera.visible(viewport);
  const double unit = scale * camera.units_per_pixel(viewport);
  // Powers of two, so that zooming keeps every second arrow where it was.
  double node = std::exp2(std::round(std::log2(kArrowSpacing * unit))) / 2;
  const double area = (seen.x_max - seen.x_min) * (seen.y_max - seen.y_min);
  while (area / (node * node) > kMostNodes) node *= 2;
  PhaseRequest request;
  request.arrows = arrows;
  // A margin, on a coarse raster: a small move of the camera asks for nothing new.
  const double raster = 8 * node;
  const auto below = [&](double x) { return raster * std::floor(x / raster); };
  const auto above = [&](double x) { return raster * std::ceil(x / raster); };
  request.low = {below(seen.x_min), below(seen.y_min)};
  request.high = {above(seen.x_max), above(seen.y_max)};
  request.columns = static_cast<int>(std::lround((request.high.theta - request.low.theta) / node)) + 1;
  request.rows = static_cast<int>(std::lround((request.high.psi - request.low.psi) / node)) + 1;
  return request;
}

PhaseRequest growth_request() {
  PhaseRequest request;
  request.columns = request.rows = 2;
  return request;
}

void place_arrows(const PhasePortrait& portrait, std::vector<PhaseArrow>& out) {
  out.clear();
  const Nodes nodes{portrait};
  std::vector<double> sizes;
  const double spacing = (nodes.at(1, 0).x - nodes.at(0, 0).x) * 2;
  const auto drawn = [&](double coordinate) { return std::abs(std::remainder(coordinate, spacing)) < 0.25 * spacing; };
  for (int row = 0; row < nodes.rows(); ++row) {
    for (int column = 0; column < nodes.columns(); ++column) {
      const WorldPoint at = nodes.at(column, row);
      if (!drawn(at.x) || !drawn(at.y)) continue;
      const double x = nodes.value(0, column, row), y = nodes.value(1, column, row), size = std::hypot(x, y);
      if (!std::isfinite(size) || size == 0) continue;
      sizes.push_back(size);
      out.push_back({at, static_cast<float>(x / size), static_cast<float>(y / size), static_cast<float>(size)});
    }
  }
  if (sizes.empty()) return;
  const auto nearly =
      sizes.begin() + static_cast<std::ptrdiff_t>(kNearlyLargest * static_cast<double>(sizes.size() - 1));
  std::nth_element(sizes.begin(), nearly, sizes.end());
  for (PhaseArrow& arrow : out) {
    arrow.size = static_cast<float>(std::sqrt(std::min(1.0, static_cast<double>(arrow.size) / *nearly)));
  }
}

void find_nullcline(const PhasePortrait& portrait, int component, std::vector<WorldSegment>& out) {
  out.clear();
  const Nodes nodes{portrait};
  for (int row = 0; row + 1 < nodes.rows(); ++row) {
    for (int column = 0; column + 1 < nodes.columns(); ++column) {
      // Around the cell, from its lower left corner.
      constexpr int kCorner[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
      double value[4];
      bool finite = true;
      for (int i = 0; i < 4; ++i) {
        value[i] = nodes.value(component, column + kCorner[i][0], row + kCorner[i][1]);
        finite = finite && std::isfinite(value[i]);
      }
      if (!finite) continue;
      WorldPoint crossing[4];
      int crossings = 0;
      for (int i = 0; i < 4; ++i) {
        const int next = (i + 1) % 4;
        if ((value[i] < 0) == (value[next] < 0)) continue;
        const WorldPoint a = nodes.at(column + kCorner[i][0], row + kCorner[i][1]),
                         b = nodes.at(column + kCorner[next][0], row + kCorner[next][1]);
        const double share = value[i] / (value[i] - value[next]);
        crossing[crossings++] = {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
      }
      // In a saddle's cell either way of joining them is as good.
      for (int i = 0; i + 1 < crossings; i += 2) out.push_back({crossing[i], crossing[i + 1]});
    }
  }
}

std::optional<WorldPoint> nullcline_label_place(std::span<const WorldSegment> nullcline, const WorldRect& within,
                                                double right, double up) {
  std::optional<WorldPoint> best;
  for (const WorldSegment& segment : nullcline) {
    const WorldPoint& p = segment.from;
    if (p.x < within.x_min || p.x > within.x_max || p.y < within.y_min || p.y > within.y_max) continue;
    if (!best || right * p.x + up * p.y > right * best->x + up * best->y) best = p;
  }
  return best;
}

std::vector<double> energy_radii(const WorldRect& seen) {
  const auto nearest = [](double low, double high) { return low > 0 ? low : high < 0 ? -high : 0.0; };
  const double least = std::hypot(nearest(seen.x_min, seen.x_max), nearest(seen.y_min, seen.y_max));
  const double most = std::hypot(std::max(std::abs(seen.x_min), std::abs(seen.x_max)),
                                 std::max(std::abs(seen.y_min), std::abs(seen.y_max)));
  const double half = std::min(seen.x_max - seen.x_min, seen.y_max - seen.y_min) / 2;
  std::vector<double> radii;
  if (!(half > 0) || !std::isfinite(most)) return radii;
  const double step = nice_step(half, kMostCircles);
  for (double i = std::max(1.0, std::ceil(least / step)); i * step <= most; ++i) radii.push_back(i * step);
  return radii;
}

std::vector<PhasePoint> starts_along(PhasePoint from, PhasePoint to) {
  std::vector<PhasePoint> starts;
  for (int i = 0; i < kThrown; ++i) {
    const double share = static_cast<double>(i) / (kThrown - 1);
    starts.push_back({from.theta + share * (to.theta - from.theta), from.psi + share * (to.psi - from.psi)});
  }
  return starts;
}

void PhasePicture::update(const std::shared_ptr<const ProbeResult>& result, std::uint64_t version) {
  if (result == nullptr || version == version_) return;
  version_ = version;
  if (result->request.phase && result->phase.arrows.cols() > 0 && result->request.phase->columns > 2 &&
      !(same_settings(settings_, *result->snapshot->settings) && request_ == *result->request.phase)) {
    settings_ = result->snapshot->settings;
    request_ = *result->request.phase;
    place_arrows(result->phase, arrows_);
    for (const int component : {0, 1}) find_nullcline(result->phase, component, nullclines_[component]);
    spacing_ = 2 * (request_.high.theta - request_.low.theta) / (request_.columns - 1);
  }
  if (result->request.paths && !result->paths.paths.empty()) {
    thrown_settings_ = result->snapshot->settings;
    thrown_request_ = *result->request.paths;
    thrown_ = result->paths.paths;
  }
}

bool PhasePicture::has(const PhaseRequest& request, const Settings& settings) const {
  return request_ == request && same_settings(settings_, settings);
}

bool PhasePicture::has(const PathsRequest& request, const Settings& settings) const {
  return thrown_request_ == request && same_settings(thrown_settings_, settings);
}

PhasePoint place_of(const Snapshot& snapshot) {
  return {static_cast<double>(snapshot.state->generator.parameters[0]),
          static_cast<double>(snapshot.state->discriminator.parameters[0])};
}

PhasePoint start_of(const Settings& settings) {
  const auto first = [](const std::vector<double>& numbers) { return numbers.empty() ? 1.0 : numbers.front(); };
  return {first(settings.spec.generator.start), first(settings.spec.discriminator.start)};
}

WorldRect phase_bounds(std::span<const PhasePoint> places) {
  double radius = kLeastRadius;
  for (const PhasePoint& p : places) {
    const double distance = std::hypot(p.theta, p.psi);
    if (std::isfinite(distance)) radius = std::max(radius, distance);
  }
  radius *= kFitRoom;
  return {-radius, radius, -radius, radius};
}

PhaseReadout PhaseReader::at(const std::shared_ptr<const Settings>& settings, PhasePoint place) {
  if (settings_ != settings) {
    play_.reset();  // it refers to the settings
    settings_ = settings;
    play_.emplace(*settings_);
  }
  PhaseReadout readout;
  readout.place = place;
  play_->place(place);
  readout.field = play_->field();
  readout.fails = !play_->iterate();
  readout.moved = {play_->at().theta - place.theta, play_->at().psi - place.psi};
  return readout;
}

}  // namespace gan
