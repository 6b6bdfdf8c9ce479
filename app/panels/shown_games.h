// What a panel with a table of metrics shows of each game that stands side by side, or of the one that stands alone.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/lab/lab.h"
#include "app/panels/metric_rows_model.h"
#include "app/panels/view.h"

namespace gan {

// Brings all of them up to date, and the values of the others into the rows of the one in focus. A Shown has
// update(context), the version of its measurement in `measurement_version`, and its rows in `model.rows`.
template <class Shown>
void update_shown_games(const ViewContext& context, std::vector<Shown>& games) {
  const Lab& lab = context.lab;
  games.resize(lab.games());
  Shown& own = games[lab.focus()];
  if (!lab.comparing()) {
    own.update(context);
    for (MetricRow& row : own.model.rows) row.games.clear();
    return;
  }
  std::vector<const Metrics*> metrics;
  bool changed = false;
  for (std::size_t game = 0; game < games.size(); ++game) {
    const ViewContext of = lab.context_of(game, context.settings, context.actions, context.frame_ms);
    const std::uint64_t before = games[game].measurement_version;
    games[game].update(of);
    changed |= before != games[game].measurement_version;
    metrics.push_back(of.measurement == nullptr ? nullptr : &of.measurement->metrics);
  }
  std::vector<MetricRow>& rows = own.model.rows;
  if (changed || (!rows.empty() && rows.front().games.size() != games.size())) compare_rows(metrics, rows);
}

// The upper end of the axis that all share for whom there is room beside the one in focus.
template <class Shown, class Beside>
double shared_top(const std::vector<Shown>& games, Beside beside) {
  double top = 0;
  for (std::size_t game = 0; game < games.size(); ++game) {
    if (beside(game)) top = std::max(top, games[game].model.top);
  }
  return top;
}

}  // namespace gan
