// What a person has chosen on the strip; the lens may read it.
#pragma once

#include "app/panels/strip/strip_placement_model.h"
#include "app/panels/view_settings_model.h"

namespace gan {

struct StripSettings : SettingsSection {
  // Of this session only: the node that was clicked; the lens lights what of the losses belongs to it.
  std::optional<StripNode> focused_node;

  std::vector<ViewSetting> table() override;
};

}  // namespace gan
