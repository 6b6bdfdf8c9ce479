// The games that stand side by side as a table, to be pasted into notes: what differs, where they are, and what they
// score. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/record/scalars.h"
#include "core/run/snapshot.h"

namespace gan {

// One of them at the moment that is shown.
struct ComparedGame {
  const Settings* settings = nullptr;
  Position position;
  StepRecord record;                 // NaN where a number is not known
  const Metrics* metrics = nullptr;  // null until something was measured
};

// In Markdown: a row for each setting that differs, the step, the seed, the value of the game, D's mean outputs and
// each metric; a column for each game. The best of each metric stands in bold. Numbers are written as in the window.
std::string comparison_table(std::span<const ComparedGame> games);

// Which of these values of one scalar is better than all others, as far as can be read; nothing where none is, or
// where none would be.
std::optional<std::size_t> best_of(const ScalarInfo& scalar, std::span<const double> values);

}  // namespace gan
