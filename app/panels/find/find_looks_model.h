// The one table of what a person can set of how the window looks: view settings by name. Each line stands for settings
// of the tables of the panels, says in which games they are there, and shows them, or flips what is only on or off.
#pragma once

#include <span>

#include "app/panels/view_settings_model.h"
#include "core/data/kind.h"

namespace gan {

struct FindLook {
  const char* keys;  // of the settings, as their tables have them, with semicolons between
  const char* title;
  const char* meaning;
  const char* where;  // "view · toolbar"
  const char* words;  // other names, with semicolons between; "" none
  Capabilities needs;
  void (*show)(ViewSettings&);
};

std::span<const FindLook> find_looks();

}  // namespace gan
