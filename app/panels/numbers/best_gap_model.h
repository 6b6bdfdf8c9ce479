// How far V is below its ceiling, the value that the best response to G would reach: what a better D could still gain.
// Both are measured on samples, so that a gap within their noise is none. Pure.
#pragma once

#include <limits>
#include <string>

#include "core/base/matrix.h"

namespace gan {

// The standard error of V as a mean over `batch` samples of each kind, from D's logits on as many as are shown (1 x n):
// the root of (var log D(x) + var log(1 − D(G(z))))/batch. NaN where fewer than two of either are known.
double value_error(const Matrix<float>& real_logits, const Matrix<float>& fake_logits, double batch);

struct BestGap {
  enum class Kind { unknown, below, at, above };
  Kind kind = Kind::unknown;
  double best = std::numeric_limits<double>::quiet_NaN();  // the ceiling, V(D*, G)
  double gap = 0;                                          // best − V
  double noise = 0;                                        // two standard errors of the gap, > 0
};

// Of the ceiling itself: what its blur and its finite sample leave (tests/core/probe/best_value_test.cpp).
inline constexpr double kBestError = 0.01;
// value: V, with its standard error; best: V(D*, G) as it is measured, with what it may be off by. Unknown where any of
// them is NaN.
BestGap best_gap(double value, double error, double best, double best_error = kBestError);

// "D is 0.21 below its best response", "D is at its best response", "V above its ceiling: noise"; and in fewer
// letters, and in the fewest. "" where nothing is known.
std::string gap_text(const BestGap& gap);
std::string short_gap_text(const BestGap& gap);
std::string shortest_gap_text(const BestGap& gap);
// The sentence of the tooltip, with the numbers.
std::string gap_sentence(const BestGap& gap);

}  // namespace gan
