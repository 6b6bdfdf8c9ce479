// Optimistic updates (Daskalakis et al. 2018, 1711.00141): each player takes its step twice and its last one back. With
// s_t = w_t − (what the optimiser makes of w_t): w ← w − 2 s_t + s_{t−1}. Of SGD that is optimistic gradient descent
// (equation 2), of Adam optimistic Adam (algorithm 1).
#include <utility>

#include "core/game/rules/rule_list.h"
#include "core/game/rules/together.h"

namespace gan {
namespace {

template <class Real>
class Optimistic final : public TogetherRule<Real>, Motion<Real> {
 public:
  using TogetherRule<Real>::TogetherRule;

 protected:
  Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                     StepOutcome<Real>& outcome) override {
    const Batch<Real> batch = batches.batch(Player::discriminator, 0);
    this->take_gradients(point_of(state, h, batch), this->moved(), this->direction_, outcome);
    for (const Player player : kPlayers) step_[player] = state[player].parameters;
    return this;
  }

 private:
  // step_ holds where the player was, and then its step.
  void end(GameState<Real>& state) override {
    for (const Player player : kPlayers) {
      AlignedBlock<Real>&now = state[player].parameters, &step = step_[player], &last = state[player].remembered;
      for (std::size_t i = 0; i < now.size(); ++i) step[i] -= now[i];
      // The first one has none to take back: it is plain.
      for (std::size_t i = 0; i < last.size(); ++i) now[i] += last[i] - step[i];
      std::swap(last, step);
    }
  }

  GameVector<Real> step_;
};

}  // namespace

const RuleInfo optimistic_info{
    .id = "optimistic",
    .title = "optimistic",
    .meaning =
        "Both players take their step twice and the last one back, which foresees how the other will answer: "
        "optimistic gradient descent with SGD, optimistic Adam with Adam.",
    .formula = "w ← w − 2s_t + s_{t−1}, s_t the optimiser's step; with SGD s_t = η F(w_t)",
    .paper = "Daskalakis et al. 2018, arXiv 1711.00141",
    .remembers = true,
    .scratch =
        [](const Hyperparameters&) {
          return PerPlayer<int>{1, 1};
        },
    .next = next_together,
    .last = last_together,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_optimistic(Game<Real>& game) {
  return std::make_unique<Optimistic<Real>>(game);
}

GAN_INSTANTIATE_RULE(optimistic)

}  // namespace gan
