#include "core/game/update.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/norm.h"
#include "core/nn/optimiser.h"

namespace gan {
namespace {

constexpr PerPlayer<const char*> kLossNames{"the discriminator's loss", "the generator's loss"};
constexpr PerPlayer<const char*> kGradientNames{"the gradient of the discriminator's loss",
                                                "the gradient of the generator's loss"};

template <class Real>
void clamp_all(Real bound, AlignedBlock<Real>& block) {
  for (Real& x : block) x = std::min(bound, std::max(-bound, x));
}

template <class Real>
void note_loss(Player player, StepOutcome<Real>& outcome) {
  const Real loss = player == Player::discriminator ? outcome.d_loss : outcome.g_loss;
  using std::isfinite;
  if (!outcome.failed && !isfinite(loss)) outcome.failed = kLossNames[player];
}

// The norm in double precision: in single it may be infinite though the gradient is not.
template <class Real>
Wide<Real> note_norm(Player player, const AlignedBlock<Real>& gradient, StepOutcome<Real>& outcome) {
  note_loss(player, outcome);
  using std::isfinite;
  const Wide<Real> norm = norm_of(gradient);
  outcome.gradient_norm[player] = static_cast<Real>(norm);
  if (!outcome.failed && !isfinite(norm)) outcome.failed = kGradientNames[player];
  return norm;
}

const OptimiserSettings& optimiser_of(const Hyperparameters& h, Player player) {
  return player == Player::discriminator ? h.discriminator : h.generator;
}

}  // namespace

template <class Real>
void note_gradient(Player player, const AlignedBlock<Real>& gradient, StepOutcome<Real>& outcome) {
  note_norm(player, gradient, outcome);
}

template <class Real>
void note_d_loss(StepOutcome<Real>& outcome) {
  note_loss(Player::discriminator, outcome);
}

template <class Real>
void move_players(const GameVectorIn<Real>& gradients, const Hyperparameters& h, GameState<Real>& state,
                  Motion<Real>* motion) {
  if (motion) motion->begin(state);
  for (const Player player : kPlayers) {
    if (gradients[player]) optimiser_step(optimiser_of(h, player), gradients[player]->data(), state[player]);
  }
  if (motion) motion->end(state);
  if (gradients.discriminator && h.clip > 0) {
    clamp_all(static_cast<Real>(h.clip), state.discriminator.parameters);
  }
}

template <class Real>
void descend(const GameVectorIn<Real>& gradients, const Hyperparameters& h, GameState<Real>& state,
             Motion<Real>* motion) {
  const bool averages = gradients.generator && h.average_decay > 0;
  AlignedBlock<Real> first_average;
  if (averages && state.generator.average.empty()) {
    first_average = AlignedBlock<Real>(state.generator.parameters.size());
  }
  move_players(gradients, h, state, motion);
  if (gradients.generator) {
    update_average(h.average_decay, state.step, state.generator, std::move(first_average));
  }
}

template <class Real>
void finish_step(const GameVectorIn<Real>& gradients, const Hyperparameters& h, typename Guard<Real>::Trial& trial,
                 StepOutcome<Real>& outcome, Motion<Real>* motion) {
  PerPlayer<double> norms;
  for (const Player player : kPlayers) {
    if (gradients[player]) norms[player] = value_of(note_norm(player, *gradients[player], outcome));
  }
  if (outcome.failed) return;
  for (const Player player : kPlayers) {
    if (gradients[player] || (motion && motion->moves_besides(player))) trial.announce(player, norms[player]);
  }
  GameState<Real>& state = trial.state();
  descend(gradients, h, state, motion);
  outcome.failed = trial.failure();
  if (outcome.failed) return;
  for (const Player player : kPlayers) {
    if (gradients[player]) ++state.inner(player);
  }
  if (gradients.discriminator) ++state.discriminator_steps;
  trial.keep();
}

#define GAN_INSTANTIATE(Real)                                                                                     \
  template void note_gradient(Player, const AlignedBlock<Real>&, StepOutcome<Real>&);                             \
  template void note_d_loss(StepOutcome<Real>&);                                                                  \
  template void move_players(const GameVectorIn<Real>&, const Hyperparameters&, GameState<Real>&, Motion<Real>*); \
  template void descend(const GameVectorIn<Real>&, const Hyperparameters&, GameState<Real>&, Motion<Real>*);      \
  template void finish_step<Real>(const GameVectorIn<Real>&, const Hyperparameters&, Guard<Real>::Trial&,         \
                                  StepOutcome<Real>&, Motion<Real>*);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
GAN_INSTANTIATE(DualNumber<double>)
#undef GAN_INSTANTIATE

}  // namespace gan
