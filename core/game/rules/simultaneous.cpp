// Simultaneous gradient descent: both players by their own gradients at one point (Nowozin et al. 2016, 1606.00709,
// algorithm 1; Mescheder et al. 2017, 1705.10461, equation 3).
#include "core/game/rules/rule_list.h"
#include "core/game/rules/together.h"

namespace gan {
namespace {

template <class Real>
class Simultaneous final : public TogetherRule<Real> {
 public:
  using TogetherRule<Real>::TogetherRule;

 protected:
  Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                     StepOutcome<Real>& outcome) override {
    const Batch<Real> batch = batches.batch(Player::discriminator, 0);
    this->take_gradients(point_of(state, h, batch), this->moved(), this->direction_, outcome);
    return nullptr;
  }
};

}  // namespace

const RuleInfo simultaneous_info{
    .id = "simultaneous",
    .title = "simultaneous",
    .meaning =
        "Both players move at once, each down its own gradient where they both stand; near an equilibrium they "
        "circle outwards.",
    .formula = "w ← w − η F(w), F = (∇_φ L_D, ∇_θ L_G), w = (φ, θ)",
    .paper = "Mescheder et al. 2017, arXiv 1705.10461, equation 3",
    .next = next_together,
    .last = last_together,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_simultaneous(Game<Real>& game) {
  return std::make_unique<Simultaneous<Real>>(game);
}

GAN_INSTANTIATE_RULE(simultaneous)

}  // namespace gan
