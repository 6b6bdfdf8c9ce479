#include "app/panels/figure/figure_settings_model.h"

namespace gan {

std::vector<ViewSetting> FigureSettings::table() {
  return {{"figure.kind", &kind, 0, 2},
          {"figure.scale", &scale, 1, 8},
          {"figure.print", &print},
          {"figure.clip_on_screen", &clip_on_screen},
          {"figure.clip_kind", &clip_kind, 0, 1},
          {"figure.clip_frames", &clip_frames, 2, 2000},
          {"figure.clip_rate", &clip_rate, 1, 50}};
}

std::unique_ptr<SettingsSection> make_figure_settings() {
  return std::make_unique<FigureSettings>();
}

}  // namespace gan
