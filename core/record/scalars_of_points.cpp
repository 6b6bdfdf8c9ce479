// Scalars of samples that are points: modes, divergences and the shape of the modes.
#include "core/record/scalar_lists.h"

namespace gan::scalar_table {
namespace {

using enum ScalarForm;
using enum ScalarBetter;
using enum Capability;

template <double Metrics::*value, PerfectScore PerfectMetrics::*score>
constexpr MeasuredScalar kOfPoints{[](const Metrics& m) { return m.*value; },
                                   [](const PerfectMetrics& p) { return p.*score; }};

// Not defined where there are no modes to count.
double modes_counted(const Metrics& m, int count) {
  return m.modes_total > 0 ? static_cast<double>(count) : Metrics::kUndefined;
}
constexpr MeasuredScalar kCovered{[](const Metrics& m) { return modes_counted(m, m.modes_covered); },
                                  [](const PerfectMetrics& p) { return p.modes_covered; }};
constexpr MeasuredScalar kCaptured{[](const Metrics& m) { return modes_counted(m, m.modes_captured); }, nullptr};

constexpr ScalarTotal kAllModes{[](const DataKind& d) { return d.modes; },
                                [](const Metrics& m) { return m.modes_total; }};

constexpr ScalarInfo kListOfPoints[] = {
    {.id = "modes_covered",
     .title = "modes covered",
     .name = "covered",
     .meaning = "Modes with at least a quarter of their fair share of the samples within three standard "
                "deviations of the "
                "centre.",
     .source = kPoints,
     .form = count,
     .side = kG,
     .needs = {modes},
     .measured = kCovered,
     .total = kAllModes,
     .better = higher},
    {.id = "high_quality_fraction",
     .title = "high-quality samples",
     .name = "fraction",
     .meaning = "Share of samples within three standard deviations of the nearest mode's centre.",
     .source = kPoints,
     .form = percent,
     .side = kG,
     .needs = {modes},
     .measured = kOfPoints<&Metrics::high_quality_fraction, &PerfectMetrics::high_quality_fraction>,
     .perfect_label = "ideal %s",
     .better = higher},
    {.id = "reverse_kl",
     .title = "KL of mode frequencies",
     .name = "KL of modes",
     .meaning = "How unevenly the good samples are spread over the modes, in nats: KL(generated‖data) of the modes' "
                "frequencies.",
     .source = kPoints,
     .form = nats,
     .needs = {modes},
     .measured = kOfPoints<&Metrics::reverse_kl, &PerfectMetrics::reverse_kl>,
     .perfect_label = "ideal",
     .better = lower},
    {.id = "jsd",
     .title = "JSD(p_data, p_g), nats",
     .name = "JSD",
     .meaning = "Jensen-Shannon divergence of data and generator on a grid, in nats: 0 iff p_g = p_data, log 2 = 0.693 "
                "where they do not overlap.",
     .source = kPoints,
     .form = nats,
     .needs = {density},
     .measured = kOfPoints<&Metrics::jsd, &PerfectMetrics::jsd>,
     .perfect_label = "ideal",
     .better = lower},
    {.id = "kl_data_generator",
     .title = "KL(p_data‖p_g)",
     .name = "KL(p_data‖p_g)",
     .meaning = "Large where data is that the generator never makes.",
     .source = kPoints,
     .form = nats,
     .needs = {density},
     .measured = kOfPoints<&Metrics::kl_data_generator, &PerfectMetrics::kl_data_generator>,
     .perfect_label = "ideal",
     .better = lower},
    {.id = "kl_generator_data",
     .title = "KL(p_g‖p_data)",
     .name = "KL(p_g‖p_data)",
     .meaning = "Large where the generator makes what is not in the data.",
     .source = kPoints,
     .form = nats,
     .needs = {density},
     .measured = kOfPoints<&Metrics::kl_generator_data, &PerfectMetrics::kl_generator_data>,
     .perfect_label = "ideal",
     .better = lower},
    {.id = "outside_fraction",
     .title = "far from data",
     .name = "far from data",
     .meaning = "Share of samples far from the data: outside the square that holds them.",
     .source = kPoints,
     .form = percent,
     .side = kG,
     .needs = {extent},
     .measured = kOfPoints<&Metrics::outside_fraction, &PerfectMetrics::outside_fraction>,
     .perfect_label = "ideal %s",
     .better = lower},
    {.id = "modes_captured",
     .title = "modes captured",
     .name = "captured",
     .meaning = "Modes with at least one sample within three standard deviations, as the literature counts.",
     .source = kPoints,
     .form = count,
     .side = kG,
     .needs = {modes},
     .measured = kCaptured,
     .total = kAllModes,
     .only_in_files = true},
    {.id = "best_value",
     .title = "value of the best D",
     .name = "best D",
     .meaning = "−log 4 + 2·JSD(p_data, p_g): what V would be with the best response to G.",
     .source = kPoints,
     .form = nats,
     .needs = {density},
     .measured = {[](const Metrics& m) { return m.best_value; }, nullptr},
     .why_not_in_files = "it is of more samples than the columns beside it, and jsd is there"},
    {.id = "core_width",
     .title = "core width",
     .name = "core width",
     .meaning =
         "How wide the modes are inside, by medians that stray samples don't move, over the data's: 1 where they "
         "are as wide, near 0 where each has collapsed to a point.",
     .source = kPoints,
     .side = kG,
     .needs = {modes},
     .measured = kOfPoints<&Metrics::core_width, &PerfectMetrics::core_width>,
     .perfect_label = "ideal"},
    {.id = "mass_distance",
     .title = "TV of the modes' shares",
     .name = "TV of modes",
     .meaning =
         "Total variation between the modes' shares of the samples, each by its nearest centre, and of the data: 0 "
         "where they agree, towards 1 where all are on few modes.",
     .source = kPoints,
     .form = percent,
     .side = kG,
     .needs = {modes},
     .measured = kOfPoints<&Metrics::mass_distance, &PerfectMetrics::mass_distance>,
     .perfect_label = "ideal %s",
     .better = lower},
    {.id = "far_fraction",
     .title = "beyond 10σ",
     .name = "beyond 10σ",
     .meaning = "Share of samples more than ten standard deviations from every mode's centre: on the bridges, or lost.",
     .source = kPoints,
     .form = percent,
     .side = kG,
     .needs = {modes},
     .measured = kOfPoints<&Metrics::far_fraction, &PerfectMetrics::far_fraction>,
     .perfect_label = "ideal %s",
     .better = lower},
};

}  // namespace

std::span<const ScalarInfo> of_points() {
  return kListOfPoints;
}

}  // namespace gan::scalar_table
