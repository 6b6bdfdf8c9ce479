// The metrics of one snapshot: what samples of a generator say about it, given the data. A pure function of
// the two; who draws the samples uses a random stream that training never sees. NaN stands where a number is
// not defined: most of them for data whose density is not known.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "core/probe/quality/divergence.h"
#include "core/probe/quality/image_metrics.h"
#include "core/probe/quality/line_bins.h"
#include "core/probe/quality/mode_shapes.h"
#include "core/probe/quality/modes.h"
#include "core/probe/quality/sample_metrics.h"

namespace gan {

struct Metrics {
  static constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

  std::int64_t step = 0;  // of the snapshot
  int samples = 0;
  int modes_covered = 0;   // a quarter of their fair share or more, see modes.h
  int modes_captured = 0;  // one high-quality sample or more: the literature's count
  int modes_total = 0;     // 0: the data has no modes
  double high_quality_fraction = kUndefined;
  double reverse_kl = kUndefined;  // of the mode histogram, see modes.h
  double jsd = kUndefined;         // on a grid, see divergence.h, or in bins of the line, line_bins.h
  double kl_data_generator = kUndefined;
  double kl_generator_data = kUndefined;
  double outside_fraction = kUndefined;  // of the data's extent
  double best_value = kUndefined;  // V of the best response to G, of more samples: best_value.h, on the line line_jsd
  double core_width = kUndefined;  // these three of the modes: mode_shapes.h
  double mass_distance = kUndefined;
  double far_fraction = kUndefined;
  std::vector<double> core_widths;    // one a mode of the mixture, in its order, as are these
  std::vector<ModeStatistics> modes;  // one a mode of the mixture, in its order
  Concentration concentration;        // of data with modes
  SampleMetrics comparison;           // with samples of the data: only where somebody asks for it
  ImageMetrics images;                // of image games, where all of the above is undefined
};

// samples: 2 x n of the generator, 1 x n on the line. grid, bins: choose_density_grid and choose_line_bins of this data
// and n, kept by who measures often; null computes them. The step is left 0.
Metrics measure(const DataSource& data, const Matrix<float>& samples, const DensityGrid* grid = nullptr,
                const LineBins* bins = nullptr);

}  // namespace gan
