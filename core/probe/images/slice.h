// D over a plane of images, and the real and generated samples projected onto it: the decision surface of a
// game with images. With batch norm in D the places are judged as in a batch half of real and half of generated
// images, the samples as in a batch of their own kind; a packed D judges both in such company.
#pragma once

#include <memory>
#include <optional>

#include "core/probe/images/image_plane.h"
#include "core/probe/points/surface.h"
#include "core/probe/shared/evaluate.h"

namespace gan {

struct SliceRequest {
  // d x 3: the plane through these; null: along the first two principal components of the data. Compared by
  // address.
  std::shared_ptr<const Matrix<float>> through;
  std::optional<SurfaceRequest> surface;  // a rectangle of places, see image_plane.h; none: the samples alone
  int generated = 0, real = 0;            // samples to project: those of the probe of the same snapshot
  bool operator==(const SliceRequest&) const = default;
};

struct ProjectedSamples {
  Projection at;         // n of them
  Matrix<float> logits;  // 1 x n, D's of the samples themselves, not of the places below which they lie
};

struct ImageSlice {
  std::shared_ptr<const ImagePlane> plane;  // null: not asked for, or `through` is not of the data's dimension
  Surface surface;                          // D's logits of the images at the places; empty where none was asked for
  ProjectedSamples real, generated;
};

// Samples as the probe of the same snapshot has them, with their logits: at least as many as are to be
// projected. False when cancelled. For images only.
bool probe_slice(const Snapshot& snapshot, const SliceRequest& request, const Matrix<float>& generated,
                 const Matrix<float>& fake_logits, const Matrix<float>& real, const Matrix<float>& real_logits,
                 Evaluators& networks, ComponentPlanes& planes, const CancelFlag& cancel, ImageSlice& out);

// Multiply-adds that one place of the surface costs: D's, and those that make the image.
double slice_cost(const Snapshot& snapshot);

// D's logits of the images on a grid of places, as a Surface has them. False when cancelled.
bool probe_slice_surface(const Snapshot& snapshot, const ImagePlane& plane, const SurfaceRequest& request,
                         Evaluators& networks, const CancelFlag& cancel, Surface& out);

}  // namespace gan
