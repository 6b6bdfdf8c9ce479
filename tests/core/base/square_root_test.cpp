// Square roots in training are rounded as IEEE 754 says, in every build: an estimate would be the processor's maker's
// own.
#include <gtest/gtest.h>

#include <cmath>

#include "core/ad/primitives.h"
#include "core/base/random.h"

namespace gan {
namespace {

template <class Real>
void expect_exact_roots() {
  constexpr Index kCount = 4099;
  Workspace scratch;
  const Workspace::Scope scope(scratch);
  const MatrixView<Real> x = scratch.matrix<Real>(1, kCount);
  fill_uniform({3, Stream::view_noise, 0, 0}, x.data, static_cast<std::size_t>(kCount), Real(0), Real(1e4));
  const Real shift = static_cast<Real>(1e-5);
  MatrixView<Real> root, inverse;
  shifted_power(scratch, root, x, 1e-5, 0.5);
  shifted_power(scratch, inverse, x, 1e-5, -0.5);
  for (Index i = 0; i < kCount; ++i) {
    const Real expected = std::sqrt(x.data[i] + shift);
    ASSERT_EQ(root.data[i], expected) << x.data[i];
    ASSERT_EQ(inverse.data[i], Real(1) / expected) << x.data[i];
  }
}

TEST(SquareRoot, IsTheNearestNumber) {
  expect_exact_roots<float>();
  expect_exact_roots<double>();
}

}  // namespace
}  // namespace gan
