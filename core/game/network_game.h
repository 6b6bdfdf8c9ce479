// NetworkGame: the game of a generator and a discriminator network on batches that the caller gives. It owns layouts
// and scratch memory, never the state: it serves any GameState of its spec. After the first calls nothing is allocated.
#pragma once

#include "core/game/game.h"
#include "core/game/gradients.h"

namespace gan {

template <class Real>
class NetworkGame final : public Game<Real> {
 public:
  // data: what one example looks like, e.g. 2 for points of the plane.
  NetworkGame(const GameSpec& spec, SampleShape data);

  // Weights of the spec's seed.
  void initialise(GameState<Real>& state) const override;
  void add_gradients(const GamePoint<Real>& at, const LossGradientsOut<Real>& gradients,
                     const GameVectorOut<Real>& statistics, StepOutcome<Real>& outcome) override;
  // Batch norm goes by the batch's statistics, which move with the parameters; the vectors of spectral norm count as
  // constants, as in the gradients themselves.
  void add_derivatives(const GamePoint<Real>& at, const GameVectorIn<Real>& direction,
                       const LossGradientsOut<Real>& derivatives) override;

  std::unique_ptr<HeldPoint<Real>> held_point() override;

  const NetworkLayout& layout(Player player) const { return layouts_[player]; }

 private:
  using View = MatrixView<Real>;
  template <class M>
  using PerLossAndPlayer = PerPlayer<PerPlayer<NetworkParameters<M>>>;

  class KeptPoint;

  void take_gradients(const GamePoint<Real>& at, const LossGradientsOut<Real>& gradients,
                      const GameVectorOut<Real>& statistics, StepOutcome<Real>& outcome, const Shared<View>& shared);
  void take_derivatives(const GamePoint<Real>& at, const GameVectorIn<Real>& direction,
                        const LossGradientsOut<Real>& derivatives, const Shared<Dual<View>>& shared);
  PerPlayer<Real*> moved_statistics(const GamePoint<Real>& at, const GameVectorOut<Real>& statistics);

  GameSpec spec_;
  PerPlayer<NetworkLayout> layouts_;
  GameVector<Real> unwanted_statistics_;
  // Views on the callers' blocks: of parameters, directions and results.
  PerPlayer<NetworkParameters<View>> parameters_, direction_;
  PerPlayer<NetworkParameters<Dual<View>>> dual_parameters_;
  PerLossAndPlayer<View> sums_;
  PerLossAndPlayer<Dual<View>> dual_sums_;
  GradientScratch<View> scratch_;
  GradientScratch<Dual<View>> dual_scratch_;
};

}  // namespace gan
