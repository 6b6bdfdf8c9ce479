// Rows of a table of metrics, a scalar (core/record) each: what it is, its value now, and what a perfect generator
// scores.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/record/scalars.h"

namespace gan {

struct MetricRow {
  const char* title;
  const char* meaning;  // one sentence
  std::string value;    // an en dash where it is not defined
  std::string perfect;  // "98.9%", "0.0014 ± 0.0005"; empty while it is not known
  bool defined = false;
  const ScalarInfo* scalar = nullptr;
  // Of games that are compared: the value of each, and which of them is the best; empty of one game alone.
  std::vector<std::string> games = {};
  std::optional<std::size_t> best = {};
};

// `perfect` may be null.
MetricRow metric_row(const ScalarInfo& scalar, const Metrics& metrics, const PerfectMetrics* perfect);

// Gives every row the values of these games, null where one was not measured yet.
void compare_rows(std::span<const Metrics* const> games, std::vector<MetricRow>& rows);

// Where an axis of shares ends: at a round value above the largest bar, coming down from `current` only when half of it
// is empty.
double share_axis_top(double largest, double current);

}  // namespace gan
