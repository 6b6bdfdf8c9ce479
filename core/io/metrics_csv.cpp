#include "core/io/metrics_csv.h"

#include <charconv>
#include <cmath>
#include <type_traits>

#include "core/base/check.h"

namespace gan {
namespace {

template <class Number>
std::string exact_text(Number number) {
  if constexpr (std::is_floating_point_v<Number>) {
    if (std::isnan(number)) return "nan";
    if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  }
  char buffer[40];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

struct Column {
  const char* name;
  std::string (*text)(const StepRecord&, const Metrics&);
};

// The first thirteen are a promise to those who read the files; new ones come behind.
constexpr Column kColumns[] = {
    {"step", [](const StepRecord& r, const Metrics&) { return exact_text(r.step); }},
    {"d_loss", [](const StepRecord& r, const Metrics&) { return exact_text(r.d_loss); }},
    {"g_loss", [](const StepRecord& r, const Metrics&) { return exact_text(r.g_loss); }},
    {"value", [](const StepRecord& r, const Metrics&) { return exact_text(r.value); }},
    {"d_real", [](const StepRecord& r, const Metrics&) { return exact_text(r.d_real); }},
    {"d_fake", [](const StepRecord& r, const Metrics&) { return exact_text(r.d_fake); }},
    {"d_accuracy", [](const StepRecord& r, const Metrics&) { return exact_text(r.d_accuracy); }},
    {"d_grad_norm", [](const StepRecord& r, const Metrics&) { return exact_text(r.d_grad_norm); }},
    {"g_grad_norm", [](const StepRecord& r, const Metrics&) { return exact_text(r.g_grad_norm); }},
    {"modes_covered",
     [](const StepRecord&, const Metrics& m) { return m.modes_total ? exact_text(m.modes_covered) : "nan"; }},
    {"high_quality_fraction",
     [](const StepRecord&, const Metrics& m) { return exact_text(m.high_quality_fraction); }},
    {"reverse_kl", [](const StepRecord&, const Metrics& m) { return exact_text(m.reverse_kl); }},
    {"jsd", [](const StepRecord&, const Metrics& m) { return exact_text(m.jsd); }},
    {"kl_data_generator",
     [](const StepRecord&, const Metrics& m) { return exact_text(m.kl_data_generator); }},
    {"kl_generator_data",
     [](const StepRecord&, const Metrics& m) { return exact_text(m.kl_generator_data); }},
    {"outside_fraction", [](const StepRecord&, const Metrics& m) { return exact_text(m.outside_fraction); }},
    {"penalty", [](const StepRecord& r, const Metrics&) { return exact_text(r.penalty); }},
    {"modes_captured",
     [](const StepRecord&, const Metrics& m) { return m.modes_total ? exact_text(m.modes_captured) : "nan"; }},
};

}  // namespace

std::string metrics_header(bool images) {
  std::string text;
  for (const Column& column : kColumns) text += (text.empty() ? "" : ",") + std::string(column.name);
  if (images) {
    for (const ImageMetricInfo& info : image_metric_infos()) text += "," + std::string(info.id);
    text += ",features";
  }
  return text + "\n";
}

std::string metrics_row(const StepRecord& record, const Metrics& metrics, bool images) {
  std::string text;
  for (const Column& column : kColumns) text += (text.empty() ? "" : ",") + column.text(record, metrics);
  if (images) {
    for (const ImageMetricInfo& info : image_metric_infos()) text += "," + exact_text(metrics.images[info.metric]);
    text += "," + std::string(feature_kind_id(metrics.images.features));
  }
  return text + "\n";
}

std::string samples_csv(const Matrix<float>& points, const PlaneUnits& units) {
  GAN_CHECK(points.rows() == 2, "samples are 2 x n");
  std::string text = "x,y\n";
  for (Index i = 0; i < points.cols(); ++i) {
    for (Index axis = 0; axis < 2; ++axis) {
      const float value = points(axis, i);
      // The digits of the number that the game has, where nothing changes it.
      text += units.plain() ? exact_text(value) : exact_text(units.to_data(static_cast<std::size_t>(axis), value));
      text += axis == 0 ? ',' : '\n';
    }
  }
  return text;
}

}  // namespace gan
