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

constexpr Limits kRate = {0, 10, true};
constexpr Limits kMomentum = {0, 0.9999};
constexpr Limits kBeta = {0, 0.99999};
constexpr Limits kEpsilon = {1e-12, 1, true};

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

std::vector<Setting> optimiser_of_discriminator() {
  using O = OptimiserSettings;
  using K = OptimiserKind;
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
  };
}

std::vector<Setting> optimiser_of_generator() {
  using O = OptimiserSettings;
  using K = OptimiserKind;
  return {
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
  };
}

}  // namespace

std::vector<Setting> optimiser_settings() {
  std::vector<Setting> all;
  for (const auto& part :
       {optimiser_of_discriminator(), taming_settings(kD), optimiser_of_generator(), taming_settings(kG)}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace gan::setting_rows
