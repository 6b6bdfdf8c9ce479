// Lookahead for games (Chavdarova et al. 2021, 2006.14567, algorithm 1): alternating updates, and after every n-th
// iteration both players go back towards where they were n iterations ago, w ← w̃ + α (w − w̃), which is the next w̃.
#include <utility>

#include "core/game/rules/rule_list.h"
#include "core/game/rules/turns.h"

namespace gan {
namespace {

template <class Real>
class Lookahead final : public TurnsRule<Real>, Motion<Real> {
 public:
  using TurnsRule<Real>::TurnsRule;

 protected:
  Motion<Real>* prepare(Player player, const Hyperparameters& h, const GameState<Real>& state) override {
    begins_ = state.discriminator.remembered.empty() || state.generator.remembered.empty();
    if (begins_) {
      for (const Player each : kPlayers) slow_[each] = state[each].parameters;
    }
    PerPlayer<std::int32_t> after{state.discriminator_inner, state.generator_inner};
    ++after[player];
    const bool completes = after.discriminator >= h.k && after.generator >= h.generator_steps;
    returns_ = completes && (state.step + 1) % h.lookahead_every == 0;
    step_ = h.lookahead_step;
    return this;
  }

 private:
  bool moves_besides(Player) const override { return begins_ || returns_; }

  // What is remembered are the slow weights.
  void end(GameState<Real>& state) override {
    for (const Player player : kPlayers) {
      AlignedBlock<Real>&now = state[player].parameters, &slow = state[player].remembered;
      if (begins_) std::swap(slow, slow_[player]);
      if (!returns_) continue;
      const Real step = static_cast<Real>(step_), rest = static_cast<Real>(1 - step_);
      for (std::size_t i = 0; i < now.size(); ++i) slow[i] = now[i] = rest * slow[i] + step * now[i];
    }
  }

  GameVector<Real> slow_;
  bool begins_ = false, returns_ = false;
  double step_ = 0;
};

}  // namespace

const RuleInfo lookahead_info{
    .id = "lookahead",
    .title = "lookahead",
    .meaning =
        "The players take turns, and every n iterations both go back a part of the way to where they were, which "
        "cuts the corners of their circles.",
    .formula = "after n alternating iterations: w ← w̃ + α (w − w̃), w̃ ← w",
    .paper = "Chavdarova et al. 2021, arXiv 2006.14567",
    .takes_turns = true,
    .remembers = true,
    .varies = true,
    .scratch =
        [](const Hyperparameters&) {
          return PerPlayer<int>{1, 1};
        },
    .next = next_in_turns,
    .last = last_in_turns,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_lookahead(Game<Real>& game) {
  return std::make_unique<Lookahead<Real>>(game);
}

GAN_INSTANTIATE_RULE(lookahead)

}  // namespace gan
