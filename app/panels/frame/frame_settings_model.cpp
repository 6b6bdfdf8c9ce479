#include "app/panels/frame/frame_settings_model.h"

#include "app/panels/frame/speed_dial_model.h"

namespace gan {

std::vector<ViewSetting> FrameSettings::table() {
  return {{"window.dark", &dark},
          {"window.high_contrast", &high_contrast},
          {"window.projector", &projector},
          {"window.text_scale", &text_scale, 0.8, 3, {}, 0, 0.5},
          {"window.width", &window_width, 320, 16384},
          {"window.height", &window_height, 200, 16384},
          {"window.scale", &window_scale, 0, 4},
          {"window.past_memory", &past_memory, 16, 8192},
          {"trainer.speed", &speed, kSlowestSpeed, kKeptAsUnlimited}};
}

std::unique_ptr<SettingsSection> make_frame_settings() {
  return std::make_unique<FrameSettings>();
}

}  // namespace gan
