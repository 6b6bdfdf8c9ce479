#include "core/probe/shared/samples.h"

#include <algorithm>

#include "core/data/noise.h"

namespace gan {

Matrix<float> sample_noise(const Snapshot& snapshot, const StreamKey& key, Index n) {
  const NoiseSpec& spec = snapshot.settings->spec.noise;
  Matrix<float> noise(spec.dimension, n);
  fill_noise(spec, key, view_of(noise));
  return noise;
}

Matrix<float> sample_generator(const Snapshot& snapshot, const StreamKey& key, Index n) {
  Evaluators networks;
  Matrix<float> out;
  probe_generator(snapshot, sample_noise(snapshot, key, n), networks, {}, out);
  return out;
}

Matrix<float> sample_data(const Snapshot& snapshot, const StreamKey& key, Index n) {
  Matrix<float> out(snapshot.data->dimension(), n);
  snapshot.data->sample(key, view_of(out));
  return out;
}

StreamKey view_noise_key(const Snapshot& snapshot) {
  return {snapshot.settings->spec.seed, Stream::view_noise, 0, 0};
}

StreamKey view_data_key(const Snapshot& snapshot) {
  return {snapshot.settings->spec.seed, Stream::view_data, 0, 0};
}

bool probe_generator(const Snapshot& snapshot, const Matrix<float>& noise, Evaluators& networks,
                     const CancelFlag& cancel, Matrix<float>& out, bool averaged) {
  out.resize(snapshot.data->dimension(), noise.cols());
  const Index chunk = probe_chunk(snapshot);
  for (Index begin = 0; begin < noise.cols(); begin += chunk) {
    if (cancel.cancelled()) return false;
    const Index count = std::min(chunk, noise.cols() - begin);
    networks.generate(snapshot, columns(noise, begin, count), columns(out, begin, count), averaged);
  }
  return true;
}

bool probe_logits(const Snapshot& snapshot, const Matrix<float>& points, BatchOf batch, Evaluators& networks,
                  const CancelFlag& cancel, Matrix<float>& logits) {
  logits.resize(1, points.cols());
  const Index chunk = probe_chunk(snapshot);
  for (Index begin = 0; begin < points.cols(); begin += chunk) {
    if (cancel.cancelled()) return false;
    const Index count = std::min(chunk, points.cols() - begin);
    networks.discriminate(snapshot, columns(points, begin, count), batch, columns(logits, begin, count));
  }
  return true;
}

}  // namespace gan
