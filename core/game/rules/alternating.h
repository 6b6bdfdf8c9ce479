// Algorithm 1 (Goodfellow et al. 2014, 1406.2661): in each iteration k discriminator steps, G held constant, then so
// many generator steps, D held constant, each on a fresh batch.
#pragma once

#include "core/game/guard.h"
#include "core/game/rules/rule.h"

namespace gan {

template <class Real>
class Alternating final : public Rule<Real> {
 public:
  explicit Alternating(Game<Real>& game) : game_(game) {}

  std::optional<Move> next(const GameState<Real>& state, const Hyperparameters& h) const override;
  bool complete(const GameState<Real>& state, const Hyperparameters& h) const override;
  // Never of both at once.
  StepOutcome<Real> step(Move move, const Hyperparameters& h, TrainingBatches<Real>& batches,
                         GameState<Real>& state) override;

 private:
  void measure_discriminator(const Hyperparameters& h, TrainingBatches<Real>& batches, GameState<Real>& state,
                             StepOutcome<Real>& outcome);

  Game<Real>& game_;
  GameVector<Real> gradients_;
  Guard<Real> guard_;
};

}  // namespace gan
