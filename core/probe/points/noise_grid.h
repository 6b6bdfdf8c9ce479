// G's map: the image of a regular grid of the noise space, as polylines. The grid lies at equal steps of
// probability (for N(0, I): at its quantiles), so that every cell holds the same share of the generated
// samples.
#pragma once

#include "core/base/matrix.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

struct NoiseGridRequest {
  int lines = 17;            // each way
  int points_per_line = 65;  // vertices of a polyline
  bool operator==(const NoiseGridRequest&) const = default;
};

// points is 2 x (lines * points_per_line), line after line. The first lines_first run along z1 at constant
// z2, the rest along z2 at constant z1. With one noise dimension there is one line. With more than two, the
// plane of the first two through 0 is shown.
struct NoiseGrid {
  NoiseGridRequest request;
  int lines_first = 0;
  int lines_second = 0;
  Matrix<float> noise;  // d x the same number: where the vertices lie in the noise space
  Matrix<float> points;
};

bool probe_noise_grid(const Snapshot& snapshot, const NoiseGridRequest& request, Evaluators& networks,
                      const CancelFlag& cancel, NoiseGrid& out);

// Inverse of the standard normal's distribution function, 0 < p < 1, to about 1e-9 relative (Acklam's
// rational approximation with one step of Halley's method).
double normal_quantile(double p);
// The value below which a component of the prior lies with probability p, 0 < p < 1.
float noise_quantile(NoiseKind kind, double p);

}  // namespace gan
