// What rules in which both players move at once share: one sub-step an iteration, on D's batch, which has what both
// need. A person may ask for a step of one player; that is one by its own plain gradient, and the iteration is complete
// when the other has moved as well.
#pragma once

#include <memory>

#include "core/game/rules/one_player.h"

namespace gan {

// See turn.h.
std::optional<Turn> next_together(const Progress& now, const Hyperparameters& h);
std::optional<Turn> last_together(const Progress& now, const Hyperparameters& h, const std::optional<Progress>& before);

// Makes `to` a place to try a step from: parameters and what the optimisers know of both players, and nothing else.
template <class Real>
void copy_players(const GameState<Real>& from, GameState<Real>& to);

// to += factor · from, element by element.
template <class Real>
void add_scaled(Wide<Real> factor, const AlignedBlock<Real>& from, AlignedBlock<Real>& to);

// Σ a ⊙ b over both players, summed in double precision.
template <class Real>
Wide<Real> inner_product(const GameVector<Real>& a, const GameVector<Real>& b);

template <class Real>
class TogetherRule : public Rule<Real> {
 public:
  explicit TogetherRule(Game<Real>& game) : game_(game), one_(game, guard_) {}

  std::optional<Move> next(const GameState<Real>& state, const Hyperparameters& h) const override;
  bool complete(const GameState<Real>& state, const Hyperparameters& h) const override;
  StepOutcome<Real> step(Move move, const Hyperparameters& h, TrainingBatches<Real>& batches,
                         GameState<Real>& state) override;

 protected:
  // Puts into `direction_` what the optimisers get in the place of gradients, into `moved_` the statistics after the
  // pass at which D is measured, and into `outcome` what it measures and the norms of the gradients there, or what is
  // not finite. What the rule does besides, null: nothing.
  virtual Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                             StepOutcome<Real>& outcome) = 0;

  // Both players' own gradients at a point, noted in `outcome`. `statistics`: as of Game::add_gradients.
  void take_gradients(const GamePoint<Real>& at, const GameVectorOut<Real>& statistics, GameVector<Real>& out,
                      StepOutcome<Real>& outcome);
  // The same, at a point that is differentiated afterwards (held_point); `statistics` are `moved_`.
  void hold_gradients(const GamePoint<Real>& at, GameVector<Real>& out, StepOutcome<Real>& outcome);
  HeldPoint<Real>& held_point() { return *held_; }
  GameVectorOut<Real> moved() { return {&moved_.discriminator, &moved_.generator}; }
  GameVectorIn<Real> direction() const { return {&direction_.discriminator, &direction_.generator}; }

  Game<Real>& game_;
  GameVector<Real> direction_, moved_;

 private:
  Guard<Real> guard_;
  OnePlayerStep<Real> one_;
  std::unique_ptr<HeldPoint<Real>> held_;  // none before the first
};

// The point where the players of `there` stand, with the statistics of `moved`, in the D step that `at` is of.
template <class Real>
GamePoint<Real> point_at(const GameState<Real>& there, const GameVector<Real>& moved, const GamePoint<Real>& at,
                         const Batch<Real>& batch) {
  return {{&there.discriminator.parameters, &there.generator.parameters},
          {&moved.discriminator, &moved.generator},
          at.discriminator_steps,
          at.hyperparameters,
          &batch};
}

}  // namespace gan
