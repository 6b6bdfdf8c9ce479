#include "app/panels/strip/strip_settings_model.h"

namespace gan {

std::vector<ViewSetting> StripSettings::table() {
  return {};
}

std::unique_ptr<SettingsSection> make_strip_settings() {
  return std::make_unique<StripSettings>();
}

}  // namespace gan
