#include "core/nn/initialisation.h"

#include <cmath>

#include "core/base/check.h"
#include "core/base/decompositions.h"

namespace gan {
namespace {

// The gain that keeps the second moment of the signal through the activation: √2 for ReLU, √(2/(1+a²)) for leaky ReLU,
// 5/3 for tanh (PyTorch's calculate_gain); √2 stands in for the smooth rectifiers.
double gain_of(const ActivationFunction& f) {
  switch (f.kind) {
    case Activation::leaky_relu:
      return std::sqrt(2 / (1 + f.slope * f.slope));
    case Activation::tanh:
      return 5.0 / 3.0;
    case Activation::sigmoid:
      return 1;
    case Activation::relu:
    case Activation::elu:
    case Activation::silu:
    case Activation::softplus:
      return std::sqrt(2.0);
  }
  return 1;
}

// Of what follows layer i; 1 for a linear output.
double gain_after(const NetworkLayout& layout, std::size_t i) {
  for (std::size_t next = i + 1; next < layout.layers.size(); ++next) {
    const Layer& layer = layout.layers[next];
    if (layer.kind != LayerKind::activation && layer.kind != LayerKind::layer_norm &&
        layer.kind != LayerKind::batch_norm)
      break;
    if (layer.kind == LayerKind::activation) return gain_of(layer.activation);
  }
  return 1;
}

// Inner steps of spectral norm's vectors: above those of the weights.
constexpr std::uint32_t kSpectralInner = 1000;

// Orthonormal rows or columns, whichever are fewer, uniformly distributed: QR of a normal matrix with R's diagonal
// made positive.
void make_orthogonal(Matrix<double>& w) {
  const bool wide = w.cols() > w.rows();
  auto [q, r_diagonal] = thin_qr(wide ? Matrix<double>(w.transpose()) : w);
  for (Index j = 0; j < q.cols(); ++j) {
    if (r_diagonal(j) < 0) q.col(j) *= -1;
  }
  w = wide ? Matrix<double>(q.transpose()) : q;
}

// How many numbers are summed to one number of the result, and into how many results one number goes.
struct Fans {
  double in, out;
};
Fans fans_of(const Layer& layer) {
  const double rows = static_cast<double>(layer.weight_rows), cols = static_cast<double>(layer.weight_cols);
  if (layer.kind == LayerKind::linear) return {cols, rows};
  const ConvolutionShape& s = layer.shape;
  const double area = static_cast<double>(s.kernel * s.kernel), stride = static_cast<double>(s.stride * s.stride);
  const Fans fans{cols, rows * area / stride};
  if (layer.kind == LayerKind::convolution) return fans;
  return {fans.out, fans.in};
}

// What the rule alone makes of normal numbers; 1 where it does not scale them.
double rule_scale(Initialisation rule, const Layer& layer, double gain) {
  const Fans fans = fans_of(layer);
  switch (rule) {
    case Initialisation::he:
      return gain / std::sqrt(fans.in);
    case Initialisation::glorot:
      return std::sqrt(2.0 / (fans.in + fans.out));
    case Initialisation::orthogonal:
    case Initialisation::normal:
      break;
  }
  return 1;
}

// Of a player that is a few numbers: those it is told to start at.
Matrix<double> given_weights(const NetworkSpec& spec, const Layer& layer) {
  Matrix<double> w = Matrix<double>::Ones(layer.weight_rows, layer.weight_cols);
  if (spec.start.empty()) return w;
  GAN_CHECK(static_cast<Index>(spec.start.size()) == w.size(), "a player starts with as many numbers as it has");
  for (Index i = 0; i < w.size(); ++i) w.data()[i] = spec.start[static_cast<std::size_t>(i)];
  return w;
}

Matrix<double> draw_weights(const NetworkSpec& spec, const Layer& layer, double gain, const StreamKey& key) {
  if (spec.is_numbers()) return given_weights(spec, layer);
  Matrix<double> w(layer.weight_rows, layer.weight_cols);
  fill_normal(key, w.data(), static_cast<std::size_t>(w.size()));
  if (spec.initialisation == Initialisation::orthogonal) make_orthogonal(w);
  w *= rule_scale(spec.initialisation, layer, gain);
  return w * (spec.initial_scale * layer.initial_gain);
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
    key.inner = static_cast<std::uint32_t>(i);
    if (layer.kind == LayerKind::layer_norm || layer.kind == LayerKind::batch_norm) {
      std::fill_n(weight, layer.weight_rows, Real(1));
      if (layer.kind == LayerKind::layer_norm) continue;
      std::fill_n(player.buffers.data() + layer.running_variance, layer.weight_rows, Real(1));
      continue;
    }
    MatrixMap<Real>(weight, layer.weight_rows, layer.weight_cols) =
        draw_weights(spec, layer, gain_after(layout, i), key).cast<Real>();
    if (layer.spectral < 0) continue;
    // A random direction for the power iteration, from the same layer's own numbers.
    key.inner += kSpectralInner;
    Matrix<double> u(layer.weight_rows, 1);
    fill_normal(key, u.data(), static_cast<std::size_t>(u.size()));
    MatrixMap<Real>(player.buffers.data() + layer.spectral, layer.weight_rows, 1) = u.normalized().cast<Real>();
  }
}

double initial_scale_of(const NetworkSpec& spec, const NetworkLayout& layout, std::size_t layer) {
  const Layer& of = layout.layers[layer];
  return rule_scale(spec.initialisation, of, gain_after(layout, layer)) * (spec.initial_scale * of.initial_gain);
}

template void initialise_player(const NetworkSpec&, const NetworkLayout&, StreamKey, PlayerState<float>&);
template void initialise_player(const NetworkSpec&, const NetworkLayout&, StreamKey, PlayerState<double>&);

}  // namespace gan
