// A plane in the space of images, in the numbers that D sees: an origin and two orthonormal axes. It lies
// along the first two principal components of the data, or passes through three images. A place of it is
// (a, b), the image there is origin + a u + b v, of which nothing says that its pixels stay in their range.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/data/distribution.h"

namespace gan {

// Where an axis comes from.
enum class PlaneAxis { first_component, second_component, to_second, to_third };

struct ImagePlane {
  Vector<float> origin, u, v;  // d numbers each; u and v orthonormal
  std::array<PlaneAxis, 2> axes = {PlaneAxis::first_component, PlaneAxis::second_component};
  // Of the data along each axis, in [0, 1], and its standard deviation; 0 where the axis is none of the
  // components.
  std::array<double, 2> variance_share = {0, 0}, deviation = {0, 0};
  Matrix<float> corners;  // 2 x 3: where the three images lie; 2 x 0 for principal components
};

// images: d x n, n >= 1; d >= 2. The mean is the origin. False when cancelled.
bool plane_of_components(Matrix<float> images, const CancelFlag& cancel, ImagePlane& out);

// images: d x 3. The origin is their mean; u points from the first to the second, v at right angles to it
// towards the third (Gram-Schmidt). A direction that they leave open, because images are equal or in a
// line, is taken from the third, and then from `components`: the plane contains the three images in every
// case, and is always one.
ImagePlane plane_through(const Matrix<float>& images, const ImagePlane& components);

// Where images (d x n) lie: the nearest place of the plane, 2 x n, and the distance from it, 1 x n.
struct Projection {
  Matrix<float> places, distances;
};
Projection project(const ImagePlane& plane, MatrixView<const float> images);
// The image at a place, d numbers, not cut to the range of pixels.
void image_at(const ImagePlane& plane, double a, double b, float* out);

// The data's plane, kept as long as the images are the same ones, whatever the game is: it is made of the
// same kPlaneImages of them, on a stream of its own. One a thread.
inline constexpr Index kPlaneImages = 2048;
class ComponentPlanes {
 public:
  // Null when cancelled. For images only.
  std::shared_ptr<const ImagePlane> of(const DataSource& data, const CancelFlag& cancel);

 private:
  struct Key {
    std::uint64_t hash;
    SampleShape shape;
    PixelRange range;
    bool operator==(const Key&) const = default;
  };
  std::optional<Key> key_;
  std::shared_ptr<const ImagePlane> plane_;
};

}  // namespace gan
