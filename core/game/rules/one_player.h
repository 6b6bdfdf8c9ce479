// The step of one player by its own plain gradient on a fresh batch, the other standing still: what rules in which
// players take turns consist of, and under any other what a person asks for by hand.
#pragma once

#include "core/game/rules/rule.h"
#include "core/game/update.h"

namespace gan {

template <class Real>
class OnePlayerStep {
 public:
  // Both have to outlive it.
  OnePlayerStep(Game<Real>& game, Guard<Real>& guard) : game_(game), guard_(guard) {}

  // As Rule::step. `motion`: see finish_step.
  StepOutcome<Real> take(Player player, const Hyperparameters& h, TrainingBatches<Real>& batches,
                         GameState<Real>& state, Motion<Real>* motion = nullptr);

 private:
  void measure_discriminator(const Hyperparameters& h, TrainingBatches<Real>& batches, GameState<Real>& state,
                             StepOutcome<Real>& outcome);

  Game<Real>& game_;
  Guard<Real>& guard_;
  GameVector<Real> gradients_;
};

}  // namespace gan
