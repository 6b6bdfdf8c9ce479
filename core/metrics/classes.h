// What a classifier says about generated samples: inception score (Salimans et al. 2016, "Improved Techniques
// for Training GANs", section 4), classes captured and the divergence of their histogram from the data's
// (Srivastava et al. 2017, "VEEGAN", section 4.1; there over the modes of stacked digits). Natural
// logarithms.
#pragma once

#include <span>
#include <vector>

#include "core/base/matrix.h"
#include "core/base/result.h"

namespace gan {

// probabilities: C x n, column i is p(y | x_i). exp of the mean over i of KL(p(y | x_i) || p(y)), p(y) the
// mean of all columns (one split): from 1 to C. A sentence: no samples or classes, a probability outside [0,
// 1] or not finite, a column whose sum is not 1 within 0.001.
template <class Real>
Result<double> inception_score(const Matrix<Real>& probabilities);

// The most probable class of every column, the first of equal ones.
template <class Real>
std::vector<int> most_probable_classes(const Matrix<Real>& probabilities);

struct ClassCoverage {
  std::vector<Index> counts;  // samples a class
  int captured = 0;           // classes of the data with at least one sample, as the literature counts
  int total = 0;              // classes of the data: those whose frequency is not 0
  double kl = 0;              // KL(histogram || frequencies); infinite if a class that the data lacks has a sample
};

// labels: of n >= 1 samples, each in [0, C). frequencies: of the C classes in the data, >= 0, not all 0; only
// their ratios count. Otherwise a sentence.
Result<ClassCoverage> class_coverage(std::span<const int> labels, std::span<const double> frequencies);

}  // namespace gan
