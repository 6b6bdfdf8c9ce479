// Reference family of the sample-set metrics: through each metric's own function and through the comparison
// that shares their passes.
#include "core/metrics/compare.h"
#include "core/metrics/sliced_wasserstein.h"
#include "tests/reference_cases.h"

namespace gan {
namespace {

using namespace reference;

void expect_metrics(const FeatureMetrics& metrics, const Json& expected) {
  expect_close(metrics.neighbours.precision, expected["precision"], "precision");
  expect_close(metrics.neighbours.recall, expected["recall"], "recall");
  expect_close(metrics.neighbours.density, expected["density"], "density");
  expect_close(metrics.neighbours.coverage, expected["coverage"], "coverage");
  expect_close(metrics.frechet_distance, expected["frechet_distance"], "Fréchet distance");
  expect_close(metrics.kernels.kid, expected["kid"], "KID");
  expect_close(metrics.kernels.energy_distance, expected["energy_distance"], "energy distance");
  expect_close(metrics.sliced_wasserstein, expected["sliced_wasserstein_1"], "sliced Wasserstein distance");
}

TEST(Reference, Metrics) {
  for (const Json& c : cases("metrics")) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Json& in = c["inputs"];
    const Matrix<double> real = samples(in["real"]), fake = samples(in["fake"]), directions = samples(in["directions"]);
    const int k = in["k"];
    FeatureMetrics metrics;
    metrics.neighbours = neighbour_metrics(real, fake, k, k).value();
    metrics.kernels = kernel_metrics(real, fake, 1.0).value();
    metrics.frechet_distance = frechet_distance(real, fake).value();
    metrics.sliced_wasserstein = sliced_wasserstein(real, fake, directions).value();
    expect_metrics(metrics, c["expected"]);
    const auto comparison = FeatureComparison<double>::make(
        real, {.precision_k = k, .density_k = k, .kernel_width = 1, .directions = directions});
    expect_metrics(comparison.value().compare(fake).value(), c["expected"]);
  }
}

}  // namespace
}  // namespace gan
