#include "core/base/norm.h"

#include <cmath>

namespace gan {

// In sixteen lanes that a compiler can keep in registers.
template <class Real>
Wide<Real> squared_norm(const Real* x, std::size_t n) {
  constexpr std::size_t kLanes = 16;
  Wide<Real> lanes[kLanes] = {};
  std::size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j)
      lanes[j] += static_cast<Wide<Real>>(x[i + j]) * static_cast<Wide<Real>>(x[i + j]);
  }
  Wide<Real> sum = 0;
  for (const Wide<Real>& lane : lanes) sum += lane;
  for (; i < n; ++i) sum += static_cast<Wide<Real>>(x[i]) * static_cast<Wide<Real>>(x[i]);
  return sum;
}

template <class Real>
Wide<Real> norm_of(const AlignedBlock<Real>& block) {
  using std::sqrt;
  return sqrt(squared_norm(block));
}

template double squared_norm(const float*, std::size_t);
template double squared_norm(const double*, std::size_t);
template DualNumber<double> squared_norm(const DualNumber<double>*, std::size_t);
template double norm_of(const AlignedBlock<float>&);
template double norm_of(const AlignedBlock<double>&);
template DualNumber<double> norm_of(const AlignedBlock<DualNumber<double>>&);

}  // namespace gan
