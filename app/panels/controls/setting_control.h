// The control of one setting: a slider, a list of choices, a tick box or a line of text, by its kind.
// It shows the pending value, types exactly on Ctrl+click or Enter, and goes back to the scenario's value on
// a double click.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/panels/compared_games_model.h"
#include "app/panels/controls/controls_model.h"
#include "app/panels/regions_model.h"
#include "app/panels/view.h"
#include "core/settings/setting.h"

namespace gan {

class SettingControl {
 public:
  // One row: the label in `label_width` pixels, the control in the rest.
  void draw(const ControlItem& item, float label_width, ViewContext& context, const Frame& frame);
  // Where the control of `key` was drawn in the last frame; null where it was not.
  const Region* find(std::string_view key) const;
  // `games`: those that stand side by side, of which other values are shown; it outlives the frame.
  void begin_frame(const ComparedGames& games) {
    drawn_.clear();
    games_ = &games;
  }

 private:
  void slider(const Setting& setting, ViewContext& context, const Frame& frame);
  void typing(const Setting& setting, ViewContext& context);
  void choice(const Setting& setting, ViewContext& context, const Frame& frame);
  void text(const Setting& setting, ViewContext& context, const Frame& frame);
  void other_games(const Setting& setting, float left, ViewContext& context, const Frame& frame);
  void begin_typing(const Setting& setting, const ViewContext& context);

  struct Drawn {
    const Setting* setting;
    Region region;
  };
  std::vector<Drawn> drawn_;
  const ComparedGames* games_ = nullptr;
  std::string typed_key_;  // of the number that is being typed, or ""
  std::string text_key_;   // of the text whose line is being edited, or ""
  bool focus_ = false;     // the line for typing is new
  std::string typed_, text_;
};

}  // namespace gan
