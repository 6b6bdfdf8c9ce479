#include "core/nn/initialisation.h"

#include <Eigen/QR>
#include <cmath>

#include "core/ad/product.h"

namespace gan {
namespace {

// The gain that keeps the second moment of the signal through the activation: √2 for ReLU, √(2/(1+a²)) for leaky ReLU,
// 5/3 for tanh (PyTorch's calculate_gain), 1 for a linear output; √2 stands in for the smooth rectifiers.
double gain_after(const NetworkLayout& layout, std::size_t i) {
  for (std::size_t next = i + 1; next < layout.layers.size(); ++next) {
    const Layer& layer = layout.layers[next];
    if (layer.kind == LayerKind::linear) break;
    if (layer.kind != LayerKind::activation) continue;
    const ActivationFunction& f = layer.activation;
    if (f.kind == Activation::tanh) return 5.0 / 3.0;
    return f.kind == Activation::leaky_relu ? std::sqrt(2 / (1 + f.slope * f.slope)) : std::sqrt(2.0);
  }
  return 1;
}

// Orthonormal rows or columns, whichever are fewer, uniformly distributed: QR of a normal matrix with R's diagonal
// made positive.
void make_orthogonal(Matrix<double>& w) {
  pin_block_sizes();
  const bool wide = w.cols() > w.rows();
  Matrix<double> tall = wide ? Matrix<double>(w.transpose()) : w;
  Eigen::HouseholderQR<Matrix<double>> qr(tall);
  Matrix<double> q = qr.householderQ() * Matrix<double>::Identity(tall.rows(), tall.cols());
  for (Index j = 0; j < q.cols(); ++j) {
    if (qr.matrixQR()(j, j) < 0) q.col(j) *= -1;
  }
  w = wide ? Matrix<double>(q.transpose()) : q;
}

Matrix<double> draw_weights(const NetworkSpec& spec, const Layer& layer, double gain, const StreamKey& key) {
  Matrix<double> w(layer.outputs, layer.inputs);
  fill_normal(key, w.data(), static_cast<std::size_t>(w.size()));
  switch (spec.initialisation) {
    case Initialisation::he: w *= gain / std::sqrt(static_cast<double>(layer.inputs)); break;
    case Initialisation::glorot: w *= std::sqrt(2.0 / static_cast<double>(layer.inputs + layer.outputs)); break;
    case Initialisation::orthogonal: make_orthogonal(w); break;
    case Initialisation::normal: break;
  }
  return w * spec.initial_scale;
}

}  // namespace

template <class Real>
void initialise_player(const NetworkSpec& spec, const NetworkLayout& layout, StreamKey key, PlayerState<Real>& player) {
  player.parameters = AlignedBlock<Real>(static_cast<std::size_t>(layout.parameter_size));
  player.first_moment = AlignedBlock<Real>(static_cast<std::size_t>(layout.parameter_size));
  player.second_moment = AlignedBlock<Real>(static_cast<std::size_t>(layout.parameter_size));
  player.buffers = AlignedBlock<Real>(static_cast<std::size_t>(layout.buffer_size));
  player.updates = 0;
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    const Layer& layer = layout.layers[i];
    if (layer.weight < 0) continue;
    Real* weight = player.parameters.data() + layer.weight;
    if (layer.kind == LayerKind::linear) {
      key.inner = static_cast<std::uint32_t>(i);
      MatrixMap<Real>(weight, layer.outputs, layer.inputs) =
          draw_weights(spec, layer, gain_after(layout, i), key).cast<Real>();
      continue;
    }
    std::fill(weight, weight + layer.outputs, Real(1));
    if (layer.kind == LayerKind::batch_norm) {
      std::fill_n(player.buffers.data() + layer.running_variance, layer.outputs, Real(1));
    }
  }
}

template void initialise_player(const NetworkSpec&, const NetworkLayout&, StreamKey, PlayerState<float>&);
template void initialise_player(const NetworkSpec&, const NetworkLayout&, StreamKey, PlayerState<double>&);

}  // namespace gan
