// Euclidean norms of flat blocks, summed in double precision: in single the sum of squares may overflow though no
// element has.
#pragma once

#include "core/base/aligned.h"
#include "core/base/dual_number.h"

namespace gan {

template <class Real>
Wide<Real> squared_norm(const Real* x, std::size_t n);

template <class Real>
Wide<Real> squared_norm(const AlignedBlock<Real>& block) {
  return squared_norm(block.data(), block.size());
}

template <class Real>
Wide<Real> norm_of(const AlignedBlock<Real>& block);

}  // namespace gan
