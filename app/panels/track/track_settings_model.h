// By which metric the best moment is kept on the shelf.
#pragma once

#include "app/panels/view_settings_model.h"

namespace gan {

struct TrackSettings : SettingsSection {
  int best_metric = 0;  // a place in metrics_to_choose(), from 1; 0: none is kept

  std::vector<ViewSetting> table() override;
};

}  // namespace gan
