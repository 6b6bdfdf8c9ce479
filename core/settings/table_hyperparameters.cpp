#include "core/game/expected_batch.h"
#include "core/game/losses.h"
#include "core/game/rules/rule_list.h"
#include "core/settings/table_rows.h"

namespace gan::setting_rows {
namespace {

std::span<const Option> loss_options() {
  static const std::vector<Option> options = [] {
    std::vector<Option> made;
    for (const LossInfo& loss : loss_infos()) made.push_back({loss.id, loss.title, loss.meaning});
    return made;
  }();
  return options;
}

constexpr Place kGame = {SettingGroup::game, Acts::at_once};
constexpr Place kRegularisation = {SettingGroup::regularisation, Acts::at_once};

bool takes_turns(const Settings& s) {
  return rule_info(rule_of(s.hyperparameters)).takes_turns;
}

bool draws_batches(const Settings& s) {
  return !plays_expectation(s.spec);
}

bool label_acts(const Settings& s) {
  return loss_info(s.hyperparameters.loss).reads_label();
}

template <auto Weight>
bool is_on(const Settings& s) {
  return s.hyperparameters.*Weight > 0;
}

template <auto Part>
Setting h(Place place, const char* key, const char* title, Limits limits, const char* meaning, const char* formula,
          const char* paper) {
  return plain<&Settings::hyperparameters, Part>(place, key, title, limits, meaning, formula, paper);
}

constexpr Limits kWeight = {0, 1000, true};
constexpr Limits kEvery = {1, 1000, true};
constexpr const char* kLazyPaper = "arXiv 1912.04958";

std::vector<Setting> penalty_settings() {
  return {
      h<&Hyperparameters::r1_weight>(kRegularisation, "hyperparameters.r1_weight", "R1 weight γ", kWeight,
                                     "Penalises D's gradient at real samples, so that D goes flat once the "
                                     "generator is right; 0 is off.",
                                     "γ/2 · E‖∇ₓ a(x)‖² on real x", "arXiv 1801.04406"),
      h<&Hyperparameters::r1_every>(kRegularisation.where(is_on<&Hyperparameters::r1_weight>),
                                    "hyperparameters.r1_every", "R1 every", kEvery,
                                    "R1 acts in every n-th discriminator step only, which saves time.", "", kLazyPaper),
      h<&Hyperparameters::r2_weight>(
          kRegularisation, "hyperparameters.r2_weight", "R2 weight γ", kWeight,
          "Penalises D's gradient at generated samples, which stops it from chasing them; 0 is off.",
          "γ/2 · E‖∇ₓ a(x)‖² on generated x", "arXiv 1801.04406"),
      h<&Hyperparameters::r2_every>(kRegularisation.where(is_on<&Hyperparameters::r2_weight>),
                                    "hyperparameters.r2_every", "R2 every", kEvery,
                                    "R2 acts in every n-th discriminator step only, which saves time.", "", kLazyPaper),
      h<&Hyperparameters::gp_weight>(kRegularisation, "hyperparameters.gp_weight", "gradient penalty λ", kWeight,
                                     "Penalises where D's gradient norm deviates from 1 between real and "
                                     "generated samples, as the Wasserstein loss needs; 0 is off.",
                                     "λ · E(‖∇ a(x̂)‖ − 1)², x̂ = εx + (1 − ε)G(z)", "arXiv 1704.00028"),
      h<&Hyperparameters::gp_every>(kRegularisation.where(is_on<&Hyperparameters::gp_weight>),
                                    "hyperparameters.gp_every", "gradient penalty every", kEvery,
                                    "The penalty acts in every n-th discriminator step only, which saves time.", "",
                                    kLazyPaper),
      h<&Hyperparameters::dragan_weight>(kRegularisation, "hyperparameters.dragan_weight", "DRAGAN weight λ", kWeight,
                                         "Penalises where D's gradient norm deviates from 1 close to the real samples, "
                                         "so that no sharp peak stands on any of them; 0 is off.",
                                         "λ · E(‖∇ a(x + δ)‖ − 1)², δ = ½ s u, u ~ U(0, 1), s the data's deviation",
                                         "arXiv 1705.07215"),
      h<&Hyperparameters::dragan_every>(
          kRegularisation.where(is_on<&Hyperparameters::dragan_weight>), "hyperparameters.dragan_every", "DRAGAN every",
          kEvery, "DRAGAN acts in every n-th discriminator step only, which saves time.", "", kLazyPaper),
  };
}

}  // namespace

std::vector<Setting> hyperparameter_settings() {
  std::vector<Setting> all = {
      choice<loss_options, &Settings::hyperparameters, &Hyperparameters::loss>(
          kGame, "hyperparameters.loss", "loss",
          "What each player minimises; it decides how strongly the generator is pushed where D is sure.", "",
          "arXiv 1406.2661"),
  };
  for (const Setting& setting : rule_settings()) all.push_back(setting);
  const std::vector<Setting> others = {
      h<&Hyperparameters::k>(kGame.where(takes_turns), "hyperparameters.k", "k", {0, 100},
                             "Discriminator steps in one iteration: more keep D nearer its optimum; 0 freezes D.",
                             "k of Algorithm 1", "arXiv 1406.2661"),
      h<&Hyperparameters::generator_steps>(
          kGame.where(takes_turns), "hyperparameters.generator_steps", "generator steps", {0, 100},
          "Generator steps in one iteration: more let G run ahead into D's favourite spot; 0 freezes G.", "",
          "arXiv 1406.2661"),
      h<&Hyperparameters::batch_size>(
          kGame.where(draws_batches), "hyperparameters.batch_size", "batch size m", {1, 4096, true},
          "How many real and how many generated samples a step sees: small batches are noisy and cheap.", "∇ 1/m Σᵢ …",
          "arXiv 1406.2661"),
      with_formula(h<&Hyperparameters::real_label>(
                       kGame.where(label_acts), "hyperparameters.real_label", "real-label target α", {0.5, 1},
                       "The target of D on real samples; below 1 (one-sided label smoothing) "
                       "D stays less sure of itself.",
                       "BCE(D(x), α)", "arXiv 1606.03498"),
                   [](const Settings& s) {
                     const bool regression = loss_info(s.hyperparameters.loss).output.follows_label;
                     return regression ? "½E(f(x) − α)²" : "BCE(D(x), α)";
                   }),
      h<&Hyperparameters::clip>(kRegularisation, "hyperparameters.clip", "weight clipping c", {0, 10, true},
                                "After each of its steps every weight of D is clipped to [−c, c], which "
                                "bounds its slope crudely; 0 is off.",
                                "φ ← clip(φ, −c, c)", "arXiv 1701.07875"),
      h<&Hyperparameters::instance_noise>(kRegularisation, "hyperparameters.instance_noise", "instance noise σ",
                                          {0, 10, true},
                                          "The standard deviation of noise added to everything D sees, so "
                                          "that real and generated overlap; 0 is off.",
                                          "a(x + σε), ε ~ N(0, I)", "arXiv 1610.04490"),
      seldom_changed(h<&Hyperparameters::instance_noise_decay>(
          kRegularisation.where(is_on<&Hyperparameters::instance_noise>), "hyperparameters.instance_noise_decay",
          "noise falls within n", {0, 100'000'000, true},
          "The iterations, counted from the start, in which the instance noise falls to nothing; with 0 it stays.",
          "σ(t) = σ · max(0, 1 − t/n)", "arXiv 1610.04490")),
  };
  all.insert(all.end(), others.begin(), others.end());
  all.push_back(h<&Hyperparameters::average_decay>(
      kRegularisation, "hyperparameters.average_decay", "EMA of G's weights", {0, 0.99999},
      "Keeps an exponential moving average of the generator's weights beside "
      "them, whose samples are calmer; it does not train; 0 is "
      "off.",
      "θ̄ ← β θ̄ + (1 − β) θ", "arXiv 1806.04498"));
  for (const Setting& setting : penalty_settings()) all.push_back(setting);
  for (const Setting& setting : moving_settings()) all.push_back(setting);
  return all;
}

}  // namespace gan::setting_rows
