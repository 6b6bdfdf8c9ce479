#include "core/game/rules/one_player.h"

namespace gan {

// A D that stands still (or whose turn has not come) is measured on the batch that it would have seen. The trial ends
// without being kept: looking moves no statistics.
template <class Real>
void OnePlayerStep<Real>::measure_discriminator(const Hyperparameters& h, TrainingBatches<Real>& batches,
                                                GameState<Real>& state, StepOutcome<Real>& outcome) {
  Workspace::Scope scope(game_.workspace());
  const Batch<Real> batch = batches.batch(Player::discriminator, 0);
  const typename Guard<Real>::Trial trial(guard_, state);
  game_.add_gradients(point_of(state, h, batch), {}, {&state.discriminator.buffers, &state.generator.buffers}, outcome);
  note_d_loss(outcome);
}

template <class Real>
StepOutcome<Real> OnePlayerStep<Real>::take(Player player, const Hyperparameters& h, TrainingBatches<Real>& batches,
                                            GameState<Real>& state, Motion<Real>* motion) {
  StepOutcome<Real> outcome;
  if (player == Player::generator && state.discriminator_inner == 0) {
    measure_discriminator(h, batches, state, outcome);
    if (outcome.failed) return outcome;
  }
  Workspace::Scope scope(game_.workspace());
  const Batch<Real> batch = batches.batch(player, state.inner(player));
  AlignedBlock<Real>& gradient = gradients_[player];
  if (gradient.size() != state[player].parameters.size()) {
    gradient = AlignedBlock<Real>(state[player].parameters.size());
  } else {
    gradient.fill(Real(0));
  }
  typename Guard<Real>::Trial trial(guard_, state);
  GameVectorOut<Real> wanted;
  wanted[player] = &gradient;
  game_.add_gradients(point_of(state, h, batch), own_gradients<Real>(wanted),
                      {&state.discriminator.buffers, &state.generator.buffers}, outcome);
  GameVectorIn<Real> found;
  found[player] = &gradient;
  finish_step<Real>(found, h, trial, outcome, motion);
  return outcome;
}

template class OnePlayerStep<float>;
template class OnePlayerStep<double>;
template class OnePlayerStep<DualNumber<double>>;

}  // namespace gan
