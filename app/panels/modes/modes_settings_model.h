// What the tab Modes shows.
#pragma once

#include "app/panels/view_settings_model.h"

namespace gan {

struct ModesSettings : SettingsSection {
  bool compared = false;  // the table has what samples score against the data's, instead of modes and divergences

  std::vector<ViewSetting> table() override { return {{"modes.compared", &compared}}; }
};

}  // namespace gan
