// Data that change while a game trains: how they turn and drift, and which of their modes are left out.
#include "core/data/distribution.h"
#include "core/game/acting.h"
#include "core/settings/table_rows.h"

namespace gan::setting_rows {
namespace {

constexpr Place kMoving =
    Place{SettingGroup::game, Acts::at_once}.where([](const Settings& s) { return data_can_move(s.spec); });
constexpr Place kOfModes = Place{SettingGroup::game, Acts::at_once}.where([](const Settings& s) {
  return data_can_move(s.spec) && distribution_of(s.spec.data).reads(DataParameter::weights);
});

template <auto Part>
Setting moving(const char* key, const char* title, Limits limits, const char* meaning, const char* formula) {
  return seldom_changed(plain<&Settings::hyperparameters, Part>(kMoving, key, title, limits, meaning, formula, ""));
}

// As the numbers of the modes, from 1, that are in the set.
Setting hidden_modes() {
  Setting row = plain<&Settings::spec, &GameSpec::generator, &NetworkSpec::hidden>(
      kOfModes, "hyperparameters.hidden_modes", "hidden modes", {1, kMostModes, false, kMostModes},
      "The modes, counted from 1, that the data do without for now: they vanish, and appear again where they are named "
      "no more.",
      "p_data = Σᵢ wᵢ N(cᵢ, σ²I), i not hidden", "");
  row.get = [](const Settings& s) {
    std::vector<std::int64_t> numbers;
    const ModeSet& hidden = s.hyperparameters.hidden_modes;
    for (std::size_t k = 0; k < hidden.size(); ++k) {
      if (hidden[k]) numbers.push_back(static_cast<std::int64_t>(k) + 1);
    }
    return Value(std::move(numbers));
  };
  row.set = [](Settings& s, const Value& v) {
    ModeSet& hidden = s.hyperparameters.hidden_modes;
    hidden.reset();
    for (const std::int64_t number : std::get<std::vector<std::int64_t>>(v)) {
      hidden.set(static_cast<std::size_t>(number - 1));
    }
  };
  return seldom_changed(row);
}

}  // namespace

std::vector<Setting> moving_settings() {
  using H = Hyperparameters;
  return {
      moving<&H::data_turn>("hyperparameters.data_turn", "data turn ω", {-10, 10},
                            "By how many degrees the data turn about the origin in each iteration: a generator that "
                            "has settled has to follow.",
                            "x ← R(ω) x"),
      moving<&H::data_drift_x>("hyperparameters.data_drift_x", "data drift, right", {-1, 1},
                               "How far the data move to the right in each iteration, in data units.", "x ← x + δ"),
      moving<&H::data_drift_y>("hyperparameters.data_drift_y", "data drift, up", {-1, 1},
                               "How far the data move up in each iteration, in data units.", "x ← x + δ"),
      hidden_modes(),
  };
}

}  // namespace gan::setting_rows
