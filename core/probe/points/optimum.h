// The best response to the generator as it is, D* = p_data/(p_data + p_g) (Goodfellow et al. 2014, 1406.2661,
// proposition 1), over the plane: what a discriminator of unlimited capacity would say that is trained to its end while
// G stands still. The data's density is known; that of G is estimated from many samples, and both are blurred alike, so
// that D* is ½ everywhere where the two agree, whatever the width of the blur.
#pragma once

#include "core/probe/points/blurred_density.h"
#include "core/probe/points/surface.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

inline constexpr Index kOptimumSamples = 50000;  // of G

struct OptimalSurface {
  SurfaceRequest request;
  // log p_data − log p_g at the pixels' centres, as the learned logits of a Surface. One sample is added to both, so
  // that it is 0, D* = ½, where neither has anything; and it is 0 where a sample as large as that can't tell it from 0.
  Matrix<float> logits;
  double width = 0;  // of the blur, in units of the data: blur_width.h
  // Standard error of D* at a place where G has samples, of those that G shows: the root of the mean square.
  double error = 0;
};

// generated: 2 x n samples of G. For data with a density (Capability::density); false when cancelled.
bool probe_optimum(const GaussianMixture& data, const Extent& extent, const Matrix<float>& generated,
                   const SurfaceRequest& request, const CancelFlag& cancel, OptimalSurface& out);

}  // namespace gan
