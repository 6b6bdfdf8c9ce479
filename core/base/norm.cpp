#include "core/base/norm.h"

#include <cmath>

namespace gan {

// In sixteen lanes that a compiler can keep in registers.
template <class Real>
double squared_norm(const Real* x, std::size_t n) {
  constexpr std::size_t kLanes = 16;
  double lanes[kLanes] = {};
  std::size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j) lanes[j] += static_cast<double>(x[i + j]) * static_cast<double>(x[i + j]);
  }
  double sum = 0;
  for (double lane : lanes) sum += lane;
  for (; i < n; ++i) sum += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  return sum;
}

template <class Real>
double norm_of(const AlignedBlock<Real>& block) {
  return std::sqrt(squared_norm(block));
}

template double squared_norm(const float*, std::size_t);
template double squared_norm(const double*, std::size_t);
template double norm_of(const AlignedBlock<float>&);
template double norm_of(const AlignedBlock<double>&);

}  // namespace gan
