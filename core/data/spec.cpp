#include "core/data/spec.h"

#include "core/data/image_set.h"

namespace gan {
namespace {

bool same_points(const Matrix<float>* a, const Matrix<float>* b) {
  if (a == b) return true;
  if (a == nullptr || b == nullptr) return false;
  return a->rows() == b->rows() && a->cols() == b->cols() && *a == *b;
}

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
         range == other.range && same_points(points.get(), other.points.get()) &&
         same_images(images.get(), other.images.get());
}

}  // namespace gan
