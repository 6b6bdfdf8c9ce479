#include "core/metrics/compare.h"

#include <algorithm>

#include "core/metrics/sliced_wasserstein.h"

namespace gan {

template <class Real>
Result<FeatureComparison<Real>> FeatureComparison<Real>::make(const Matrix<Real>& real,
                                                              ComparisonSettings<Real> settings,
                                                              const CancelFlag& cancel) {
  for (const Outcome& check :
       {check_features(real, "real"), check_pairs(real.cols(), "real"),
        check_neighbours(real.cols(), std::max(settings.precision_k, settings.density_k), "real")}) {
    if (!check) return check.error();
  }
  GAN_CHECK(settings.kernel_width >= 0, "a kernel's width is positive");
  FeatureComparison c;
  c.settings_ = std::move(settings);
  if (c.settings_.kernel_width == 0) c.settings_.kernel_width = kernel_width(real);
  if (!(c.settings_.kernel_width > 0)) return Error{"all real samples are equal: nothing can be compared with them"};
  c.real_ = make_features(real, centre_of(real));
  c.gaussian_ = fit_gaussian(real);
  RadiusFinder<Real> radii(c.real_, {c.settings_.precision_k, c.settings_.density_k});
  PairSums<Real> sums(c.real_, c.real_, c.settings_.kernel_width);
  const bool done = for_each_column<Real>(c.real_, c.real_, cancel, [&](const PairColumn<Real>& column) {
    radii.add(column);
    sums.add(column);
  });
  if (!done) return cancelled_error();
  c.precision_radii_ = radii.radii(0);
  c.density_radii_ = radii.radii(1);
  c.means_ = sums.means();
  return c;
}

template <class Real>
Result<FeatureMetrics> FeatureComparison<Real>::compare(const Matrix<Real>& generated, const CancelFlag& cancel) const {
  for (const Outcome& check : {check_features(generated, "generated"), check_pairs(generated.cols(), "generated"),
                               check_neighbours(generated.cols(), settings_.precision_k, "generated")}) {
    if (!check) return check.error();
  }
  const Features<Real> g = make_features(generated, real_.centre);
  FeatureMetrics metrics;
  const Result<double> sliced = sliced_wasserstein(real_.samples, generated, settings_.directions, cancel);
  if (!sliced) return sliced.error();
  metrics.sliced_wasserstein = sliced.value();
  metrics.frechet_distance = frechet_distance(gaussian_, fit_gaussian(generated));
  RadiusFinder<Real> radii(g, {settings_.precision_k});
  PairSums<Real> within(g, g, settings_.kernel_width), between(g, real_, settings_.kernel_width);
  bool done = for_each_column<Real>(g, g, cancel, [&](const PairColumn<Real>& column) {
    radii.add(column);
    within.add(column);
  });
  if (!done) return cancelled_error();
  BallCounter<Real> balls(real_, g, precision_radii_, density_radii_, radii.radii(0), settings_.density_k);
  done = for_each_column<Real>(g, real_, cancel, [&](const PairColumn<Real>& column) {
    balls.add(column);
    between.add(column);
  });
  if (!done) return cancelled_error();
  metrics.neighbours = balls.metrics();
  metrics.kernels = kernel_metrics(means_, within.means(), between.means());
  return metrics;
}

template class FeatureComparison<float>;
template class FeatureComparison<double>;

}  // namespace gan
