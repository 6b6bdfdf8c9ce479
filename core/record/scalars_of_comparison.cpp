// Scalars of samples that are points, compared with as many of the data: measured where somebody asks for them.
#include "core/record/scalar_lists.h"

namespace gan::scalar_table {
namespace {

using enum ScalarForm;
using enum ScalarBetter;

template <SampleMetric metric>
constexpr MeasuredScalar kCompared{[](const Metrics& m) { return m.comparison[metric]; },
                                   [](const PerfectMetrics& p) {
                                     constexpr auto at = static_cast<std::size_t>(metric);
                                     return PerfectScore{p.comparison.mean[at], p.comparison.deviation[at]};
                                   }};

constexpr Capabilities kCloud{Capability::points};

constexpr ScalarInfo kListOfComparison[] = {
    {.id = "points_precision",
     .title = "precision",
     .name = "precision",
     .meaning = "Share of the generated samples that lie no farther from some real one than its third nearest real "
                "neighbour: are they any good? After Kynkäänniemi et al. 2019, k = 3.",
     .source = kComparison,
     .form = percent,
     .side = kG,
     .needs = kCloud,
     .measured = kCompared<SampleMetric::precision>,
     .perfect_label = "ideal %s",
     .better = higher},
    {.id = "points_recall",
     .title = "recall",
     .name = "recall",
     .meaning =
         "Share of the real samples that lie no farther from some generated one than its third nearest generated "
         "neighbour: is everything there? After Kynkäänniemi et al. 2019, k = 3.",
     .source = kComparison,
     .form = percent,
     .side = kD,
     .needs = kCloud,
     .measured = kCompared<SampleMetric::recall>,
     .perfect_label = "ideal %s",
     .better = higher},
    {.id = "points_density",
     .title = "density",
     .name = "density",
     .meaning = "In how many real neighbourhoods a generated sample lies, over the 5 that a real one would: may exceed "
                "1 where samples crowd in the middle of the data. After Naeem et al. 2020, k = 5.",
     .source = kComparison,
     .side = kG,
     .needs = kCloud,
     .measured = kCompared<SampleMetric::density>,
     .perfect_label = "ideal %s"},
    {.id = "points_coverage",
     .title = "coverage",
     .name = "coverage",
     .meaning = "Share of the real samples that have a generated one nearer than their fifth nearest real neighbour. "
                "After Naeem et al. 2020, k = 5.",
     .source = kComparison,
     .form = percent,
     .side = kD,
     .needs = kCloud,
     .measured = kCompared<SampleMetric::coverage>,
     .perfect_label = "ideal %s",
     .better = higher},
    {.id = "points_frechet",
     .title = "Fréchet distance",
     .name = "Fréchet",
     .meaning = "Distance of Gaussians fitted to data and samples, |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½): it sees mean "
                "and covariance alone, and no modes. After Dowson and Landau 1982.",
     .source = kComparison,
     .form = nats,
     .side = kG,
     .needs = kCloud,
     .measured = kCompared<SampleMetric::frechet_distance>,
     .perfect_label = "ideal",
     .better = lower},
    {.id = "sliced_wasserstein",
     .title = "sliced Wasserstein",
     .name = "sliced W₁",
     .meaning = "How far mass has to be moved, on average over the projections onto 32 directions; of data on the line "
                "W₁ itself. After Rabin et al. 2011.",
     .source = kComparison,
     .form = nats,
     .needs = kCloud,
     .measured = kCompared<SampleMetric::sliced_wasserstein>,
     .perfect_label = "ideal",
     .better = lower},
    {.id = "energy_distance",
     .title = "energy distance",
     .name = "energy",
     .meaning = "2 E|x − y| − E|x − x'| − E|y − y'| of real x and generated y: 0 iff p_g = p_data. After Székely and "
                "Rizzo 2013.",
     .source = kComparison,
     .form = nats,
     .side = kG,
     .needs = kCloud,
     .measured = kCompared<SampleMetric::energy_distance>,
     .perfect_label = "ideal",
     .better = lower},
    {.id = "rbf_mmd",
     .title = "MMD², Gaussian kernel",
     .name = "MMD²",
     .meaning = "E k(x, x') + E k(y, y') − 2 E k(x, y), k = exp(−|x − y|²/2σ²), σ² half the data's mean squared "
                "distance: 0 iff p_g = p_data, may fall below by chance. After Gretton et al. 2012.",
     .source = kComparison,
     .form = nats,
     .needs = kCloud,
     .measured = kCompared<SampleMetric::rbf_mmd>,
     .perfect_label = "ideal",
     .better = lower},
};

}  // namespace

std::span<const ScalarInfo> of_comparison() {
  return kListOfComparison;
}

}  // namespace gan::scalar_table
