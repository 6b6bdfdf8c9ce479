#include "app/panels/loss/loss_settings_model.h"

namespace gan {

std::vector<ViewSetting> LossSettings::table() {
  return {{"loss.probability_axis", &probability_axis, 0, 1, {"plots.loss_curve_probability"}}};
}

std::unique_ptr<SettingsSection> make_loss_settings() {
  return std::make_unique<LossSettings>();
}

}  // namespace gan
