#include "core/game/penalties.h"

#include <algorithm>
#include <array>

#include "core/ad/primitives.h"

namespace gan {
namespace {

constexpr std::array kPenalties{
    Penalty{"r1", "R1", PenaltyKind::squared_norm, PenalisedSamples::real, &Hyperparameters::r1_weight,
            &Hyperparameters::r1_every},
    Penalty{"r2", "R2", PenaltyKind::squared_norm, PenalisedSamples::generated, &Hyperparameters::r2_weight,
            &Hyperparameters::r2_every},
    Penalty{"wgan_gp", "WGAN-GP", PenaltyKind::unit_norm, PenalisedSamples::between, &Hyperparameters::gp_weight,
            &Hyperparameters::gp_every},
    Penalty{"dragan", "DRAGAN", PenaltyKind::unit_norm, PenalisedSamples::around, &Hyperparameters::dragan_weight,
            &Hyperparameters::dragan_every},
};

// On a batch of its own the loss's adjoint rides along with a penalty (see penalty_backward), and only with one.
constexpr bool one_rides_along(PenalisedSamples samples) {
  return std::count_if(kPenalties.begin(), kPenalties.end(),
                       [&](const Penalty& penalty) { return penalty.samples == samples; }) <= 1;
}
static_assert(one_rides_along(PenalisedSamples::real) && one_rides_along(PenalisedSamples::generated),
              "two penalties on one batch: NetworkPass::back_through_d has to add their u");

// Keeps 1/‖g‖ finite at a vanishing gradient, far below what either precision resolves elsewhere.
constexpr double kTiny = 1e-30;

// value = weight mean ½‖g_i‖², u = weight / m · g.
template <class M>
void squared_norm(Workspace& ws, double weight, const M& g, M& value, M& u) {
  M square, mean;
  hadamard(ws, square, g, g);
  mean_over(ws, mean, Over::all, square);
  scale(ws, value, 0.5 * weight * static_cast<double>(rows_of(g)), mean);
  scale(ws, u, weight / static_cast<double>(cols_of(g)), g);
}

// value = weight mean (‖g_i‖ − 1)², u_i = 2 weight / m (1 − 1/‖g_i‖) g_i.
template <class M>
void unit_norm(Workspace& ws, double weight, const M& g, M& value, M& u) {
  M square, mean_square, norm_square, norm, excess, excess_square, mean, inverse, minus_one, factor, scaled;
  hadamard(ws, square, g, g);
  mean_over(ws, mean_square, Over::features, square);
  scale(ws, norm_square, static_cast<double>(rows_of(g)), mean_square);
  shifted_power(ws, norm, norm_square, kTiny, 0.5);
  fill(ws, minus_one, 1, cols_of(g), -1);
  add(ws, excess, norm, 1, minus_one);
  hadamard(ws, excess_square, excess, excess);
  mean_over(ws, mean, Over::all, excess_square);
  scale(ws, value, weight, mean);
  shifted_power(ws, inverse, norm_square, kTiny, -0.5);
  hadamard(ws, factor, excess, inverse);
  scale(ws, scaled, 2 * weight / static_cast<double>(cols_of(g)), factor);
  multiply_spread(ws, u, g, scaled);
}

}  // namespace

std::span<const Penalty> penalties() {
  return kPenalties;
}

bool penalises(const Hyperparameters& h, PenalisedSamples samples) {
  return std::any_of(kPenalties.begin(), kPenalties.end(),
                     [&](const Penalty& p) { return p.samples == samples && h.*p.weight > 0; });
}

template <class M>
void penalty_backward(Workspace& ws, const NetworkLayout& layout, const NetworkParameters<M>& parameters,
                      PenaltyKind kind, double weight, const M& seed, Tape<M>& tape, RealOf<M>* buffers,
                      const NetworkParameters<M>* gradients, M* to_input, PenaltyScratch<M>& scratch, M& value) {
  // First pass: g = ∇_x Σ D(x_i).
  M ones, u;
  fill(ws, ones, layout.outputs, cols_of(tape.output()), 1);
  const NetworkParameters<M>* none = nullptr;
  network_backward(ws, layout, parameters, ones, Mode::training, tape, none, true);
  switch (kind) {
    case PenaltyKind::squared_norm:
      squared_norm(ws, weight, tape.d_input(), value, u);
      break;
    case PenaltyKind::unit_norm:
      unit_norm(ws, weight, tape.d_input(), value, u);
      break;
  }
  // Second pass on duals: all values are known from the first, only tangents are computed.
  lift(tape, scratch.tape);
  bind_views(&parameters, none, scratch.parameters);
  if (gradients) bind_views(none, gradients, scratch.gradients);
  const Dual<M> x{tape.layers.front().input, u}, dy{ones, seed};
  network_forward(ws, layout, scratch.parameters, x, Mode::training, buffers, false, scratch.tape);
  network_backward(ws, layout, scratch.parameters, dy, Mode::training, scratch.tape,
                   gradients ? &scratch.gradients : nullptr, to_input != nullptr);
  // u counts as a constant: dP/dx = (∂g/∂x)ᵀ u is the tangent of ∇_x Σ D(x_i) along u.
  if (to_input) *to_input = scratch.tape.d_input().tangent;
}

#define GAN_INSTANTIATE(...)                                                                                           \
  template void penalty_backward(Workspace&, const NetworkLayout&, const NetworkParameters<__VA_ARGS__>&, PenaltyKind, \
                                 double, const __VA_ARGS__&, Tape<__VA_ARGS__>&, RealOf<__VA_ARGS__>*,                 \
                                 const NetworkParameters<__VA_ARGS__>*, __VA_ARGS__*, PenaltyScratch<__VA_ARGS__>&,    \
                                 __VA_ARGS__&);
GAN_INSTANTIATE(MatrixView<float>)
GAN_INSTANTIATE(MatrixView<double>)
GAN_INSTANTIATE(Dual<MatrixView<float>>)
GAN_INSTANTIATE(Dual<MatrixView<double>>)
GAN_INSTANTIATE(Dual<Dual<MatrixView<double>>>)
#undef GAN_INSTANTIATE

}  // namespace gan
