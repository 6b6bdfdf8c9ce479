#include "core/game/rules/alternating.h"

#include "core/base/check.h"
#include "core/game/rules/rule_list.h"
#include "core/game/update.h"

namespace gan {

namespace {

std::int32_t steps_of(Player player, const Hyperparameters& h) {
  return player == Player::discriminator ? h.k : h.generator_steps;
}

Turn turn(Player player, std::int32_t step, const Hyperparameters& h) {
  return {move_of(player), step, steps_of(player, h)};
}

std::optional<Turn> next_of(const Progress& now, const Hyperparameters& h) {
  for (const Player player : kPlayers) {
    if (now.inner[player] < steps_of(player, h)) return turn(player, now.inner[player] + 1, h);
  }
  return std::nullopt;
}

// Whose one step leads from one to the other; none where it was not one step, or may have been either's: where both
// players are frozen, any step by hand completes an iteration.
std::optional<Turn> one_step(const Progress& before, const Progress& now, const Hyperparameters& h) {
  for (const Player player : kPlayers) {
    const Player other = opponent_of(player);
    const std::int32_t step = before.inner[player] + 1;
    const bool goes_on =
        now.step == before.step && now.inner[player] == step && now.inner[other] == before.inner[other];
    // An iteration that is complete begins the next, whose counters are 0.
    const bool completes = now.step == before.step + 1 && now.inner == PerPlayer<std::int32_t>{} &&
                           step >= steps_of(player, h) && before.inner[player] < steps_of(player, h) &&
                           before.inner[other] >= steps_of(other, h);
    if (goes_on || completes) return turn(player, step, h);
  }
  return std::nullopt;
}

std::optional<Turn> last_of(const Progress& now, const Hyperparameters& h, const std::optional<Progress>& before) {
  if (before) {
    if (const std::optional<Turn> one = one_step(*before, now, h)) return one;
  }
  for (const Player player : {Player::generator, Player::discriminator}) {
    if (now.inner[player] > 0) return turn(player, now.inner[player], h);
  }
  if (now.step == 0) return std::nullopt;
  for (const Player player : {Player::generator, Player::discriminator}) {
    if (steps_of(player, h) > 0) return turn(player, steps_of(player, h), h);
  }
  return std::nullopt;
}

}  // namespace

const RuleInfo alternating_info{
    "alternating",
    "alternating",
    "The players take turns: k steps of D on fresh batches while G stands still, then G's steps while D does.",
    "k times φ ← φ − η_D ∇_φ L_D(θ, φ), then θ ← θ − η_G ∇_θ L_G(θ, φ)",
    "Goodfellow et al. 2014, arXiv 1406.2661, algorithm 1",
    next_of,
    last_of,
};

template <class Real>
std::optional<Move> Alternating<Real>::next(const GameState<Real>& state, const Hyperparameters& h) const {
  const std::optional<Turn> turn = next_of({state.step, {state.discriminator_inner, state.generator_inner}}, h);
  return turn ? std::optional(turn->move) : std::nullopt;
}

template <class Real>
bool Alternating<Real>::complete(const GameState<Real>& state, const Hyperparameters& h) const {
  return state.discriminator_inner >= h.k && state.generator_inner >= h.generator_steps &&
         state.discriminator_inner + state.generator_inner > 0;
}

// A D that stands still (or whose turn has not come) is measured on the batch that it would have seen. The trial ends
// without being kept: looking moves no statistics.
template <class Real>
void Alternating<Real>::measure_discriminator(const Hyperparameters& h, TrainingBatches<Real>& batches,
                                              GameState<Real>& state, StepOutcome<Real>& outcome) {
  Workspace::Scope scope(game_.workspace());
  const Batch<Real> batch = batches.batch(Player::discriminator, 0);
  const typename Guard<Real>::Trial trial(guard_, state);
  game_.add_gradients(point_of(state, h, batch), {}, {&state.discriminator.buffers, &state.generator.buffers}, outcome);
  note_d_loss(outcome);
}

template <class Real>
StepOutcome<Real> Alternating<Real>::step(Move move, const Hyperparameters& h, TrainingBatches<Real>& batches,
                                          GameState<Real>& state) {
  GAN_CHECK(move != Move::both, "the players take turns");
  const Player player = moves(move, Player::discriminator) ? Player::discriminator : Player::generator;
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
  finish_step<Real>(found, h, trial, outcome);
  return outcome;
}

template <class Real>
std::unique_ptr<Rule<Real>> make_alternating(Game<Real>& game) {
  return std::make_unique<Alternating<Real>>(game);
}

template class Alternating<float>;
template class Alternating<double>;
GAN_INSTANTIATE_RULE(alternating)

}  // namespace gan
