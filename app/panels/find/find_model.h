// What can be found by its name, or by what the field calls it: settings, plots, layers of the arena, looks of the
// window, tabs, commands and scenarios, each from its own table; what of it a query means, the best first; and what
// choosing one asks for. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/lab/actions.h"
#include "app/machine/keyboard.h"
#include "app/panels/find/find_synonyms_model.h"
#include "app/panels/view_settings_model.h"
#include "core/data/kind.h"
#include "core/game/losses.h"
#include "core/scenario/scenario.h"

namespace gan {

// A view that shares its place with others, so that it can come to the front.
struct FindTab {
  const char* id;
  const char* title;
  const char* meaning;
};

struct FindSources {
  const Settings& settings;  // of the game: what it heeds, and what its loss calls things
  DataKind data;
  std::span<const FindTab> tabs;  // that fit the data
  std::span<const Scenario> scenarios;
  const KeyboardLayout& keyboard;
  bool (*can_write)(unsigned int letter);  // see keys_on
};

struct FindEntry {
  FindKind kind = FindKind::setting;
  std::string id;     // of its table
  int number = 0;     // its place in its table
  std::string title;  // as it is shown
  std::string meaning;
  std::string where;  // "setting · Discriminator", "plot"; of a command its keys

  // Of a setting: the game as it is does not heed it.
  bool idle = false;

  // What it is found by, folded.
  struct Name {
    std::string text;  // as written, of a synonym
    std::string folded;
    std::vector<std::string> words;
  };
  std::vector<Name> titles = {};
  std::vector<Name> synonyms = {};
  std::vector<std::string> key_words = {};
  std::vector<std::string> meaning_words = {};
};

std::vector<FindEntry> find_entries(const FindSources& sources);

// How well a query fits, the best first.
enum class FindRank { title, title_start, title_words, synonym, synonym_start, synonym_words, mixed, meaning };

struct FindHit {
  int entry = 0;
  FindRank rank = FindRank::title;
  const std::string* synonym = nullptr;  // by which it was found; of the entries
};
// Every word of the query begins a word of a title, a synonym, the key or the meaning. All entries where it has no
// word.
std::vector<FindHit> find_hits(std::span<const FindEntry> entries, std::string_view query);

// Does it, or brings it to the front.
void choose_found(const FindEntry& entry, const DataKind& data, ViewSettings& settings, Actions& actions);

}  // namespace gan
