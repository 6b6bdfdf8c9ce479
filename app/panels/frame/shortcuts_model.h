// Shortcuts: the one table of keys, what each does, and the sentence for the list of keys. Pure: a key press
// goes in, actions and view settings come out.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/lab/actions.h"
#include "app/machine/keyboard.h"
#include "app/panels/view_settings_model.h"
#include "core/data/kind.h"

namespace gan {

struct ShortcutKey {
  std::string name;  // "d", "1", "?", or "space", "right", "escape", "f1"
  bool control = false;
  bool shift = false;
};

// True when the key means something for these data.
bool apply_shortcut(const ShortcutKey& key, const DataKind& data, ViewSettings& settings, Actions& actions);

// What a shortcut does, to be found by its name.
struct CommandInfo {
  const char* title;
  const char* meaning;
  std::string keys;    // as of ShortcutHelp
  Capabilities needs;  // of the data
  void (*act)(ViewSettings&, Actions&);
};
std::span<const CommandInfo> command_infos();
// Does what command `number` of that list does.
void give_command(int number, ViewSettings& settings, Actions& actions);

struct ShortcutHelp {
  const char* keys;  // letters and digits of shortcuts in braces: "Ctrl+{Z}"
  const char* meaning;
};
std::span<const ShortcutHelp> shortcut_help();

// The keys of a line as they are written on this keyboard. `can_write` says of a letter whether it can be shown; a key
// that has no such name keeps its US one.
std::string keys_on(const KeyboardLayout& keyboard, const char* keys, bool (*can_write)(unsigned int));

}  // namespace gan
