// All metrics of features at once: the passes over pairs are shared, and what depends on the real samples
// alone is kept, so that measuring a generator again and again costs its own part.
#pragma once

#include "core/metrics/frechet.h"
#include "core/metrics/kernels.h"
#include "core/metrics/neighbours.h"

namespace gan {

struct FeatureMetrics {
  NeighbourMetrics neighbours;
  KernelMetrics kernels;
  double frechet_distance = 0;
  double sliced_wasserstein = 0;
};

template <class Real>
struct ComparisonSettings {
  int precision_k = kPrecisionNeighbours;
  int density_k = kDensityNeighbours;
  double kernel_width = 0;  // sigma of the Gaussian kernel; 0: that of the real samples, see kernels.h
  Matrix<Real> directions;  // d x l of the sliced distance, unit vectors, l >= 1
};

// Pure: the same samples and settings give the same numbers, which are those of the metrics' own functions.
template <class Real>
class FeatureComparison {
 public:
  // real: d x n. A sentence: see the metrics; also when all samples are equal and so define no kernel width.
  static Result<FeatureComparison> make(const Matrix<Real>& real, ComparisonSettings<Real> settings,
                                        const CancelFlag& cancel = {});

  // generated: d x m, m > precision_k.
  Result<FeatureMetrics> compare(const Matrix<Real>& generated, const CancelFlag& cancel = {}) const;

 private:
  ComparisonSettings<Real> settings_;
  Features<Real> real_;
  FittedGaussian gaussian_;
  Vector<double> precision_radii_, density_radii_;
  PairMeans means_;
};

}  // namespace gan
