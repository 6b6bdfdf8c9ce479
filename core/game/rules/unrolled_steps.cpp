#include <cmath>

#include "core/base/norm.h"
#include "core/game/rules/together.h"
#include "core/game/rules/unrolled.h"
#include "core/nn/optimiser.h"

namespace gan {
namespace {

template <class Real>
void make_zero(std::size_t size, AlignedBlock<Real>& block) {
  if (block.size() != size) {
    block = AlignedBlock<Real>(size);
  } else {
    block.fill(Real(0));
  }
}

}  // namespace

template <class Real>
GamePoint<Real> UnrolledSteps<Real>::point_before(std::size_t step) const {
  GamePoint<Real> point = at_;
  if (step > 0) point.parameters.discriminator = &places_[step - 1];
  return point;
}

template <class Real>
void UnrolledSteps<Real>::find_gradient(std::size_t step, AlignedBlock<Real>& gradient,
                                        const GameVectorOut<Real>& moved, StepOutcome<Real>& outcome) {
  make_zero(at_.parameters.discriminator->size(), gradient);
  held_[step]->add_gradients(point_before(step), own_gradients<Real>({&gradient, nullptr}), moved, outcome);
}

template <class Real>
void UnrolledSteps<Real>::take(const GamePoint<Real>& at, const PlayerState<Real>& discriminator,
                               AlignedBlock<Real>& first, const GameVectorOut<Real>& moved,
                               StepOutcome<Real>& outcome) {
  at_ = at;
  const auto steps = static_cast<std::size_t>(at.hyperparameters->unroll_steps);
  while (held_.size() < steps) held_.push_back(game_.held_point());
  places_.resize(steps);
  gradients_.resize(keeps_gradients() ? steps : 1);
  for (auto* blocks : {&first_moments_, &second_moments_}) blocks->resize(by_adam() ? steps : 0);
  find_gradient(0, first, moved, outcome);
  note_gradient(Player::discriminator, first, outcome);
  if (outcome.failed) return;
  begin_walk(discriminator);
  OptimiserSettings by = settings();
  by.kind = by_adam() ? OptimiserKind::adam : OptimiserKind::sgd;
  StepOutcome<Real> unread;
  for (std::size_t step = 0; step < steps; ++step) {
    if (step > 0) find_gradient(step, gradient_of(step), {}, unread);
    if (step == 0) gradient_of(0) = first;
    optimiser_step(by, gradient_of(step).data(), walker_);
    places_[step] = walker_.parameters;
    if (!by_adam()) continue;
    first_moments_[step] = walker_.first_moment;
    second_moments_[step] = walker_.second_moment;
  }
}

// Where D stands, with its own moments where they are Adam's.
template <class Real>
void UnrolledSteps<Real>::begin_walk(const PlayerState<Real>& discriminator) {
  const bool goes_on = by_adam() && settings().kind == OptimiserKind::adam;
  walker_.parameters = discriminator.parameters;
  if (goes_on) {
    walker_.first_moment = discriminator.first_moment;
    walker_.second_moment = discriminator.second_moment;
  } else {
    make_zero(discriminator.parameters.size(), walker_.first_moment);
    make_zero(discriminator.parameters.size(), walker_.second_moment);
  }
  walker_.updates = updates_ = goes_on ? discriminator.updates : 0;
}

template <class Real>
void UnrolledSteps<Real>::release() {
  for (auto* blocks : {&places_, &gradients_, &first_moments_, &second_moments_}) {
    blocks->clear();
    blocks->shrink_to_fit();
  }
  held_.clear();
}

// η / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ), as Adam's step has them (core/nn/optimiser.cpp).
template <class Real>
double UnrolledSteps<Real>::rate_of(std::size_t step) const {
  const double t = static_cast<double>(updates_) + static_cast<double>(step) + 1;
  return settings().learning_rate / (1 - std::pow(settings().beta1, t));
}
template <class Real>
double UnrolledSteps<Real>::correction_of(std::size_t step) const {
  const double t = static_cast<double>(updates_) + static_cast<double>(step) + 1;
  return 1 / std::sqrt(1 - std::pow(settings().beta2, t));
}

// φ' = φ − a m' / (c √v' + ε), m' = β₁ m + (1 − β₁) g, v' = β₂ v + (1 − β₂) g²: from the adjoints of φ', m' and v'
// those of g, which is left in direction_, of m and of v. Where v' is 0, g and what came before are, and so is their
// part. g is the gradient times `clipped`.
template <class Real>
void UnrolledSteps<Real>::step_back_through_adam(std::size_t step, Wide<Real> clipped,
                                                 const AlignedBlock<Real>& adjoint) {
  using std::sqrt;
  const OptimiserSettings& s = settings();
  const Real rate = static_cast<Real>(rate_of(step)), correction = static_cast<Real>(correction_of(step));
  const Real beta1 = static_cast<Real>(s.beta1), rest1 = static_cast<Real>(1 - s.beta1);
  const Real beta2 = static_cast<Real>(s.beta2), rest2 = static_cast<Real>(1 - s.beta2);
  const Real epsilon = static_cast<Real>(s.epsilon), factor = static_cast<Real>(clipped);
  const AlignedBlock<Real>&g = gradients_[step], &m = first_moments_[step], &v = second_moments_[step];
  for (std::size_t i = 0; i < adjoint.size(); ++i) {
    const Real root = sqrt(v[i]), below = root * correction + epsilon;
    const Real of_m = first_adjoint_[i] - adjoint[i] * rate / below;
    Real of_v = second_adjoint_[i];
    if (root > Real(0)) of_v += adjoint[i] * rate * (m[i] / below) * (correction / (2 * root)) / below;
    direction_[i] = rest1 * of_m + 2 * rest2 * (factor * g[i]) * of_v;
    first_adjoint_[i] = beta1 * of_m;
    second_adjoint_[i] = beta2 * of_v;
  }
}

// g' = s g, s = c/(‖g‖ + ε): from the adjoint μ of g' that of g, s μ − g (g·μ) s²/(c ‖g‖).
template <class Real>
void UnrolledSteps<Real>::step_back_through_clipping(std::size_t step, Wide<Real> norm, Wide<Real> clipped) {
  const AlignedBlock<Real>& g = gradients_[step];
  Wide<Real> along = 0;
  for (std::size_t i = 0; i < g.size(); ++i)
    along += static_cast<Wide<Real>>(g[i]) * static_cast<Wide<Real>>(direction_[i]);
  const Real factor = static_cast<Real>(clipped);
  const Real taken = static_cast<Real>(along * clipped * clipped / (settings().gradient_clip * norm));
  for (std::size_t i = 0; i < g.size(); ++i) direction_[i] = factor * direction_[i] - taken * g[i];
}

// λ ← (1 − η decay) λ + ∂/∂μ ∇_φ L_D and ∇_θ += ∂/∂μ ∇_θ L_D, with μ the adjoint of the step's gradient: −η λ of SGD.
template <class Real>
void UnrolledSteps<Real>::go_back(AlignedBlock<Real>& adjoint, AlignedBlock<Real>& gradient) {
  for (auto* block : {&direction_, &first_adjoint_, &second_adjoint_}) make_zero(adjoint.size(), *block);
  const Real kept = static_cast<Real>(decay_factor(settings()));
  for (std::size_t step = places_.size(); step-- > 0;) {
    const Wide<Real> norm = settings().gradient_clip > 0 ? norm_of(gradients_[step]) : Wide<Real>(0);
    const Wide<Real> clipped = clipping_factor(settings(), norm);
    if (by_adam()) {
      step_back_through_adam(step, clipped, adjoint);
    } else {
      direction_.fill(Real(0));
      add_scaled(-settings().learning_rate, adjoint, direction_);
    }
    if (value_of(clipped) < 1) step_back_through_clipping(step, norm, clipped);
    for (std::size_t i = 0; kept != Real(1) && i < adjoint.size(); ++i) adjoint[i] *= kept;
    held_[step]->add_derivatives({&direction_, nullptr}, {{&adjoint, &gradient}, {}});
  }
}

template class UnrolledSteps<float>;
template class UnrolledSteps<double>;
template class UnrolledSteps<DualNumber<double>>;

}  // namespace gan
