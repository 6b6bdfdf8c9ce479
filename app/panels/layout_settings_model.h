// How the window is divided: what its splitters were dragged to, which panels are there, and which tabs are in front.
#pragma once

#include <string>
#include <string_view>

#include "app/panels/view_settings_model.h"

namespace gan {

// What of the window's looks can be sought: each is lit up, or its menu opens.
inline constexpr const char *kSoughtSpeed = "speed", *kSoughtTextSize = "text size", *kSoughtSmoothing = "smoothing",
                            *kSoughtPlots = "which plots", *kSoughtLayerOptions = "layer options",
                            *kSoughtPast = "memory for the past", *kSoughtBest = "best moment",
                            *kSoughtFigure = "save a figure", *kSoughtClip = "save a clip";

struct LayoutSettings : SettingsSection {
  double left_width = 280;   // design pixels
  double lens_share = 0.36;  // of what is right of the left panel
  double track_height = 96;  // design pixels, with the line of messages
  bool show_left = true;
  bool show_lens = true;
  // Which of the views that share a place is in front.
  int stage_tab = 0;
  int lens_tab = 0;  // in a narrow window the left panel's views come after its own
  int left_tab = 0;

  // Of this session only: the id of a view that is to come to the front. The layout takes it back.
  std::string front;
  // The same of one of the above; what shows it takes it back.
  std::string sought;
  bool take_sought(std::string_view what) {
    if (sought != what) return false;
    sought.clear();
    return true;
  }

  std::vector<ViewSetting> table() override;
};

}  // namespace gan
