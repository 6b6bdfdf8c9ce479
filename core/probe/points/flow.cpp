#include "core/probe/points/flow.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr double kFlowWidth = 0.1;       // of the extent's half side
constexpr double kLeastSamples = 6;      // that weigh in
constexpr double kLeastThickness = 0.1;  // of the spread across to that along
constexpr double kFarthest = 1.25;       // widths to the weighted mean
constexpr double kKernelEnd = 4;         // widths, beyond which a kernel is nothing
constexpr Index kMostCentres = 1000;     // samples that the means are over

// Sums over samples weighted with the kernel: of places around the node (p, q), middles of ways around the node (x, y),
// all in widths, and velocities (u, v).
struct Sums {
  double w = 0, ww = 0, p = 0, q = 0, x = 0, y = 0, u = 0, v = 0;
  double xx = 0, xy = 0, yy = 0, ux = 0, uy = 0, vx = 0, vy = 0;

  void add(double weight, double place_x, double place_y, double dx, double dy, double du, double dv) {
    w += weight, ww += weight * weight;
    p += weight * place_x, q += weight * place_y;
    x += weight * dx, y += weight * dy, u += weight * du, v += weight * dv;
    xx += weight * dx * dx, xy += weight * dx * dy, yy += weight * dy * dy;
    ux += weight * du * dx, uy += weight * du * dy, vx += weight * dv * dx, vy += weight * dv * dy;
  }
};

LocalFlow solved(const Sums& s, double width) {
  LocalFlow out;
  if (!(s.w * s.w >= kLeastSamples * s.ww) || !(s.ww > 0)) return out;
  if (!(std::hypot(s.p, s.q) <= kFarthest * s.w)) return out;
  const double x = s.x / s.w, y = s.y / s.w, u = s.u / s.w, v = s.v / s.w;
  const double xx = s.xx / s.w - x * x, xy = s.xy / s.w - x * y, yy = s.yy / s.w - y * y;
  const double middle = (xx + yy) / 2, apart = std::hypot((xx - yy) / 2, xy);
  const double along = middle + apart, across = middle - apart;
  if (!(along > 0) || !(across >= kLeastThickness * kLeastThickness * along)) return out;
  const double determinant = along * across * width;  // positions are in widths
  const double ux = s.ux / s.w - u * x, uy = s.uy / s.w - u * y, vx = s.vx / s.w - v * x, vy = s.vy / s.w - v * y;
  out.known = true;
  out.a11 = (ux * yy - uy * xy) / determinant;
  out.a12 = (uy * xx - ux * xy) / determinant;
  out.a21 = (vx * yy - vy * xy) / determinant;
  out.a22 = (vy * xx - vx * xy) / determinant;
  return out;
}

void take_means(const MovingSamples& samples, SampleFlow& out) {
  const Index n = samples.velocities.cols();
  Index moving = 0;
  for (Index i = 0; i < n; ++i) {
    const double speed =
        std::hypot(static_cast<double>(samples.velocities(0, i)), static_cast<double>(samples.velocities(1, i)));
    if (!std::isfinite(speed)) continue;
    out.speed += speed;
    ++moving;
  }
  if (moving > 0) out.speed /= static_cast<double>(moving);
  for (Index i = 0; i < std::min(n, kMostCentres); ++i) {
    const LocalFlow flow = local_flow(samples, static_cast<double>(samples.places(0, i)),
                                      static_cast<double>(samples.places(1, i)), out.width);
    if (!flow.known) continue;
    out.divergence_size += std::abs(flow.divergence()), out.mean_divergence += flow.divergence();
    out.curl_size += std::abs(flow.curl()), out.mean_curl += flow.curl();
    ++out.samples;
  }
  if (out.samples == 0) return;
  for (double* mean : {&out.divergence_size, &out.mean_divergence, &out.curl_size, &out.mean_curl})
    *mean /= static_cast<double>(out.samples);
}

}  // namespace

LocalFlow local_flow(const MovingSamples& samples, double x, double y, double width) {
  const Index n = samples.places.cols();
  GAN_CHECK(samples.places.rows() == 2 && samples.middles.cols() == n && samples.velocities.cols() == n,
            "samples of the plane");
  GAN_CHECK(width > 0, "a kernel has a width");
  Sums sums;
  for (Index i = 0; i < n; ++i) {
    const double px = (static_cast<double>(samples.places(0, i)) - x) / width,
                 py = (static_cast<double>(samples.places(1, i)) - y) / width;
    const double squared = px * px + py * py;
    // Written so that NaN is beyond.
    if (!(squared < kKernelEnd * kKernelEnd)) continue;
    const double dx = (static_cast<double>(samples.middles(0, i)) - x) / width,
                 dy = (static_cast<double>(samples.middles(1, i)) - y) / width;
    const double u = static_cast<double>(samples.velocities(0, i)), v = static_cast<double>(samples.velocities(1, i));
    if (!std::isfinite(u) || !std::isfinite(v)) continue;
    sums.add(std::exp(-0.5 * squared), px, py, dx, dy, u, v);
  }
  return solved(sums, width);
}

double flow_width(const Extent& extent) {
  return kFlowWidth * extent.half;
}

bool sample_flow(const Matrix<float>& earlier, std::int64_t from, const Matrix<float>& later, std::int64_t to,
                 FlowAt at, const SurfaceRequest& lattice, double width, const CancelFlag& cancel, SampleFlow& out) {
  GAN_CHECK(from < to, "the earlier moment first");
  GAN_CHECK(lattice.nx > 0 && lattice.ny > 0, "a lattice has nodes");
  const Index n = std::min(earlier.cols(), later.cols());
  const auto iterations = static_cast<float>(to - from);
  const MovingSamples samples{(at == FlowAt::later ? later : earlier).leftCols(n),
                              0.5F * (earlier.leftCols(n) + later.leftCols(n)),
                              (later.leftCols(n) - earlier.leftCols(n)) / iterations};
  out.from = from, out.to = to, out.width = width;
  out.divergence.setConstant(lattice.nx, lattice.ny, std::numeric_limits<float>::quiet_NaN());
  out.curl = out.divergence;
  const Rectangle& r = lattice.region;
  for (Index iy = 0; iy < lattice.ny; ++iy) {
    if (cancel.cancelled()) return false;
    const double y = r.y0 + (static_cast<double>(iy) + 0.5) * (r.y1 - r.y0) / lattice.ny;
    for (Index ix = 0; ix < lattice.nx; ++ix) {
      const double x = r.x0 + (static_cast<double>(ix) + 0.5) * (r.x1 - r.x0) / lattice.nx;
      const LocalFlow flow = local_flow(samples, x, y, width);
      if (!flow.known) continue;
      out.divergence(ix, iy) = static_cast<float>(flow.divergence());
      out.curl(ix, iy) = static_cast<float>(flow.curl());
    }
  }
  take_means(samples, out);
  return true;
}

bool probe_flow(const Snapshot& snapshot, const FlowRequest& request, const Matrix<float>& generated,
                const CancelFlag& cancel, SampleFlow& out) {
  out = {};
  out.request = request;
  const std::int64_t here = snapshot.position.step, there = request.step;
  if (request.other == nullptr || request.segment != snapshot.segment() || here == there) return true;
  if (request.other->rows() != 2 || generated.rows() != 2) return true;
  const double width = flow_width(snapshot.data->extent());
  const Matrix<float>& other = *request.other;
  if (there < here)
    return sample_flow(other, there, generated, here, FlowAt::later, request.lattice, width, cancel, out);
  return sample_flow(generated, here, other, there, FlowAt::earlier, request.lattice, width, cancel, out);
}

}  // namespace gan
