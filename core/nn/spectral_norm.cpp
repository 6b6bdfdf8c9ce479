#include "core/nn/spectral_norm.h"

#include <limits>

#include "core/nn/spectral_impl.h"

namespace gan {
namespace {

constexpr int kMostIterations = 300;

template <class Real>
MatrixView<Real> operand_of(const Layer& layer, const Real* parameters) {
  return operand(MatrixView<const Real>{parameters + layer.weight, layer.weight_rows, layer.weight_cols});
}

}  // namespace

template <class Real>
void settle_spectral_vectors(Workspace& ws, const NetworkLayout& layout, const Real* parameters, Real* buffers) {
  constexpr Real kSame = 16 * std::numeric_limits<Real>::epsilon();
  for (const Layer& layer : layout.layers) {
    if (layer.spectral < 0) continue;
    const MatrixView<Real> weight = operand_of(layer, parameters);
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

template <class Real>
Real spectral_divisor(Workspace& ws, const Layer& layer, const Real* parameters, const Real* buffers) {
  GAN_CHECK(layer.spectral >= 0, "a layer without spectral norm divides by nothing");
  Workspace::Scope scope(ws);
  const MatrixView<Real> weight = operand_of(layer, parameters);
  MatrixView<Real> u, v, moved;
  power_iteration(ws, weight, const_cast<Real*>(buffers) + layer.spectral, false, u, v);
  affine(ws, moved, weight, MatrixView<Real>{}, v);
  return (moved.flat() * u.flat()).sum();
}

template void settle_spectral_vectors(Workspace&, const NetworkLayout&, const float*, float*);
template void settle_spectral_vectors(Workspace&, const NetworkLayout&, const double*, double*);
template float spectral_divisor(Workspace&, const Layer&, const float*, const float*);
template double spectral_divisor(Workspace&, const Layer&, const double*, const double*);

}  // namespace gan
