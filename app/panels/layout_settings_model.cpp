#include "app/panels/layout_settings_model.h"

namespace gan {

std::vector<ViewSetting> LayoutSettings::table() {
  return {{"panels.controls_width", &controls_width, 200, 480},
          {"panels.plots_share", &plots_share, 0.2, 0.7},
          {"panels.timeline_height", &timeline_height, 24, 240},
          {"panels.modes_share", &modes_share, 0.08, 0.6},
          {"panels.images_share", &images_share, 0.1, 0.85, "panels.pictures_share"},
          {"panels.loss_curve_share", &loss_curve_share, 0.1, 0.7},
          {"panels.show_controls", &show_controls},
          {"panels.show_plots", &show_plots},
          {"panels.arena_tab", &arena_tab, 0, 31, "pictures.arena_tab"},
          {"panels.below_tab", &below_tab, 0, 31, "pictures.tab"}};
}

std::unique_ptr<SettingsSection> make_layout_settings() {
  return std::make_unique<LayoutSettings>();
}

}  // namespace gan
