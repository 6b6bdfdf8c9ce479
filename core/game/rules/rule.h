// Rule: how training goes: who moves in the next sub-step, when an iteration is complete, and what becomes of the
// gradients: which ones it asks the game for, where and on how many batches, and how the players move by them. A rule
// has scratch memory and no state: what it has to remember from one sub-step to the next belongs to GameState, where it
// is hashed, saved and compared. docs/architecture.md thinks the known rules through.
#pragma once

#include <cstdint>
#include <optional>

#include "core/game/game.h"
#include "core/game/rules/turn.h"

namespace gan {

// What a rule trains on: in a run, the streams of random numbers of the iteration under way.
template <class Real>
class TrainingBatches {
 public:
  virtual ~TrainingBatches() = default;
  // For the player's sub-step with this number in its iteration, from 0. The same question has the same answer. D's
  // batches have what both players need; G's have examples only where the loss pairs samples. Valid until the scope of
  // the game's workspace that it was taken in ends.
  virtual Batch<Real> batch(Player player, std::int32_t inner) = 0;
};

template <class Real>
class Rule {
 public:
  virtual ~Rule() = default;

  // Who is next in the iteration under way, which is not complete; nobody where both players are frozen.
  virtual std::optional<Move> next(const GameState<Real>& state, const Hyperparameters& h) const = 0;
  virtual bool complete(const GameState<Real>& state, const Hyperparameters& h) const = 0;

  // One sub-step of those who are named, be it their turn or not: a person may ask for a step of one player. Counts it
  // in the state. What follows the iteration's number in the settings acts as it is there (core/game/acting.h). Where a
  // number is not finite the outcome says which and the state is as before, as it is where this throws because memory
  // ran out.
  virtual StepOutcome<Real> step(Move move, const Hyperparameters& h, TrainingBatches<Real>& batches,
                                 GameState<Real>& state) = 0;

  // Another rule trains now: gives back scratch memory that grows with a setting.
  virtual void release() {}
};

}  // namespace gan
