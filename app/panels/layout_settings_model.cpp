#include "app/panels/layout_settings_model.h"

namespace gan {

std::vector<ViewSetting> LayoutSettings::table() {
  return {{"panels.left_width", &left_width, 200, 480, {"panels.controls_width"}},
          {"panels.lens_share", &lens_share, 0.2, 0.7, {"panels.plots_share"}},
          {"panels.track_height", &track_height, 48, 240},
          {"panels.show_left", &show_left, 0, 1, {"panels.show_controls"}},
          {"panels.show_lens", &show_lens, 0, 1, {"panels.show_plots"}},
          {"panels.stage_tab", &stage_tab, 0, 31, {"panels.arena_tab", "pictures.arena_tab"}},
          {"panels.lens_tab", &lens_tab, 0, 31},
          {"panels.left_tab", &left_tab, 0, 31}};
}

std::unique_ptr<SettingsSection> make_layout_settings() {
  return std::make_unique<LayoutSettings>();
}

}  // namespace gan
