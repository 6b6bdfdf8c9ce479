#include "app/panels/controls/controls_settings_model.h"

namespace gan {

std::vector<ViewSetting> ControlsSettings::table() {
  // The first six groups had numbers for names.
  constexpr int kNumbered = 6;
  std::vector<ViewSetting> lines = {{"controls.open_watch", &watch, 0, 1, {"controls.open_6"}},
                                    {"controls.open_about", &about, 0, 1, {"controls.open_7"}}};
  const std::string open = "controls.open_";
  for (int i = 0; i < kControlGroups; ++i) {
    const char* const id = setting_group_info(static_cast<SettingGroup>(i)).id;
    ViewSetting line{open + id, &open_groups[i], 0, 1};
    if (i < kNumbered) line.former = {open + std::to_string(i)};
    lines.push_back(std::move(line));
  }
  return lines;
}

std::unique_ptr<SettingsSection> make_controls_settings() {
  return std::make_unique<ControlsSettings>();
}

}  // namespace gan
