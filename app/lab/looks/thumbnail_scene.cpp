#include "app/lab/looks/thumbnail_scene.h"

#include <algorithm>

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

ThumbnailScene painted_scene(const ProbeResult& result) {
  const DataSource& data = *result.snapshot->data;
  ThumbnailScene scene;
  if (shows_images(data)) {
    scene.tiles = result.sheets.generated;
    return scene;
  }
  const Rectangle region = region_of(data);
  OutputReader reader;
  reader.take(result);
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
  const bool images = shows_images(*run.snapshot()->data);
  const int substeps = images ? kImageSubsteps : kPointSubsteps;
  for (int i = 0; i < substeps && run.substep() != Advance::stopped; ++i) {
    if (cancelled()) return std::optional<ThumbnailScene>();
  }
  return std::optional(scene_of(run.snapshot()));
}

ThumbnailScene scene_of(const std::shared_ptr<const Snapshot>& snapshot) {
  ProbeRequest request;
  request.logits = true;
  if (shows_images(*snapshot->data)) {
    request.sheet = SheetRequest{kTiles, 0, true, false};
  } else {
    request.surface = SurfaceRequest{region_of(*snapshot->data), kSurfaceWidth, kSurfaceHeight};
    request.generated = request.real = kPoints;
  }
  ProbeMaker maker;
  return painted_scene(*maker.make(snapshot, request));
}

}  // namespace gan
