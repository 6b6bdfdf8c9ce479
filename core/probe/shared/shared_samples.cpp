#include "core/probe/shared/shared_samples.h"

#include <algorithm>

#include "core/probe/shared/samples.h"

namespace gan {

void SampleNeeds::join(const SampleNeeds& other) {
  generated = std::max(generated, other.generated);
  real = std::max(real, other.real);
  fake_logits = fake_logits || other.fake_logits;
  real_logits = real_logits || other.real_logits;
}

bool SharedSamples::prepare(const std::shared_ptr<const Snapshot>& snapshot, const SampleNeeds& needs,
                            Evaluators& networks, const CancelFlag& cancel) {
  if (of_ == snapshot && needs_ == needs) return true;
  of_.reset();
  const Snapshot& s = *snapshot;
  for (Matrix<float>* each : {&generated_, &real_, &fake_logits_, &real_logits_}) each->resize(0, 0);
  if (needs.real > 0) real_ = sample_data(s, view_data_key(s), needs.real);
  if (needs.generated > 0) {
    const Matrix<float> noise = sample_noise(s, view_noise_key(s), needs.generated);
    if (!probe_generator(s, noise, networks, cancel, generated_)) return false;
  }
  if (needs.real_logits && !probe_logits(s, real_, BatchOf::real, networks, cancel, real_logits_)) return false;
  if (needs.fake_logits && !probe_logits(s, generated_, BatchOf::generated, networks, cancel, fake_logits_))
    return false;
  of_ = snapshot;
  needs_ = needs;
  return true;
}

}  // namespace gan
