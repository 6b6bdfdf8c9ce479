// Marks: the events of a run (a changed hyperparameter, a rewind) as labelled vertical lines in the plots.
// Decides which lines are worth drawing and where labels go so that none covers another. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/plot/plot_axis.h"

namespace gan {

struct PlotMark {
  std::int64_t step = 0;
  std::string label;  // short: "k 1→5"
  std::string text;   // a sentence, shown on hovering
};

struct PlacedMark {
  std::size_t index = 0;  // in the list of marks
  float x = 0;            // of its line
  float label_x = 0;      // left edge of its label
  int row = -1;           // of its label, counted from the top; -1: there is no room, the line stands alone
  float width = 0;        // of its label
  int more = 0;           // labels that had no room beside this one: "+3" behind it
};

struct MarkLayout {
  float left = 0;  // pixels of the plot
  float right = 0;
  int rows = 2;   // of labels that may be stacked; 0: lines only
  float gap = 6;  // between labels; half of it between a line and its label, a quarter between two lines
  // A line ends at its label and is short without one, so that rows fill from the bottom and no line runs through the
  // label of another; else it runs through all rows.
  bool flags = false;
};

// Places the marks (in the order of their steps) that lie inside the plot, newest first: where labels collide
// the newer one wins, and of lines that would fall on the same pixel only the newest is drawn. A label stands
// to the right of its line, or to the left where the plot ends. What is left out is counted at the label that it lies
// next to, the newer one before the older.
void place_marks(std::span<const PlotMark> marks, const Scale& x, const MarkLayout& layout,
                 const std::function<float(std::string_view)>& label_width, std::vector<PlacedMark>& out);
// What stands behind a label, half a gap from it: "+3".
std::string more_text(int more);

// Indices [begin, end) of the marks within `reach` pixels of the pixel `at`.
struct MarkSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};
MarkSpan marks_near(std::span<const PlotMark> marks, const Scale& x, float at, float reach);

}  // namespace gan
