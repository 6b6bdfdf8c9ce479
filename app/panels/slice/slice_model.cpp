#include "app/panels/slice/slice_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/panels/arena/arena_model.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

// Multiply-adds in about a seventh of a second of one core, small batches and the work between products
// included.
constexpr double kCoarseWork = 2e9;
constexpr double kRestWork = 16 * kCoarseWork;
constexpr double kFewestPoints = 16 * 16, kMostCoarse = 128 * 128, kMostAtRest = 400 * 400;
// Real samples that are looked through for three classes.
constexpr Index kLookedThrough = 64;

bool same_plane(const ProbeResult& a, const ProbeResult& b) {
  return a.request.slice->through == b.request.slice->through &&
         (a.request.slice->through != nullptr || a.slice.plane == b.slice.plane);
}

}  // namespace

std::array<int, 3> first_of_three_classes(std::span<const std::uint16_t> labels) {
  std::array<int, 3> found{};
  std::size_t count = 0;
  const auto take = [&](int i) {
    if (count < 3 && std::find(found.begin(), found.begin() + count, i) == found.begin() + count) found[count++] = i;
  };
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const bool known = std::any_of(found.begin(), found.begin() + count,
                                   [&](int f) { return labels[static_cast<std::size_t>(f)] == labels[i]; });
    if (!known) take(static_cast<int>(i));
  }
  for (int i = 0; i < 3; ++i) take(i);
  return found;
}

void SliceCorners::put(int i, bool real, int index, std::int64_t step, const float* image, Matrix<float>& into) {
  const auto at = static_cast<std::size_t>(i);
  const std::string number = std::to_string(index + 1);
  names_[at] = real ? "real image " + number : "G(z), noise " + number + ", step " + whole_text(step);
  short_names_[at] = (real ? "real " : "G ") + number;
  into.col(i) = Eigen::Map<const Vector<float>>(image, into.rows());
}

void SliceCorners::follow(const Snapshot& snapshot) {
  const DataSource& data = *snapshot.data;
  const Key key{snapshot.settings->spec.seed, data.images() == nullptr ? 0 : data.images()->hash, data.shape(),
                data.range()};
  if (key_ == key) return;
  key_ = key;
  std::vector<std::uint16_t> labels(kLookedThrough);
  if (!data.labels(view_data_key(snapshot), labels.data(), kLookedThrough)) labels.clear();
  const std::array<int, 3> tiles = first_of_three_classes(labels);
  const Matrix<float> samples =
      sample_data(snapshot, view_data_key(snapshot), *std::max_element(tiles.begin(), tiles.end()) + 1);
  Matrix<float> images(samples.rows(), 3);
  for (int i = 0; i < 3; ++i) {
    const int tile = tiles[static_cast<std::size_t>(i)];
    put(i, true, tile, 0, samples.col(tile).data(), images);
  }
  images_ = std::make_shared<const Matrix<float>>(std::move(images));
}

bool SliceCorners::choose(int i, ChosenTile tile, const ProbeResult& result) {
  const Matrix<float>& samples = tile.real ? result.real : result.generated;
  if (!images_ || tile.index < 0 || tile.index >= samples.cols() || samples.rows() != images_->rows()) return false;
  Matrix<float> images = *images_;
  put(i, tile.real, tile.index, result.snapshot->position.step, samples.col(tile.index).data(), images);
  images_ = std::make_shared<const Matrix<float>>(std::move(images));
  return true;
}

SlicePoints slice_points(double cost, double pixels) {
  const double finest = std::clamp(kRestWork / cost, kFewestPoints, kMostAtRest);
  return {std::clamp(kCoarseWork / cost, kFewestPoints, kMostCoarse), std::max(4.0, std::min(finest, pixels))};
}

SliceRequest slice_request(const ArenaSettings& arena, const ImagesSettings& images, const SliceLook& look,
                           std::shared_ptr<const Matrix<float>> through, std::optional<SurfaceRequest> have) {
  SliceRequest request;
  request.through = std::move(through);
  request.generated = request.real = images.slice_samples;
  const bool seen = arena.layer(ArenaLayer::surface).visible || arena.layer(ArenaLayer::contours).visible;
  if (!look.located || !seen || look.viewport.width <= 0 || look.viewport.height <= 0) return request;
  const Rectangle region = arena_region(look.camera, look.viewport);
  const double pixel = look.camera.units_per_pixel(look.viewport);
  const SlicePoints points =
      slice_points(look.cost, (region.x1 - region.x0) * (region.y1 - region.y0) / (pixel * pixel));
  request.surface = refined_request(region, points.coarse, points.finest, look.at_rest, have);
  return request;
}

void SliceSamples::take(const ProjectedSamples& from) {
  xy.clear();
  logits.clear();
  distances.clear();
  tiles.clear();
  for (Index i = 0; i < from.at.places.cols(); ++i) {
    const float x = from.at.places(0, i), y = from.at.places(1, i);
    if (!std::isfinite(x) || !std::isfinite(y)) continue;
    xy.insert(xy.end(), {x, y});
    logits.push_back(from.logits(0, i));
    distances.push_back(from.at.distances(0, i));
    tiles.push_back(static_cast<int>(i));
  }
  undefined = from.at.places.cols() - static_cast<Index>(tiles.size());
}

void SliceImage::take(std::shared_ptr<const ProbeResult> result) {
  const bool same = from && same_plane(*from, *result);
  from = std::move(result);
  const ImageSlice& slice = from->slice;
  if (slice.surface.logits.size() > 0 || !same) {
    nx = static_cast<int>(slice.surface.logits.rows());
    ny = static_cast<int>(slice.surface.logits.cols());
    surface_undefined = finite_surface(slice.surface, surface, surface_rect);
  }
  real.take(slice.real);
  generated.take(slice.generated);
}

std::optional<double> SliceImage::surface_at(double x, double y) const {
  const WorldRect& r = surface_rect;
  if (nx < 2 || ny < 2 || !(x >= r.x_min && x <= r.x_max && y >= r.y_min && y <= r.y_max)) return std::nullopt;
  const double i = (x - r.x_min) / (r.x_max - r.x_min) * (nx - 1), j = (y - r.y_min) / (r.y_max - r.y_min) * (ny - 1);
  const int i0 = std::min(static_cast<int>(i), nx - 2), j0 = std::min(static_cast<int>(j), ny - 2);
  const auto node = [&](int a, int b) {
    return static_cast<double>(
        surface[static_cast<std::size_t>(b) * static_cast<std::size_t>(nx) + static_cast<std::size_t>(a)]);
  };
  const double s = i - i0, t = j - j0;
  return (1 - t) * ((1 - s) * node(i0, j0) + s * node(i0 + 1, j0)) +
         t * ((1 - s) * node(i0, j0 + 1) + s * node(i0 + 1, j0 + 1));
}

WorldRect slice_bounds(const ImageSlice& slice) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  WorldRect box{kFar, -kFar, kFar, -kFar};
  for (const Matrix<float>* places : {&slice.real.at.places, &slice.plane->corners}) {
    for (Index i = 0; i < places->cols(); ++i) {
      const double x = static_cast<double>((*places)(0, i)), y = static_cast<double>((*places)(1, i));
      box = {std::min(box.x_min, x), std::max(box.x_max, x), std::min(box.y_min, y), std::max(box.y_max, y)};
    }
  }
  if (!(box.x_max - box.x_min + box.y_max - box.y_min > 0)) return {-1, 1, -1, 1};
  return box;
}

std::string plane_axis_title(const ImagePlane& plane, int axis) {
  const auto i = static_cast<std::size_t>(axis);
  const auto component = [&](const char* name) {
    std::string title = std::string(name) + " principal component";
    // Of a plane through images the share is not known, for its axis is only what is left of the component.
    if (plane.corners.cols() > 0) return title + " of the data";
    const double percent = 100 * plane.variance_share[i];
    return title + ", " + (percent > 0 && percent < 1 ? "below 1%" : percent_text(plane.variance_share[i], 0)) +
           " of the variance";
  };
  switch (plane.axes[i]) {
    case PlaneAxis::first_component:
      return component("1st");
    case PlaneAxis::second_component:
      return component("2nd");
    case PlaneAxis::to_second:
      return "from A to B";
    case PlaneAxis::to_third:
      return axis == 0 ? "from A to C" : "towards C, at a right angle to A to B";
  }
  return {};
}

std::string plane_caveat(const ImagePlane& plane) {
  if (plane.corners.cols() == 0) return {};
  const auto chosen = std::count_if(plane.axes.begin(), plane.axes.end(), [](PlaneAxis axis) {
    return axis == PlaneAxis::to_second || axis == PlaneAxis::to_third;
  });
  if (chosen == 2) return {};
  return chosen == 1 ? "A, B and C are in a line: the other axis is a principal component"
                     : "A, B and C are one image: both axes are principal components";
}

std::string company_meaning(const Snapshot& snapshot) {
  const NetworkSpec& d = snapshot.settings->spec.discriminator;
  if (d.packing > 1) {
    return " D sees packs of " + whole_text(d.packing) +
           ": the plane is its mean in real and in generated company, each image is judged in company of its own kind, "
           "as in training.";
  }
  if (!judges_batches(snapshot)) return {};
  return std::string(" D has ") + (d.deviation_group > 0 ? "minibatch deviation" : "batch norm") +
         ": the plane is judged as in a batch half real, half generated, each image as in a batch of its own kind, as "
         "in "
         "training.";
}

int nearest_sample(const SliceSamples& samples, double x, double y, double reach) {
  int nearest = -1;
  double best = reach;
  for (std::size_t i = 0; i < samples.count(); ++i) {
    const double d =
        std::hypot(static_cast<double>(samples.xy[2 * i]) - x, static_cast<double>(samples.xy[2 * i + 1]) - y);
    if (d <= best) best = d, nearest = static_cast<int>(i);
  }
  return nearest;
}

double cut_off_share(std::span<const float> image, PixelRange range) {
  if (image.empty()) return 0;
  const float low = range == PixelRange::symmetric ? -1.0F : 0.0F;
  // Less than half of a byte's step is not seen.
  const float least = range == PixelRange::symmetric ? 1.0F / 255 : 0.5F / 255;
  const auto outside =
      std::count_if(image.begin(), image.end(), [&](float p) { return !(p >= low - least && p <= 1 + least); });
  return static_cast<double>(outside) / static_cast<double>(image.size());
}

}  // namespace gan
