#include "core/game/rules/turns.h"

#include "core/base/check.h"
#include "core/game/acting.h"

namespace gan {
namespace {

std::int32_t steps_of(Player player, const Hyperparameters& h) {
  return player == Player::discriminator ? h.k : h.generator_steps;
}

Turn turn(Player player, std::int32_t step, const Hyperparameters& h) {
  return {move_of(player), step, steps_of(player, h)};
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

}  // namespace

std::optional<Turn> next_in_turns(const Progress& now, const Hyperparameters& h) {
  for (const Player player : kPlayers) {
    if (now.inner[player] < steps_of(player, h)) return turn(player, now.inner[player] + 1, h);
  }
  return std::nullopt;
}

std::optional<Turn> last_in_turns(const Progress& now, const Hyperparameters& h,
                                  const std::optional<Progress>& before) {
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

template <class Real>
std::optional<Move> TurnsRule<Real>::next(const GameState<Real>& state, const Hyperparameters& h) const {
  const std::optional<Turn> turn = next_in_turns({state.step, {state.discriminator_inner, state.generator_inner}}, h);
  return turn ? std::optional(turn->move) : std::nullopt;
}

template <class Real>
bool TurnsRule<Real>::complete(const GameState<Real>& state, const Hyperparameters& h) const {
  return state.discriminator_inner >= h.k && state.generator_inner >= h.generator_steps &&
         state.discriminator_inner + state.generator_inner > 0;
}

template <class Real>
StepOutcome<Real> TurnsRule<Real>::step(Move move, const Hyperparameters& settings, TrainingBatches<Real>& batches,
                                        GameState<Real>& state) {
  const Hyperparameters h = acting_at(settings, state.step);
  GAN_CHECK(move != Move::both, "the players take turns");
  const Player player = moves(move, Player::discriminator) ? Player::discriminator : Player::generator;
  return one_.take(player, h, batches, state, prepare(player, h, state));
}

template class TurnsRule<float>;
template class TurnsRule<double>;
template class TurnsRule<DualNumber<double>>;

}  // namespace gan
