#include "app/panels/plots/plots_settings_model.h"

#include <algorithm>

#include "app/panels/plots/plots_panel_model.h"
#include "app/plot/plot_lines.h"

namespace gan {

std::vector<ViewSetting> PlotsSettings::table() {
  return {{"plots.smoothing", &smoothing, 0, kMostSmoothing},
          {"plots.shown", &shown_plots, 0, 0x7fffffff},
          {"plots.run_before", &run_before, 0, 1}};
}

std::vector<ViewSetting> PlotsSettings::session_table() {
  constexpr double kFarSteps = 1e15, kLeastSteps = 1, kLargest = 1e30, kLeast = 1e-12;
  constexpr int kAllLines = 0xffff;
  std::vector<ViewSetting> lines = {{"plots.x_follow", &x_follow, 0, 2},
                                    {"plots.x_low", &x_low, -kFarSteps, kFarSteps},
                                    {"plots.x_span", &x_span, kLeastSteps, kFarSteps}};
  for (std::size_t i = 0; i < plot_infos().size(); ++i) {
    const std::string key = plot_key(plot_infos()[i]);
    PlotLook& look = looks[i];
    lines.push_back({key + ".y_by_hand", &look.by_hand});
    lines.push_back({key + ".y_low", &look.low, -kLargest, kLargest});
    lines.push_back({key + ".y_span", &look.span, kLeast, kLargest});
    lines.push_back({key + ".log_chosen", &look.log_chosen});
    lines.push_back({key + ".log", &look.log});
    lines.push_back({key + ".hidden", &look.hidden, 0, kAllLines});
  }
  return lines;
}

void show_looks(const PlotsSettings& from, PlotViewState& view, std::span<PlotState> states) {
  view.x.follow = static_cast<Follow>(from.x_follow);
  view.x.shown = {from.x_low, from.x_low + from.x_span};
  for (std::size_t i = 0; i < std::min(states.size(), from.looks.size()); ++i) {
    const PlotLook& look = from.looks[i];
    PlotState& state = states[i];
    state.y = {.shown = {0, 0}, .automatic = true, .log = look.log};
    state.touched_log = look.log_chosen;
    state.hidden = static_cast<std::uint32_t>(look.hidden);
    if (look.by_hand) state.y.show_units({look.low, look.low + look.span});
  }
}

void note_looks(const PlotViewState& view, std::span<const PlotState> states, PlotsSettings& into) {
  into.x_follow = static_cast<int>(view.x.follow);
  // The whole run is the whole run of any session.
  const Range x = view.x.follow == Follow::whole ? SharedX().shown : view.x.shown;
  into.x_low = x.low;
  into.x_span = x.span();
  for (std::size_t i = 0; i < std::min(states.size(), into.looks.size()); ++i) {
    const PlotState& state = states[i];
    PlotLook look;
    look.by_hand = !state.y.automatic;
    if (look.by_hand) {
      const Range y = state.y.units();
      look.low = y.low;
      look.span = y.span();
    }
    look.log_chosen = state.touched_log;
    look.log = (look.log_chosen || look.by_hand) && state.y.log;
    look.hidden = static_cast<int>(state.hidden);
    into.looks[i] = look;
  }
}

std::unique_ptr<SettingsSection> make_plots_settings() {
  return std::make_unique<PlotsSettings>();
}

}  // namespace gan
