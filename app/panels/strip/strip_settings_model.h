// What a person has chosen on the strip; the lens may read it.
#pragma once

#include "app/panels/strip/strip_placement_model.h"
#include "app/panels/view_settings_model.h"

namespace gan {

struct StripSettings : SettingsSection {
  // Of this session only: the node whose distribution is asked for.
  std::optional<StripNode> focused_node;

  std::vector<ViewSetting> table() override;
};

}  // namespace gan
