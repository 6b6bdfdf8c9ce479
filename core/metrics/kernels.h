// Metrics that are means over pairs: kernel inception distance (Bińkowski et al. 2018, "Demystifying MMD
// GANs", section 4), the squared maximum mean discrepancy of a Gaussian kernel (Gretton et al. 2012, "A
// Kernel Two-Sample Test", equation 3), both unbiased, and energy distance (Székely and Rizzo 2013, "Energy
// statistics", section 2).
#pragma once

#include "core/metrics/features.h"

namespace gan {

struct KernelMetrics {
  double kid = 0;              // k(x, y) = (x·y/d + 1)³; unbiased: may be below 0
  double rbf_mmd = 0;          // squared; k(x, y) = exp(-|x - y|² / (2 sigma²)); unbiased: may be below 0
  double energy_distance = 0;  // 2 E|x - y| - E|x - x'| - E|y - y'| over all pairs, each with itself too: >= 0
};

// real: d x n, generated: d x m, n and m >= 2. sigma > 0, finite. Otherwise, or for features that cannot be
// compared, a sentence.
template <class Real>
Result<KernelMetrics> kernel_metrics(const Matrix<Real>& real, const Matrix<Real>& generated, double sigma,
                                     const CancelFlag& cancel = {});

// A sigma on the scale of the samples: the root of half their mean squared distance, which is the root of the
// trace of their covariance. 0 for samples that are all equal, or for fewer than two.
template <class Real>
double kernel_width(const Matrix<Real>& samples);

// The parts, for whoever shares the passes over pairs with other metrics.

Outcome check_pairs(Index n, const char* whose);

struct PairMeans {
  double cubic = 0, rbf = 0;  // within one set without the pairs of a sample and itself
  double distance = 0;        // with them
};

KernelMetrics kernel_metrics(const PairMeans& real, const PairMeans& generated, const PairMeans& between);

// Sums over one pass: add() every column of it.
template <class Real>
class PairSums {
 public:
  // Over the same sets as the pass; a and b the same object: within one set.
  PairSums(const Features<Real>& a, const Features<Real>& b, double sigma);
  void add(const PairColumn<Real>& column);
  PairMeans means() const;

 private:
  const Features<Real>& a_;
  const Features<Real>& b_;
  Real centre_square_;
  Real rbf_factor_;
  double cubic_ = 0, rbf_ = 0, distance_ = 0;
};

}  // namespace gan
