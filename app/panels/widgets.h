// Widgets that the panels share: tooltips, buttons, labels, separators and the slider of a setting. Thin layers
// over ImGui in the look of the theme.
#pragma once

#include <string>

#include "app/panels/tooltip.h"
#include "app/panels/view.h"

namespace gan {

// A tooltip of the last item, wrapped; empty parts are left out.
void item_tooltip(const Frame& frame, const Tooltip& tip);
void item_tooltip(const Frame& frame, const char* sentence);

// Text in the muted colour, of the small font.
void caption(const Frame& frame, const std::string& text);
void wrapped_caption(const Frame& frame, const std::string& text);
// A thin horizontal line over the whole width with half a grid step around it.
void thin_separator(const Frame& frame);

// A button that is on or off; `on` shows in the accent. True where it was pressed.
bool toggle_button(const char* label, bool on, const Frame& frame);

// Red around a field whose input was refused.
void refused_frame(const Frame& frame, ImVec2 low, ImVec2 high);
// What was sought lights up when it comes into sight, and fades. `since` is when it did, in seconds of ImGui.
inline constexpr double kFlashSeconds = 1.2;
void draw_flash(const Frame& frame, ImVec2 low, ImVec2 high, double since, Actions& actions);

// A slider over [0, 1] whose text is `text`; no typing of its own. True while it changes.
bool position_slider(const char* id, float& position, const char* text);
// Whether the slider just drawn is to stand at its default: from the second press of a double click until that is let
// go, for the press would go on to move the slider.
bool default_wanted(const char* id);

// How a slider writes its number, and whether its scale is logarithmic.
struct SliderLook {
  const char* format;
  bool logarithmic = false;
};
// A slider of a view setting over the range that its table gives; a number that is typed is brought into it. A double
// click gives the default back.
void setting_slider(const char* label, ViewSettings& settings, double& member, SliderLook look);
void setting_slider(const char* label, ViewSettings& settings, int& member, SliderLook look);

// A popup that is open while a flag is set: it follows the flag, and the flag follows Escape and clicks beside it.
class FlaggedPopup {
 public:
  // Whether begin() has something to do: what is said about the next window belongs to it then.
  bool concerned(bool wanted) const { return wanted || frames_ > 0; }
  // True while it is open: what is drawn then goes into it, and end() is called after it.
  bool begin(const char* name, bool& wanted, int window_flags);
  void end(bool& wanted);
  // It was open in the frame before as well: keys that opened it are not taken for keys pressed in it.
  bool was_open() const { return frames_ > 1; }

 private:
  int frames_ = 0;  // for which it has been open
};

// Keys that went down in this frame. ImGui's functions differ between its versions.
bool enter_pressed();
bool escape_pressed();
bool up_pressed();
bool down_pressed();
bool left_pressed();
bool right_pressed();
bool home_pressed();
bool end_pressed();
bool page_up_pressed();
bool page_down_pressed();

}  // namespace gan
