#include "app/panels/controls/control_menu_model.h"

#include <string_view>
#include <utility>

#include "core/io/data_files.h"
#include "core/settings/setting_values.h"
#include "core/settings/settings_check.h"

namespace gan {
namespace {

bool is_number(const Setting& setting) {
  return setting.kind == SettingKind::integer || setting.kind == SettingKind::real;
}

// "" of what all games have in common, whatever its value.
std::string never_differs(const Setting& setting) {
  const std::string_view key = setting.key;
  if (key == "seed") return "Games side by side have one seed: they would show what luck does.";
  if (key == "data.file") return "What is read from a file is read for one game: change it, then compare.";
  return "";
}

std::string value_text(const Setting& setting, const Value& value) {
  const std::string text = format_value(setting, value);
  return text.empty() ? "none" : text;
}

}  // namespace

ControlMenuTexts control_menu_texts(const Setting& setting, const Settings& scenario, const Settings& shown,
                                    std::size_t games, std::size_t most, bool differs) {
  ControlMenuTexts texts;
  const Value start = setting.get(scenario);
  if (start != setting.get(shown)) texts.back = "Back to " + value_text(setting, start);
  if (is_number(setting)) texts.exact = "Type a value";
  if (differs) texts.in_all = "Set in all games";
  // On and off: there is nothing to ask for.
  const bool one = setting.kind == SettingKind::boolean;
  const std::string other = one ? " " + value_text(setting, !std::get<bool>(setting.get(shown))) : " …";
  if (setting.acts != Acts::at_start) texts.here = "Compare with" + other;
  texts.from_start = "Compare from the start with" + other;
  texts.why_not = never_differs(setting);
  if (texts.why_not.empty() && games >= most) {
    texts.why_not = std::to_string(games) + " games stand side by side already: drop one of them first.";
  }
  return texts;
}

std::string why_not_beside(const Setting& setting, const Settings& shown, const Value& other) {
  if (std::string why = never_differs(setting); !why.empty()) return why;
  if (!setting.relevant(shown)) return "This game does not heed it.";
  if (const Outcome valid = check_value(setting, other); !valid) return valid.message();
  const Value value = normalise_value(setting, other);
  if (value == setting.get(shown)) return "This game has this value already.";
  Settings changed = shown;
  setting.set(changed, value);
  // What has to be read becomes the one game's data.
  if (setting.decides_what_is_loaded && needs_loading(changed.spec.data))
    return never_differs(*find_setting("data.file"));
  const Outcome agree = check_settings(changed);
  return agree ? "" : agree.message();
}

std::vector<OtherValue> other_values_of(const Setting& setting, const Settings& shown) {
  std::vector<OtherValue> others;
  const Value present = setting.get(shown);
  const auto add = [&](Value value, std::string title, std::string meaning) {
    if (value == present) return;
    std::string why_not = why_not_beside(setting, shown, value);
    others.push_back({std::move(value), std::move(title), std::move(meaning), std::move(why_not)});
  };
  if (setting.kind == SettingKind::boolean) {
    for (const bool on : {true, false}) add(on, value_text(setting, on), setting.meaning);
  } else if (setting.kind == SettingKind::choice) {
    for (const Option& option : setting.options()) add(std::string(option.id), option.title, option.meaning);
  }
  return others;
}

std::string compare_question(const Setting& setting, const Settings& shown, bool from_start) {
  return "Beside " + short_title(setting) + " = " + value_text(setting, setting.get(shown)) +
         (from_start ? ", both from the start:" : ", from this moment:");
}

}  // namespace gan
