#include "core/nn/spectral_norm.h"

#include <limits>

#include "core/nn/spectral_impl.h"

namespace gan {
namespace {

constexpr int kMostIterations = 300;

}  // namespace

template <class Real>
void settle_spectral_vectors(Workspace& ws, const NetworkLayout& layout, const Real* parameters, Real* buffers) {
  constexpr Real kSame = 16 * std::numeric_limits<Real>::epsilon();
  for (const Layer& layer : layout.layers) {
    if (layer.spectral < 0) continue;
    const MatrixView<Real> weight =
        operand(MatrixView<const Real>{parameters + layer.weight, layer.weight_rows, layer.weight_cols});
    const MatrixView<Real> kept{buffers + layer.spectral, layer.weight_rows, 1};
    for (int i = 0; i < kMostIterations; ++i) {
      Workspace::Scope scope(ws);
      MatrixView<Real> u, v;
      power_iteration(ws, weight, kept.data, false, u, v);
      const Real moved = std::sqrt((u.flat() - kept.flat()).square().sum());
      kept.flat() = u.flat();
      if (moved <= kSame) break;
    }
  }
}

template void settle_spectral_vectors(Workspace&, const NetworkLayout&, const float*, float*);
template void settle_spectral_vectors(Workspace&, const NetworkLayout&, const double*, double*);

}  // namespace gan
