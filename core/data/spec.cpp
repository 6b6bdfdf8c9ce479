#include "core/data/spec.h"

namespace gan {
namespace {

bool same_points(const Matrix<float>* a, const Matrix<float>* b) {
  if (a == b) return true;
  if (a == nullptr || b == nullptr) return false;
  return a->rows() == b->rows() && a->cols() == b->cols() && *a == *b;
}

}  // namespace

bool DataSpec::operator==(const DataSpec& other) const {
  return kind == other.kind && modes == other.modes && rows == other.rows && radius == other.radius &&
         spacing == other.spacing && sigma == other.sigma && phase == other.phase && turns == other.turns &&
         weights == other.weights && file == other.file && same_points(points.get(), other.points.get());
}

}  // namespace gan
