// Unrolled GAN (Metz et al. 2017, 1611.02163, equations 6 to 8): G descends its loss at the D that K steps on the batch
// would lead to, by the exact gradient through these steps; D, at the same time, takes one plain step. What G
// minimises, and what is recorded as its loss, is L_G(θ, φ_K).
#include "core/game/rules/unrolled.h"

#include <algorithm>

#include "core/game/rules/rule_list.h"
#include "core/game/rules/together.h"

namespace gan {
namespace {

template <class Real>
class Unrolled final : public TogetherRule<Real> {
 public:
  explicit Unrolled(Game<Real>& game) : TogetherRule<Real>(game), steps_(game) {}
  void release() override { steps_.release(); }

 protected:
  Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                     StepOutcome<Real>& outcome) override {
    const Batch<Real> batch = batches.batch(Player::discriminator, 0);
    const GamePoint<Real> at = point_of(state, h, batch);
    if (h.unroll_steps == 0) {
      this->take_gradients(at, this->moved(), this->direction_, outcome);
      return nullptr;
    }
    begin_sum(at, this->direction_);
    begin_sum(at, adjoints_);
    AlignedBlock<Real>& of_g = this->direction_.generator;
    steps_.take(at, state.discriminator, this->direction_.discriminator, this->moved(), outcome);
    if (outcome.failed) return nullptr;
    GamePoint<Real> after = at;
    after.parameters.discriminator = &steps_.last();
    StepOutcome<Real> unrolled;
    this->game_.add_gradients(after, {{}, {&adjoints_.discriminator, &of_g}}, {}, unrolled);
    outcome.g_loss = unrolled.g_loss;
    steps_.go_back(adjoints_.discriminator, of_g);
    note_gradient(Player::generator, of_g, outcome);
    return nullptr;
  }

 private:
  UnrolledSteps<Real> steps_;
  GameVector<Real> adjoints_;
};

}  // namespace

const RuleInfo unrolled_info{
    .id = "unrolled",
    .title = "unrolled",
    .meaning =
        "G answers the D that would stand there after K more steps, and follows the gradient through them: it "
        "does not run to where D has not looked yet.",
    .formula = "θ ← θ − η_G ∇_θ L_G(θ, φ_K(θ)), φ_{i+1} = φ_i − η_D ∇_φ L_D(θ, φ_i); φ ← φ_1",
    .paper = "Metz et al. 2017, arXiv 1611.02163",
    .scratch =
        [](const Hyperparameters& h) {
          const bool clips = h.discriminator.gradient_clip > 0;
          const int a_step = h.unroll_optimiser == UnrollOptimiser::adam ? 4 : clips ? 2 : 1;
          return PerPlayer<int>{8 + h.unroll_steps * a_step, 1};
        },
    .held = [](const Hyperparameters& h) { return std::max(0, h.unroll_steps - 1); },
    .differentiates = true,
    .next = next_together,
    .last = last_together,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_unrolled(Game<Real>& game) {
  return std::make_unique<Unrolled<Real>>(game);
}

GAN_INSTANTIATE_RULE(unrolled)

}  // namespace gan
