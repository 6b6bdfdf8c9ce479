#include "app/panels/arena/arena_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kMostPoints = 1200.0 * 1200.0;
constexpr double kRefinement = 9.0;  // points of one step to those of the next: three times as fine each way

constexpr std::array<ArenaLayerInfo, kArenaLayers> kLayers{{
    {"D(x)",
     "The discriminator's output over the plane: blue where it says real, orange where it says generated (fake)."},
    {"contours",
     "Level lines of D. On the bold one it can't tell: D = ½, or of a critic the middle between real and generated."},
    {"real", "Samples of the data: blue discs."},
    {"generated (fake)", "Samples of the generator: orange triangles."},
    {"gradient", "Where the current loss of the generator pushes each sample, −∂L/∂x, all at one scale."},
    {"trails",
     "Where the same dozen of noise vectors landed lately, and thick where the middle of all samples was: positions of "
     "snapshots, none made up."},
    {"G's map", "A regular grid of the noise space, bent by the generator: each cell holds the same share of samples."},
    {"axes", "Lines of equal x and y."},
    {"modes",
     "Centres of the mixture, with circles at two and three standard deviations. The arc around each is its share of "
     "the "
     "samples: half a turn, at the blue tick, is the ideal share. Grey: not covered; broken: no sample."},
}};

double aspect_of(const Rectangle& region) {
  return (region.x1 - region.x0) / (region.y1 - region.y0);
}

SurfaceRequest with_points(const Rectangle& region, double points) {
  const double aspect = aspect_of(region);
  const int nx = static_cast<int>(std::lround(std::sqrt(points * aspect)));
  const int ny = static_cast<int>(std::lround(std::sqrt(points / aspect)));
  return {region, std::clamp(nx, 2, 4096), std::clamp(ny, 2, 4096)};
}

bool finite(float x, float y) {
  return std::isfinite(x) && std::isfinite(y);
}

void copy_finite(const Matrix<float>& points, std::vector<float>& out) {
  out.clear();
  for (Index i = 0; i < points.cols(); ++i) {
    if (finite(points(0, i), points(1, i))) out.insert(out.end(), {points(0, i), points(1, i)});
  }
}

}  // namespace

std::span<const ArenaLayerInfo> arena_layer_infos() {
  return kLayers;
}

Rectangle arena_region(const ArenaCamera& camera, Viewport viewport) {
  const WorldRect seen = camera.visible(viewport);
  const double raster = std::min(seen.x_max - seen.x_min, seen.y_max - seen.y_min) / 8;
  if (!(raster > 0) || !std::isfinite(raster)) return {};
  // A margin of up to one step: what a small move uncovers is there already.
  const auto below = [&](double v) { return (std::floor(v / raster) - 0.5) * raster; };
  const auto above = [&](double v) { return (std::ceil(v / raster) + 0.5) * raster; };
  return {below(seen.x_min), below(seen.y_min), above(seen.x_max), above(seen.y_max)};
}

SurfaceRequest arena_surface_request(const Rectangle& region, const ArenaCamera& camera, Viewport viewport,
                                     int resolution, bool at_rest, std::optional<SurfaceRequest> have) {
  const double pixel = camera.units_per_pixel(viewport);
  const double pixels = (region.x1 - region.x0) * (region.y1 - region.y0) / (pixel * pixel);
  return refined_request(region, static_cast<double>(resolution) * resolution, std::clamp(pixels, 4.0, kMostPoints),
                         at_rest, have);
}

SurfaceRequest refined_request(const Rectangle& region, double coarse, double finest, bool at_rest,
                               std::optional<SurfaceRequest> have) {
  double points = std::min(coarse, finest);
  if (at_rest) {
    const SurfaceRequest last = with_points(region, finest);
    for (SurfaceRequest next = with_points(region, points); have && points < finest;) {
      if (have->region != region || have->nx < next.nx) break;
      points = std::min(points * kRefinement, finest);
      next = with_points(region, points);
    }
    if (have && *have == last) return last;
  }
  return with_points(region, points);
}

ProbeRequest arena_request(const ArenaSettings& settings, const ArenaCamera& camera, Viewport viewport, bool at_rest,
                           std::optional<SurfaceRequest> have, bool has_theory) {
  ProbeRequest request;
  const bool visible = viewport.width > 0 && viewport.height > 0,
             best = settings.theory_mode == kTheoryBest || settings.theory_mode == kTheoryDifference,
             theory = has_theory && best && settings.shows_theory();
  if (visible &&
      (theory || settings.layer(ArenaLayer::surface).visible || settings.layer(ArenaLayer::contours).visible)) {
    const Rectangle region = arena_region(camera, viewport);
    request.surface = arena_surface_request(region, camera, viewport, settings.surface_resolution, at_rest, have);
    // On one grid, so that they can be subtracted.
    if (theory) request.optimum = request.surface;
  }
  request.generated = settings.generated_samples;
  request.real = settings.real_samples;
  request.logits = true;
  request.arrows = settings.layer(ArenaLayer::arrows).visible;
  if (settings.layer(ArenaLayer::noise_grid).visible) request.noise_grid = NoiseGridRequest{};
  if (settings.shows_theory(kTheoryPenalty)) request.penalty.emplace();
  return request;
}

WorldRect arena_bounds(const DataSource& data) {
  const Extent e = data.extent();
  return {e.x - e.half, e.x + e.half, e.y - e.half, e.y + e.half};
}

std::string company_note(const Snapshot& snapshot) {
  const NetworkSpec& d = snapshot.settings->spec.discriminator;
  if (d.packing > 1) {
    return "D sees packs of " + whole_text(d.packing) + ": the surface is its mean in real and in generated company";
  }
  if (!judges_batches(snapshot)) return "";
  return std::string(d.deviation_group > 0 ? "Minibatch deviation" : "Batch norm") +
         " in D: the surface is D in a batch half real, half generated";
}

bool leads_elsewhere(const Extent& fitted, const Extent& now, bool moved) {
  if (!moved) return fitted.x != now.x || fitted.y != now.y || fitted.half != now.half;
  constexpr double kWithoutMargin = 0.8;  // of an extent, whose margin is a quarter of what it holds
  const double reach = fitted.half - kWithoutMargin * now.half;
  return std::abs(now.x - fitted.x) > reach || std::abs(now.y - fitted.y) > reach;
}

void ArenaPicture::clear() {
  const std::uint64_t last = revision;
  *this = {};
  revision = last + 1;
}

double finite_surface(const Surface& from, std::vector<float>& out, WorldRect& rect) {
  out.resize(static_cast<std::size_t>(from.logits.size()));
  if (out.empty()) return 0;
  std::size_t undefined = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const float logit = from.logits.data()[i];
    undefined += std::isfinite(logit) ? 0 : 1;
    out[i] = std::isnan(logit) ? 0.0F : std::clamp(logit, -1e6F, 1e6F);
  }
  const Rectangle& region = from.request.region;
  const double hx = (region.x1 - region.x0) / static_cast<double>(from.logits.rows()) / 2,
               hy = (region.y1 - region.y0) / static_cast<double>(from.logits.cols()) / 2;
  rect = {region.x0 + hx, region.x1 - hx, region.y0 + hy, region.y1 - hy};
  return static_cast<double>(undefined) / static_cast<double>(out.size());
}

void ArenaPicture::take_surface(const Surface& from) {
  nx = static_cast<int>(from.logits.rows());
  ny = static_cast<int>(from.logits.cols());
  surface_undefined = finite_surface(from, surface, surface_rect);
}

void ArenaPicture::take_arrows(const ProbeResult& from) {
  arrow_origins.clear();
  arrow_vectors.clear();
  lengths_.clear();
  for (Index i = 0; i < std::min(from.arrows.cols(), from.generated.cols()); ++i) {
    const float x = from.generated(0, i), y = from.generated(1, i);
    const float dx = from.arrows(0, i), dy = from.arrows(1, i);
    if (!finite(x, y) || !finite(dx, dy)) continue;
    arrow_origins.insert(arrow_origins.end(), {x, y});
    arrow_vectors.insert(arrow_vectors.end(), {dx, dy});
    lengths_.push_back(std::hypot(dx, dy));
  }
  median_gradient = std::numeric_limits<double>::quiet_NaN();
  if (lengths_.empty()) return;
  const auto middle = lengths_.begin() + static_cast<std::ptrdiff_t>(lengths_.size() / 2);
  std::nth_element(lengths_.begin(), middle, lengths_.end());
  median_gradient = *middle;
}

void ArenaPicture::take_noise_grid(const NoiseGrid& from) {
  noise_grid.clear();
  noise_grid_length = from.request.points_per_line;
  for (Index first = 0; first + noise_grid_length <= from.points.cols(); first += noise_grid_length) {
    const auto line = from.points.middleCols(first, noise_grid_length);
    if (!line.allFinite()) continue;
    for (Index i = 0; i < line.cols(); ++i) noise_grid.insert(noise_grid.end(), {line(0, i), line(1, i)});
  }
}

bool ArenaPicture::update(const ProbeResult& result, std::uint64_t result_version, int trail_length) {
  if (result_version == version) return false;
  version = result_version;
  ++revision;
  request = result.request;
  if (result.snapshot != nullptr) {
    moment = result.snapshot->moment();
    if (!result.snapshot->kind().has(Capability::plane)) {
      const std::uint64_t seen = revision;
      *this = {};
      revision = seen;
      version = result_version;
      moment = result.snapshot->moment();
      return true;
    }
  }
  take_surface(result.surface);
  copy_finite(result.real, real);
  copy_finite(result.generated, generated);
  generated_undefined = result.generated.cols() - static_cast<Index>(generated.size() / 2);
  take_arrows(result);
  take_noise_grid(result.noise_grid);
  if (result.snapshot != nullptr) trails.add(moment, result.generated, trail_length);
  return true;
}

Index count_outside(const std::vector<float>& xy, const WorldRect& visible) {
  Index outside = 0;
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    const double x = xy[i], y = xy[i + 1];
    outside += x < visible.x_min || x > visible.x_max || y < visible.y_min || y > visible.y_max ? 1 : 0;
  }
  return outside;
}

ArrowLegend arrow_legend(double world_scale, double units_per_pixel, double most_pixels) {
  const double pixels_per_gradient = world_scale / units_per_pixel;
  const double most = most_pixels / pixels_per_gradient;
  if (!(most > 0) || !std::isfinite(most)) return {};
  const double decade = std::pow(10.0, std::floor(std::log10(most)));
  double gradient = decade;
  for (const double factor : {2.0, 5.0}) {
    if (factor * decade <= most) gradient = factor * decade;
  }
  return {gradient, gradient * pixels_per_gradient};
}

int nearest_mode(const GaussianMixture& mixture, double x, double y, double* distance) {
  int nearest = -1;
  double best = std::numeric_limits<double>::infinity();
  for (Index k = 0; k < mixture.centres.cols(); ++k) {
    const double d = std::hypot(x - mixture.centres(0, k), y - mixture.centres(1, k));
    if (d < best) best = d, nearest = static_cast<int>(k);
  }
  if (distance != nullptr) *distance = best;
  return nearest;
}

ArenaReadout arena_readout(const Snapshot& snapshot, double x, double y, Evaluators& networks, double pixel) {
  GAN_CHECK(snapshot.data == nullptr || snapshot.kind().has(Capability::plane), "a readout at a point of the plane");
  const PointProbe point = probe_point(snapshot, x, y, networks);
  const PlaneUnits units = snapshot.data == nullptr ? PlaneUnits{} : snapshot.data->units();
  ArenaReadout out;
  out.x = units.to_data(0, x);
  out.y = units.to_data(1, y);
  out.resolution_x = units.unit[0] * pixel;
  out.resolution_y = units.unit[1] * pixel;
  out.logit = point.logit;
  out.dx = point.dx / units.unit[0];
  out.dy = point.dy / units.unit[1];
  out.norm = std::hypot(point.dx, point.dy);
  if (snapshot.data != nullptr && snapshot.data->mixture() != nullptr) {
    const GaussianMixture& mixture = *snapshot.data->mixture();
    double distance = 0;
    out.mode = nearest_mode(mixture, x, y, &distance);
    if (out.mode >= 0) out.mode_distance = distance / mixture.sigma(out.mode);
  }
  return out;
}

}  // namespace gan
