// Extragradient (Korpelevich 1976): a trial step, and from where the players stand the step by the gradients that they
// find there. Of Adam and its kin both steps feed the moments (extra-Adam: Gidel et al. 2019, 1802.10551, algorithm 4,
// option 1).
#include "core/game/rules/rule_list.h"
#include "core/game/rules/trial_step.h"

namespace gan {
namespace {

template <class Real>
class Extragradient final : public TrialStepRule<Real> {
 public:
  using TrialStepRule<Real>::TrialStepRule;

 protected:
  Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                     StepOutcome<Real>& outcome) override {
    this->forget_trial();
    const Batch<Real> here = batches.batch(Player::discriminator, 0);
    const GamePoint<Real> at = point_of(state, h, here);
    this->take_gradients(at, this->moved(), this->direction_, outcome);
    if (outcome.failed) return nullptr;
    this->try_step(this->direction(), h, state);
    const Batch<Real> there = batches.batch(Player::discriminator, 1);
    StepOutcome<Real> beyond;
    this->take_gradients(point_at(this->ahead_, this->moved_, at, there), {}, this->direction_, beyond);
    outcome.failed = beyond.failed;
    return this;
  }
};

}  // namespace

const RuleInfo extragradient_info{
    .id = "extragradient",
    .title = "extragradient",
    .meaning =
        "Both players try a step and then move, from where they stood, by the gradients that they would have met "
        "there: circling turns into converging, for twice the work.",
    .formula = "w' = w − η F(w), w ← w − η F(w')",
    .paper = "Korpelevich 1976; Gidel et al. 2019, arXiv 1802.10551",
    .scratch =
        [](const Hyperparameters&) {
          return PerPlayer<int>{3, 3};
        },
    .next = next_together,
    .last = last_together,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_extragradient(Game<Real>& game) {
  return std::make_unique<Extragradient<Real>>(game);
}

GAN_INSTANTIATE_RULE(extragradient)

}  // namespace gan
