#include "core/probe/measure.h"

#include <utility>

#include "core/base/check.h"
#include "core/probe/samples.h"

namespace gan {

void Measurer::prepare(const Snapshot& snapshot, int samples) {
  GAN_CHECK(samples > 0, "metrics need samples");
  if (snapshot.data == data_ && samples == count_) return;
  data_ = snapshot.data;
  count_ = samples;
  perfect_.reset();
  grid_.reset();
  if (const GaussianMixture* mixture = data_->mixture()) {
    grid_ = choose_density_grid(*mixture, data_->extent(), samples);
  }
}

bool Measurer::measure_into(const Snapshot& snapshot, int samples, const CancelFlag& cancel, Metrics& out) {
  prepare(snapshot, samples);
  if (!data_->is_plane()) {
    // None of these metrics is defined for pictures.
    out = {};
    out.step = snapshot.position.step;
    return true;
  }
  const StreamKey key{snapshot.settings->spec.seed, Stream::metric_noise,
                      static_cast<std::uint64_t>(snapshot.position.step), 0};
  if (!probe_generator(snapshot, sample_noise(snapshot, key, samples), networks_, cancel, samples_))
    return false;
  out = measure(*data_, samples_, grid_ ? &*grid_ : nullptr);
  out.step = snapshot.position.step;
  return true;
}

Metrics Measurer::metrics(const Snapshot& snapshot, int samples) {
  Metrics out;
  measure_into(snapshot, samples, {}, out);
  return out;
}

std::shared_ptr<const Measurement> Measurer::measurement(std::shared_ptr<const Snapshot> snapshot,
                                                         int samples, const CancelFlag& cancel) {
  auto result = std::make_shared<Measurement>();
  if (!measure_into(*snapshot, samples, cancel, result->metrics)) return nullptr;
  if (!perfect_) {
    if (cancel.cancelled()) return nullptr;
    perfect_ = std::make_shared<const PerfectMetrics>(
        measure_perfect(*data_, samples, snapshot->settings->spec.seed));
  }
  result->perfect = perfect_;
  result->snapshot = std::move(snapshot);
  return result;
}

Metrics measure_snapshot(const Snapshot& snapshot, int samples) {
  return Measurer().metrics(snapshot, samples);
}

}  // namespace gan
