// Both densities on cells of the line. The data's mass in a cell is exact; that of G is what its pieces have there.
// Where p_g is of samples both are blurred alike, so that they agree wherever the densities do.
#pragma once

#include <vector>

#include "core/data/line_density.h"
#include "core/probe/line/generated_line.h"

namespace gan {

class LineLattice {
 public:
  // `cells` equal ones over [low, high].
  LineLattice(double low, double high, Index cells);

  Index cells() const { return cells_; }
  double step() const { return step_; }
  double middle(Index cell) const { return low_ + (static_cast<double>(cell) + 0.5) * step_; }
  // Of each cell; what lies outside is in none.
  std::vector<double> masses(const LineDensity& data) const;
  std::vector<double> masses(const GeneratedLine& generated) const;
  // Convolved with a Gaussian of this deviation, in the units of the data; what it carries over the ends is lost. 0
  // leaves all as it is.
  void blur(std::vector<double>& masses, double width) const;

 private:
  double low_, step_;
  Index cells_;
};

// The deviation of the blur for p_g as it is known: 0 where it is exact, and otherwise an eighth of the data's scale,
// which takes a hundredth from the height of a Gaussian.
double blur_of(const LineDensity& data, const GeneratedLine& generated);

// JSD(p_data, p_g), nats, 0 to log 2, between the two as a discriminator sees them that sees nothing finer than the
// blur and the cells: never more than the true one but for noise. What a finite sample adds, in proportion to 1/n, is
// taken off by comparing it with that of each half.
double line_jsd(const LineDensity& data, const GeneratedLine& generated);

}  // namespace gan
