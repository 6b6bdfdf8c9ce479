#include "app/panels/plots/plots_settings_model.h"

#include "app/plot/plot_lines.h"

namespace gan {

std::vector<ViewSetting> PlotsSettings::table() {
  return {{"plots.smoothing", &smoothing, 0, kMostSmoothing},
          {"plots.shown", &shown_plots, 0, 0x7fffffff},
          {"plots.run_before", &run_before, 0, 1}};
}

std::unique_ptr<SettingsSection> make_plots_settings() {
  return std::make_unique<PlotsSettings>();
}

}  // namespace gan
