// What the figure of data on the line shows.
#pragma once

#include <vector>

#include "app/panels/view_settings_model.h"

namespace gan {

// Order of the layers: keys 1 to 6 switch them.
enum class LineLayer { densities, discriminator, best, map, samples, penalty, count };
inline constexpr int kLineLayers = static_cast<int>(LineLayer::count);

struct LineSettings : SettingsSection {
  bool layers[kLineLayers] = {true, true, true, true, true, false};

  // Kept with a session alone: where it looks, and whether a person has moved it, as the arena keeps it.
  double camera_x = 0, camera_extent = 1;
  bool camera_moved = false, camera_read = false;

  std::vector<ViewSetting> table() override;
  std::vector<ViewSetting> session_table() override;
  void session_read() override { camera_read = true; }

  bool& layer(LineLayer l) { return layers[static_cast<int>(l)]; }
  bool layer(LineLayer l) const { return layers[static_cast<int>(l)]; }
};

}  // namespace gan
