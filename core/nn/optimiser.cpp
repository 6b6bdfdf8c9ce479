#include "core/nn/optimiser.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/check.h"
#include "core/base/norm.h"

namespace gan {
namespace {

// A gradient that is clipped, element by element.
template <class Real>
struct Scaled {
  const Real* gradient;
  Real factor;
  Real operator[](std::size_t i) const { return factor * gradient[i]; }
};

// p −= lr g.
template <class Real, class Gradient>
void sgd(const OptimiserSettings& s, Gradient g, PlayerState<Real>& player) {
  Real* __restrict p = player.parameters.data();
  const Real rate = static_cast<Real>(s.learning_rate);
  const std::size_t n = player.parameters.size();
  for (std::size_t i = 0; i < n; ++i) p[i] -= rate * g[i];
}

// Polyak's heavy ball: m = μ m + g, p −= lr m; Nesterov's form: p −= lr (g + μ m).
template <class Real, class Gradient>
void momentum(const OptimiserSettings& s, Gradient g, PlayerState<Real>& player) {
  Real* __restrict p = player.parameters.data();
  Real* __restrict m = player.first_moment.data();
  const Real rate = static_cast<Real>(s.learning_rate), mu = static_cast<Real>(s.momentum);
  const Real ahead = s.kind == OptimiserKind::nesterov ? mu : Real(1);
  const Real now = s.kind == OptimiserKind::nesterov ? Real(1) : Real(0);
  const std::size_t n = player.parameters.size();
  for (std::size_t i = 0; i < n; ++i) {
    m[i] = mu * m[i] + g[i];
    p[i] -= rate * (now * g[i] + ahead * m[i]);
  }
}

// v = α v + (1 − α) g², p −= lr g / (√v + ε) (Tieleman and Hinton 2012).
template <class Real, class Gradient>
void rmsprop(const OptimiserSettings& s, Gradient g, PlayerState<Real>& player) {
  using std::sqrt;
  Real* __restrict p = player.parameters.data();
  Real* __restrict v = player.second_moment.data();
  const Real rate = static_cast<Real>(s.learning_rate), alpha = static_cast<Real>(s.decay);
  const Real rest = static_cast<Real>(1 - s.decay), epsilon = static_cast<Real>(s.epsilon);
  const std::size_t n = player.parameters.size();
  for (std::size_t i = 0; i < n; ++i) {
    v[i] = alpha * v[i] + rest * g[i] * g[i];
    p[i] -= rate * g[i] / (sqrt(v[i]) + epsilon);
  }
}

// m = β₁ m + (1 − β₁) g, v = β₂ v + (1 − β₂) g², p −= lr m̂ / (√v̂ + ε) with bias-corrected m̂, v̂
// (Kingma and Ba 2015, arXiv 1412.6980, algorithm 1).
template <class Real, class Gradient>
void adam(const OptimiserSettings& s, Gradient g, PlayerState<Real>& player) {
  using std::sqrt;
  Real* __restrict p = player.parameters.data();
  Real* __restrict m = player.first_moment.data();
  Real* __restrict v = player.second_moment.data();
  const double t = static_cast<double>(player.updates);
  const Real rate = static_cast<Real>(s.learning_rate / (1 - std::pow(s.beta1, t)));
  const Real correction = static_cast<Real>(1 / std::sqrt(1 - std::pow(s.beta2, t)));
  const Real beta1 = static_cast<Real>(s.beta1), rest1 = static_cast<Real>(1 - s.beta1);
  const Real beta2 = static_cast<Real>(s.beta2), rest2 = static_cast<Real>(1 - s.beta2);
  const Real epsilon = static_cast<Real>(s.epsilon);
  const std::size_t n = player.parameters.size();
  for (std::size_t i = 0; i < n; ++i) {
    m[i] = beta1 * m[i] + rest1 * g[i];
    v[i] = beta2 * v[i] + rest2 * g[i] * g[i];
    p[i] -= rate * m[i] / (sqrt(v[i]) * correction + epsilon);
  }
}

template <class Real, class Gradient>
void step_along(const OptimiserSettings& settings, Gradient gradient, PlayerState<Real>& player) {
  switch (settings.kind) {
    case OptimiserKind::sgd:
      return sgd(settings, gradient, player);
    case OptimiserKind::momentum:
    case OptimiserKind::nesterov:
      return momentum(settings, gradient, player);
    case OptimiserKind::rmsprop:
      return rmsprop(settings, gradient, player);
    case OptimiserKind::adam:
      return adam(settings, gradient, player);
  }
  GAN_CHECK(false, "unknown optimiser");
}

template <class Number>
Number factor_of(const OptimiserSettings& s, Number norm) {
  return s.gradient_clip > 0 ? std::min(Number(1), s.gradient_clip / (norm + 1e-6)) : Number(1);
}

}  // namespace

bool moves_first_moment(OptimiserKind kind) {
  return kind == OptimiserKind::momentum || kind == OptimiserKind::nesterov || kind == OptimiserKind::adam;
}
bool moves_second_moment(OptimiserKind kind) {
  return kind == OptimiserKind::rmsprop || kind == OptimiserKind::adam;
}

double clipping_factor(const OptimiserSettings& settings, double norm) {
  return factor_of(settings, norm);
}
DualNumber<double> clipping_factor(const OptimiserSettings& settings, DualNumber<double> norm) {
  return factor_of(settings, norm);
}

double decay_factor(const OptimiserSettings& settings) {
  return 1 - settings.learning_rate * settings.weight_decay;
}

template <class Real>
void optimiser_step(const OptimiserSettings& settings, const Real* gradient, PlayerState<Real>& player) {
  using std::sqrt;
  ++player.updates;
  if (settings.weight_decay > 0) {
    const Real kept = static_cast<Real>(decay_factor(settings));
    for (Real& weight : player.parameters) weight *= kept;
  }
  Wide<Real> factor = 1;
  if (settings.gradient_clip > 0) {
    factor = clipping_factor(settings, sqrt(squared_norm(gradient, player.parameters.size())));
  }
  // A gradient that is not clipped is read as it is: multiplied by 1 it might be rounded differently.
  if (factor == 1) return step_along(settings, gradient, player);
  step_along(settings, Scaled<Real>{gradient, static_cast<Real>(factor)}, player);
}

template <class Real>
void update_average(double decay, std::int64_t step, PlayerState<Real>& player, AlignedBlock<Real> room) {
  if (decay <= 0) {
    if (!player.average.empty()) player.average = {};
    return;
  }
  if (player.average.empty()) {
    room = player.parameters;
    player.average = std::move(room);
    return;
  }
  const double t = static_cast<double>(step), early = std::min(decay, (1 + t) / (10 + t));
  const Real kept = static_cast<Real>(early), rest = static_cast<Real>(1 - early);
  Real* __restrict a = player.average.data();
  const Real* __restrict p = player.parameters.data();
  const std::size_t n = player.average.size();
  for (std::size_t i = 0; i < n; ++i) a[i] = kept * a[i] + rest * p[i];
}

template <class Real>
void reset_optimiser(PlayerState<Real>& player) {
  player.first_moment.fill(Real(0));
  player.second_moment.fill(Real(0));
  player.updates = 0;
}

template void optimiser_step(const OptimiserSettings&, const float*, PlayerState<float>&);
template void optimiser_step(const OptimiserSettings&, const double*, PlayerState<double>&);
template void optimiser_step(const OptimiserSettings&, const DualNumber<double>*, PlayerState<DualNumber<double>>&);
template void update_average(double, std::int64_t, PlayerState<float>&, AlignedBlock<float>);
template void update_average(double, std::int64_t, PlayerState<double>&, AlignedBlock<double>);
template void update_average(double, std::int64_t, PlayerState<DualNumber<double>>&, AlignedBlock<DualNumber<double>>);
template void reset_optimiser(PlayerState<float>&);
template void reset_optimiser(PlayerState<double>&);

}  // namespace gan
