#include "core/probe/quality/measure.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/data/moved_source.h"
#include "core/nn/layout.h"
#include "core/probe/images/sheet.h"
#include "core/probe/line/line_lattice.h"
#include "core/probe/shared/samples.h"

namespace gan {
namespace {

// Samples for the best response: 20 000, or as many as a few billion multiplications make; never fewer than the metrics
// take, which are of the first of them.
Index samples_of_best(const Snapshot& snapshot, int least) {
  constexpr double kMost = 20000, kMultiplications = 2e9;
  const GameSpec& spec = snapshot.settings->spec;
  const double one = multiply_adds(make_layout(spec.generator, spec.noise.dimension, snapshot.data->shape()));
  return std::max<Index>(least, static_cast<Index>(std::min(kMost, kMultiplications / std::max(1.0, one))));
}

}  // namespace

void Measurer::prepare(const Snapshot& snapshot, const MeasureRequest& request) {
  GAN_CHECK(request.samples > 0, "metrics need samples");
  const bool same = request.samples == request_.samples && request.classifier == request_.classifier;
  request_ = request;
  if (snapshot.data == data_ && same) return;
  data_ = snapshot.data;
  perfect_.reset();
  grid_.reset();
  best_.reset();
  bins_.reset();
  if (const GaussianMixture* mixture = data_->mixture()) {
    best_.emplace(*mixture, data_->extent());
    grid_ = choose_density_grid(*mixture, data_->extent(), request.samples);
  }
  if (const LineDensity* line = data_->line()) bins_ = choose_line_bins(*line, request.samples);
}

bool Measurer::measure_into(const Snapshot& snapshot, const MeasureRequest& request, const CancelFlag& cancel,
                            Metrics& out) {
  prepare(snapshot, request);
  const bool images = data_->kind().has(Capability::images);
  const bool measured =
      images ? measure_images(snapshot, request, cancel, out) : measure_points(snapshot, request, cancel, out);
  out.step = snapshot.position.step;
  return measured;
}

bool Measurer::measure_points(const Snapshot& snapshot, const MeasureRequest& request, const CancelFlag& cancel,
                              Metrics& out) {
  const StreamKey key{snapshot.settings->spec.seed, Stream::metric_noise,
                      static_cast<std::uint64_t>(snapshot.position.step), 0};
  const bool estimates = best_ || (bins_ && !maps_line(snapshot));
  const Index drawn = estimates ? samples_of_best(snapshot, request.samples) : request.samples;
  if (!probe_generator(snapshot, sample_noise(snapshot, key, drawn), networks_, cancel, samples_)) return false;
  Matrix<float> few = samples_.leftCols(request.samples);
  out = measure(*data_, few, grid_ ? &*grid_ : nullptr, bins_ ? &*bins_ : nullptr);
  if (best_) out.best_value = best_->value(samples_);
  if (bins_) {
    GeneratedLine line;
    if (!maps_line(snapshot)) {
      line = line_of_samples(samples_);
    } else if (!generate_map(snapshot, networks_, cancel, line)) {
      return false;
    }
    out.best_value = value_of_best_response(line_jsd(*data_->line(), line));
  }
  if (!request.compare || !snapshot.kind().has(Capability::points)) return true;
  // Distances don't change with a rigid motion: data that turn and drift are compared with where they began.
  const std::shared_ptr<const DataSource> still = data_->unmoved();
  if (still) move_samples_back(data_->motion(), view_of(few));
  if (!comparer_.prepare(still ? still : data_, request.samples, cancel)) return false;
  std::optional<SampleMetrics> compared = comparer_.measure(few, cancel);
  if (compared) out.comparison = *compared;
  return compared.has_value();
}

bool Measurer::measure_images(const Snapshot& snapshot, const MeasureRequest& request, const CancelFlag& cancel,
                              Metrics& out) {
  if (!images_.prepare(data_, request.classifier, request.samples, cancel)) return false;
  const StreamKey key{snapshot.settings->spec.seed, Stream::metric_noise,
                      static_cast<std::uint64_t>(snapshot.position.step), 0};
  const bool averaged = keeps_average(snapshot);
  const Matrix<float> noise = sample_noise(snapshot, key, images_.samples());
  if (!probe_generator(snapshot, noise, networks_, cancel, samples_, averaged)) return false;
  std::optional<ImageMetrics> measured = images_.measure(samples_, cancel);
  if (!measured) return false;
  out = {};
  out.samples = images_.samples();
  out.images = std::move(*measured);
  out.images.averaged = averaged;
  return true;
}

Metrics Measurer::metrics(const Snapshot& snapshot, const MeasureRequest& request) {
  Metrics out;
  measure_into(snapshot, request, {}, out);
  return out;
}

bool Measurer::find_perfect(const Snapshot& snapshot, bool compared, const CancelFlag& cancel) {
  const bool whole = perfect_ && (!compared || perfect_->comparison.measured);
  if (whole) return true;
  if (cancel.cancelled()) return false;
  PerfectMetrics perfect;
  if (perfect_) {
    perfect = *perfect_;
  } else {
    perfect = measure_perfect(*data_, request_.samples, snapshot.settings->spec.seed);
    if (data_->kind().has(Capability::images)) perfect.images = images_.perfect();
  }
  if (compared) {
    const PerfectSampleMetrics* const found = comparer_.perfect(cancel);
    if (found == nullptr) return false;
    perfect.comparison = *found;
  }
  perfect_ = std::make_shared<const PerfectMetrics>(std::move(perfect));
  return true;
}

std::shared_ptr<const Measurement> Measurer::measurement(std::shared_ptr<const Snapshot> snapshot,
                                                         const MeasureRequest& request, const CancelFlag& cancel) {
  auto result = std::make_shared<Measurement>();
  if (!measure_into(*snapshot, request, cancel, result->metrics)) return nullptr;
  if (!find_perfect(*snapshot, result->metrics.comparison.measured, cancel)) return nullptr;
  result->perfect = perfect_;
  result->snapshot = std::move(snapshot);
  return result;
}

Metrics measure_snapshot(const Snapshot& snapshot, const MeasureRequest& request) {
  return Measurer().metrics(snapshot, request);
}

}  // namespace gan
