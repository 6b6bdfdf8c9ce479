// The steps of D that an unrolled G looks ahead through, and the way back through them.
#pragma once

#include <memory>
#include <vector>

#include "core/game/game.h"

namespace gan {

// K steps of D on one batch, by SGD or by Adam with the settings of D's own optimiser, clipping and decay among them,
// from where D stands (with D's own moments where its optimiser is Adam, else from zero). After the first call of a K
// nothing is allocated.
template <class Real>
class UnrolledSteps {
 public:
  explicit UnrolledSteps(Game<Real>& game) : game_(game) {}

  // Takes the first gradient and then the steps from `at`, whose batch, statistics and D step are those of all of them;
  // what they keep for the way back lies in the caller's scope of the workspace. `first`, `moved` and `outcome` are
  // ∇_φ L_D at `at`, and the statistics and what is measured there. Where that is not finite no step is taken; steps
  // that lead to what is not finite are, and nothing finite comes of them.
  void take(const GamePoint<Real>& at, const PlayerState<Real>& discriminator, AlignedBlock<Real>& first,
            const GameVectorOut<Real>& moved, StepOutcome<Real>& outcome);
  void release();
  // D's parameters after the last step.
  const AlignedBlock<Real>& last() const { return places_.back(); }
  // `adjoint`, of D's parameters after the last step, becomes what it is of those before the first; adds to `gradient`
  // what the steps add to G's (Metz et al. 2017, 1611.02163, equation 8).
  void go_back(AlignedBlock<Real>& adjoint, AlignedBlock<Real>& gradient);

 private:
  bool by_adam() const { return at_.hyperparameters->unroll_optimiser == UnrollOptimiser::adam; }
  const OptimiserSettings& settings() const { return at_.hyperparameters->discriminator; }
  // Whether the way back needs the gradients.
  bool keeps_gradients() const { return by_adam() || settings().gradient_clip > 0; }
  AlignedBlock<Real>& gradient_of(std::size_t step) { return gradients_[keeps_gradients() ? step : 0]; }
  GamePoint<Real> point_before(std::size_t step) const;
  void find_gradient(std::size_t step, AlignedBlock<Real>& gradient, const GameVectorOut<Real>& moved,
                     StepOutcome<Real>& outcome);
  void begin_walk(const PlayerState<Real>& discriminator);
  void step_back_through_adam(std::size_t step, Wide<Real> clipped, const AlignedBlock<Real>& adjoint);
  void step_back_through_clipping(std::size_t step, Wide<Real> norm, Wide<Real> clipped);
  double rate_of(std::size_t step) const;
  double correction_of(std::size_t step) const;

  Game<Real>& game_;
  GamePoint<Real> at_;
  std::int64_t updates_ = 0;                            // of Adam, before the first step
  std::vector<std::unique_ptr<HeldPoint<Real>>> held_;  // before each step
  // After step k, from 0. What Adam's way back needs besides: the moments after each step, and the gradients before it,
  // as clipping does; of plain SGD there is one gradient at a time.
  std::vector<AlignedBlock<Real>> places_, gradients_, first_moments_, second_moments_;
  PlayerState<Real> walker_;
  AlignedBlock<Real> direction_, first_adjoint_, second_adjoint_;
};

}  // namespace gan
