// The widget of one setting: a slider, a list of choices, a tick box or a line of text, by its kind. Whose value it is
// and who hears of a change is the desk's: the game's in the panel, that of a game to be compared in a menu.
#pragma once

#include <string>

#include "app/lab/edits/refusals.h"
#include "app/panels/tooltip.h"
#include "app/panels/view.h"
#include "core/settings/setting.h"

namespace gan {

class ValueDesk {
 public:
  virtual ~ValueDesk() = default;
  // What is shown now, and what a double click gives back.
  virtual Value shown(const Setting& setting) const = 0;
  virtual Value standard(const Setting& setting) const = 0;
  // Null where nothing was refused.
  virtual const Refusal* refusal(const Setting& setting) const = 0;
  // `finished`: false while a slider is being dragged.
  virtual void set(const Setting& setting, Value value, bool finished) = 0;
  // The same with the value that was set last.
  virtual void finish(const Setting& setting) = 0;
  // What was typed, as far as it can be taken. `entered`: with Enter, and not by leaving the field.
  virtual void typed(const Setting& setting, const std::string& text, bool entered) = 0;
};

class SettingWidget {
 public:
  // As wide as there is room. Types exactly on Ctrl+click or Enter.
  void draw(const Setting& setting, ValueDesk& desk, const Tooltip& tip, const Frame& frame);
  // The next time that it is drawn it is a line for typing, which has the keyboard.
  void begin_typing(const Setting& setting, const ValueDesk& desk);

 private:
  void number(const Setting& setting, ValueDesk& desk, const Frame& frame);
  void typing(const Setting& setting, ValueDesk& desk);
  static void choice(const Setting& setting, ValueDesk& desk, Tooltip tip, const Frame& frame);
  void text(const Setting& setting, ValueDesk& desk);

  std::string typed_key_;  // of the number that is being typed, or ""
  std::string text_key_;   // of the text whose line is being edited, or ""
  bool focus_ = false;     // the line for typing is new
  std::string typed_, text_;
};

}  // namespace gan
