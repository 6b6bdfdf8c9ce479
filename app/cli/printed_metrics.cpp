#include "app/cli/printed_metrics.h"

#include <cmath>
#include <cstdio>
#include <string>

#include "core/base/number_text.h"
#include "core/record/scalars.h"

namespace gan::cli {
namespace {

std::string metric_text(const ScalarInfo& scalar, double value) {
  return scalar.form == ScalarForm::percent ? percent_text(value) : short_text(value, 4);
}

}  // namespace

void print_image_metrics(const Measurement& measurement) {
  const ImageMetrics& m = measurement.metrics.images;
  const PerfectImageMetrics& perfect = measurement.perfect->images;
  const std::string against = perfect.why_none.empty() ? ", as many held out" : "";
  std::printf("measured on %d images%s%s, in %s:\n", measurement.metrics.samples, against.c_str(),
              m.averaged ? " of the EMA of G's weights" : "",
              m.features == FeatureKind::classifier ? "the features of a classifier of this data"
                                                    : "the features of a network with random weights");
  if (!perfect.why_none.empty()) std::printf("  %s\n", perfect.why_none.c_str());
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::images)) {
    const double value = scalar_value(*scalar, measurement.metrics);
    if (scalar->only_in_files || !std::isfinite(value)) continue;
    std::string text = metric_text(*scalar, value);
    if (scalar->total.of_metrics != nullptr)
      text += " of " + std::to_string(scalar->total.of_metrics(measurement.metrics));
    const double real = scalar->measured.perfect(*measurement.perfect).mean;
    std::printf("  %s %s%s\n", scalar->title, text.c_str(),
                std::isfinite(real) ? (" (held-out real images: " + metric_text(*scalar, real) + ")").c_str() : "");
  }
}

void print_point_metrics(const Metrics& metrics) {
  if (metrics.modes_total == 0) return;
  const ScalarInfo &covered = scalar_info("modes_covered"), &quality = scalar_info("high_quality_fraction");
  std::printf("%s %s, %s %s", scalar_text(covered, metrics).c_str(), covered.title,
              scalar_text(quality, metrics).c_str(), quality.title);
  for (const char* id : {"reverse_kl", "jsd"}) {
    const ScalarInfo& scalar = scalar_info(id);
    std::printf(", %s %s", scalar.name, metric_text(scalar, scalar_value(scalar, metrics)).c_str());
  }
  std::printf("\n");
}

void print_compared(const Measurement& measurement) {
  print_point_metrics(measurement.metrics);
  std::printf("compared with as many samples of the data, %d:\n", measurement.metrics.samples);
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::comparison)) {
    const double value = scalar_value(*scalar, measurement.metrics);
    if (!std::isfinite(value)) continue;
    const double ideal = scalar->measured.perfect(*measurement.perfect).mean;
    std::printf("  %s %s (ideal: %s)\n", scalar->title, metric_text(*scalar, value).c_str(),
                metric_text(*scalar, ideal).c_str());
  }
}

void print_numbers(const StepRecord& record) {
  std::string text;
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::iteration)) {
    const double value = scalar_value(*scalar, record);
    if (!scalar->needs.has(Capability::numbers) || !std::isfinite(value)) continue;
    text += (text.empty() ? "" : ", ") + std::string(scalar->title) + " " + short_text(value, 6);
  }
  if (!text.empty()) std::printf("%s\n", text.c_str());
}

}  // namespace gan::cli
