#include "app/panels/line/line_settings_model.h"

#include "app/geometry/arena_camera.h"

namespace gan {

std::vector<ViewSetting> LineSettings::table() {
  return {{"line.densities", &layer(LineLayer::densities)}, {"line.discriminator", &layer(LineLayer::discriminator)},
          {"line.best", &layer(LineLayer::best)},           {"line.map", &layer(LineLayer::map)},
          {"line.samples", &layer(LineLayer::samples)},     {"line.penalty", &layer(LineLayer::penalty)}};
}

std::vector<ViewSetting> LineSettings::session_table() {
  constexpr double kFar = 1e9;
  return {{"line.camera.x", &camera_x, -kFar, kFar},
          {"line.camera.extent", &camera_extent, ArenaCamera::kMinExtent, ArenaCamera::kMaxExtent},
          {"line.camera.moved", &camera_moved}};
}

std::unique_ptr<SettingsSection> make_line_settings() {
  return std::make_unique<LineSettings>();
}

}  // namespace gan
