// Which headings of the controls are open, and whether the scenarios are there to choose from.
#pragma once

#include <string>

#include "app/panels/view_settings_model.h"
#include "core/settings/setting.h"

namespace gan {

// The groups that have a heading: all but the last, whose seed stands in the toolbar.
inline constexpr int kControlGroups = static_cast<int>(SettingGroup::start);

struct ControlsSettings : SettingsSection {
  bool open_groups[kControlGroups] = {true, true, true};  // in the order of the groups
  PerPlayer<bool> more = {false, false};                  // a player's settings that are mostly left alone

  // Of this session only: the picker is open.
  bool scenarios = false;
  // The menu key was pressed: of the control that has the keyboard, in the next frame.
  bool menu_wanted = false;
  // The key of a setting that is to be brought into sight and lit up; what shows it takes it back.
  std::string sought;

  std::vector<ViewSetting> table() override;

  bool& open(SettingGroup group) { return open_groups[static_cast<int>(group)]; }
};

}  // namespace gan
