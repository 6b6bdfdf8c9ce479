// Algorithm 1 (Goodfellow et al. 2014, 1406.2661): in each iteration k discriminator steps, G held constant, then so
// many generator steps, D held constant, each on a fresh batch.
#include "core/game/rules/rule_list.h"
#include "core/game/rules/turns.h"

namespace gan {

const RuleInfo alternating_info{
    .id = "alternating",
    .title = "alternating",
    .meaning =
        "The players take turns: k steps of D on fresh batches while G stands still, then G's steps while D does.",
    .formula = "k times φ ← φ − η_D ∇_φ L_D(θ, φ), then θ ← θ − η_G ∇_θ L_G(θ, φ)",
    .paper = "Goodfellow et al. 2014, arXiv 1406.2661, algorithm 1",
    .takes_turns = true,
    .next = next_in_turns,
    .last = last_in_turns,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_alternating(Game<Real>& game) {
  return std::make_unique<TurnsRule<Real>>(game);
}

GAN_INSTANTIATE_RULE(alternating)

}  // namespace gan
