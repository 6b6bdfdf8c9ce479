#include "core/probe/images/slice.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/nn/layout.h"

namespace gan {
namespace {

ProjectedSamples project_first(const ImagePlane& plane, const Matrix<float>& samples, const Matrix<float>& logits,
                               Index count) {
  GAN_CHECK(samples.cols() >= count && logits.cols() >= count, "samples to project, and their logits");
  return {project(plane, columns(samples, 0, count)), logits.leftCols(count)};
}

}  // namespace

double slice_cost(const Snapshot& snapshot) {
  const SampleShape shape = snapshot.data->shape();
  const NetworkLayout layout = make_layout(snapshot.settings->spec.discriminator, shape, 1);
  return multiply_adds(layout) * static_cast<double>(evaluations_of_a_point(snapshot)) +
         2 * static_cast<double>(shape.size());
}

bool probe_slice_surface(const Snapshot& snapshot, const ImagePlane& plane, const SurfaceRequest& request,
                         Evaluators& networks, const CancelFlag& cancel, Surface& out) {
  GAN_CHECK(request.nx > 0 && request.ny > 0, "a surface has pixels");
  const Rectangle& r = request.region;
  const double dx = (r.x1 - r.x0) / request.nx, dy = (r.y1 - r.y0) / request.ny;
  const Index d = plane.origin.size(), places = static_cast<Index>(request.nx) * request.ny;
  out.request = request;
  out.logits.resize(request.nx, request.ny);
  const Index chunk = kImageChunk / evaluations_of_a_point(snapshot);
  Matrix<float> images(d, std::min(chunk, places));
  for (Index begin = 0; begin < places; begin += chunk) {
    if (cancel.cancelled()) return false;
    const Index count = std::min(chunk, places - begin);
    for (Index i = 0; i < count; ++i) {
      const Index ix = (begin + i) % request.nx, iy = (begin + i) / request.nx;
      image_at(plane, r.x0 + (static_cast<double>(ix) + 0.5) * dx, r.y0 + (static_cast<double>(iy) + 0.5) * dy,
               images.data() + i * d);
    }
    networks.discriminate(snapshot, {images.data(), d, count}, BatchOf::both, {out.logits.data() + begin, 1, count});
  }
  return true;
}

bool probe_slice(const Snapshot& snapshot, const SliceRequest& request, const Matrix<float>& generated,
                 const Matrix<float>& fake_logits, const Matrix<float>& real, const Matrix<float>& real_logits,
                 Evaluators& networks, ComponentPlanes& planes, const CancelFlag& cancel, ImageSlice& out) {
  out = {};
  const Index d = snapshot.data->dimension();
  if (request.through && (request.through->rows() != d || request.through->cols() != 3)) return true;
  std::shared_ptr<const ImagePlane> plane = planes.of(*snapshot.data, cancel);
  if (!plane) return false;
  if (request.through) plane = std::make_shared<const ImagePlane>(plane_through(*request.through, *plane));
  out.real = project_first(*plane, real, real_logits, request.real);
  out.generated = project_first(*plane, generated, fake_logits, request.generated);
  if (request.surface && !probe_slice_surface(snapshot, *plane, *request.surface, networks, cancel, out.surface)) {
    return false;
  }
  out.plane = std::move(plane);
  return true;
}

}  // namespace gan
