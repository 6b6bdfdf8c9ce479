#include "core/io/metrics/metrics_csv.h"

#include <charconv>
#include <cmath>
#include <numbers>
#include <type_traits>

#include "core/base/check.h"
#include "core/record/scalars.h"

namespace gan {
namespace {

template <class Number>
std::string digits_of(Number number) {
  if constexpr (std::is_floating_point_v<Number>) {
    if (std::isnan(number)) return "nan";
    if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  }
  char buffer[40];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

// What training computes in single precision is written with its digits.
std::string cell(const ScalarInfo& scalar, const StepRecord& record, const Metrics& metrics) {
  if (scalar.recorded != nullptr) return digits_of(record.*scalar.recorded);
  return digits_of(scalar_value(scalar, metrics));
}

}  // namespace

bool has_metrics_column(const ScalarInfo& scalar, Capabilities of, bool compared) {
  if (scalar.why_not_in_files != nullptr) return false;
  if (scalar.source == ScalarSource::comparison) return compared;
  if (scalar.needs.has(Capability::numbers)) return of.has_all(scalar.needs);
  return of.has(Capability::images) || scalar.source != ScalarSource::images;
}

std::string exact_text(double number) {
  return digits_of(number);
}

std::string metrics_header(Capabilities of, bool compared) {
  std::string text = "step";
  for (const ScalarInfo& scalar : scalars()) {
    if (has_metrics_column(scalar, of, compared)) text += "," + std::string(scalar.id);
  }
  return text + (of.has(Capability::images) ? ",features\n" : "\n");
}

std::string metrics_row(const StepRecord& record, const Metrics& metrics, Capabilities of, bool compared) {
  std::string text = digits_of(record.step);
  for (const ScalarInfo& scalar : scalars()) {
    if (has_metrics_column(scalar, of, compared)) text += "," + cell(scalar, record, metrics);
  }
  if (of.has(Capability::images)) text += "," + std::string(feature_kind_id(metrics.images.features));
  return text + "\n";
}

std::string spectrum_csv(const Spectrum& spectrum) {
  constexpr double kDegrees = 180 / std::numbers::pi;
  std::string text = "real,imaginary,modulus,degrees,residual\n";
  for (std::size_t i = 0; i < spectrum.multipliers.size(); ++i) {
    const std::complex<double>& z = spectrum.multipliers[i];
    for (const double number : {z.real(), z.imag(), std::abs(z), std::arg(z) * kDegrees}) {
      text += digits_of(number) + ",";
    }
    text += digits_of(spectrum.residuals[i]) + "\n";
  }
  return text;
}

std::string path_csv(const MomentPath& path) {
  std::string text = "t,cosine,norm,d_loss,g_loss\n";
  for (const MomentPathPlace& place : path.places) {
    for (const double number : {place.t, place.cosine, place.norm, place.d_loss}) text += digits_of(number) + ",";
    text += digits_of(place.g_loss) + "\n";
  }
  return text;
}

std::string samples_csv(const Matrix<float>& points, const PlaneUnits& units) {
  const Index dimension = points.rows();
  GAN_CHECK(dimension == 1 || dimension == 2, "samples are of the line or of the plane");
  std::string text = dimension == 1 ? "x\n" : "x,y\n";
  for (Index i = 0; i < points.cols(); ++i) {
    for (Index axis = 0; axis < dimension; ++axis) {
      const float value = points(axis, i);
      // The digits of the number that the game has, where nothing changes it.
      text += units.plain() ? digits_of(value) : digits_of(units.to_data(static_cast<std::size_t>(axis), value));
      text += axis + 1 < dimension ? ',' : '\n';
    }
  }
  return text;
}

}  // namespace gan
