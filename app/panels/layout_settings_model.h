// How the window is divided: what its splitters were dragged to, which panels are there, and which tabs are in front.
#pragma once

#include "app/panels/view_settings_model.h"

namespace gan {

struct LayoutSettings : SettingsSection {
  double controls_width = 280;    // design pixels
  double plots_share = 0.36;      // of what is right of the controls
  double timeline_height = 54;    // design pixels
  double modes_share = 0.24;      // of the arena's column, for the bars below it
  double images_share = 0.42;     // the same of a game with images, for the views below the sheets
  double loss_curve_share = 0.3;  // of the plots' column, for the loss curve below them
  bool show_controls = true;
  bool show_plots = true;
  int arena_tab = 0;  // of the views that share the arena's place
  int below_tab = 0;  // of those below it

  std::vector<ViewSetting> table() override;
};

}  // namespace gan
