// Private to the makers: what data on the line share.
#pragma once

#include <cmath>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/base/check.h"
#include "core/data/distributions/sampling.h"
#include "core/data/line_density.h"

namespace gan::data_detail {

// A source of single numbers. Density: a LineDensity that can also draw, with
//   void draw(const StreamKey&, float* out, Index count) const;   // number i depends on (key, i) alone
//   std::pair<double, double> reach() const;                      // what shows all but a sliver of it
template <class Density>
class LineSource final : public DataSource {
 public:
  template <class... Arguments>
  explicit LineSource(Arguments&&... arguments) : density_(std::forward<Arguments>(arguments)...) {}

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    GAN_CHECK(out.rows == 1 && (out.data != nullptr || out.cols == 0), "a batch of samples on the line is 1 x m");
    density_.draw(key, out.data, out.cols);
  }
  SampleShape shape() const override { return {1}; }
  Extent extent() const override {
    const auto [low, high] = density_.reach();
    return extent_of_box(low, high, 0, 0);
  }
  const LineDensity* line() const override { return &density_; }

 private:
  Density density_;
};

template <class Density, class... Arguments>
Made make_on_line(Arguments&&... arguments) {
  return std::shared_ptr<const DataSource>(
      std::make_shared<LineSource<Density>>(std::forward<Arguments>(arguments)...));
}

std::optional<Error> check_location(const DataSpec& spec);

// Log density and distribution function of N(mean, sigma²), and places from its middle to where nothing is left, added
// to `out` in no order.
double normal_log_density(double x, double mean, double sigma);
double normal_mass_below(double x, double mean, double sigma);
void add_normal_pieces(double mean, double sigma, std::vector<double>& out);
// In rising order, none closer to its neighbour than a millionth of `scale`.
void put_in_order(std::vector<double>& pieces, double scale);

}  // namespace gan::data_detail
