// What V would be with the best response to the generator: V(D*, G) = −log 4 + 2·JSD(p_data, p_g), the ceiling of what
// any discriminator reaches while G stands still (Goodfellow et al. 2014, 1406.2661, theorem 1).
#pragma once

#include "core/base/matrix.h"
#include "core/data/distribution.h"
#include "core/probe/points/surface.h"

namespace gan {

// −log 4 + 2·jsd, natural logarithms.
double value_of_best_response(double jsd);

// For data whose density is known. Both densities are blurred, as finely as the lattice can hold, which can only lower
// the divergence: it is V of the best D that sees nothing finer than that.
class BestResponse {
 public:
  BestResponse(const GaussianMixture& data, const Extent& extent);

  double width() const { return width_; }
  // generated: 2 x n, n >= 2. What noise adds to the divergence of a finite sample, in proportion to 1/n, is taken off
  // by comparing it with that of each half of the sample. Between −log 4 and 0.
  double value(const Matrix<float>& generated) const;

 private:
  Rectangle region_;
  double width_;
  Matrix<double> real_;  // the data's density at the middles of the cells of a square lattice
};

}  // namespace gan
