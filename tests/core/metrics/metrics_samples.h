// Samples for the tests of the metrics.
#pragma once

#include "core/base/matrix.h"
#include "core/base/random.h"

namespace gan::test {

// d x n from N(mean, deviation² I); another set for every seed.
template <class Real>
Matrix<Real> normal_samples(Index d, Index n, std::uint64_t seed, double mean = 0, double deviation = 1) {
  Matrix<Real> x(d, n);
  fill_normal({seed, Stream::view_data, 0, 0}, x.data(), static_cast<std::size_t>(x.size()));
  return (x.array() * static_cast<Real>(deviation) + static_cast<Real>(mean)).matrix();
}

}  // namespace gan::test
