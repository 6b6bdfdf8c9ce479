// The plots of the window: several series over the steps of a run, with linked x axes, envelopes, smoothing,
// reference lines and marks. Wheel: zoom x at the mouse (with Ctrl, or over the y axis: y). Drag: pan. Right
// drag: zoom to a stretch. Double click: fit everything and follow the newest step (over the y axis: fit y).
// Right click: menu. The legend is made of buttons that switch series off and on. What a person sets lives in
// PlotViewState and PlotState, owned by the caller.
//
// A frame: view.begin_frame(first_step, newest_step), then draw_plot for each plot, all with the same width.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/plot/plot_axis.h"
#include "app/plot/plot_dashes.h"
#include "app/plot/plot_lines.h"
#include "app/plot/plot_marks.h"
#include "app/plot/plot_state.h"
#include "app/plot/widget/plot_draw.h"
#include "app/plot/widget/plot_style.h"
#include "app/ui/math_text.h"
#include "core/history/series.h"

namespace gan {

// The same scalar in another of the games that are compared, at that game's own steps.
struct PlotCompanion {
  const Series* series = nullptr;                                // null: nothing that could be compared
  std::int64_t from = std::numeric_limits<std::int64_t>::min();  // as PlotSeries::from
  double now = std::numeric_limits<double>::quiet_NaN();         // as PlotSeries::now
};

struct PlotSeries {
  const char* id = "";  // by which its owner knows it
  std::string name;
  ImU32 colour = 0;    // opaque
  bool bound = false;  // of what the other lines can reach: thinner and, of one game alone, dash-dotted
  const Series* series = nullptr;
  std::vector<const Series*> past{};  // of the runs of PlotViewState::past, or empty; null where there is none
  // What lies before these steps, of the series and of each of the past ones, is another quantity and not shown.
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::vector<std::int64_t> past_from{};
  // Of the run that this one is compared with, step for step, and from which of its steps on it is of this quantity.
  // Drawn faded behind all lines, and never fitted. Null: there is none.
  const Series* ghost = nullptr;
  std::int64_t ghost_from = std::numeric_limits<std::int64_t>::min();
  // Its value now, which is no point of the series: a ring at PlotViewState::now_step, and the number in the legend.
  // NaN: none.
  double now = std::numeric_limits<double>::quiet_NaN();
  // One a game of PlotViewState::games, with nothing in the place of its own; empty where there is one game alone.
  std::vector<PlotCompanion> others{};
};

// A labelled horizontal line: the value that a theory or a perfect generator names.
struct PlotReference {
  double value = 0;
  std::string label;
  bool fit = true;  // the fitted y axis reaches it
};

struct PlotSpec {
  std::string title;               // unique among the plots of a window
  std::string short_title;         // in its place where there is no room; may be empty
  std::string unit;                // shown behind the title; may be empty
  std::vector<PlotSeries> series;  // at most 32
  std::vector<PlotReference> references;
  std::string waiting;            // said where no series has anything yet; may be empty
  bool log_y = false;             // until the person chooses
  bool percent = false;           // shares of 1, written in percent
  std::optional<Range> y_limits;  // instead of a fit; zooming still works
  bool x_labels = true;           // step numbers under the plot
  bool mark_labels = false;       // labels on the marks, not their lines alone
};

// Memory that a frame reuses; one for all plots.
struct PlotScratch {
  std::vector<std::vector<Bucket>> buckets;
  std::vector<Bucket> part, all;
  std::vector<SeriesLine> lines;
  SeriesLine ghost, dashes;
  // Of the companions of series i in game g at [i * games + g].
  std::vector<std::vector<Bucket>> other_buckets;
  std::vector<SeriesLine> other_lines;
  std::vector<PlacedMark> marks;
  PlotFont title;
  PlotFont label;
  MathTexts formulas;
};

// The colour of a ghost of a line of this colour.
ImU32 ghost_colour(ImU32 line, const PlotStyle& style);

// Draws one plot of `size` pixels at the cursor. `marks` are in the order of their steps.
void draw_plot(const PlotSpec& spec, PlotState& state, PlotViewState& view, std::span<const PlotMark> marks,
               const PlotStyle& style, ImVec2 size, PlotScratch& scratch);

}  // namespace gan
