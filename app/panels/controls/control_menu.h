// The menu of a control, at a right click on it or the menu key while it has the keyboard: back to the scenario's
// value, and "Compare with …", which asks for the other value right there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/lab/edits/refusals.h"
#include "app/panels/controls/setting_widget.h"
#include "app/panels/regions_model.h"

namespace gan {

class ControlMenu {
 public:
  // From the next draw() on, at the mouse, or at the control where the keyboard has brought one to it.
  void open(const Setting& setting);
  // Once a frame, in the window of the controls, after them. True where an exact value is to be typed at `of()`.
  // `differs`: the games side by side, in that setting.
  bool draw(bool differs, ViewContext& context, const Frame& frame);
  // Whose it is; null while none is open.
  const Setting* of() const { return setting_; }
  // Where an entry was drawn in the last frame: "menu.here", "menu.from_start", "menu.value", "menu.begin"; of a choice
  // "menu.value" is the first that can be had. Null where it was not.
  const Region* find(std::string_view key) const;

 private:
  enum class Opens { nothing, menu, question };
  struct Entry {
    const char* key;
    Region region;
  };

  bool draw_entries(bool differs, ViewContext& context, const Frame& frame);
  void compare_entry(const char* key, const std::string& label, const std::string& why_not, bool from_start,
                     ViewContext& context, const Frame& frame);
  void draw_question(ViewContext& context, const Frame& frame);
  bool ask_among(ViewContext& context, const Frame& frame);
  bool ask_for_value(ViewContext& context, const Frame& frame);
  void begin(Value value, ViewContext& context) const;
  void note(const char* key);

  const Setting* setting_ = nullptr;
  Opens opens_ = Opens::nothing, shows_ = Opens::nothing;
  bool from_start_ = false;
  Value other_;  // of the game that is to be compared
  Refusals refusals_;
  SettingWidget widget_;
  std::vector<Entry> drawn_;
};

}  // namespace gan
