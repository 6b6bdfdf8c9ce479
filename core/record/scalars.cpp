#include "core/record/scalars.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/check.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

using ScalarList = std::vector<const ScalarInfo*>;

std::array<ScalarList, kScalarSources> sorted_by_source() {
  std::array<ScalarList, kScalarSources> lists;
  for (const ScalarInfo& scalar : scalars()) lists[static_cast<std::size_t>(scalar.source)].push_back(&scalar);
  return lists;
}

// The values that the loss names.
std::vector<ReferenceLine> lines_of_loss(ScalarReading reading, const LossInfo& loss, double real_label) {
  if (reading == ScalarReading::accuracy) return {{0.5, percent_text(0.5, 0)}};  // by chance
  if (reading == ScalarReading::value) {
    const double value = value_reference(loss, real_label);
    if (!std::isfinite(value)) return {};
    return {{value, loss.value.reference_label[0] != 0 ? loss.value.reference_label : short_text(value)}};
  }
  std::vector<ReferenceLine> lines;
  const OutputReading output = output_reading(loss, real_label);
  for (const double mark : output.marks) {
    if (std::isfinite(mark)) lines.push_back({mark, output.probability ? output.middle : short_text(mark)});
  }
  return lines;
}

std::string perfect_label(const ScalarInfo& scalar, double value) {
  std::string text = scalar.perfect_label;
  if (const std::size_t at = text.find("%s"); at != text.npos) text.replace(at, 2, scalar_text(scalar.form, value));
  return text;
}

}  // namespace

const ScalarInfo* find_scalar(std::string_view id) {
  const auto found = std::find_if(scalars().begin(), scalars().end(), [&](const ScalarInfo& s) { return id == s.id; });
  return found == scalars().end() ? nullptr : &*found;
}

const ScalarInfo& scalar_info(std::string_view id) {
  const ScalarInfo* const scalar = find_scalar(id);
  GAN_CHECK(scalar != nullptr, "the table has the scalar that is asked for");
  return *scalar;
}

std::span<const ScalarInfo* const> scalars_of(ScalarSource source) {
  static const std::array<ScalarList, kScalarSources> lists = sorted_by_source();
  return lists[static_cast<std::size_t>(source)];
}

std::vector<std::string> scalar_ids(ScalarSource source) {
  std::vector<std::string> ids;
  for (const ScalarInfo* scalar : scalars_of(source)) ids.emplace_back(scalar->id);
  return ids;
}

double scalar_value(const ScalarInfo& scalar, const StepRecord& record) {
  return scalar.recorded == nullptr ? Metrics::kUndefined : static_cast<double>(record.*scalar.recorded);
}

double scalar_value(const ScalarInfo& scalar, const Metrics& metrics) {
  return scalar.measured.value == nullptr ? Metrics::kUndefined : scalar.measured.value(metrics);
}

double scalar_value(const ScalarInfo& scalar, const Spectrum& spectrum) {
  const bool known = scalar.of_spectrum != nullptr && !spectrum.multipliers.empty();
  return known ? scalar.of_spectrum(spectrum) : Metrics::kUndefined;
}

void fill_row(const StepRecord& record, std::vector<float>& row) {
  row.clear();
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::iteration)) row.push_back(record.*scalar->recorded);
}

void fill_row(ScalarSource source, const Metrics& metrics, std::vector<float>& row) {
  row.clear();
  for (const ScalarInfo* scalar : scalars_of(source)) row.push_back(static_cast<float>(scalar_value(*scalar, metrics)));
}

void fill_row(const Spectrum& spectrum, std::vector<float>& row) {
  row.clear();
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::spectrum))
    row.push_back(static_cast<float>(scalar_value(*scalar, spectrum)));
}

std::string scalar_text(ScalarForm form, double value) {
  if (!std::isfinite(value)) return "–";
  const double size = std::abs(value);
  switch (form) {
    case ScalarForm::percent:
      return percent_text(value);
    case ScalarForm::count:
      return fixed_text(value, value == std::round(value) || size >= 100 ? 0 : 1).c_str();
    case ScalarForm::number:
      return fixed_text(value, size >= 100 ? 0 : size >= 10 ? 1 : 2).c_str();
    case ScalarForm::nats:
      break;
  }
  return fixed_text(value, size < 0.01 ? 4 : 3).c_str();
}

std::string scalar_text(const ScalarInfo& scalar, const Metrics& metrics) {
  const double value = scalar_value(scalar, metrics);
  std::string text = scalar_text(scalar.form, value);
  if (scalar.total.of_metrics == nullptr || !std::isfinite(value)) return text;
  return text + " of " + whole_text(scalar.total.of_metrics(metrics));
}

const char* scalar_name(const ScalarInfo& scalar, const LossInfo& loss) {
  switch (scalar.reading) {
    case ScalarReading::value:
      return loss.value.name;
    case ScalarReading::real_output:
      return loss.output.name;
    case ScalarReading::generated_output:
      return loss.output.fake;
    case ScalarReading::plain:
    case ScalarReading::accuracy:
      break;
  }
  return scalar.name;
}

std::vector<ReferenceLine> reference_lines(const ScalarInfo& scalar, const PerfectMetrics* perfect,
                                           const DataKind& data, const LossInfo& loss, double real_label) {
  if (scalar.reading != ScalarReading::plain) return lines_of_loss(scalar.reading, loss, real_label);
  if (scalar.mark_label != nullptr) return {{scalar.mark, scalar.mark_label}};
  const int total = scalar.total.of_data == nullptr ? 0 : scalar.total.of_data(data);
  const auto all = [&] { return ReferenceLine{static_cast<double>(total), "all " + whole_text(total)}; };
  if (scalar.perfect_label == nullptr) return total > 0 ? std::vector{all()} : std::vector<ReferenceLine>{};
  if (perfect == nullptr) return {};
  const double value = scalar.measured.perfect(*perfect).mean;
  if (!std::isfinite(value)) return {};
  if (total > 0 && value == total) return {all()};
  return {{value, perfect_label(scalar, value)}};
}

}  // namespace gan
