// The pure half of the mode bars: one bar a mode of the mixture, of the samples that the arena draws, and the table of
// metrics, each next to what a perfect generator scores with as many samples.
#pragma once

#include <vector>

#include "app/panels/metric_rows_model.h"
#include "core/data/distribution.h"
#include "core/probe/quality/metrics.h"
#include "core/probe/quality/perfect.h"

namespace gan {

struct ModeBar {
  double share = 0;    // of all samples: those of high quality nearest to this mode
  double perfect = 0;  // what a perfect generator would have there
  bool covered = false;
  double spread_minor = 0, spread_major = 0;  // see ModeStatistics
  double core_width = 0;                      // see ModeShapes
  double x = 0, y = 0;                        // the mode's centre
};

// The bars are counts of the samples that the arena draws; the table is measured on more of them, at a step of its own.
struct ModeBarsModel {
  std::vector<ModeBar> bars;  // in the mixture's order; empty for data without modes
  double elsewhere = 0;       // share of samples beyond three deviations of every mode
  double top = 1;             // value at the upper end of the axis; calm
  Index samples = 0;          // of the bars
  std::vector<MetricRow> rows;
};

// samples: 2 x n, those of the arena; none: nothing is known yet, and all bars are empty.
void prepare_mode_bars(const DataSource& data, const Matrix<float>& samples, ModeBarsModel& out);
// The rows of one source, points or comparison. `perfect` may be null.
void prepare_mode_table(const Metrics& metrics, const PerfectMetrics* perfect, ModeBarsModel& out,
                        ScalarSource source = ScalarSource::points);

}  // namespace gan
