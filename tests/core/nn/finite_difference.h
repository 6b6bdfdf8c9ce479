// Central differences in double precision, compared with a gradient; first asserts that the gradient says something.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "tests/sanitized.h"

namespace gan {

// f(): the scalar at the present value of x[0..n). Checks `gradient` against it at every `stride`-th element (of many,
// at fewer in a sanitized build).
inline void expect_gradient(const std::function<double()>& f, double* x, const double* gradient, std::size_t n,
                            double tolerance = 2e-6, std::size_t stride = 1, double h = 1e-5) {
  double largest = 0, smallest = INFINITY;
  for (std::size_t i = 0; i < n; ++i) {
    largest = std::max(largest, std::abs(gradient[i]));
    smallest = std::min(smallest, std::abs(gradient[i]));
  }
  ASSERT_GT(largest, 1e-6) << "the gradient vanishes: the check would be empty";
  if (n > 1) {
    ASSERT_NE(largest, smallest) << "all elements are equal: the check would be empty";
  }
  const std::size_t step = kSanitized && n > 200 ? 13 * stride : stride;
  for (std::size_t i = 0; i < n; i += step) {
    const double kept = x[i];
    x[i] = kept + h;
    const double above = f();
    x[i] = kept - h;
    const double below = f();
    x[i] = kept;
    EXPECT_NEAR((above - below) / (2 * h), gradient[i], tolerance * std::max(1.0, largest)) << "element " << i;
  }
}

}  // namespace gan
