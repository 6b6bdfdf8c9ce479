// Metrics by nearest neighbours: improved precision and recall (Kynkäänniemi et al. 2019, "Improved Precision
// and Recall Metric for Assessing Generative Models", equations 1 and 2), density and coverage (Naeem et al.
// 2020, "Reliable Fidelity and Diversity Metrics for Generative Models", equations 3 and 5). A sample's ball
// reaches to its k-th nearest neighbour in its own set.
#pragma once

#include <span>
#include <vector>

#include "core/metrics/features.h"

namespace gan {

inline constexpr int kPrecisionNeighbours = 3, kDensityNeighbours = 5;

struct NeighbourMetrics {
  double precision = 0;  // share of the generated samples in a real one's ball, its rim included
  double recall = 0;     // share of the real samples in a generated one's ball, its rim included
  double density = 0;    // real balls around a generated sample, without their rims, over k; may exceed 1
  double coverage = 0;   // share of the real balls, without their rims, that hold a generated sample
};

// real: d x n, generated: d x m. precision_k for precision and recall, density_k for density and coverage,
// >= 1. A sentence: fewer than k + 1 samples in a set whose balls are asked for, or features that cannot be
// compared.
template <class Real>
Result<NeighbourMetrics> neighbour_metrics(const Matrix<Real>& real, const Matrix<Real>& generated,
                                           int precision_k = kPrecisionNeighbours, int density_k = kDensityNeighbours,
                                           const CancelFlag& cancel = {});

// The parts, for whoever shares the passes over pairs with other metrics.

// The sentence if n samples are too few for a k-th neighbour.
Outcome check_neighbours(Index n, int k, const char* whose);

// Collects the squared radii of one set: add() every column of the pass within it.
template <class Real>
class RadiusFinder {
 public:
  // Radii for each of ks; the set has more than max(ks) samples.
  RadiusFinder(const Features<Real>& features, std::vector<int> ks);
  void add(const PairColumn<Real>& column);
  // n squared radii of ks[which], exact.
  const Vector<double>& radii(std::size_t which) const { return radii_[which]; }

 private:
  const Features<Real>& features_;
  std::vector<int> ks_;
  int largest_;
  std::vector<Vector<double>> radii_;
  std::vector<Real> minima_;
  std::vector<double> nearest_;
};

// Counts who lies in whose ball: add() every column of the pass of the generated samples over the real ones.
template <class Real>
class BallCounter {
 public:
  // Squared radii: of the real samples for precision and for density, of the generated ones for recall.
  BallCounter(const Features<Real>& real, const Features<Real>& generated, const Vector<double>& precision_radii,
              const Vector<double>& density_radii, const Vector<double>& recall_radii, int density_k);
  void add(const PairColumn<Real>& column);
  NeighbourMetrics metrics() const;

 private:
  struct Counts {
    int in_precision_ball = 0;  // 1 if in any
    int density = 0;
  };
  bool add_segment(const PairColumn<Real>& column, Index begin, Index end, Counts& counts);
  void add_exactly(const PairColumn<Real>& column, Index begin, Index end, Counts& counts);

  const Features<Real>& real_;
  const Features<Real>& generated_;
  const Vector<double>&precision_radii_, &density_radii_, &recall_radii_;
  Vector<Real> rounded_precision_, rounded_density_;
  int density_k_;
  std::vector<int> covered_, recalled_;  // of each real sample, 0 or 1
  double precise_ = 0, density_ = 0;
};

}  // namespace gan
