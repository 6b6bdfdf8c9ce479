// Layers that add to what a discriminator sees: Fourier features of its input, and the standard deviation over a group
// of samples. Neither has parameters. Included by network.cpp only.
#pragma once

#include "core/ad/primitives.h"
#include "core/ad/rows.h"
#include "core/ad/waves.h"
#include "core/base/check.h"
#include "core/nn/network.h"

namespace gan {

// y = γ(x) (core/ad/waves.h).   x: d x m, y: d · features x m.
template <class M>
void fourier_forward(Workspace& ws, const Layer& layer, LayerTape<M>& tape) {
  waves(ws, tape.output, layer.waves, 0, tape.input, M{});
}

// dx = γ'(x)ᵀ dy.
template <class M>
void fourier_backward(Workspace& ws, const Layer& layer, const M& dy, LayerTape<M>& tape) {
  waves_adjoint(ws, tape.d_input, layer.waves, 1, tape.input, dy);
}

// Keeps the root's slope finite in a group of equal samples (Karras et al. 2018, their code).
inline constexpr double kDeviationEpsilon = 1e-8;

// As many samples as the layer wants, or all where there are fewer.
template <class M>
Index group_size(const Layer& layer, const M& x) {
  const Index samples = cols_of(x), size = layer.group < samples ? layer.group : samples;
  GAN_CHECK(samples % size == 0, "a batch of whole groups");
  return size;
}

// y = (x; s), s of a group of G samples the mean over the features of √(variance over the group + ε), the same number
// for each of them (Karras et al. 2018, arXiv 1710.10196, section 3). Of m samples number j belongs to group j mod
// (m/G), as in their code, so that the matrix of x with n · m/G rows has a group's values of one feature in a row. In
// evaluation s is the running mean.   x: n x m, y: (n + 1) x m.
template <class M>
void group_deviation_forward(Workspace& ws, const Layer& layer, Mode mode, RealOf<M>* buffers, bool update_buffers,
                             LayerTape<M>& tape) {
  using Real = RealOf<M>;
  const M& x = tape.input;
  const Index n = rows_of(x), m = cols_of(x);
  M spread;  // s of each sample, 1 x m
  if (mode == Mode::evaluation) {
    fill(ws, spread, 1, m, static_cast<double>(buffers[layer.running_mean]));
    return stack_rows(ws, tape.output, x, spread, n, 1);
  }
  const Index size = group_size(layer, x), groups = m / size;
  const M grouped = reshaped(x, n * groups, size);
  M mean, square, variance, deviation, of_group, zero;
  mean_over(ws, mean, Over::samples, grouped);
  add_spread(ws, tape.normalised, grouped, -1, mean);
  hadamard(ws, square, tape.normalised, tape.normalised);
  mean_over(ws, variance, Over::samples, square);
  shifted_power(ws, deviation, variance, kDeviationEpsilon, 0.5);
  shifted_power(ws, tape.inverse_deviation, variance, kDeviationEpsilon, -0.5);
  mean_over(ws, of_group, Over::features, reshaped(deviation, n, groups));
  if (update_buffers) {
    MatrixView<Real> all;
    mean_over(ws, all, Over::all, primal(of_group));
    const auto momentum = static_cast<Real>(kRunningMomentum);
    Real& running = buffers[layer.running_mean];
    running = (Real(1) - momentum) * running + momentum * all.data[0];
  }
  fill(ws, zero, groups, size, 0);
  add_spread(ws, spread, zero, 1, reshaped(of_group, groups, 1));
  stack_rows(ws, tape.output, x, reshaped(spread, 1, m), n, 1);
}

// With c the values about their group's mean and ds the sum over a group of the adjoints of its s:
// dx = dy without its last row + c ⊙ ds / (G · n · √(variance + ε)); that the mean moves with x adds nothing, because
// the c of a group sum up to 0.
template <class M>
void group_deviation_backward(Workspace& ws, const Layer& layer, const M& dy, Mode mode, LayerTape<M>& tape) {
  const Index n = rows_of(tape.input), m = cols_of(tape.input);
  M direct;
  if (mode == Mode::evaluation) return take_rows(ws, tape.d_input, dy, 0, n);
  const Index size = group_size(layer, tape.input), groups = m / size;
  take_rows(ws, direct, dy, 0, n);
  M of_sample, of_group, scaled, zero, of_features, factor, through;
  take_rows(ws, of_sample, dy, n, 1);
  // The mean over a group is its sum over G: the factor that the formula has.
  mean_over(ws, of_group, Over::samples, reshaped(of_sample, groups, size));
  scale(ws, scaled, 1 / static_cast<double>(n), of_group);
  fill(ws, zero, n, groups, 0);
  add_spread(ws, of_features, zero, 1, reshaped(scaled, 1, groups));
  hadamard(ws, factor, reshaped(of_features, n * groups, 1), tape.inverse_deviation);
  multiply_spread(ws, through, tape.normalised, factor);
  add(ws, tape.d_input, direct, 1, reshaped(through, n, m));
}

}  // namespace gan
