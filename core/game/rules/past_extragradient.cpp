// Extrapolation from the past (Popov 1980; Gidel et al. 2019, 1802.10551, equations 13 and 14): as extragradient, but
// the trial step is by the gradients of the last iteration's trial place, so that an iteration needs new ones once. Of
// Adam and its kin both steps feed the moments (algorithm 4, option 2). What is measured is measured at the trial
// place.
#include <utility>

#include "core/game/rules/rule_list.h"
#include "core/game/rules/trial_step.h"

namespace gan {
namespace {

template <class Real>
class PastExtragradient final : public TrialStepRule<Real> {
 public:
  using TrialStepRule<Real>::TrialStepRule;

 protected:
  Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                     StepOutcome<Real>& outcome) override {
    this->forget_trial();
    const Batch<Real> batch = batches.batch(Player::discriminator, 0);
    const GamePoint<Real> at = point_of(state, h, batch);
    const AlignedBlock<Real>&d = state.discriminator.remembered, &g = state.generator.remembered;
    if (d.empty() || g.empty()) {
      this->take_gradients(at, this->moved(), this->direction_, outcome);
    } else {
      this->try_step({&d, &g}, h, state);
      this->take_gradients(point_at(this->ahead_, this->moved_, at, batch), this->moved(), this->direction_, outcome);
    }
    return this;
  }

  void end(GameState<Real>& state) override {
    for (const Player player : kPlayers) std::swap(state[player].remembered, this->direction_[player]);
  }
};

}  // namespace

const RuleInfo past_extragradient_info{
    .id = "past_extragradient",
    .title = "extrapolation from the past",
    .meaning =
        "Extragradient whose trial step is by the gradients of the last trial place: it converges as well, for "
        "the work of one step.",
    .formula = "w'_t = w_t − η F(w'_{t−1}), w_{t+1} = w_t − η F(w'_t)",
    .paper = "Popov 1980; Gidel et al. 2019, arXiv 1802.10551, section 3.1",
    .remembers = true,
    .remembers_gradients = true,
    .scratch =
        [](const Hyperparameters&) {
          return PerPlayer<int>{3, 3};
        },
    .next = next_together,
    .last = last_together,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_past_extragradient(Game<Real>& game) {
  return std::make_unique<PastExtragradient<Real>>(game);
}

GAN_INSTANTIATE_RULE(past_extragradient)

}  // namespace gan
