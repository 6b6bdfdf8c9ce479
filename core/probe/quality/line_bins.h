// Bins of the line that hold equal shares of the data: what samples of a generator are counted in for the divergences
// of data on the line, as those of the plane are in the cells of a grid (divergence.h).
#pragma once

#include <vector>

#include "core/base/matrix.h"
#include "core/data/line_density.h"
#include "core/probe/quality/divergence.h"

namespace gan {

struct LineBins {
  std::vector<double> edges;  // between the bins, in rising order; the first and the last bin have no end
  std::vector<double> mass;   // of the data: edges.size() + 1 numbers, sum 1
};

// samples / 25 bins, at least 16, as choose_density_grid has cells, so that a perfect generator's samples have about
// the same JSD.
LineBins choose_line_bins(const LineDensity& data, Index samples);

// samples: 1 x n, n > 0. One that is not finite is in none, and its share is added to the last entry.
Divergences line_divergences(const LineBins& bins, const Matrix<float>& samples);

}  // namespace gan
