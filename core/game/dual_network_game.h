// DualNetworkGame: NetworkGame on dual numbers. Rules, optimisers and clipping are templates over the number type;
// played on this game an iteration carries the derivative of all that it does along one direction of the state, exactly
// (forward mode): what J u is to a gradient. Batches, statistics of batch norm and vectors of spectral norm are
// constants to it, as the latter two are in the gradients themselves.
#pragma once

#include "core/game/game.h"
#include "core/game/gradients.h"

namespace gan {

class DualNetworkGame final : public Game<DualNumber<double>> {
 public:
  using Number = DualNumber<double>;
  // As NetworkGame's.
  DualNetworkGame(const GameSpec& spec, SampleShape data);

  // Weights of the spec's seed, without a direction.
  void initialise(GameState<Number>& state) const override;
  void add_gradients(const GamePoint<Number>& at, const LossGradientsOut<Number>& gradients,
                     const GameVectorOut<Number>& statistics, StepOutcome<Number>& outcome) override;
  // Third derivatives of the losses are part of it.
  void add_derivatives(const GamePoint<Number>& at, const GameVectorIn<Number>& direction,
                       const LossGradientsOut<Number>& derivatives) override;

  const NetworkLayout& layout(Player player) const { return layouts_[player]; }

 private:
  using View = MatrixView<double>;
  using First = Dual<View>;
  using Second = Dual<First>;
  // A block of duals as two blocks of numbers, with views on both.
  struct Parts {
    AlignedBlock<double> value, tangent;
    NetworkParameters<View> values, tangents;
  };

  void split(const AlignedBlock<Number>& block, Parts& parts) const;
  void bind(Player player, const AlignedBlock<Number>& block, Parts& parts) const;
  // As long as the player's parameters, zeros.
  void begin_result(Player player, Parts& parts) const;
  PerPlayer<double*> moved_statistics(const GamePoint<Number>& at);

  GameSpec spec_;
  SampleShape data_;
  PerPlayer<NetworkLayout> layouts_;
  PerPlayer<AlignedBlock<double>> statistics_;
  PerPlayer<Parts> parameters_, directions_;
  PerPlayer<PerPlayer<Parts>> results_;
  PerPlayer<NetworkParameters<First>> first_, along_;
  PerPlayer<NetworkParameters<Second>> second_;
  PerPlayer<PerPlayer<NetworkParameters<First>>> first_sums_, inner_sums_, outer_sums_;
  PerPlayer<PerPlayer<NetworkParameters<Second>>> second_sums_;
  GradientScratch<First> first_scratch_;
  GradientScratch<Second> second_scratch_;
};

}  // namespace gan
