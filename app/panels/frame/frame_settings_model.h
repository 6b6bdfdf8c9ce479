// How the window looks as a whole, how large it was, and how fast the training goes.
#pragma once

#include "app/panels/view_settings_model.h"

namespace gan {

// Sub-steps a second that are kept for an unlimited speed.
inline constexpr double kKeptAsUnlimited = 1e9;

struct FrameSettings : SettingsSection {
  bool dark = true;
  bool high_contrast = false;  // instead of both
  bool projector = false;
  double text_scale = 1.0;  // in [0.8, 3], on top of the screen's density and the projector mode
  int window_width = 1600;  // units: pixels of a screen of scale 1
  int window_height = 1000;
  double window_scale = 0;          // of the screen where that was saved; 0: by a version that saved screen coordinates
  double speed = kKeptAsUnlimited;  // sub-steps a second

  double past_memory = 256;  // MiB, for states to look back to

  // Of this session only: what is open.
  bool help = false;
  bool find = false;
  bool messages = false;

  std::vector<ViewSetting> table() override;

  // From dark to light and back; high contrast is left.
  void flip_dark() {
    dark = !dark;
    high_contrast = false;
  }
};

}  // namespace gan
