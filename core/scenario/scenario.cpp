#include "core/scenario/scenario.h"

#include <map>
#include <string_view>

#include "core/settings/setting_values.h"

namespace gan {

// A later remedy may set again what an earlier one has set.
std::size_t remedies_applied(const Scenario& scenario, const Settings& settings) {
  std::map<std::string_view, const Value*> values;
  std::size_t applied = 0;
  for (std::size_t i = 0; i < scenario.remedies.size(); ++i) {
    for (const auto& [key, value] : scenario.remedies[i].changes) values[key] = &value;
    bool all = true;
    for (const auto& [key, value] : values) {
      const Setting* setting = find_setting(key);
      all = all && setting != nullptr && setting->get(settings) == normalise_value(*setting, *value);
    }
    if (all) applied = i + 1;
  }
  return applied;
}

std::span<const ScenarioGroupInfo> scenario_groups() {
  static constexpr ScenarioGroupInfo groups[] = {{ScenarioGroup::works, "works", "Works"},
                                                 {ScenarioGroup::fails, "fails", "Fails"},
                                                 {ScenarioGroup::losses, "losses", "Losses"},
                                                 {ScenarioGroup::images, "images", "Images"},
                                                 {ScenarioGroup::theory, "theory", "Theory"}};
  return groups;
}

std::span<const char* const> builtin_scenario_ids() {
  static constexpr const char* ids[] = {
      kDefaultScenario, "mode-collapse", "vanishing-gradient",
      "oscillation",    "k-steps",       "grid25",
      "wgan-clip",      "wgan-gp",       "lsgan",
      "first-paper",    "glyphs-mlp",    "glyphs-conv",
      "fashion-mlp",    "fashion-conv",  "fashion-collapse",
      "stacked-digits", "matched",       "d-star",
      "dirac",          "bilinear",      "figure-1",
      "r1-circle",      "pac",           "turning-grid",
      "unrolled",       "extragradient",
  };
  return ids;
}

std::span<const char* const> first_scenario_ids() {
  static constexpr const char* ids[] = {kDefaultScenario, "mode-collapse", "vanishing-gradient"};
  return ids;
}

}  // namespace gan
