// Layer norm (Ba et al. 2016, 1607.06450) and batch norm (Ioffe and Szegedy 2015, 1502.03167): one formula, whose means
// run over features or over the batch. Forward and backward side by side. Included by network.cpp only.
#pragma once

#include "core/ad/primitives.h"
#include "core/nn/network.h"

namespace gan {

inline constexpr double kNormalisationEpsilon = 1e-5;

inline Over normalised_over(LayerKind kind) {
  return kind == LayerKind::layer_norm ? Over::features : Over::samples;
}

// running = 0.9 running + 0.1 statistic; the variance that is kept is the unbiased one, as in PyTorch.
template <class Real>
void update_running(const Layer& layer, const MatrixView<Real>& mean, const MatrixView<Real>& variance, Index samples,
                    Real* buffers) {
  const Real momentum = static_cast<Real>(kRunningMomentum);
  const Real unbiased = samples > 1 ? Real(samples) / Real(samples - 1) : Real(1);
  for (Index i = 0; i < mean.rows; ++i) {
    Real& m = buffers[layer.running_mean + i];
    Real& v = buffers[layer.running_variance + i];
    m = (Real(1) - momentum) * m + momentum * mean.data[i];
    v = (Real(1) - momentum) * v + momentum * unbiased * variance.data[i];
  }
}

// Batch norm of images normalises each channel over pixels and samples: x as channels x (pixels · m).
template <class M>
M as_features(const Layer& layer, const M& m) {
  return layer.pixels == 1 ? m : reshaped(m, rows_of(m) / layer.pixels, cols_of(m) * layer.pixels);
}

// x̂ = (x − mean) / √(variance + ε), y = gain ⊙ x̂ + bias.   x, y: n x m.
template <class M>
void normalisation_forward(Workspace& ws, const Layer& layer, const LayerParameters<M>& p, Mode mode,
                           RealOf<M>* buffers, bool update_buffers, LayerTape<M>& tape) {
  using View = MatrixView<RealOf<M>>;
  const M x = as_features(layer, tape.input);
  const Index features = rows_of(x);
  M mean, variance, centred;
  if (layer.kind == LayerKind::batch_norm && mode == Mode::evaluation) {
    mean = constant<M>(View{buffers + layer.running_mean, features, 1});
    variance = constant<M>(View{buffers + layer.running_variance, features, 1});
    add_spread(ws, centred, x, -1, mean);
  } else {
    M square;
    mean_over(ws, mean, normalised_over(layer.kind), x);
    add_spread(ws, centred, x, -1, mean);
    hadamard(ws, square, centred, centred);
    mean_over(ws, variance, normalised_over(layer.kind), square);
    if (layer.kind == LayerKind::batch_norm && update_buffers) {
      update_running(layer, primal(mean), primal(variance), cols_of(x), buffers);
    }
  }
  shifted_power(ws, tape.inverse_deviation, variance, kNormalisationEpsilon, -0.5);
  multiply_spread(ws, tape.normalised, centred, tape.inverse_deviation);
  M scaled, out = as_features(layer, tape.output);
  multiply_spread(ws, scaled, tape.normalised, p.weight);
  add_spread(ws, out, scaled, 1, p.bias);
  tape.output = reshaped(out, rows_of(tape.input), cols_of(tape.input));
}

// dgain += (dy ⊙ x̂) 1, dbias += dy 1; with g = gain ⊙ dy:
// dx = (g − mean(g) − x̂ ⊙ mean(g ⊙ x̂)) / √(variance + ε); the means vanish when the statistics are constants.
template <class M>
void normalisation_backward(Workspace& ws, const Layer& layer, const LayerParameters<M>& p, const M& dy_flat, Mode mode,
                            LayerTape<M>& tape, const LayerParameters<M>* gradient, bool to_input) {
  const M dy = as_features(layer, dy_flat);
  if (gradient) {
    M product;
    hadamard(ws, product, dy, tape.normalised);
    add_row_sums(gradient->weight, product);
    add_row_sums(gradient->bias, dy);
  }
  if (!to_input) return;
  M g, out = as_features(layer, tape.d_input);
  const auto done = [&] { tape.d_input = reshaped(out, rows_of(tape.input), cols_of(tape.input)); };
  multiply_spread(ws, g, dy, p.weight);
  if (layer.kind == LayerKind::batch_norm && mode == Mode::evaluation) {
    multiply_spread(ws, out, g, tape.inverse_deviation);
    return done();
  }
  const Over over = normalised_over(layer.kind);
  M mean, centred, correlation, mean_correlation, along, inner;
  mean_over(ws, mean, over, g);
  add_spread(ws, centred, g, -1, mean);
  hadamard(ws, correlation, g, tape.normalised);
  mean_over(ws, mean_correlation, over, correlation);
  multiply_spread(ws, along, tape.normalised, mean_correlation);
  add(ws, inner, centred, -1, along);
  multiply_spread(ws, out, inner, tape.inverse_deviation);
  done();
}

}  // namespace gan
