// What rules in which the players take turns share: in each iteration k steps of D, then those of G, as algorithm 1 has
// them (Goodfellow et al. 2014, 1406.2661).
#pragma once

#include "core/game/rules/one_player.h"

namespace gan {

// See turn.h.
std::optional<Turn> next_in_turns(const Progress& now, const Hyperparameters& h);
std::optional<Turn> last_in_turns(const Progress& now, const Hyperparameters& h, const std::optional<Progress>& before);

template <class Real>
class TurnsRule : public Rule<Real> {
 public:
  explicit TurnsRule(Game<Real>& game) : one_(game, guard_) {}

  std::optional<Move> next(const GameState<Real>& state, const Hyperparameters& h) const override;
  bool complete(const GameState<Real>& state, const Hyperparameters& h) const override;
  // Never of both at once.
  StepOutcome<Real> step(Move move, const Hyperparameters& h, TrainingBatches<Real>& batches,
                         GameState<Real>& state) override;

 protected:
  // What the rule adds to the player's step that is to come, and the memory for it; null: nothing.
  virtual Motion<Real>* prepare(Player, const Hyperparameters&, const GameState<Real>&) { return nullptr; }

 private:
  Guard<Real> guard_;
  OnePlayerStep<Real> one_;
};

}  // namespace gan
