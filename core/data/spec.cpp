#include "core/data/spec.h"

#include "core/data/image_set.h"
#include "core/data/point_set.h"

namespace gan {
namespace {

// By their hash: comparing settings must not read 47 MB.
bool same_images(const ImageSet* a, const ImageSet* b) {
  if (a == b) return true;
  return a != nullptr && b != nullptr && a->hash == b->hash && a->shape == b->shape;
}

}  // namespace

bool DataSpec::operator==(const DataSpec& other) const {
  return kind == other.kind && modes == other.modes && rows == other.rows && radius == other.radius &&
         spacing == other.spacing && sigma == other.sigma && phase == other.phase && turns == other.turns &&
         weights == other.weights && file == other.file && size == other.size && colour == other.colour &&
         range == other.range && dimension == other.dimension && location == other.location &&
         same_points(points.get(), other.points.get()) && same_images(images.get(), other.images.get());
}

}  // namespace gan
