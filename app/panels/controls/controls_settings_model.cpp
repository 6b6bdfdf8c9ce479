#include "app/panels/controls/controls_settings_model.h"

namespace gan {

std::vector<ViewSetting> ControlsSettings::table() {
  // The first six groups had numbers for names.
  constexpr int kNumbered = 6;
  std::vector<ViewSetting> lines = {{"controls.more_discriminator", &more[Player::discriminator], 0, 1},
                                    {"controls.more_generator", &more[Player::generator], 0, 1}};
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
