// The noise priors: what the generator starts from.
#pragma once

#include "core/base/matrix.h"
#include "core/base/random.h"
#include "core/data/spec.h"

namespace gan {

// out: dimension x m, independent N(0, 1) or U(-1, 1) components (Goodfellow et al. 2014, 1406.2661, section 3).
template <class Real>
void fill_noise(const NoiseSpec& spec, const StreamKey& key, MatrixView<Real> out) {
  const auto count = static_cast<std::size_t>(out.size());
  if (spec.kind == NoiseKind::normal) {
    fill_normal(key, out.data, count);
  } else {
    fill_uniform(key, out.data, count, Real(-1), Real(1));
  }
}

}  // namespace gan
