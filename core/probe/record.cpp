#include "core/probe/record.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/data/noise.h"
#include "core/game/game.h"
#include "core/probe/samples.h"

namespace gan {
namespace {

constexpr float kNotKnown = std::numeric_limits<float>::quiet_NaN();

double softplus_of(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }
double probability_of(double logit) {
  return logit >= 0 ? 1 / (1 + std::exp(-logit)) : std::exp(logit) / (1 + std::exp(logit));
}

// Mean of f over the logits; NaN without any.
template <class F>
double mean_over_logits(const Matrix<float>& logits, F f) {
  double sum = 0;
  for (Index i = 0; i < logits.size(); ++i) sum += f(static_cast<double>(logits.data()[i]));
  return sum / static_cast<double>(logits.size());
}

void record_outputs(const Matrix<float>& real, const Matrix<float>& fake, StepRecord& out) {
  out.d_real = static_cast<float>(mean_over_logits(real, probability_of));
  out.d_fake = static_cast<float>(mean_over_logits(fake, probability_of));
  out.value = static_cast<float>(-mean_over_logits(real, [](double a) { return softplus_of(-a); }) -
                                 mean_over_logits(fake, softplus_of));
  const double right_real = mean_over_logits(real, [](double a) { return a > 0 ? 1.0 : 0.0; });
  const double right_fake = mean_over_logits(fake, [](double b) { return b > 0 ? 0.0 : 1.0; });
  out.d_accuracy = static_cast<float>(0.5 * (right_real + right_fake));
}

// The losses of as many real as generated samples, as training has them.
void record_losses(const Hyperparameters& h, const Matrix<float>& real, const Matrix<float>& fake, StepRecord& out) {
  const Index n = std::min(real.cols(), fake.cols());
  Matrix<float> a = real.leftCols(n), b = fake.leftCols(n);
  Workspace workspace;
  LossValues<MatrixView<float>> loss;
  loss_function<MatrixView<float>>(h.loss)(workspace, view_of(a), view_of(b), h.real_label, loss);
  out.d_loss = loss.d_loss.data[0];
  out.g_loss = loss.g_loss.data[0];
}

// A batch of the training's size of what is shown. Step 0 of the view's noise is shown; the other steps are free.
struct ShownBatch {
  explicit ShownBatch(const Snapshot& snapshot) {
    const GameSpec& spec = snapshot.settings->spec;
    const Hyperparameters& h = snapshot.settings->hyperparameters;
    const Index n = h.batch_size;
    real = sample_data(snapshot, view_data_key(snapshot), n);
    noise = sample_noise(snapshot, view_noise_key(snapshot), n);
    mix.resize(1, n);
    fill_uniform({spec.seed, Stream::view_noise, 1, 0}, mix.data(), static_cast<std::size_t>(n), 0, 1);
    batch = {view_of(real), view_of(noise), view_of(mix), {}, {}};
    if (h.instance_noise <= 0) return;
    std::uint64_t step = 2;
    for (Matrix<float>* jitter : {&real_jitter, &fake_jitter}) {
      jitter->resize(snapshot.data->dimension(), n);
      fill_normal({spec.seed, Stream::view_noise, step++, 0}, jitter->data(), static_cast<std::size_t>(jitter->size()));
    }
    batch.real_jitter = view_of(real_jitter);
    batch.fake_jitter = view_of(fake_jitter);
  }
  Matrix<float> real, noise, mix, real_jitter, fake_jitter;
  Batch<float> batch;
};

}  // namespace

StepRecord probe_record(const Snapshot& snapshot, const Matrix<float>& real_logits, const Matrix<float>& fake_logits) {
  const Hyperparameters& h = snapshot.settings->hyperparameters;
  StepRecord out;
  out.step = snapshot.position.step;
  record_outputs(real_logits, fake_logits, out);
  record_losses(h, real_logits, fake_logits, out);
  Game<float> game(snapshot.settings->spec, snapshot.data->shape());
  const ShownBatch shown(snapshot);
  GameState<float> tried = *snapshot.state;
  const StepOutcome<float> d = game.discriminator_step(tried, h, shown.batch);
  out.penalty = d.failed ? kNotKnown : d.penalty;
  out.d_grad_norm = d.failed ? kNotKnown : d.gradient_norm;
  out.d_loss += out.penalty;
  tried = *snapshot.state;
  const StepOutcome<float> g = game.generator_step(tried, h, shown.batch);
  out.g_grad_norm = g.failed ? kNotKnown : g.gradient_norm;
  return out;
}

}  // namespace gan
