#include "core/probe/images/image_plane.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/check.h"
#include "core/probe/images/principal_axes.h"

namespace gan {
namespace {

// What is left of a direction after Gram-Schmidt, as a share of the longest difference of the images: below
// it, it is the rounding of bytes to floats rather than a direction.
constexpr double kOpen = 1e-4;
// The same of a component, of length 1: of two at right angles one keeps more than this beside any third
// direction.
constexpr double kEnough = 0.5;

// Takes the parts along the axes that are there already out of `direction`, twice because once leaves the
// rounding of the part taken out (Giraud et al. 2005, "The loss of orthogonality in the Gram-Schmidt
// orthogonalization process").
void take_out(const std::array<Vector<double>, 2>& axes, int count, Vector<double>& direction) {
  for (int again = 0; again < 2; ++again) {
    for (int i = 0; i < count; ++i) {
      const Vector<double>& axis = axes[static_cast<std::size_t>(i)];
      direction -= axis.dot(direction) * axis;
    }
  }
}

}  // namespace

bool plane_of_components(Matrix<float> images, const CancelFlag& cancel, ImagePlane& out) {
  GAN_CHECK(images.rows() >= 2, "a plane needs two dimensions");
  PrincipalAxes<float> found;
  if (!principal_axes(std::move(images), 2, cancel, found)) return false;
  out = {};
  out.origin = std::move(found.mean);
  out.u = found.axes.col(0);
  out.v = found.axes.col(1);
  out.axes = {PlaneAxis::first_component, PlaneAxis::second_component};
  for (std::size_t i = 0; i < 2; ++i) {
    const double variance = found.variance(static_cast<Index>(i));
    out.variance_share[i] = found.total > 0 ? std::min(1.0, variance / found.total) : 0;
    out.deviation[i] = std::sqrt(variance);
  }
  out.corners.resize(2, 0);
  return true;
}

ImagePlane plane_through(const Matrix<float>& images, const ImagePlane& components) {
  const Index d = images.rows();
  GAN_CHECK(images.cols() == 3 && d >= 2 && components.u.size() == d, "three images of the plane's dimension");
  const Matrix<double> p = images.cast<double>();
  const Vector<double> second = p.col(1) - p.col(0), third = p.col(2) - p.col(0);
  const double longest = std::max(second.norm(), third.norm());
  std::array<Vector<double>, 2> axes;
  ImagePlane out;
  int count = 0;
  const auto add = [&](PlaneAxis from, Vector<double> direction, double least) {
    if (count == 2) return;
    take_out(axes, count, direction);
    const double length = direction.norm();
    if (!(length > least)) return;
    out.axes[static_cast<std::size_t>(count)] = from;
    axes[static_cast<std::size_t>(count++)] = direction / length;
  };
  add(PlaneAxis::to_second, second, kOpen * longest);
  add(PlaneAxis::to_third, third, kOpen * longest);
  add(PlaneAxis::first_component, components.u.cast<double>(), kEnough);
  add(PlaneAxis::second_component, components.v.cast<double>(), kEnough);
  GAN_CHECK(count == 2, "two components at right angles");
  out.origin = p.rowwise().mean().cast<float>();
  out.u = axes[0].cast<float>();
  out.v = axes[1].cast<float>();
  out.corners = project(out, {images.data(), d, 3}).places;
  return out;
}

// x: d x n; a = uᵀ (x - o), b = vᵀ (x - o), distance = |x - o - a u - b v|. The distance is that of the
// vector left over: a difference of squares would lose it where it is small.
Projection project(const ImagePlane& plane, MatrixView<const float> images) {
  const Index d = plane.origin.size();
  GAN_CHECK(images.rows == d, "images of the plane's dimension");
  Projection out;
  out.places.resize(2, images.cols);
  out.distances.resize(1, images.cols);
  Vector<float> rest(d);
  for (Index i = 0; i < images.cols; ++i) {
    rest = Eigen::Map<const Vector<float>>(images.data + i * d, d) - plane.origin;
    const float a = plane.u.dot(rest), b = plane.v.dot(rest);
    rest -= a * plane.u + b * plane.v;
    out.places(0, i) = a;
    out.places(1, i) = b;
    out.distances(0, i) = rest.norm();
  }
  return out;
}

void image_at(const ImagePlane& plane, double a, double b, float* out) {
  Eigen::Map<Vector<float>>(out, plane.origin.size()) =
      plane.origin + static_cast<float>(a) * plane.u + static_cast<float>(b) * plane.v;
}

std::shared_ptr<const ImagePlane> ComponentPlanes::of(const DataSource& data, const CancelFlag& cancel) {
  GAN_CHECK(data.images() != nullptr, "principal components of images");
  const Key key{data.images()->hash, data.shape(), data.range()};
  if (plane_ && key_ == key) return plane_;
  Matrix<float> images(data.dimension(), kPlaneImages);
  // Not the game's seed: a new start of the same data keeps its plane.
  data.sample({0, Stream::view_data, 1, 0}, view_of(images));
  auto plane = std::make_shared<ImagePlane>();
  if (!plane_of_components(std::move(images), cancel, *plane)) return nullptr;
  key_ = key;
  return plane_ = std::move(plane);
}

}  // namespace gan
