#include "core/game/rules/rule_list.h"
#include "core/settings/table_rows.h"

namespace gan::setting_rows {
namespace {

std::span<const Option> optimiser_options() {
  static constexpr Option options[] = {
      {"sgd", "SGD", "Steps straight down the batch's gradient."},
      {"momentum", "momentum", "Steps along a fading sum of past gradients: rolls on through flat places."},
      {"nesterov", "Nesterov", "Momentum that looks ahead to where it will be, so that it overshoots less."},
      {"rmsprop", "RMSProp", "Divides each gradient by its recent size, so that all parameters move alike."},
      {"adam", "Adam", "Momentum and division by the recent size, both corrected for their start at zero."},
  };
  return options;
}

std::span<const Option> schedule_options() {
  static constexpr Option options[] = {
      {"constant", "constant", "The learning rate stays what it is set to."},
      {"cosine", "cosine", "The rate falls along half a wave of a cosine: slowly at first and at the end."},
      {"step", "step", "The rate falls to its floor at once."},
      {"linear", "linear", "The rate falls along a straight line."},
  };
  return options;
}

constexpr Limits kRate = {0, 10, true};
constexpr Limits kMomentum = {0, 0.9999};
constexpr Limits kBeta = {0, 0.99999};
constexpr Limits kEpsilon = {1e-12, 1, true};
constexpr Limits kClip = {0, 1000, true};
constexpr Limits kDecay = {0, 10, true};

constexpr const char* kStepFormula = "w ← w − η·g";
constexpr const char* kMomentumFormula = "b ← μb + g, w ← w − η·b";
constexpr const char* kNesterovFormula = "b ← μb + g, w ← w − η·(g + μb)";
constexpr const char* kMomentumPaper = "Sutskever et al. 2013, On the importance of initialization and momentum";
constexpr const char* kAdamPaper = "arXiv 1412.6980";
constexpr const char* kFirstFormula = "m ← β₁m + (1 − β₁)g, m̂ = m/(1 − β₁ᵗ)";
constexpr const char* kSecondFormula = "v ← β₂v + (1 − β₂)g², v̂ = v/(1 − β₂ᵗ)";
constexpr const char* kRmsFormula = "v ← αv + (1 − α)g², w ← w − η·g/(√v + ε)";
constexpr const char* kRmsPaper = "Tieleman and Hinton 2012, lecture 6.5: rmsprop; arXiv 1308.0850";
constexpr const char* kAdamFormula = "w ← w − η·m̂/(√v̂ + ε)";
constexpr const char* kClipFormula = "g ← g · min(1, c/‖g‖)";
constexpr const char* kClipPaper = "arXiv 1211.5063";
constexpr const char* kDecayFormula = "w ← (1 − ηλ)·w, before each step";
constexpr const char* kScheduleFormula =
    "η(t) = η · (f + (1 − f) · s(p)), p = (t/n − h)/(1 − h), s: ½(1 + cos πp), 0 or 1 − p";
constexpr const char* kSchedulePaper = "arXiv 1608.03983";
constexpr const char* kDecayPaper = "arXiv 1711.05101";

// The whole step of an optimiser, in the order of OptimiserKind.
const char* step_formula(OptimiserKind kind) {
  switch (kind) {
    case OptimiserKind::sgd:
      return kStepFormula;
    case OptimiserKind::momentum:
      return kMomentumFormula;
    case OptimiserKind::nesterov:
      return kNesterovFormula;
    case OptimiserKind::rmsprop:
      return kRmsFormula;
    case OptimiserKind::adam:
      return kAdamFormula;
  }
  return kStepFormula;
}

template <Player player>
const OptimiserSettings& optimiser_of(const Settings& s) {
  return player == Player::discriminator ? s.hyperparameters.discriminator : s.hyperparameters.generator;
}

template <Player player>
const char* step_of(const Settings& s) {
  return step_formula(optimiser_of<player>(s).kind);
}

template <Player player>
constexpr Place kOptimiser = {player == Player::discriminator ? SettingGroup::discriminator : SettingGroup::generator,
                              Acts::at_once, player};

// Only with optimisers of these kinds.
template <Player player, OptimiserKind... kinds>
constexpr Place kOnlyWith = kOptimiser<player>.where([](const Settings& s) {
  return ((optimiser_of<player>(s).kind == kinds) || ...);
});

// What Adam reads, D's also where G looks ahead through steps of it.
template <Player player>
constexpr Place kOfAdam = kOptimiser<player>.where([](const Settings& s) {
  const Hyperparameters& h = s.hyperparameters;
  const bool unrolls = std::string_view(rule_info(rule_of(h)).id) == unrolled_info.id && h.unroll_steps > 0;
  return optimiser_of<player>(s).kind == OptimiserKind::adam ||
         (player == kD && unrolls && h.unroll_optimiser == UnrollOptimiser::adam);
});

// Only where the learning rate falls.
template <Player player>
constexpr Place kOfSchedule = kOptimiser<player>.where([](const Settings& s) {
  return optimiser_of<player>(s).schedule.kind != RateScheduleKind::constant;
});

template <Player player>
constexpr Place kOfDividers = kOptimiser<player>.where([](const Settings& s) {
  return optimiser_of<player>(s).kind == OptimiserKind::rmsprop || kOfAdam<player>.relevant(s);
});

template <Player player, auto Part>
Setting of(Place place, const char* key, const char* title, Limits limits, const char* meaning, const char* formula,
           const char* paper, const char* (*formula_in)(const Settings&) = nullptr) {
  constexpr auto Optimiser =
      player == Player::discriminator ? &Hyperparameters::discriminator : &Hyperparameters::generator;
  return with_formula(
      plain<&Settings::hyperparameters, Optimiser, Part>(place, key, title, limits, meaning, formula, paper),
      formula_in);
}

template <Player player, auto Part>
Setting of_schedule(const char* key, const char* title, Limits limits, const char* meaning) {
  constexpr auto Optimiser =
      player == Player::discriminator ? &Hyperparameters::discriminator : &Hyperparameters::generator;
  return seldom_changed(plain<&Settings::hyperparameters, Optimiser, &OptimiserSettings::schedule, Part>(
      kOfSchedule<player>, key, title, limits, meaning, kScheduleFormula, kSchedulePaper));
}

}  // namespace

std::vector<Setting> optimiser_settings() {
  using O = OptimiserSettings;
  using K = OptimiserKind;
  using R = RateSchedule;
  return {
      choice<optimiser_options, &Settings::hyperparameters, &Hyperparameters::discriminator, &O::kind>(
          kOptimiser<kD>, "hyperparameters.discriminator.optimiser", "optimiser",
          "How the discriminator turns a gradient into a step; a change keeps its weights and forgets its "
          "moments.",
          "", kAdamPaper),
      of<kD, &O::learning_rate>(kOptimiser<kD>, "hyperparameters.discriminator.learning_rate", "learning rate η", kRate,
                                "The length of the discriminator's steps: too large and it jumps about, too small "
                                "and G outruns it.",
                                kStepFormula, "arXiv 1706.08500", step_of<kD>),
      seldom_changed(of<kD, &O::momentum>(
          kOnlyWith<kD, K::momentum, K::nesterov>, "hyperparameters.discriminator.momentum", "momentum μ", kMomentum,
          "How much of its last step the discriminator repeats (momentum and Nesterov only).", kMomentumFormula,
          kMomentumPaper, step_of<kD>)),
      seldom_changed(
          of<kD, &O::beta1>(kOfAdam<kD>, "hyperparameters.discriminator.beta1", "β₁", kBeta,
                            "How long the discriminator's Adam remembers gradients; high values make the game swing.",
                            kFirstFormula, kAdamPaper)),
      seldom_changed(of<kD, &O::beta2>(kOfAdam<kD>, "hyperparameters.discriminator.beta2", "β₂", kBeta,
                                       "How long the discriminator's Adam remembers the size of gradients.",
                                       kSecondFormula, kAdamPaper)),
      seldom_changed(of<kD, &O::decay>(kOnlyWith<kD, K::rmsprop>, "hyperparameters.discriminator.decay", "decay α",
                                       kBeta, "How long the discriminator's RMSProp remembers the size of gradients.",
                                       kRmsFormula, kRmsPaper)),
      seldom_changed(
          of<kD, &O::epsilon>(kOfDividers<kD>, "hyperparameters.discriminator.epsilon", "ε", kEpsilon,
                              "Keeps Adam and RMSProp of the discriminator from dividing by zero: large values tame "
                              "tiny gradients.",
                              kAdamFormula, kAdamPaper, step_of<kD>)),
      seldom_changed(of<kD, &O::gradient_clip>(kOptimiser<kD>, "hyperparameters.discriminator.gradient_clip",
                                               "gradient clipping c", kClip,
                                               "The longest that the discriminator's gradient may be before the "
                                               "optimiser gets it: a longer one is shortened; 0 is off.",
                                               kClipFormula, kClipPaper)),
      seldom_changed(of<kD, &O::weight_decay>(
          kOptimiser<kD>, "hyperparameters.discriminator.weight_decay", "weight decay λ", kDecay,
          "Every step first shrinks the discriminator's weights a little, which keeps it from growing steep; 0 is off.",
          kDecayFormula, kDecayPaper)),
      seldom_changed(
          choice<schedule_options, &Settings::hyperparameters, &Hyperparameters::discriminator, &O::schedule, &R::kind>(
              kOptimiser<kD>, "hyperparameters.discriminator.rate_schedule", "rate schedule",
              "How the discriminator's learning rate falls over the iterations, which calms its last steps.",
              kScheduleFormula, kSchedulePaper)),
      of_schedule<kD, &R::length>(
          "hyperparameters.discriminator.rate_length", "rate falls within n", {1, 100'000'000, true},
          "The iterations, counted from the start, after which the discriminator's rate has fallen."),
      of_schedule<kD, &R::floor>("hyperparameters.discriminator.rate_floor", "rate's floor f", {0, 1},
                                 "The share of the discriminator's learning rate that is left in the end."),
      of_schedule<kD, &R::hold>("hyperparameters.discriminator.rate_hold", "full rate for h", {0, 1},
                                "The share of these iterations in which the discriminator's rate does not fall yet."),
      choice<optimiser_options, &Settings::hyperparameters, &Hyperparameters::generator, &O::kind>(
          kOptimiser<kG>, "hyperparameters.generator.optimiser", "optimiser",
          "How the generator turns a gradient into a step; a change keeps its weights and forgets its "
          "moments.",
          "", kAdamPaper),
      of<kG, &O::learning_rate>(
          kOptimiser<kG>, "hyperparameters.generator.learning_rate", "learning rate η", kRate,
          "The length of the generator's steps: much larger than D's and its samples rush from mode to mode.",
          kStepFormula, "arXiv 1706.08500", step_of<kG>),
      seldom_changed(of<kG, &O::momentum>(
          kOnlyWith<kG, K::momentum, K::nesterov>, "hyperparameters.generator.momentum", "momentum μ", kMomentum,
          "How much of its last step the generator repeats (momentum and Nesterov only).", kMomentumFormula,
          kMomentumPaper, step_of<kG>)),
      seldom_changed(of<kG, &O::beta1>(
          kOfAdam<kG>, "hyperparameters.generator.beta1", "β₁", kBeta,
          "How long the generator's Adam remembers gradients; high values carry samples past their goal.",
          kFirstFormula, kAdamPaper)),
      seldom_changed(of<kG, &O::beta2>(kOfAdam<kG>, "hyperparameters.generator.beta2", "β₂", kBeta,
                                       "How long the generator's Adam remembers the size of gradients.", kSecondFormula,
                                       kAdamPaper)),
      seldom_changed(of<kG, &O::decay>(kOnlyWith<kG, K::rmsprop>, "hyperparameters.generator.decay", "decay α", kBeta,
                                       "How long the generator's RMSProp remembers the size of gradients.", kRmsFormula,
                                       kRmsPaper)),
      seldom_changed(of<kG, &O::epsilon>(
          kOfDividers<kG>, "hyperparameters.generator.epsilon", "ε", kEpsilon,
          "Keeps Adam and RMSProp of the generator from dividing by zero: large values tame tiny gradients.",
          kAdamFormula, kAdamPaper, step_of<kG>)),
      seldom_changed(of<kG, &O::gradient_clip>(kOptimiser<kG>, "hyperparameters.generator.gradient_clip",
                                               "gradient clipping c", kClip,
                                               "The longest that the generator's gradient may be before the optimiser "
                                               "gets it: a longer one is shortened; 0 is off.",
                                               kClipFormula, kClipPaper)),
      seldom_changed(of<kG, &O::weight_decay>(
          kOptimiser<kG>, "hyperparameters.generator.weight_decay", "weight decay λ", kDecay,
          "Every step first shrinks the generator's weights a little, which draws its samples together; 0 is off.",
          kDecayFormula, kDecayPaper)),
      seldom_changed(
          choice<schedule_options, &Settings::hyperparameters, &Hyperparameters::generator, &O::schedule, &R::kind>(
              kOptimiser<kG>, "hyperparameters.generator.rate_schedule", "rate schedule",
              "How the generator's learning rate falls over the iterations, which calms its last steps.",
              kScheduleFormula, kSchedulePaper)),
      of_schedule<kG, &R::length>(
          "hyperparameters.generator.rate_length", "rate falls within n", {1, 100'000'000, true},
          "The iterations, counted from the start, after which the generator's rate has fallen."),
      of_schedule<kG, &R::floor>("hyperparameters.generator.rate_floor", "rate's floor f", {0, 1},
                                 "The share of the generator's learning rate that is left in the end."),
      of_schedule<kG, &R::hold>("hyperparameters.generator.rate_hold", "full rate for h", {0, 1},
                                "The share of these iterations in which the generator's rate does not fall yet."),
  };
}

}  // namespace gan::setting_rows
