#include "core/metrics/sliced_wasserstein.h"

#include <algorithm>

namespace gan {
namespace {

constexpr Index kDirections = 16;  // projected together, between two looks at the flag

}  // namespace

template <class Real>
Matrix<Real> random_directions(Index dimension, Index count, const StreamKey& key) {
  GAN_CHECK(dimension >= 1 && count >= 1, "directions need a dimension and a number");
  Matrix<Real> directions(dimension, count);
  fill_normal(key, directions.data(), static_cast<std::size_t>(directions.size()));
  for (Index i = 0; i < count; ++i) {
    const Real length = directions.col(i).norm();
    if (length > 0) {
      directions.col(i) /= length;
    } else {
      directions.col(i) = Vector<Real>::Unit(dimension, 0);
    }
  }
  return directions;
}

template <class Real>
Result<double> sliced_wasserstein(const Matrix<Real>& real, const Matrix<Real>& generated,
                                  const Matrix<Real>& directions, const CancelFlag& cancel) {
  GAN_CHECK(real.rows() == generated.rows() && real.rows() == directions.rows() && directions.cols() >= 1,
            "features and directions have different dimensions");
  for (const Outcome& check : {check_features(real, "real"), check_features(generated, "generated")}) {
    if (!check) return check.error();
  }
  const Index n = std::min(real.cols(), generated.cols());
  Matrix<Real> a, b;
  double sum = 0;
  for (Index first = 0; first < directions.cols(); first += kDirections) {
    if (cancel.cancelled()) return cancelled_error();
    const auto some = directions.middleCols(first, std::min(kDirections, directions.cols() - first));
    a.noalias() = real.leftCols(n).transpose() * some;
    b.noalias() = generated.leftCols(n).transpose() * some;
    for (Index j = 0; j < some.cols(); ++j) {
      std::sort(a.data() + j * n, a.data() + (j + 1) * n);
      std::sort(b.data() + j * n, b.data() + (j + 1) * n);
      sum += (a.col(j).template cast<double>() - b.col(j).template cast<double>()).cwiseAbs().sum();
    }
  }
  return sum / static_cast<double>(n * directions.cols());
}

#define GAN_INSTANTIATE(Real)                                                                               \
  template Matrix<Real> random_directions(Index, Index, const StreamKey&);                                  \
  template Result<double> sliced_wasserstein(const Matrix<Real>&, const Matrix<Real>&, const Matrix<Real>&, \
                                             const CancelFlag&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
