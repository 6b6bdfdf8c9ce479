#include "core/probe/points/blurred_density.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr Index kMostNodes = 512;  // a side
constexpr double kReach = 4;       // widths, beyond which a kernel has 3e-5 of its mass along a side

// Weights of a kernel on the lattice, from its middle on; they add up to 1 with both sides.
std::vector<double> kernel_of(double width_in_steps) {
  std::vector<double> weights;
  const auto reach = static_cast<Index>(std::ceil(kReach * width_in_steps));
  double sum = 0;
  for (Index i = 0; i <= reach; ++i) {
    const double z = static_cast<double>(i) / width_in_steps;
    weights.push_back(std::exp(-0.5 * z * z));
    sum += (i == 0 ? 1 : 2) * weights.back();
  }
  for (double& w : weights) w /= sum;
  return weights;
}

// Along the columns, in place.
void blur_columns(Matrix<double>& a, const std::vector<double>& kernel) {
  const auto reach = static_cast<Index>(kernel.size()) - 1;
  Vector<double> column(a.rows());
  for (Index j = 0; j < a.cols(); ++j) {
    column = a.col(j) * kernel[0];
    for (Index i = 1; i <= std::min(reach, a.rows() - 1); ++i) {
      const Index n = a.rows() - i;
      column.head(n) += kernel[static_cast<std::size_t>(i)] * a.col(j).tail(n);
      column.tail(n) += kernel[static_cast<std::size_t>(i)] * a.col(j).head(n);
    }
    a.col(j) = column;
  }
}

struct Side {
  double first, step;  // of the nodes
  Index nodes, inner;  // `inner` steps across the region
};

// A lattice over [low, high] and a margin of what the kernel reaches.
Side side_of(double low, double high, double width, double nodes_per_width) {
  const double length = high - low;
  const auto inner =
      static_cast<Index>(std::clamp(std::ceil(length * nodes_per_width / width), 1.0, static_cast<double>(kMostNodes)));
  const double step = length / static_cast<double>(inner);
  const auto margin = static_cast<Index>(std::ceil(kReach * std::max(width, step) / step)) + 1;
  return {low - static_cast<double>(margin) * step, step, inner + 2 * margin + 1, inner};
}

}  // namespace

BlurredDensity::BlurredDensity(const Matrix<float>& points, const Rectangle& region, double width,
                               double nodes_per_width) {
  GAN_CHECK(points.rows() == 2 && points.cols() > 0, "a density is estimated from points of the plane");
  GAN_CHECK(width > 0 && nodes_per_width >= 1 && region.x1 > region.x0 && region.y1 > region.y0,
            "a density is estimated over a rectangle");
  const double finest = std::max(region.x1 - region.x0, region.y1 - region.y0) / static_cast<double>(kMostNodes);
  width_ = std::max(width, finest);
  const Side x = side_of(region.x0, region.x1, width_, nodes_per_width),
             y = side_of(region.y0, region.y1, width_, nodes_per_width);
  x0_ = x.first, step_x_ = x.step, y0_ = y.first, step_y_ = y.step;
  const double count = static_cast<double>(points.cols());
  of_one_ = 1 / (2 * M_PI * width_ * width_ * count);
  nodes_ = Matrix<double>::Zero(x.nodes, y.nodes);
  // Each point is shared among the four nodes around it.
  const double one = 1 / (count * step_x_ * step_y_);
  for (Index i = 0; i < points.cols(); ++i) {
    const double at_x = (static_cast<double>(points(0, i)) - x0_) / step_x_;
    const double at_y = (static_cast<double>(points(1, i)) - y0_) / step_y_;
    // Written so that NaN is outside.
    if (!(at_x >= 0 && at_x < static_cast<double>(x.nodes - 1) && at_y >= 0 && at_y < static_cast<double>(y.nodes - 1)))
      continue;
    const auto column = static_cast<Index>(at_x), row = static_cast<Index>(at_y);
    const double right = at_x - static_cast<double>(column), up = at_y - static_cast<double>(row);
    nodes_(column, row) += one * (1 - right) * (1 - up);
    nodes_(column + 1, row) += one * right * (1 - up);
    nodes_(column, row + 1) += one * (1 - right) * up;
    nodes_(column + 1, row + 1) += one * right * up;
  }
  blur_columns(nodes_, kernel_of(width_ / step_x_));
  nodes_.transposeInPlace();
  blur_columns(nodes_, kernel_of(width_ / step_y_));
  nodes_.transposeInPlace();
}

double BlurredDensity::at(double x, double y) const {
  const double at_x = std::clamp((x - x0_) / step_x_, 0.0, static_cast<double>(nodes_.rows() - 1) - 1e-9);
  const double at_y = std::clamp((y - y0_) / step_y_, 0.0, static_cast<double>(nodes_.cols() - 1) - 1e-9);
  const auto column = static_cast<Index>(at_x), row = static_cast<Index>(at_y);
  const double right = at_x - static_cast<double>(column), up = at_y - static_cast<double>(row);
  return (1 - up) * ((1 - right) * nodes_(column, row) + right * nodes_(column + 1, row)) +
         up * ((1 - right) * nodes_(column, row + 1) + right * nodes_(column + 1, row + 1));
}

double blurred_log_density(const GaussianMixture& mixture, double width, double x, double y) {
  GaussianMixture wide = mixture;
  wide.sigma = (mixture.sigma.array().square() + width * width).sqrt().matrix();
  return wide.log_density(x, y);
}

}  // namespace gan
