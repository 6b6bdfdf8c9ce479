// A button of a column of layers on the stage, and what it says under the mouse: all views of the stage have the same.
#pragma once

#include <string>

#include "app/panels/view.h"
#include "app/ui/icons.h"

namespace gan {

struct ColumnButton {
  Icon icon;
  ImU32 colour;  // where it is on
  bool on;
  bool switches = true;  // false: it acts, and is never on
};

inline constexpr float kColumnSide = 30, kLeastColumnSide = 22;  // of a button, design pixels

// What is on stands on a ground of its own with the accent at its edge; what is off is a faint icon. True where it was
// pressed.
bool column_button(const Frame& frame, const char* id, const ColumnButton& button, ImVec2 at, float side);

// Of the last item: a title, a sentence, and in the muted colour a note where there is one.
void column_tooltip(const Frame& frame, const char* title, const char* meaning, const std::string& note);

}  // namespace gan
