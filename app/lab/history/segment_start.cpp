#include "app/lab/history/segment_start.h"

#include <algorithm>
#include <vector>

#include "app/lab/history/marks.h"
#include "core/settings/setting.h"

namespace gan {
namespace {

constexpr std::size_t kMostNamed = 2;

struct Change {
  const Setting* setting;
  const Value* before;
  const Value* after;
};

// The run with steps before `segment`, of one segment or several that went on, and from which of its steps on a change
// came too late for its start.
struct Before {
  std::int64_t first_segment, segment, first_step;
};

Before before_of(const RunHistory& history, std::int64_t segment) {
  Before before{segment - 1, segment - 1, 1};
  for (const PastSegment& past : history.past()) {
    if (past.segment < segment) before = {past.first_segment, past.segment, past.first_step};
  }
  return before;
}

void add_change(const std::string& key, const Value& before, const Value& after, std::vector<Change>& changes) {
  const Setting* const setting = find_setting(key);
  const auto found =
      std::find_if(changes.begin(), changes.end(), [&](const Change& change) { return change.setting == setting; });
  if (found == changes.end()) {
    changes.push_back({setting, &before, &after});
  } else {
    found->after = &after;
  }
}

// Empty where the settings came from elsewhere.
std::vector<Change> changes_between(const RunHistory& history, const Before& before, std::int64_t segment) {
  std::vector<Change> changes;
  for (const HistoryMark& mark : history.marks()) {
    const bool within =
        mark.segment > before.segment
            ? mark.segment < segment || (mark.segment == segment && mark.starts_segment)
            : mark.segment >= before.first_segment && !mark.starts_segment && mark.step >= before.first_step;
    if (!within) continue;
    if (mark.other_settings) changes.clear();
    if (!mark.key.empty() && !mark.scheduled) add_change(mark.key, mark.before, mark.after, changes);
    for (const ChangedValue& one : mark.together) add_change(one.key, one.before, one.after, changes);
  }
  std::erase_if(changes, [](const Change& change) { return *change.before == *change.after; });
  return changes;
}

}  // namespace

std::optional<std::size_t> run_before(const RunHistory& history) {
  const std::vector<PastSegment> past = history.past();
  if (past.empty()) return {};
  for (const HistoryMark& mark : history.marks()) {
    if (mark.other_game && mark.segment > past.back().segment) return {};
  }
  return past.size() - 1;
}

Ghost ghost_of(const RunHistory& history) {
  if (history.has_parent()) return Ghost::parent;
  return run_before(history) ? Ghost::run_before : Ghost::none;
}

BegunWith begun_with(const RunHistory& history, std::int64_t segment) {
  const std::vector<Change> changes = changes_between(history, before_of(history, segment), segment);
  BegunWith begun;
  if (changes.empty()) return begun;
  begun.sentence = "It began with ";
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto& [setting, before, after] = changes[i];
    const std::string with = short_title(*setting) + " = " + mark_value(*setting, *after);
    if (i < kMostNamed) begun.label += (i > 0 ? ", " : "") + with;
    begun.sentence += (i > 0 ? ", " : "") + with + " (in the run before: " + mark_value(*setting, *before) + ")";
  }
  if (changes.size() > kMostNamed) begun.label += " +" + std::to_string(changes.size() - kMostNamed);
  begun.sentence += ".";
  return begun;
}

}  // namespace gan
