// The pure half of comparing in the plots: what was done to the other games, and where the legend names them.
#pragma once

#include <span>
#include <vector>

#include "app/lab/history/history.h"
#include "app/plot/plot_marks.h"

namespace gan {

struct LetteredHistory {
  const RunHistory* history = nullptr;
  char letter = 'A';
};

// Adds to `out`, the marks of the game that `own` is of, those of other games since their last start that it has not
// got as well: what was done to all, or before they parted, is not said twice. "B k 1→5".
void add_marks_of_others(const RunHistory& own, std::span<const LetteredHistory> others, std::vector<PlotMark>& out);

// Where a game stands in the legend: its text is `width` wide, behind a swatch of its line.
struct LegendPlace {
  float x = 0;
  int row = 0;
  float width = 0;
};
// In one row where all texts have room there, `swatch` before and `between` them; more than two games else in rows of
// two. What is still too wide is cut.
std::vector<LegendPlace> place_game_legend(std::span<const float> texts, float swatch, float between, float most);

}  // namespace gan
