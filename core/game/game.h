// Game: what is played, as its gradients, which are all that a rule of training (core/game/rules) and the vector field
// (vector_field.h) know of it. NetworkGame (network_game.h) is the one of two networks. A game of another kind, of two
// numbers say, implements what is pure here and has every rule, J u and Jᵀ u, guard and record.
#pragma once

#include <cstdint>
#include <memory>

#include "core/ad/workspace.h"
#include "core/base/dual_number.h"
#include "core/game/measure.h"
#include "core/game/player.h"
#include "core/game/spec.h"
#include "core/game/state.h"

namespace gan {

// Views that the caller fills; null where a step does not need it.
template <class Real>
struct Batch {
  MatrixView<Real> real;                // d x m examples
  MatrixView<Real> noise;               // z x m
  MatrixView<Real> penalty_mix;         // 1 x m, or a pack of D's each: epsilon of WGAN-GP in [0, 1)
  MatrixView<Real> real_jitter;         // d x m, N(0, 1): instance noise on the examples
  MatrixView<Real> fake_jitter;         // d x m, N(0, 1): instance noise on the generated samples
  MatrixView<Real> penalty_shift = {};  // d x m, u of DRAGAN in [0, 1)
};

// Of duals it is a constant.
template <class Real>
struct Batch<DualNumber<Real>> {
  const Batch<Real>* numbers = nullptr;
};

// Flat blocks, laid out like the players' parameters.
template <class Real>
using GameVector = PerPlayer<AlignedBlock<Real>>;
// A null block is left out: not wanted as a result, zero as a direction.
template <class Real>
using GameVectorIn = PerPlayer<const AlignedBlock<Real>*>;
template <class Real>
using GameVectorOut = PerPlayer<AlignedBlock<Real>*>;
// [L][w]: of each player's loss L by each player's parameters w. A game need not add up to zero: both losses depend on
// both.
template <class Real>
using LossGradientsOut = PerPlayer<GameVectorOut<Real>>;

// Each player's gradient of its own loss: what training moves by.
template <class Real>
LossGradientsOut<Real> own_gradients(const GameVectorOut<Real>& out) {
  return {{out.discriminator, nullptr}, {nullptr, out.generator}};
}

// All that gradients depend on. What it points to has to outlive its use.
template <class Real>
struct GamePoint {
  GameVectorIn<Real> parameters;
  GameVectorIn<Real> statistics;                     // PlayerState::buffers
  std::int64_t discriminator_steps = 0;              // done before: which of the lazy penalties act
  const Hyperparameters* hyperparameters = nullptr;  // as they act there (core/game/acting.h)
  const Batch<Real>* batch = nullptr;
};

template <class Real>
GamePoint<Real> point_of(const GameState<Real>& state, const Hyperparameters& h, const Batch<Real>& batch) {
  return {{&state.discriminator.parameters, &state.generator.parameters},
          {&state.discriminator.buffers, &state.generator.buffers},
          state.discriminator_steps,
          &h,
          &batch};
}

// A point at which gradients are taken and then differentiated, along directions that may be made of them: a game may
// compute what both have in common once. What it keeps of the one lives in the caller's scope of the workspace, which
// stays open until the last of the others.
template <class Real>
class HeldPoint {
 public:
  virtual ~HeldPoint() = default;
  // As the Game's. Holds this point, and no other any more.
  virtual void add_gradients(const GamePoint<Real>& at, const LossGradientsOut<Real>& gradients,
                             const GameVectorOut<Real>& statistics, StepOutcome<Real>& outcome) = 0;
  virtual void add_derivatives(const GameVectorIn<Real>& direction, const LossGradientsOut<Real>& derivatives) = 0;
};

template <class Real>
class Game {
 public:
  virtual ~Game() = default;

  // Step 0 of the game.
  virtual void initialise(GameState<Real>& state) const = 0;

  // Adds to gradients[L][w] the gradient ∇_w L with all that acts in training: penalties (which are part of D's loss),
  // label smoothing, instance noise. D's loss is looked at unless gradients of G's alone are wanted: with none at all,
  // D is only measured. `statistics` become what they are after the passes that it took (they may be the point's own
  // blocks); null: nobody wants them.
  virtual void add_gradients(const GamePoint<Real>& at, const LossGradientsOut<Real>& gradients,
                             const GameVectorOut<Real>& statistics, StepOutcome<Real>& outcome) = 0;

  // Adds to derivatives[L][w] the derivative of that ∇_w L along `direction`: with the full Hessian H of the loss L,
  // the part of H · direction that is w's.
  virtual void add_derivatives(const GamePoint<Real>& at, const GameVectorIn<Real>& direction,
                               const LossGradientsOut<Real>& derivatives) = 0;

  // One that keeps nothing, unless the game knows better. The game outlives it.
  virtual std::unique_ptr<HeldPoint<Real>> held_point();

  // Temporaries, for the caller's batches too; take them inside a Workspace::Scope.
  Workspace& workspace() { return workspace_; }

 private:
  Workspace workspace_;
};

template <class Real>
class PlainPoint final : public HeldPoint<Real> {
 public:
  explicit PlainPoint(Game<Real>& game) : game_(game) {}
  void add_gradients(const GamePoint<Real>& at, const LossGradientsOut<Real>& gradients,
                     const GameVectorOut<Real>& statistics, StepOutcome<Real>& outcome) override {
    at_ = at;
    game_.add_gradients(at, gradients, statistics, outcome);
  }
  void add_derivatives(const GameVectorIn<Real>& direction, const LossGradientsOut<Real>& derivatives) override {
    game_.add_derivatives(at_, direction, derivatives);
  }

 private:
  Game<Real>& game_;
  GamePoint<Real> at_;
};

template <class Real>
std::unique_ptr<HeldPoint<Real>> Game<Real>::held_point() {
  return std::make_unique<PlainPoint<Real>>(*this);
}

}  // namespace gan
