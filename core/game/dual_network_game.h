// DualNetworkGame: NetworkGame on dual numbers. Rules, optimisers and clipping are templates over the number type;
// played on this game an iteration carries the derivative of all that it does along one direction of the state, exactly
// (forward mode): what J u is to a gradient. Batches, statistics of batch norm and vectors of spectral norm are
// constants to it, as the latter two are in the gradients themselves.
#pragma once

#include <memory>
#include <vector>

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

  // Iterations from one state differ in their directions alone. From here on what passes on values find is kept, as far
  // as memory goes; from each later `go_again` on the calls are the same in the same order, and compute tangents alone.
  void keep_values();
  void go_again() { next_ = 0; }

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

  // What one call of add_gradients has found.
  struct Kept {
    KnownPass<View> pass;
    StepOutcome<double> outcome;
    PerPlayer<AlignedBlock<double>> statistics;
    PerPlayer<PerPlayer<AlignedBlock<double>>> gradients;
  };

  void find_values(const GamePoint<Number>& at, const LossGradientsOut<Number>& wanted, Kept& kept);
  void add_kept(const Kept& kept, const GamePoint<Number>& at, const LossGradientsOut<Number>& gradients,
                const GameVectorOut<Number>& statistics, StepOutcome<Number>& outcome);
  void add_both(const GamePoint<Number>& at, const LossGradientsOut<Number>& gradients,
                const GameVectorOut<Number>& statistics, StepOutcome<Number>& outcome);
  // Runs the gradients on duals; of a pass that is known their tangents alone.
  void run_first(const GamePoint<Number>& at, const LossGradientsOut<Number>& gradients, const KnownPass<View>* known,
                 StepOutcome<double>* outcome);
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
  GradientScratch<View> value_scratch_;
  GradientScratch<First> first_scratch_;
  GradientScratch<Second> second_scratch_;
  Workspace held_;  // of the passes that are kept
  std::vector<std::unique_ptr<Kept>> kept_;
  bool keeps_ = false;
  std::size_t next_ = 0;  // call of add_gradients
};

}  // namespace gan
