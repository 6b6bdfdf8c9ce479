#include <string>

#include "core/base/math/math_markup.h"
#include "core/game/rules/rule_list.h"
#include "core/settings/table_rows.h"

namespace gan::setting_rows {
namespace {

std::span<const Option> rule_options() {
  static const std::vector<Option> options = [] {
    std::vector<Option> made;
    for (const RuleInfo& rule : rule_infos()) made.push_back({rule.id, rule.title, rule.meaning});
    return made;
  }();
  return options;
}

const char* formula_of_rule(const Settings& s) {
  static const std::vector<std::string> plain = [] {
    std::vector<std::string> made;
    for (const RuleInfo& rule : rule_infos()) made.push_back(plain_math(rule.formula));
    return made;
  }();
  return plain[static_cast<std::size_t>(rule_of(s.hyperparameters))].c_str();
}

constexpr Place kRule = {SettingGroup::game, Acts::at_once};

// Heeded by one rule alone.
template <const RuleInfo& Rule>
bool under(const Settings& s) {
  return std::string_view(rule_info(rule_of(s.hyperparameters)).id) == Rule.id;
}

bool unrolls(const Settings& s) {
  return under<unrolled_info>(s) && s.hyperparameters.unroll_steps > 0;
}

std::span<const Option> unroll_options() {
  static constexpr Option options[] = {
      {"sgd", "SGD", "The steps that G looks ahead through go straight down the batch's gradient."},
      {"adam", "Adam", "The steps that G looks ahead through are Adam's, with D's moments where D is trained by Adam."},
  };
  return options;
}

template <auto Part>
Setting of(Place place, const char* key, const char* title, Limits limits, const char* meaning, const char* formula,
           const RuleInfo& rule) {
  return plain<&Settings::hyperparameters, Part>(place, key, title, limits, meaning, formula, rule.paper);
}

}  // namespace

std::vector<Setting> rule_settings() {
  using H = Hyperparameters;
  return {
      with_formula(choice<rule_options, &Settings::hyperparameters, &H::rule>(
                       kRule, "hyperparameters.rule", "update rule",
                       "How the gradients of both players become their next step; a change keeps weights and moments "
                       "and forgets what the rule remembered.",
                       "", "arXiv 1802.10551"),
                   formula_of_rule),
      of<&H::consensus_weight>(
          kRule.where(under<consensus_info>), "hyperparameters.consensus_weight", "consensus weight γ", {0, 1000, true},
          "How strongly both players also shorten their gradients: more stops the circling, too much stops anywhere.",
          "F + γ ∇½‖F‖²", consensus_info),
      of<&H::symplectic_weight>(kRule.where(under<symplectic_info>), "hyperparameters.symplectic_weight",
                                "adjustment λ", {0, 1000, true},
                                "How strongly both players steer against the part of the game that makes them circle.",
                                "F + λ Aᵀ F", symplectic_info),
      of<&H::unroll_steps>(kRule.where(under<unrolled_info>), "hyperparameters.unroll_steps", "unrolled steps K",
                           {0, 100},
                           "How many steps of D the generator looks ahead through: each costs more than a plain step; "
                           "with 0 the rule is the simultaneous one.",
                           "L_G(θ, φ_K)", unrolled_info),
      choice<unroll_options, &Settings::hyperparameters, &H::unroll_optimiser>(
          kRule.where(unrolls), "hyperparameters.unroll_optimiser", "unrolled by",
          "What takes the steps of D that G looks ahead through, with D's own learning rate and constants.", "",
          unrolled_info.paper),
      of<&H::negative_momentum>(
          kRule.where(under<negative_momentum_info>), "hyperparameters.negative_momentum", "negative momentum β",
          {-0.9999, 0},
          "How much of its last step each player takes back: it damps the circling that momentum adds to.",
          "w ← w − η·g + β·Δw, Δw its last step", negative_momentum_info),
      of<&H::lookahead_every>(
          kRule.where(under<lookahead_info>), "hyperparameters.lookahead_every", "lookahead every n", {1, 10000, true},
          "After so many iterations both players go back towards where they were.", "", lookahead_info),
      of<&H::lookahead_step>(kRule.where(under<lookahead_info>), "hyperparameters.lookahead_step", "lookahead step α",
                             {0, 1},
                             "How much of the way is kept when both players go back: 1 is the alternating rule, 0 gets "
                             "nowhere.",
                             "w ← w̃ + α (w − w̃)", lookahead_info),
      seldom_changed(of<&H::competitive_tolerance>(
          kRule.where(under<competitive_info>), "hyperparameters.competitive_tolerance", "solver's tolerance",
          {1e-8, 1, true}, "How exactly each player's answer to the other's step is found, over the gradients' length.",
          "‖(I + B)ᵀ r‖ ≤ ε‖F‖", competitive_info)),
      seldom_changed(of<&H::competitive_iterations>(
          kRule.where(under<competitive_info>), "hyperparameters.competitive_iterations", "solver's iterations",
          {0, 100},
          "How many steps of conjugate gradients find the answers to the other's step, at most; with 0 the rule "
          "is the simultaneous one.",
          "", competitive_info)),
  };
}

}  // namespace gan::setting_rows
