// The pure half of the plots panel: the one table of plots, which says which scalars stand together; what a plot says
// of itself it has from these (core/record). How high each plot is, and the marks of the run as the plots want them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/lab/history/history.h"
#include "app/lab/view_context.h"
#include "app/plot/plot_marks.h"
#include "core/game/losses.h"
#include "core/record/scalars.h"

namespace gan {

// One plot. What is not the plot's own follows from its scalars.
struct PlotInfo {
  const char* id = "";
  std::string title;
  const char* short_title = "";  // where the other does not fit beside the legend
  const char* meaning = "";      // one sentence
  std::vector<const ScalarInfo*> lines;
  // What they can reach, a further line where it means something; null: nothing that is measured.
  const ScalarInfo* bound = nullptr;
  bool log_y = false;
  bool percent = false;      // shares of 1, written in percent
  double low = 0, high = 0;  // fixed limits where low < high
  bool shown = true;         // at first
  Capabilities needs = {};   // of the data, for it to have values
  // What of it the loss says: where not plain, title, meaning and limits here are those of no loss in particular.
  ScalarReading reads = ScalarReading::plain;
};

// Its lines with the bound behind them where there is one: that of V is of the original game alone, and of data whose
// density is known.
std::vector<const ScalarInfo*> plot_lines(const PlotInfo& plot, const DataKind& data, const LossInfo& loss);

// By which a plot is found on the screen, and named as a figure: "plot.losses".
std::string plot_key(const PlotInfo& plot);

// The table. Bit i of PlotsSettings::shown_plots belongs to entry i: append only.
std::span<const PlotInfo> plot_infos();
int default_shown_plots();
// Whether it has something to show, and which of the chosen plots have.
bool plot_fits(const PlotInfo& plot, const DataKind& data);
int visible_plots(int chosen, const DataKind& data);
// The two for the back row, whatever is chosen: the value of the game, and how good the samples are.
int presented_plots(const DataKind& data);
// Whether its values are of features of images, which a classifier gives or random weights.
bool reads_features(const PlotInfo& plot);

// The loss that plots are read by.
struct PlotLoss {
  const LossInfo* info = &loss_infos()[1];
  double real_label = 1;
};

// Reference lines of all that stands in one plot; of a perfect generator only when it is known.
std::vector<ReferenceLine> plot_references(const PlotInfo& plot, const PerfectMetrics* perfect, const DataKind& data,
                                           const PlotLoss& loss = {});
// As they are for this loss, and the title for what images are measured in.
std::string plot_title(const PlotInfo& plot, const LossInfo& loss, FeatureKind features = FeatureKind::none);
const char* plot_short_title(const PlotInfo& plot, const LossInfo& loss);
const char* plot_meaning(const PlotInfo& plot, const LossInfo& loss);
Range plot_limits(const PlotInfo& plot, const LossInfo& loss);  // low >= high: fitted

// Heights of n plots (n > 0) in `height` pixels, the last `extra` higher for the step numbers below it; none
// is lower than `least`, so that the panel scrolls where they do not fit. `height` of one plot without the
// extra.
float plot_height(int n, float height, float extra, float least);

// The marks for the plots, in the order in which they lie on the axis: those of the current segment, and of the
// segments before it, where also what began each is a mark.
void collect_plot_marks(const RunHistory& history, std::vector<PlotMark>& out);

// What plots can tell of its data: without a classifier the classes of images can't be told.
DataKind told_by_plots(const ViewContext& context);

}  // namespace gan
