// How gradients become updates: optimisers, clipping of D, the moving average of G, and what each sub-step of any rule
// ends with.
#pragma once

#include "core/game/guard.h"

namespace gan {

// Notes the gradient's norm, and as `failed` what is not finite of the player's loss and of its gradient.
template <class Real>
void note_gradient(Player player, const AlignedBlock<Real>& gradient, StepOutcome<Real>& outcome);

// D's loss, of a D that is only measured.
template <class Real>
void note_d_loss(StepOutcome<Real>& outcome);

// What a rule does to the players besides their optimisers. Nothing here may take memory: what has begun is finished.
template <class Real>
class Motion {
 public:
  virtual ~Motion() = default;
  // Whether it moves a player for whom there is no gradient.
  virtual bool moves_besides(Player) const { return false; }
  // Before the optimisers.
  virtual void begin(GameState<Real>&) {}
  // After them; D's clipping and G's average come last.
  virtual void end(GameState<Real>&) {}
};

// Moves the players for whom there is a gradient, or what a rule has made of it: the optimiser of each, then D's
// clipping. Takes no memory.
template <class Real>
void move_players(const GameVectorIn<Real>& gradients, const Hyperparameters& h, GameState<Real>& state,
                  Motion<Real>* motion = nullptr);

// The same, and G's average. Where memory runs out nobody has moved.
template <class Real>
void descend(const GameVectorIn<Real>& gradients, const Hyperparameters& h, GameState<Real>& state,
             Motion<Real>* motion = nullptr);

// The same as the end of a sub-step, which counts as a step of those who move, and is kept. Where a loss, a gradient or
// what they lead to is not finite, `outcome` says so and the trial is not kept.
template <class Real>
void finish_step(const GameVectorIn<Real>& gradients, const Hyperparameters& h, typename Guard<Real>::Trial& trial,
                 StepOutcome<Real>& outcome, Motion<Real>* motion = nullptr);

}  // namespace gan
