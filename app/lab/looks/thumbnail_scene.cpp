#include "app/lab/looks/thumbnail_scene.h"

#include <algorithm>
#include <cmath>

#include "app/lab/looks/output_scale.h"
#include "core/data/distribution.h"
#include "core/io/machine/machine_memory.h"
#include "core/probe/probe.h"
#include "core/run/run.h"

namespace gan {
namespace {

constexpr int kPoints = 140, kTiles = 24;               // samples of each kind
constexpr int kSurfaceWidth = 84, kSurfaceHeight = 56;  // cells
constexpr double kMargin = 1.1;                         // around the square that shows the data
// Of the portrait of a game of two numbers: nodes of its field, room around what it shows, iterations of its path.
constexpr int kCurvePoints = 96;  // of data on the line
constexpr double kCurveHeight = 0.86;
constexpr int kPortraitColumns = 19, kPortraitRows = 13, kPortraitIterations = 400;
constexpr double kPortraitRoom = 1.3;
// Training of a picture takes a second or two: sub-steps of points, of images.
constexpr int kPointSubsteps = 4000, kImageSubsteps = 600;

bool shows_images(const DataSource& data) {
  return data.kind().has(Capability::images);
}

Rectangle region_of(const DataSource& data) {
  const Extent extent = data.extent();
  const double high = kMargin * extent.half, wide = high * kThumbnailWidth / kThumbnailHeight;
  return {extent.x - wide, extent.y - high, extent.x + wide, extent.y + high};
}

std::vector<ThumbnailScene::Dot> dots_of(const Matrix<float>& points, const Rectangle& region) {
  std::vector<ThumbnailScene::Dot> dots;
  for (Index i = 0; i < points.cols(); ++i) {
    const double x = (static_cast<double>(points(0, i)) - region.x0) / (region.x1 - region.x0);
    const double y = (static_cast<double>(points(1, i)) - region.y0) / (region.y1 - region.y0);
    if (x > 0 && x < 1 && y > 0 && y < 1) dots.push_back({static_cast<float>(x), static_cast<float>(y)});
  }
  return dots;
}

bool shows_portrait(const Snapshot& snapshot) {
  return snapshot.kind().has(Capability::portrait);
}

PhasePoint place_in(const Snapshot& snapshot) {
  return {static_cast<double>(snapshot.state->generator.parameters[0]),
          static_cast<double>(snapshot.state->discriminator.parameters[0])};
}

// The field around the equilibrium, with a path as far as it is known.
ThumbnailScene portrait_of(const std::shared_ptr<const Snapshot>& snapshot, const std::vector<PhasePoint>& path) {
  double high = 0.1;
  const PhasePoint at = place_in(*snapshot);
  const auto cover = [&](const PhasePoint& p) {
    const double distance = kPortraitRoom * std::hypot(p.theta, p.psi);
    if (std::isfinite(distance)) high = std::max(high, distance);
  };
  cover(at);
  for (const PhasePoint& p : path) cover(p);
  const double wide = high * kThumbnailWidth / kThumbnailHeight;
  ProbeRequest request;
  request.phase = PhaseRequest{{-wide, -high}, {wide, high}, kPortraitColumns, kPortraitRows, PhaseArrows::field};
  ProbeMaker maker;
  const std::shared_ptr<const ProbeResult> result = maker.make(snapshot, request);
  const auto dot = [&](double theta, double psi) {
    return ThumbnailScene::Dot{static_cast<float>((theta / wide + 1) / 2), static_cast<float>((psi / high + 1) / 2)};
  };
  ThumbnailScene scene;
  const double half = 0.36 * 2 * high / (kPortraitRows - 1);
  for (int i = 0; i < kPortraitColumns * kPortraitRows; ++i) {
    const double theta = wide * (2.0 * (i % kPortraitColumns) / (kPortraitColumns - 1) - 1);
    const double psi = high * (2.0 * (i / kPortraitColumns) / (kPortraitRows - 1) - 1);
    const auto x = static_cast<double>(result->phase.arrows(0, i)), y = static_cast<double>(result->phase.arrows(1, i));
    const double size = std::hypot(x, y);
    if (!std::isfinite(size) || size == 0) continue;
    scene.strokes.push_back(dot(theta - half * x / size, psi - half * y / size));
    scene.strokes.push_back(dot(theta + half * x / size, psi + half * y / size));
  }
  for (const PhasePoint& p : path) scene.path.push_back(dot(p.theta, p.psi));
  scene.players = dot(at.theta, at.psi);
  return scene;
}

bool shows_curves(const DataKind& kind) {
  return kind.has_all({Capability::line, Capability::density});
}

LineRequest stretch_of(const DataSource& data) {
  const Extent extent = data.extent();
  return {extent.x - 1.2 * extent.half, extent.x + 1.2 * extent.half, kCurvePoints, 0};
}

// Both densities as high as that of the data lets them be, and D from the lower edge to the upper. `trained` false:
// what is known before any player has moved.
ThumbnailScene curves_of(const LineCurves& curves, const OutputScale& output, bool trained) {
  ThumbnailScene scene;
  double top = 0;
  for (const double p : curves.real) top = std::max(top, p);
  const auto add = [&](std::vector<ThumbnailScene::Dot>& to, std::size_t i, double share) {
    const double x = (static_cast<double>(i) + 0.5) / kCurvePoints;
    to.push_back({static_cast<float>(x), static_cast<float>(0.06 + kCurveHeight * std::clamp(share, -0.02, 1.1))});
  };
  for (std::size_t i = 0; i < curves.real.size(); ++i) {
    add(scene.real_curve, i, curves.real[i] / top);
    if (!trained) continue;
    add(scene.fake_curve, i, curves.generated[i] / top);
    const double side = output.side(static_cast<double>(curves.logits[i]));
    if (std::isfinite(side)) add(scene.output_curve, i, 0.5 + side / 2);
  }
  return scene;
}

ThumbnailScene painted_scene(const ProbeResult& result) {
  const DataSource& data = *result.snapshot->data;
  ThumbnailScene scene;
  if (shows_images(data)) {
    scene.tiles = result.sheets.generated;
    return scene;
  }
  OutputReader reader;
  reader.take(result);
  if (shows_curves(data.kind())) return curves_of(result.line, reader.scale(), true);
  if (!data.kind().has(Capability::plane)) return scene;
  const Rectangle region = region_of(data);
  scene.nx = static_cast<int>(result.surface.logits.rows());
  scene.ny = static_cast<int>(result.surface.logits.cols());
  for (Index i = 0; i < result.surface.logits.size(); ++i) {
    scene.sides.push_back(
        static_cast<float>(reader.scale().side(static_cast<double>(result.surface.logits.data()[i]))));
  }
  scene.real = dots_of(result.real, region);
  scene.fake = dots_of(result.generated, region);
  return scene;
}

}  // namespace

Result<ThumbnailScene> sketch_scene(const Settings& settings) {
  const auto made = make_data_source(settings.spec.data, settings.spec.seed);
  if (!made) return made.error();
  const DataSource& data = *made.value();
  const bool images = shows_images(data);
  Matrix<float> samples(data.dimension(), images ? kTiles : kPoints);
  data.sample({settings.spec.seed, Stream::view_data},
              MatrixView<float>{samples.data(), samples.rows(), samples.cols()});
  ThumbnailScene scene;
  if (data.kind().has(Capability::line)) {
    const Result<std::unique_ptr<Run>> run = Run::create(settings, free_memory);
    if (!run) return run.error();
    const std::shared_ptr<const Snapshot> snapshot = run.value()->snapshot();
    if (shows_portrait(*snapshot)) return scene_of(snapshot);
    if (!shows_curves(snapshot->kind())) return scene;
    ProbeRequest request;
    request.line = stretch_of(data);
    return curves_of(ProbeMaker().make(snapshot, request)->line, {}, false);
  }
  if (images) {
    scene.tiles.shape = data.shape();
    append_rgba(samples, kTiles, data.shape(), data.range(), scene.tiles.rgba);
    scene.tiles.logits.assign(kTiles, 0);
  } else {
    scene.real = dots_of(samples, region_of(data));
  }
  return scene;
}

Result<std::optional<ThumbnailScene>> trained_scene(const Settings& settings, const std::function<bool()>& cancelled) {
  const Result<std::unique_ptr<Run>> made = Run::create(settings, free_memory);
  if (!made) return made.error();
  Run& run = *made.value();
  if (shows_portrait(*run.snapshot())) {
    std::vector<PhasePoint> path{place_in(*run.snapshot())};
    for (int i = 0; i < kPortraitIterations && run.step(); ++i) path.push_back(place_in(*run.snapshot()));
    return std::optional(portrait_of(run.snapshot(), path));
  }
  const bool images = shows_images(*run.snapshot()->data);
  const int substeps = images ? kImageSubsteps : kPointSubsteps;
  for (int i = 0; i < substeps && run.substep() != Advance::stopped; ++i) {
    if (cancelled()) return std::optional<ThumbnailScene>();
  }
  return std::optional(scene_of(run.snapshot()));
}

ThumbnailScene scene_of(const std::shared_ptr<const Snapshot>& snapshot) {
  // A state does not say where it came from: the portrait shows where the players are.
  if (shows_portrait(*snapshot)) return portrait_of(snapshot, {});
  ProbeRequest request;
  request.logits = true;
  if (shows_images(*snapshot->data)) {
    request.sheet = SheetRequest{kTiles, 0, true, false};
  } else {
    request.surface = SurfaceRequest{region_of(*snapshot->data), kSurfaceWidth, kSurfaceHeight};
    request.generated = request.real = kPoints;
    if (shows_curves(snapshot->kind())) request.line = stretch_of(*snapshot->data);
  }
  ProbeMaker maker;
  return painted_scene(*maker.make(snapshot, request));
}

}  // namespace gan
