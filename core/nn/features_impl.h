// Layers that add to what a discriminator sees: Fourier features of its input, the images of a pack, and the standard
// deviation over a group of samples. None has parameters. Included by network.cpp only.
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

// The images of a pack, one after another, as one image that has the channels of the first, then those of the second,
// and so on (Lin et al. 2018, arXiv 1712.04086).   x: (image, pixel, channel) x m, y: (pixel, image, channel) x m, the
// last of each the fastest.
template <class M>
void pack_forward(Workspace& ws, const Layer& layer, LayerTape<M>& tape) {
  transpose_blocks(ws, tape.output, tape.input, layer.group, layer.pixels);
}
template <class M>
void pack_backward(Workspace& ws, const Layer& layer, const M& dy, LayerTape<M>& tape) {
  transpose_blocks(ws, tape.d_input, dy, layer.pixels, layer.group);
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

// y = (x; s) of the n numbers x of a sample, of maps at each pixel: one more map, the same everywhere.
//   x: n x m, s: 1 x m, y: (n + pixels) x m.
template <class M>
void put_beside(Workspace& ws, const M& x, const M& s, Index pixels, M& y) {
  const Index n = rows_of(x), m = cols_of(x);
  if (pixels == 1) return stack_rows(ws, y, x, s, n, 1);
  M zero, everywhere, all = reshaped(y, n / pixels + 1, pixels * m);
  fill(ws, zero, pixels, m, 0);
  add_spread(ws, everywhere, zero, 1, s);
  stack_rows(ws, all, reshaped(x, n / pixels, pixels * m), reshaped(everywhere, 1, pixels * m), n / pixels, 1);
  y = reshaped(all, n + pixels, m);
}

// The adjoint of put_beside: dx, the part of dy that is beside s, and ds, the sum over the pixels.
template <class M>
void take_apart(Workspace& ws, const M& dy, Index pixels, Index n, M& dx, M& ds) {
  const Index m = cols_of(dy);
  if (pixels == 1) {
    take_rows(ws, dx, dy, 0, n);
    return take_rows(ws, ds, dy, n, 1);
  }
  M beside, of_pixels, mean;
  const M all = reshaped(dy, n / pixels + 1, pixels * m);
  take_rows(ws, beside, all, 0, n / pixels);
  take_rows(ws, of_pixels, all, n / pixels, 1);
  mean_over(ws, mean, Over::features, reshaped(of_pixels, pixels, m));
  scale(ws, ds, static_cast<double>(pixels), mean);
  dx = reshaped(beside, n, m);
}

// y = (x; s), s of a group of G samples the mean over the features of √(variance over the group + ε), the same number
// for each of them (Karras et al. 2018, arXiv 1710.10196, section 3). Of m samples number j belongs to group j mod
// (m/G), as in their code, so that the matrix of x with n · m/G rows has a group's values of one feature in a row. In
// evaluation s is the running mean. Of maps the n features are all of their numbers.   x: n x m, y: (n + pixels) x m.
template <class M>
void group_deviation_forward(Workspace& ws, const Layer& layer, Mode mode, RealOf<M>* buffers, bool update_buffers,
                             LayerTape<M>& tape) {
  using Real = RealOf<M>;
  const M& x = tape.input;
  const Index n = rows_of(x), m = cols_of(x);
  M spread;  // s of each sample, 1 x m
  if (mode == Mode::evaluation) {
    fill(ws, spread, 1, m, static_cast<double>(buffers[layer.running_mean]));
    return put_beside(ws, x, spread, layer.pixels, tape.output);
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
  put_beside(ws, x, reshaped(spread, 1, m), layer.pixels, tape.output);
}

// With c the values about their group's mean and ds the sum over a group of the adjoints of its s:
// dx = dy without that of s + c ⊙ ds / (G · n · √(variance + ε)); that the mean moves with x adds nothing, because the
// c of a group sum up to 0.
template <class M>
void group_deviation_backward(Workspace& ws, const Layer& layer, const M& dy, Mode mode, LayerTape<M>& tape) {
  const Index n = rows_of(tape.input), m = cols_of(tape.input);
  M direct, of_sample;
  if (mode == Mode::evaluation) return take_apart(ws, dy, layer.pixels, n, tape.d_input, of_sample);
  const Index size = group_size(layer, tape.input), groups = m / size;
  take_apart(ws, dy, layer.pixels, n, direct, of_sample);
  M of_group, scaled, zero, of_features, factor, through;
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
