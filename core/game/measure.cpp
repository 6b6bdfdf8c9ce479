#include "core/game/measure.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/ad/primitives.h"
#include "core/base/check.h"

namespace gan {
namespace {

// V(D,G) and the mean probabilities, from logits in stable forms: log D = −softplus(−a), log(1 − D) = −softplus(a).
template <class Real>
void measure_probabilities(Workspace& ws, const MatrixView<Real>& real, const MatrixView<Real>& fake,
                           StepOutcome<Real>& outcome) {
  constexpr ActivationFunction kLogOfOneMore{Activation::softplus, 0};
  const auto mean_softplus = [&](const MatrixView<Real>& x) {
    MatrixView<Real> out, mean;
    activate(ws, out, kLogOfOneMore, x);
    mean_over(ws, mean, Over::all, out);
    return mean.data[0];
  };
  // The softplus' derivative is the sigmoid.
  const auto mean_sigmoid = [&](const MatrixView<Real>& x) {
    MatrixView<Real> ones, out, mean;
    fill(ws, ones, 1, x.cols, 1);
    scale_by_derivative(ws, out, kLogOfOneMore, 1, x, ones);
    mean_over(ws, mean, Over::all, out);
    return mean.data[0];
  };
  MatrixView<Real> mirrored;
  scale(ws, mirrored, -1, real);
  outcome.value_real = -mean_softplus(mirrored);
  outcome.value_fake = -mean_softplus(fake);
  outcome.value = outcome.value_real + outcome.value_fake;
  outcome.d_real = mean_sigmoid(real);
  outcome.d_fake = mean_sigmoid(fake);
}

template <class Real>
Real term_over(const ValueTerm& term, const MatrixView<Real>& outputs, Real other, double real_label) {
  if (term.of == nullptr) return std::numeric_limits<Real>::quiet_NaN();
  double sum = 0;
  for (Index i = 0; i < outputs.cols; ++i)
    sum += term.of(static_cast<double>(outputs.data[i]), static_cast<double>(other), real_label);
  return static_cast<Real>(sum / static_cast<double>(outputs.cols));
}

// Of m pairs the share in which the real sample is ranked higher, ties by half: ½ for a D that can't tell.
template <class Real>
Real ranked_right(const MatrixView<Real>& real, const MatrixView<Real>& fake) {
  const Index m = std::min(real.cols, fake.cols);
  Real right = 0;
  for (Index i = 0; i < m; ++i) {
    right += real.data[i] > fake.data[i] ? Real(1) : real.data[i] == fake.data[i] ? Real(0.5) : Real(0);
  }
  return right / static_cast<Real>(m);
}

}  // namespace

template <class Real>
void measure_outputs(Workspace& ws, const LossInfo& info, double real_label, const MatrixView<Real>& real,
                     const MatrixView<Real>& fake, Real d_loss, StepOutcome<Real>& outcome) {
  Workspace::Scope scope(ws);
  if (info.output.probability) {
    measure_probabilities(ws, real, fake, outcome);
  } else {
    MatrixView<Real> mean_real, mean_fake;
    mean_over(ws, mean_real, Over::all, real);
    mean_over(ws, mean_fake, Over::all, fake);
    outcome.d_real = mean_real.data[0];
    outcome.d_fake = mean_fake.data[0];
    outcome.value = -d_loss;
    const bool pairs = info.value.real.of == nullptr;
    outcome.value_real = pairs ? outcome.value : term_over(info.value.real, real, outcome.d_fake, real_label);
    outcome.value_fake = term_over(info.value.fake, fake, outcome.d_real, real_label);
  }
  const double midpoint = output_reading(info, real_label).midpoint;
  if (std::isnan(midpoint)) {
    outcome.d_accuracy = ranked_right(real, fake);
    return;
  }
  const Real middle = static_cast<Real>(midpoint);
  const auto right = (real.flat() > middle).count() + fake.cols - (fake.flat() > middle).count();
  outcome.d_accuracy = static_cast<Real>(right) / static_cast<Real>(real.cols + fake.cols);
}

StepRecord empty_record(std::int64_t step) {
  constexpr float kUndefined = std::numeric_limits<float>::quiet_NaN();
  StepRecord record;
  record.step = step;
  record.d_loss = record.g_loss = record.value = record.d_real = record.d_fake = kUndefined;
  record.value_real = record.value_fake = kUndefined;
  record.d_accuracy = record.d_grad_norm = record.g_grad_norm = kUndefined;
  return record;
}

void record_outputs(const StepOutcome<float>& outcome, int loss, StepRecord& record) {
  record.loss = loss;
  record.d_loss = outcome.d_loss;
  record.value = outcome.value;
  record.value_real = outcome.value_real;
  record.value_fake = outcome.value_fake;
  record.d_real = outcome.d_real;
  record.d_fake = outcome.d_fake;
  record.d_accuracy = outcome.d_accuracy;
}

void record_step(Player player, const StepOutcome<float>& outcome, StepRecord& record) {
  if (player == Player::discriminator) record.penalty = outcome.penalty;
  (player == Player::discriminator ? record.d_grad_norm : record.g_grad_norm) = outcome.gradient_norm[player];
}

void record_numbers(const PerPlayer<const float*>& players, int numbers, StepRecord& record) {
  GAN_CHECK(numbers == 1 || numbers == 2, "a player that is recorded has one number or two");
  record.theta_1 = players.generator[0];
  record.psi_1 = players.discriminator[0];
  record.distance = std::hypot(record.theta_1, record.psi_1);
  if (numbers == 1) return;
  record.theta_2 = players.generator[1];
  record.psi_2 = players.discriminator[1];
  record.distance = std::hypot(record.distance, std::hypot(record.theta_2, record.psi_2));
}

template void measure_outputs(Workspace&, const LossInfo&, double, const MatrixView<float>&, const MatrixView<float>&,
                              float, StepOutcome<float>&);
template void measure_outputs(Workspace&, const LossInfo&, double, const MatrixView<double>&, const MatrixView<double>&,
                              double, StepOutcome<double>&);

}  // namespace gan
