// What the plots show.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "app/panels/view_settings_model.h"
#include "app/plot/plot_state.h"

namespace gan {

inline constexpr std::size_t kMostPlots = 31;  // one bit each

// What a person has set in one plot: see PlotState.
struct PlotLook {
  bool by_hand = false;  // the y axis shows this stretch of its units
  double low = 0, span = 1;
  bool log_chosen = false;  // and whether it is logarithmic; else the plot says
  bool log = false;         // of one that was chosen, and of a stretch
  int hidden = 0;           // one bit a line
};

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

  // Kept with a session alone: the axes, which the panel writes, and takes over once they were read.
  int x_follow = 0;  // a Follow
  double x_low = 0, x_span = 100;
  std::array<PlotLook, kMostPlots> looks;
  bool axes_read = false;

  std::vector<ViewSetting> table() override;
  std::vector<ViewSetting> session_table() override;
  void session_read() override { axes_read = true; }
  void session_over() override { axes_read = false; }
};

// What was set in the axes is what the settings say, and the other way round. `states`: of plot_infos(), in order.
void show_looks(const PlotsSettings& from, PlotViewState& view, std::span<PlotState> states);
void note_looks(const PlotViewState& view, std::span<const PlotState> states, PlotsSettings& into);

}  // namespace gan
