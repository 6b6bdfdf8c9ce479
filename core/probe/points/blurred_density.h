// The density of points of the plane from a sample of them: a Gaussian kernel estimate on a lattice. What it shows is
// the density blurred by the kernel, p ⊛ N(0, h² I), up to the noise of so many samples; whoever compares it with a
// density that is known blurs that alike.
#pragma once

#include "core/base/matrix.h"
#include "core/data/distribution.h"
#include "core/probe/points/surface.h"

namespace gan {

class BlurredDensity {
 public:
  // points: 2 x n, n > 0; those that are not finite count as being far away. region: where it will be asked for. width:
  // the kernel's standard deviation h > 0, in units of the data; where that is less than the lattice can hold it
  // becomes the lattice's step (width()).
  // nodes_per_width: of the lattice, at least 1. With 4 what is linear between nodes is off by 1% of a kernel's peak.
  BlurredDensity(const Matrix<float>& points, const Rectangle& region, double width, double nodes_per_width = 4);

  // h.
  double width() const { return width_; }
  // Of one sample at its place: 1/(2π h² n).
  double of_one() const { return of_one_; }
  // At a place of the region, per unit of area; linear between the nodes of the lattice.
  double at(double x, double y) const;

 private:
  double x0_, y0_, step_x_, step_y_, width_, of_one_;
  Matrix<double> nodes_;  // columns are rows of the plane
};

// log of the mixture's density after the same blur.
double blurred_log_density(const GaussianMixture& mixture, double width, double x, double y);

}  // namespace gan
