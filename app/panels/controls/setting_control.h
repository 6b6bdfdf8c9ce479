// The control of one setting: its label, its widget with the pending value, what was refused, what other games have
// instead, and its menu. A double click goes back to the scenario's value.
#pragma once

#include <string_view>
#include <vector>

#include "app/panels/compared_games_model.h"
#include "app/panels/controls/control_menu.h"
#include "app/panels/controls/controls_model.h"
#include "app/panels/controls/setting_widget.h"
#include "app/panels/regions_model.h"
#include "app/panels/view.h"
#include "core/settings/setting.h"

namespace gan {

class SettingControl {
 public:
  // One row: the label in `label_width` pixels, the control in the rest.
  void draw(const ControlItem& item, float label_width, ViewContext& context, const Frame& frame);
  // Once a frame, after all rows, in their window: the menu of one of them, where it is open.
  void draw_menu(ViewContext& context, const Frame& frame);
  // Where the control of `key`, or an entry of its menu, was drawn in the last frame; null where it was not.
  const Region* find(std::string_view key) const;
  // `games`: those that stand side by side, of which other values are shown; it outlives the frame.
  void begin_frame(const ComparedGames& games) {
    drawn_.clear();
    games_ = &games;
  }

 private:
  void other_games(const Setting& setting, float left, ViewContext& context, const Frame& frame);
  void answer_menu(const Setting& setting, ImVec2 row, ViewContext& context);

  struct Drawn {
    const Setting* setting;
    Region region;
  };
  std::vector<Drawn> drawn_;
  const ComparedGames* games_ = nullptr;
  SettingWidget widget_;
  ControlMenu menu_;
};

}  // namespace gan
