// Consensus optimisation (Mescheder et al. 2017, 1705.10461, algorithm 1): both players also descend the length of the
// field, F + γ ∇½‖F‖² with ∇½‖F‖² = Jᵀ F.
#include "core/game/rules/rule_list.h"
#include "core/game/rules/together.h"
#include "core/game/vector_field.h"

namespace gan {
namespace {

template <class Real>
class Consensus final : public TogetherRule<Real> {
 public:
  using TogetherRule<Real>::TogetherRule;

 protected:
  Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                     StepOutcome<Real>& outcome) override {
    const Batch<Real> batch = batches.batch(Player::discriminator, 0);
    const GamePoint<Real> at = point_of(state, h, batch);
    this->hold_gradients(at, gradient_, outcome);
    if (outcome.failed) return nullptr;
    // Jᵀ F: each loss along its own player's part of F.
    begin_sum(at, this->direction_);
    for (const Player loss : kPlayers) {
      GameVectorIn<Real> own;
      own[loss] = &gradient_[loss];
      LossGradientsOut<Real> columns;
      columns[loss] = {&this->direction_.discriminator, &this->direction_.generator};
      this->held_point().add_derivatives(own, columns);
    }
    for (const Player player : kPlayers) {
      AlignedBlock<Real>& to = this->direction_[player];
      const Real weight = static_cast<Real>(h.consensus_weight);
      for (std::size_t i = 0; i < to.size(); ++i) to[i] = gradient_[player][i] + weight * to[i];
    }
    return nullptr;
  }

 private:
  GameVector<Real> gradient_;
};

}  // namespace

const RuleInfo consensus_info{
    .id = "consensus",
    .title = "consensus",
    .meaning =
        "Both players also walk to where their gradients are shorter: as friction does, it turns circling into a "
        "spiral to the middle.",
    .formula = "w ← w − η (F + γ ∇½‖F‖²), ∇½‖F‖² = J^{T} F",
    .paper = "Mescheder et al. 2017, arXiv 1705.10461",
    .scratch =
        [](const Hyperparameters&) {
          return PerPlayer<int>{1, 1};
        },
    .differentiates = true,
    .next = next_together,
    .last = last_together,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_consensus(Game<Real>& game) {
  return std::make_unique<Consensus<Real>>(game);
}

GAN_INSTANTIATE_RULE(consensus)

}  // namespace gan
