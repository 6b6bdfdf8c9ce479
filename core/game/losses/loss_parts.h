// Pieces that the losses share: means and derivatives of element-wise functions of logits, on values and on duals.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/ad/primitives.h"
#include "core/game/losses.h"

namespace gan {

inline constexpr ActivationFunction kSoftplus{Activation::softplus, 0};
inline constexpr ActivationFunction kRectifier{Activation::relu, 0};

inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

// Readings and values that several losses share.
inline constexpr OutputReading kProbability{
    true,
    "D(x): probability that x is real",
    "D(x)",
    "D(G(z))",
    "logit",
    "0 = fake",
    "½",
    "1 = real",
    "Mean D(x) and D(G(z))",
    "The mean probability of being real that D gives to data and to samples: both at ½ where it can't tell.",
    "Share of the batch that D puts on the right side of ½; one half is guessing.",
    0,
    0,
    {0.5, kNoNumber},
    false,
};
inline constexpr OutputReading kDifferences{
    false,
    "f(x), only differences count",
    "f(x)",
    "f(G(z))",
    "f(x)",
    "low",
    "mid",
    "high",
    "Mean f(x) and f(G(z))",
    "D's mean output on data and on samples: the loss sees their difference alone, where they lie together means "
    "nothing.",
    "Share of pairs of a real and a generated sample of which D ranks the real one higher.",
    kNoNumber,
    0,
    {kNoNumber, kNoNumber},
    false,
};

// log σ(t), the logarithm of a probability by its logit.
inline double log_sigmoid(double t) {
  return std::min(t, 0.0) - std::log1p(std::exp(-std::abs(t)));
}

inline constexpr GameValue kMinimaxValue{
    "Value function V(D,G)",
    "Value",
    "V(D,G)",
    "V(D,G) = E log D(x) + E log(1 − D(G(z))), which D maximises: −log 4 where the best D can't tell.",
    -1.3862943611198906,
    "−log 4",
    "V(D, G)",
    {"E log D(x)", "log D(x^{(i)})", "{t} log D(x^{(i)}) + {1-t} log(1 − D(x^{(i)}))",
     [](double a, double, double) { return log_sigmoid(a); }},
    {"E log(1 − D(G(z)))", "log(1 − D(G(z^{(i)})))", "", [](double b, double, double) { return log_sigmoid(-b); }},
    "\\min_G \\max_D V(D, G)",
};

// value += weight · mean f(sign·x + shift);  gradient += its derivative with respect to x.
template <class M>
void add_mean(Workspace& ws, const ActivationFunction& f, double weight, double sign, double shift, const M& x,
              M& value, M& gradient) {
  const Index m = cols_of(x);
  M constant_shift, argument, activated, mean, ones, slope, sum;
  fill(ws, constant_shift, 1, m, shift);
  add(ws, argument, constant_shift, sign, x);
  fill(ws, ones, 1, m, weight * sign / static_cast<double>(m));
  // The derivative before the value: a piecewise linear f overwrites its argument (and keeps its sign).
  scale_by_derivative(ws, slope, f, 1, argument, ones);
  activate(ws, activated, f, argument);
  mean_over(ws, mean, Over::all, activated);
  const M old_value = value, old_gradient = gradient;
  value = M{}, gradient = M{};
  add(ws, value, old_value, weight, mean);
  add(ws, gradient, old_gradient, 1, slope);
}

// value += weight · mean ½(x − target)²;  gradient += its derivative.
template <class M>
void add_mean_square(Workspace& ws, double weight, double target, const M& x, M& value, M& gradient) {
  const Index m = cols_of(x);
  M goal, difference, square, mean, slope;
  fill(ws, goal, 1, m, target);
  add(ws, difference, x, -1, goal);
  hadamard(ws, square, difference, difference);
  mean_over(ws, mean, Over::all, square);
  scale(ws, slope, weight / static_cast<double>(m), difference);
  const M old_value = value, old_gradient = gradient;
  value = M{}, gradient = M{};
  add(ws, value, old_value, 0.5 * weight, mean);
  add(ws, gradient, old_gradient, 1, slope);
}

// value += weight · mean x;  gradient += weight / m.
template <class M>
void add_mean_linear(Workspace& ws, double weight, const M& x, M& value, M& gradient) {
  const Index m = cols_of(x);
  M mean, slope;
  mean_over(ws, mean, Over::all, x);
  fill(ws, slope, 1, m, weight / static_cast<double>(m));
  const M old_value = value, old_gradient = gradient;
  value = M{}, gradient = M{};
  add(ws, value, old_value, weight, mean);
  add(ws, gradient, old_gradient, 1, slope);
}

// Binary cross-entropy on logits against targets (t for real, 0 for fake):
// t s(−a) + (1 − t) s(a) on real, s(b) on fake; s is the softplus.
template <class M>
void add_cross_entropy(Workspace& ws, const M& real, const M& fake, double real_label, LossValues<M>& out) {
  add_mean(ws, kSoftplus, real_label, -1, 0, real, out.d_loss, out.d_grad_real);
  if (real_label != 1) add_mean(ws, kSoftplus, 1 - real_label, 1, 0, real, out.d_loss, out.d_grad_real);
  add_mean(ws, kSoftplus, 1, 1, 0, fake, out.d_loss, out.d_grad_fake);
}

// What a loss's file provides: its description and its formula on every matrix type.
#define GAN_DECLARE_LOSS(name)       \
  extern const LossInfo name##_info; \
  template <class M>                 \
  void name##_loss(Workspace& ws, const M& real, const M& fake, double real_label, LossValues<M>& out);

#define GAN_INSTANTIATE_LOSS(name)                                                                                    \
  template void name##_loss(Workspace&, const MatrixView<float>&, const MatrixView<float>&, double,                   \
                            LossValues<MatrixView<float>>&);                                                          \
  template void name##_loss(Workspace&, const MatrixView<double>&, const MatrixView<double>&, double,                 \
                            LossValues<MatrixView<double>>&);                                                         \
  template void name##_loss(Workspace&, const Dual<MatrixView<float>>&, const Dual<MatrixView<float>>&, double,       \
                            LossValues<Dual<MatrixView<float>>>&);                                                    \
  template void name##_loss(Workspace&, const Dual<MatrixView<double>>&, const Dual<MatrixView<double>>&, double,     \
                            LossValues<Dual<MatrixView<double>>>&);                                                   \
  template void name##_loss(Workspace&, const Dual<Dual<MatrixView<float>>>&, const Dual<Dual<MatrixView<float>>>&,   \
                            double, LossValues<Dual<Dual<MatrixView<float>>>>&);                                      \
  template void name##_loss(Workspace&, const Dual<Dual<MatrixView<double>>>&, const Dual<Dual<MatrixView<double>>>&, \
                            double, LossValues<Dual<Dual<MatrixView<double>>>>&);

}  // namespace gan
