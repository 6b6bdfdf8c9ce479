#include "app/panels/find/find_model.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/panels/arena/arena_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/find/find_looks_model.h"
#include "app/panels/find/find_text_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/shortcuts_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/plots/plots_panel_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "core/settings/setting.h"

namespace gan {
namespace {

FindEntry::Name name_of(std::string_view text) {
  return {std::string(text), find_folded(text), find_words(text)};
}

void add_synonyms(std::string_view words, FindEntry& entry) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(';'), words.size());
    entry.synonyms.push_back(name_of(words.substr(0, end)));
    words.remove_prefix(std::min(end + 2, words.size()));
  }
}

FindEntry entry_of(FindKind kind, std::string id, int number, std::string title, std::string meaning,
                   std::string where) {
  FindEntry entry{kind, std::move(id), number, std::move(title), std::move(meaning), std::move(where)};
  entry.titles.push_back(name_of(entry.title));
  entry.meaning_words = find_words(entry.meaning);
  for (const FindSynonym& synonym : find_synonyms()) {
    if (is_target(synonym, kind, entry.id.c_str())) add_synonyms(synonym.words, entry);
  }
  return entry;
}

void add_settings(const FindSources& sources, std::vector<FindEntry>& entries) {
  int number = 0;
  for (const Setting& setting : setting_table()) {
    const char* const group =
        setting.group == SettingGroup::start ? "toolbar" : setting_group_info(setting.group).title;
    FindEntry entry = entry_of(FindKind::setting, setting.key, number++, full_title(setting), setting.meaning,
                               std::string("setting · ") + group);
    if (setting.player) entry.titles.push_back(name_of(setting.title));
    entry.key_words = find_words(setting.key);
    entry.idle = !setting.relevant(sources.settings);
    entries.push_back(std::move(entry));
  }
}

void add_plots(const FindSources& sources, std::vector<FindEntry>& entries) {
  const LossInfo& loss = loss_info(sources.settings.hyperparameters.loss);
  int number = -1;
  for (const PlotInfo& plot : plot_infos()) {
    ++number;
    if (!plot_fits(plot, sources.data)) continue;
    FindEntry entry =
        entry_of(FindKind::plot, plot.id, number, plot_title(plot, loss), plot_meaning(plot, loss), "plot");
    entry.key_words = find_words(plot.id);
    for (const ScalarInfo* line : plot.lines) {
      for (std::string& word : find_words(line->title)) entry.key_words.push_back(std::move(word));
    }
    entries.push_back(std::move(entry));
  }
}

void add_layers(const FindSources& sources, std::vector<FindEntry>& entries) {
  const bool images = sources.data.has(Capability::images);
  if (!images && !sources.data.has(Capability::plane)) return;
  const int layers = images ? kSliceLayers : kArenaLayers;
  for (int i = 0; i < layers; ++i) {
    const ArenaLayerInfo& info = arena_layer_infos()[static_cast<std::size_t>(i)];
    entries.push_back(entry_of(FindKind::layer, info.title, i, info.title, info.meaning,
                               images ? "layer of the decision surface" : "layer"));
  }
}

void add_looks(const FindSources& sources, std::vector<FindEntry>& entries) {
  int number = -1;
  for (const FindLook& look : find_looks()) {
    ++number;
    if (!sources.data.has_all(look.needs)) continue;
    FindEntry entry = entry_of(FindKind::look, look.keys, number, look.title, look.meaning, look.where);
    entry.key_words = find_words(look.keys);
    add_synonyms(look.words, entry);
    entries.push_back(std::move(entry));
  }
}

void add_commands(const FindSources& sources, std::vector<FindEntry>& entries) {
  int number = -1;
  for (const CommandInfo& command : command_infos()) {
    ++number;
    if (!sources.data.has_all(command.needs)) continue;
    entries.push_back(entry_of(FindKind::command, command.title, number, command.title, command.meaning,
                               keys_on(sources.keyboard, command.keys.c_str(), sources.can_write)));
  }
}

bool all_begin(std::span<const std::string> query, std::span<const std::string> words) {
  return std::all_of(query.begin(), query.end(), [&](const std::string& q) { return begins_one(q, words); });
}

std::optional<FindHit> hit_of(const FindEntry& entry, std::span<const std::string> query, const std::string& folded) {
  FindHit hit;
  const auto first_as = [&](FindRank rank) {
    hit.rank = rank;
    return hit;
  };
  const auto whole = [&](const FindEntry::Name& name) { return name.folded == folded; };
  const auto starts = [&](const FindEntry::Name& name) { return name.folded.starts_with(folded); };
  const auto words = [&](const FindEntry::Name& name) { return all_begin(query, name.words); };
  const auto any = [](const std::vector<FindEntry::Name>& names, const auto& test) {
    return std::any_of(names.begin(), names.end(), test);
  };
  if (any(entry.titles, whole)) return first_as(FindRank::title);
  if (any(entry.titles, starts)) return first_as(FindRank::title_start);
  if (any(entry.titles, words)) return first_as(FindRank::title_words);
  // The synonym that it is found by is shown: the one that the query begins, rather than one that has its words.
  const auto named = [&](const auto& test) {
    const auto found = std::find_if(entry.synonyms.begin(), entry.synonyms.end(), test);
    if (found != entry.synonyms.end()) hit.synonym = &found->text;
    return hit.synonym != nullptr;
  };
  if (named(whole)) return first_as(FindRank::synonym);
  if (named(starts)) return first_as(FindRank::synonym_start);
  if (named(words)) return first_as(FindRank::synonym_words);
  // Some words of the title, others of a synonym or of the key.
  std::vector<std::string> known = entry.key_words;
  for (const auto* names : {&entry.titles, &entry.synonyms}) {
    for (const FindEntry::Name& name : *names) known.insert(known.end(), name.words.begin(), name.words.end());
  }
  if (all_begin(query, known)) return first_as(FindRank::mixed);
  known.insert(known.end(), entry.meaning_words.begin(), entry.meaning_words.end());
  if (all_begin(query, known)) return first_as(FindRank::meaning);
  return {};
}

void choose_setting(const FindEntry& entry, ViewSettings& settings) {
  const Setting& setting = *find_setting(entry.id);
  ControlsSettings& controls = settings.of<ControlsSettings>();
  controls.sought = entry.id;
  if (setting.group == SettingGroup::start) return;  // the seed stands in the toolbar
  controls.open(setting.group) = true;
  if (setting.player && setting.seldom_changed) controls.more[*setting.player] = true;
  settings.of<LayoutSettings>().front = "controls";
}

}  // namespace

std::vector<FindEntry> find_entries(const FindSources& sources) {
  std::vector<FindEntry> entries;
  add_settings(sources, entries);
  add_plots(sources, entries);
  add_layers(sources, entries);
  add_looks(sources, entries);
  int number = 0;
  for (const FindTab& tab : sources.tabs) {
    entries.push_back(entry_of(FindKind::tab, tab.id, number++, tab.title, tab.meaning, "tab"));
  }
  add_commands(sources, entries);
  number = 0;
  for (const Scenario& scenario : sources.scenarios) {
    entries.push_back(
        entry_of(FindKind::scenario, scenario.id, number++, scenario.title, scenario.description, "scenario"));
  }
  return entries;
}

std::vector<FindHit> find_hits(std::span<const FindEntry> entries, std::string_view query) {
  const std::vector<std::string> words = find_words(query);
  const std::string folded = find_folded(query);
  std::vector<FindHit> hits;
  // What no name can contain finds nothing; a query that is not begun finds all.
  if (words.empty() && query.find_first_not_of(" \t") != std::string_view::npos) return hits;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    std::optional<FindHit> hit = words.empty() ? FindHit{} : hit_of(entries[i], words, folded);
    if (!hit) continue;
    hit->entry = static_cast<int>(i);
    hits.push_back(*hit);
  }
  std::stable_sort(hits.begin(), hits.end(), [&](const FindHit& a, const FindHit& b) {
    const auto order = [&](const FindHit& hit) {
      return std::pair{hit.rank, entries[static_cast<std::size_t>(hit.entry)].idle};
    };
    return order(a) < order(b);
  });
  return hits;
}

void choose_found(const FindEntry& entry, const DataKind& data, ViewSettings& settings, Actions& actions) {
  LayoutSettings& layout = settings.of<LayoutSettings>();
  switch (entry.kind) {
    case FindKind::setting:
      choose_setting(entry, settings);
      break;
    case FindKind::plot: {
      settings.of<PlotsSettings>().shown_plots |= 1 << entry.number;
      settings.of<PlotsSettings>().sought = entry.number;
      // Presented, the window has two plots only, whatever is chosen.
      if ((presented_plots(data) >> entry.number & 1) == 0) settings.of<FrameSettings>().projector = false;
      layout.front = "plots";
      break;
    }
    case FindKind::layer:
      settings.of<ArenaSettings>().layers[entry.number].visible = true;
      layout.front = data.has(Capability::images) ? "slice" : "arena";
      break;
    case FindKind::look:
      find_looks()[static_cast<std::size_t>(entry.number)].show(settings);
      break;
    case FindKind::tab:
      layout.front = entry.id;
      break;
    case FindKind::command:
      give_command(entry.number, settings, actions);
      break;
    case FindKind::scenario:
      actions.scenario = entry.id;
      break;
  }
}

}  // namespace gan
