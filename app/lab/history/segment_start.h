// How a segment compares with the one before it: which run stands behind it as its ghost, if it is not the one that it
// parted from, and with which settings it began that the run before had not begun with.
#pragma once

#include <optional>
#include <string>

#include "app/lab/history/history.h"

namespace gan {

// The run that the current one is compared with: the last one before it that has steps, as an index of
// RunHistory::past(). None where another game was opened in between.
std::optional<std::size_t> run_before(const RunHistory& history);

// What stands behind the current run as its ghost, step for step: of a branch what it parted from did beyond, until it
// is started anew; else the run before.
enum class Ghost { none, run_before, parent };
Ghost ghost_of(const RunHistory& history);

struct BegunWith {
  std::string label;     // "k = 10, batch size = 64 +1"; "" where it began as the run before did
  std::string sentence;  // "It began with k = 10 (in the run before: 1)."
};

// `segment`: one that started; those that go on from it are part of it. From the marks: what was changed by hand or by
// a remedy since the run before `segment` had begun, and not changed back. What a scenario changes by itself it changes
// in every run alike.
BegunWith begun_with(const RunHistory& history, std::int64_t segment);

}  // namespace gan
