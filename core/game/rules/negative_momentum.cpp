// Alternating updates with negative momentum (Gidel et al. 2019, 1807.04740, equation 9): to each of its steps a player
// adds β times how far the last one has moved it, β < 0.
#include <utility>

#include "core/game/rules/rule_list.h"
#include "core/game/rules/turns.h"

namespace gan {
namespace {

template <class Real>
class NegativeMomentum final : public TurnsRule<Real>, Motion<Real> {
 public:
  using TurnsRule<Real>::TurnsRule;

 protected:
  Motion<Real>* prepare(Player player, const Hyperparameters& h, const GameState<Real>& state) override {
    here_[player] = state[player].parameters;
    player_ = player;
    momentum_ = h.negative_momentum;
    return this;
  }

 private:
  // Remembered is where the player was before its last step.
  void end(GameState<Real>& state) override {
    AlignedBlock<Real>&now = state[player_].parameters, &before = state[player_].remembered;
    const Real momentum = static_cast<Real>(momentum_);
    AlignedBlock<Real>& here = here_[player_];
    for (std::size_t i = 0; i < before.size(); ++i) now[i] += momentum * (here[i] - before[i]);
    std::swap(before, here);
  }

  GameVector<Real> here_;
  Player player_ = Player::discriminator;
  double momentum_ = 0;
};

}  // namespace

const RuleInfo negative_momentum_info{
    .id = "negative_momentum",
    .title = "negative momentum",
    .meaning =
        "The players take turns and take back a part of their last step in each, which damps the circling that "
        "momentum adds to.",
    .formula = "w_{t+1} = w_t − η ∇L(w_t) + β (w_t − w_{t−1}), β < 0, for φ and θ in turn",
    .paper = "Gidel et al. 2019, arXiv 1807.04740",
    .takes_turns = true,
    .remembers = true,
    .scratch =
        [](const Hyperparameters&) {
          return PerPlayer<int>{1, 1};
        },
    .next = next_in_turns,
    .last = last_in_turns,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_negative_momentum(Game<Real>& game) {
  return std::make_unique<NegativeMomentum<Real>>(game);
}

GAN_INSTANTIATE_RULE(negative_momentum)

}  // namespace gan
