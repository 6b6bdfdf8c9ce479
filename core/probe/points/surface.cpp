#include "core/probe/points/surface.h"

#include <algorithm>

#include "core/base/check.h"

namespace gan {

bool probe_surface(const Snapshot& snapshot, const SurfaceRequest& request, Evaluators& networks,
                   const CancelFlag& cancel, Surface& out) {
  GAN_CHECK(request.nx > 0 && request.ny > 0, "a surface has pixels");
  const Rectangle& r = request.region;
  const double dx = (r.x1 - r.x0) / request.nx, dy = (r.y1 - r.y0) / request.ny;
  out.request = request;
  out.logits.resize(request.nx, request.ny);
  const Index pixels = out.logits.size();
  Matrix<float> points(2, std::min(kProbeChunk, pixels));
  for (Index begin = 0; begin < pixels; begin += kProbeChunk) {
    if (cancel.cancelled()) return false;
    const Index count = std::min(kProbeChunk, pixels - begin);
    Index ix = begin % request.nx, iy = begin / request.nx;
    for (Index i = 0; i < count; ++i) {
      points(0, i) = static_cast<float>(r.x0 + (static_cast<double>(ix) + 0.5) * dx);
      points(1, i) = static_cast<float>(r.y0 + (static_cast<double>(iy) + 0.5) * dy);
      if (++ix == request.nx) ix = 0, ++iy;
    }
    networks.discriminate(snapshot, {points.data(), 2, count}, BatchOf::both, {out.logits.data() + begin, 1, count});
  }
  return true;
}

PointProbe probe_point(const Snapshot& snapshot, double x, double y, Evaluators& networks) {
  const float point[2] = {static_cast<float>(x), static_cast<float>(y)};
  float logit = 0, gradient[2] = {};
  networks.input_gradient(snapshot, {point, 2, 1}, BatchOf::both, {}, {&logit, 1, 1}, {gradient, 2, 1});
  return {logit, gradient[0], gradient[1]};
}

}  // namespace gan
