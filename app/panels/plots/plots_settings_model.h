// What the plots show.
#pragma once

#include <cstdint>
#include <optional>

#include "app/panels/view_settings_model.h"
#include "app/plot/plot_axis.h"

namespace gan {

struct PlotsSettings : SettingsSection {
  double smoothing = 0.0;
  int shown_plots = 0b1100'0011'1000'0111'0111;  // one bit an entry of plot_infos()
  bool run_before = true;                        // stands faded behind the lines

  // Of this session only: the steps that the plots show, in this frame or the one before it, for the track, which takes
  // them: none where no plots are on the screen.
  std::optional<Range> on_screen;
  // The plots are to be centred on this step, and take it back.
  std::optional<std::int64_t> centre;
  // The number of a plot that is to be brought into sight and lit up; the panel takes it back.
  std::optional<int> sought;

  std::vector<ViewSetting> table() override;
};

}  // namespace gan
