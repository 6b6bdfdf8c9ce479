// The run that stands faded behind the lines of the plots: which series are its, and its entry in the heading.
#pragma once

#include "app/lab/history/segment_start.h"
#include "app/panels/view.h"
#include "app/plot/widget/plot_widget.h"
#include "core/record/scalars.h"

namespace gan {

// What is behind the line of `scalar`. `loss`: its values are read by this one; null: by none.
void set_ghost(PlotSeries& series, const RunHistory& history, const ScalarInfo& scalar, const int* loss);

const char* ghost_meaning(Ghost ghost);
// Of its entry, in the current font.
float ghost_legend_width(const Theme& theme, Ghost ghost);
// What the faded lines are, where there is room; a click takes them away and brings them back. Where it ends.
float draw_ghost_legend(Ghost ghost, ViewContext& context, const Frame& frame, const PlotStyle& style, ImVec2 low,
                        float right);

}  // namespace gan
