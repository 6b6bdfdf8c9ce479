#include "core/game/rules/together.h"

#include "core/game/acting.h"
#include "core/game/vector_field.h"

namespace gan {
namespace {

bool has_moved(const Progress& now, Player player) {
  return now.inner[player] > 0;
}

}  // namespace

// Who has moved by hand waits for the other.
std::optional<Turn> next_together(const Progress& now, const Hyperparameters&) {
  for (const Player player : kPlayers) {
    if (has_moved(now, opponent_of(player)) && !has_moved(now, player)) return Turn{move_of(player), 1, 1};
  }
  return Turn{Move::both, 1, 1};
}

std::optional<Turn> last_together(const Progress& now, const Hyperparameters& h,
                                  const std::optional<Progress>& before) {
  for (const Player player : kPlayers) {
    if (has_moved(now, player)) return Turn{move_of(player), now.inner[player], 1};
  }
  if (now.step == 0) return std::nullopt;
  // The iteration is complete: what it still wanted is what was done.
  if (before && before->step == now.step - 1) return next_together(*before, h);
  return Turn{Move::both, 1, 1};
}

template <class Real>
void copy_players(const GameState<Real>& from, GameState<Real>& to) {
  for (const Player player : kPlayers) {
    to[player].parameters = from[player].parameters;
    to[player].first_moment = from[player].first_moment;
    to[player].second_moment = from[player].second_moment;
    to[player].updates = from[player].updates;
  }
}

template <class Real>
void add_scaled(Wide<Real> factor, const AlignedBlock<Real>& from, AlignedBlock<Real>& to) {
  const Real f = static_cast<Real>(factor);
  Real* __restrict out = to.data();
  const Real* __restrict in = from.data();
  for (std::size_t i = 0; i < to.size(); ++i) out[i] += f * in[i];
}

template <class Real>
Wide<Real> inner_product(const GameVector<Real>& a, const GameVector<Real>& b) {
  Wide<Real> sum = 0;
  for (const Player player : kPlayers) {
    const Real *x = a[player].data(), *y = b[player].data();
    for (std::size_t i = 0; i < a[player].size(); ++i)
      sum += static_cast<Wide<Real>>(x[i]) * static_cast<Wide<Real>>(y[i]);
  }
  return sum;
}

template <class Real>
std::optional<Move> TogetherRule<Real>::next(const GameState<Real>& state, const Hyperparameters& h) const {
  return next_together({state.step, {state.discriminator_inner, state.generator_inner}}, h)->move;
}

template <class Real>
bool TogetherRule<Real>::complete(const GameState<Real>& state, const Hyperparameters&) const {
  return state.discriminator_inner > 0 && state.generator_inner > 0;
}

template <class Real>
void TogetherRule<Real>::take_gradients(const GamePoint<Real>& at, const GameVectorOut<Real>& statistics,
                                        GameVector<Real>& out, StepOutcome<Real>& outcome) {
  begin_sum(at, out);
  game_.add_gradients(at, own_gradients<Real>({&out.discriminator, &out.generator}), statistics, outcome);
  for (const Player player : kPlayers) note_gradient(player, out[player], outcome);
}

template <class Real>
void TogetherRule<Real>::hold_gradients(const GamePoint<Real>& at, GameVector<Real>& out, StepOutcome<Real>& outcome) {
  if (!held_) held_ = game_.held_point();
  begin_sum(at, out);
  held_->add_gradients(at, own_gradients<Real>({&out.discriminator, &out.generator}), moved(), outcome);
  for (const Player player : kPlayers) note_gradient(player, out[player], outcome);
}

template <class Real>
StepOutcome<Real> TogetherRule<Real>::step(Move move, const Hyperparameters& settings, TrainingBatches<Real>& batches,
                                           GameState<Real>& state) {
  const Hyperparameters h = acting_at(settings, state.step);
  if (move != Move::both) {
    return one_.take(moves(move, Player::discriminator) ? Player::discriminator : Player::generator, h, batches, state);
  }
  Workspace::Scope scope(game_.workspace());
  typename Guard<Real>::Trial trial(guard_, state);
  StepOutcome<Real> outcome;
  for (const Player player : kPlayers) moved_[player] = state[player].buffers;
  Motion<Real>* motion = find(h, batches, state, outcome);
  if (outcome.failed) return outcome;
  for (const Player player : kPlayers) state[player].buffers = moved_[player];
  const PerPlayer<Real> norms = outcome.gradient_norm;
  finish_step<Real>(direction(), h, trial, outcome, motion);
  outcome.gradient_norm = norms;
  return outcome;
}

#define GAN_INSTANTIATE(Real)                                                           \
  template void copy_players(const GameState<Real>&, GameState<Real>&);                 \
  template void add_scaled(Wide<Real>, const AlignedBlock<Real>&, AlignedBlock<Real>&); \
  template Wide<Real> inner_product(const GameVector<Real>&, const GameVector<Real>&);  \
  template class TogetherRule<Real>;
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
GAN_INSTANTIATE(DualNumber<double>)
#undef GAN_INSTANTIATE

}  // namespace gan
