#include "app/panels/modes/modes_settings_model.h"

namespace gan {

std::unique_ptr<SettingsSection> make_modes_settings() {
  return std::make_unique<ModesSettings>();
}

}  // namespace gan
