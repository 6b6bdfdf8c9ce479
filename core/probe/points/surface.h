// The discriminator's decision surface: its logits on a regular grid of points over a rectangle of the data
// plane. With batch norm in D a point of the plane is judged as in a batch half of real and half of generated samples.
#pragma once

#include "core/base/matrix.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

// In data units; x0 < x1, y0 < y1.
struct Rectangle {
  double x0 = -1, y0 = -1, x1 = 1, y1 = 1;
  bool operator==(const Rectangle&) const = default;
};

struct SurfaceRequest {
  Rectangle region;
  int nx = 128, ny = 128;
  bool operator==(const SurfaceRequest&) const = default;
};

// logits is nx x ny: column iy is a row of pixels from left to right, iy = 0 is the lowest, as a texture is
// uploaded. Entry (ix, iy) belongs to the centre of its pixel: x = x0 + (ix + 1/2) (x1 - x0) / nx, y
// likewise.
struct Surface {
  SurfaceRequest request;
  Matrix<float> logits;
};

// False when cancelled: `out` is then unspecified.
bool probe_surface(const Snapshot& snapshot, const SurfaceRequest& request, Evaluators& networks,
                   const CancelFlag& cancel, Surface& out);

// D's logit and the gradient of the logit with respect to the point, at one point (hover).
struct PointProbe {
  double logit = 0;
  double dx = 0, dy = 0;
};
PointProbe probe_point(const Snapshot& snapshot, double x, double y, Evaluators& networks);

}  // namespace gan
