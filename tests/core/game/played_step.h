// One sub-step of the alternating rule on a batch that the test gives.
#pragma once

#include "core/game/rules/rule_list.h"

namespace gan {

// Every sub-step sees the same batch.
template <class Real>
class OneBatch final : public TrainingBatches<Real> {
 public:
  explicit OneBatch(const Batch<Real>& batch) : batch_(batch) {}
  Batch<Real> batch(Player, std::int32_t) override { return batch_; }

 private:
  Batch<Real> batch_;
};

template <class Real>
class Alternated {
 public:
  explicit Alternated(Game<Real>& game) : rule_(make_rule<Real>(find_rule("alternating"), game)) {}
  StepOutcome<Real> step(Player player, GameState<Real>& state, const Hyperparameters& h, const Batch<Real>& batch) {
    OneBatch<Real> batches(batch);
    return rule_->step(move_of(player), h, batches, state);
  }

 private:
  std::unique_ptr<Rule<Real>> rule_;
};

// A player's own gradient as training takes it, and what is measured with it.
template <class Real>
StepOutcome<Real> own_gradient(Game<Real>& game, Player player, const GameState<Real>& state, const Hyperparameters& h,
                               const Batch<Real>& batch, AlignedBlock<Real>& gradient) {
  gradient = AlignedBlock<Real>(state[player].parameters.size());
  GameVectorOut<Real> wanted;
  wanted[player] = &gradient;
  StepOutcome<Real> outcome;
  game.add_gradients(point_of(state, h, batch), own_gradients<Real>(wanted), {}, outcome);
  return outcome;
}

}  // namespace gan
