#include "core/game/fields_table.h"

namespace gan::field_table {
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
constexpr const char* kMomentumPaper =
    "Sutskever et al. 2013, On the importance of initialization and momentum";
constexpr const char* kAdamPaper = "arXiv 1412.6980";
constexpr const char* kFirstFormula = "m ← β₁m + (1 − β₁)g, m̂ = m/(1 − β₁ᵗ)";
constexpr const char* kSecondFormula = "v ← β₂v + (1 − β₂)g², v̂ = v/(1 − β₂ᵗ)";
constexpr const char* kRmsFormula = "v ← αv + (1 − α)g², w ← w − η·g/(√v + ε)";
constexpr const char* kRmsPaper = "Tieleman and Hinton 2012, lecture 6.5: rmsprop; arXiv 1308.0850";
constexpr const char* kAdamFormula = "w ← w − η·m̂/(√v̂ + ε)";

// The whole step of an optimiser, in the order of OptimiserKind.
const char* step_formula(OptimiserKind kind) {
  switch (kind) {
    case OptimiserKind::sgd: return kStepFormula;
    case OptimiserKind::momentum: return kMomentumFormula;
    case OptimiserKind::nesterov: return kNesterovFormula;
    case OptimiserKind::rmsprop: return kRmsFormula;
    case OptimiserKind::adam: return kAdamFormula;
  }
  return kStepFormula;
}
const char* step_of_d(const Settings& s) { return step_formula(s.hyperparameters.discriminator.kind); }
const char* step_of_g(const Settings& s) { return step_formula(s.hyperparameters.generator.kind); }

template <auto Part>
Field of_d(const char* key, const char* title, Limits limits, const char* meaning, const char* formula,
           const char* paper, const char* (*formula_in)(const Settings&) = nullptr) {
  return with_formula(plain<&Settings::hyperparameters, &Hyperparameters::discriminator, Part>(
                          key, title, limits, meaning, formula, paper),
                      formula_in);
}

template <auto Part>
Field of_g(const char* key, const char* title, Limits limits, const char* meaning, const char* formula,
           const char* paper, const char* (*formula_in)(const Settings&) = nullptr) {
  return with_formula(plain<&Settings::hyperparameters, &Hyperparameters::generator, Part>(
                          key, title, limits, meaning, formula, paper),
                      formula_in);
}

}  // namespace

std::vector<Field> optimiser_fields() {
  using O = OptimiserSettings;
  return {
      choice<optimiser_options, &Settings::hyperparameters, &Hyperparameters::discriminator, &O::kind>(
          "hyperparameters.discriminator.optimiser", "D optimiser",
          "How the discriminator turns a gradient into a step; a change keeps its weights and forgets its "
          "moments.",
          "", kAdamPaper),
      of_d<&O::learning_rate>("hyperparameters.discriminator.learning_rate", "D learning rate η", kRate,
                           "The length of the discriminator's steps: too large and it jumps about, too small "
                           "and G outruns it.",
                           kStepFormula, "arXiv 1706.08500", step_of_d),
      of_d<&O::momentum>("hyperparameters.discriminator.momentum", "D momentum μ", kMomentum,
                      "How much of its last step the discriminator repeats (momentum and Nesterov only).",
                      kMomentumFormula, kMomentumPaper, step_of_d),
      of_d<&O::beta1>("hyperparameters.discriminator.beta1", "D β₁", kBeta,
                   "How long the discriminator's Adam remembers gradients; high values make the game swing.",
                   kFirstFormula, kAdamPaper),
      of_d<&O::beta2>("hyperparameters.discriminator.beta2", "D β₂", kBeta,
                   "How long the discriminator's Adam remembers the size of gradients.", kSecondFormula,
                   kAdamPaper),
      of_d<&O::decay>("hyperparameters.discriminator.decay", "D decay α", kBeta,
                   "How long the discriminator's RMSProp remembers the size of gradients.", kRmsFormula,
                   kRmsPaper),
      of_d<&O::epsilon>("hyperparameters.discriminator.epsilon", "D ε", kEpsilon,
                     "Keeps Adam and RMSProp of the discriminator from dividing by zero: large values tame "
                     "tiny gradients.",
                     kAdamFormula, kAdamPaper, step_of_d),
      choice<optimiser_options, &Settings::hyperparameters, &Hyperparameters::generator, &O::kind>(
          "hyperparameters.generator.optimiser", "G optimiser",
          "How the generator turns a gradient into a step; a change keeps its weights and forgets its "
          "moments.",
          "", kAdamPaper),
      of_g<&O::learning_rate>(
          "hyperparameters.generator.learning_rate", "G learning rate η", kRate,
          "The length of the generator's steps: much larger than D's and its samples rush from mode to mode.",
          kStepFormula, "arXiv 1706.08500", step_of_g),
      of_g<&O::momentum>("hyperparameters.generator.momentum", "G momentum μ", kMomentum,
                      "How much of its last step the generator repeats (momentum and Nesterov only).",
                      kMomentumFormula, kMomentumPaper, step_of_g),
      of_g<&O::beta1>(
          "hyperparameters.generator.beta1", "G β₁", kBeta,
          "How long the generator's Adam remembers gradients; high values carry samples past their goal.",
          kFirstFormula, kAdamPaper),
      of_g<&O::beta2>("hyperparameters.generator.beta2", "G β₂", kBeta,
                   "How long the generator's Adam remembers the size of gradients.", kSecondFormula,
                   kAdamPaper),
      of_g<&O::decay>("hyperparameters.generator.decay", "G decay α", kBeta,
                   "How long the generator's RMSProp remembers the size of gradients.", kRmsFormula,
                   kRmsPaper),
      of_g<&O::epsilon>(
          "hyperparameters.generator.epsilon", "G ε", kEpsilon,
          "Keeps Adam and RMSProp of the generator from dividing by zero: large values tame tiny gradients.",
          kAdamFormula, kAdamPaper, step_of_g),
  };
}

}  // namespace gan::field_table
