#include "app/panels/track/track_settings_model.h"

namespace gan {

std::vector<ViewSetting> TrackSettings::table() {
  return {{"track.best_metric", &best_metric, 0, 99}};
}

std::unique_ptr<SettingsSection> make_track_settings() {
  return std::make_unique<TrackSettings>();
}

}  // namespace gan
