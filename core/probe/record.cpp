#include "core/probe/record.h"

#include <algorithm>
#include <limits>

#include "core/data/noise.h"
#include "core/game/acting.h"
#include "core/game/expected_batch.h"
#include "core/game/network_game.h"
#include "core/game/penalties.h"
#include "core/game/update.h"
#include "core/probe/shared/samples.h"

namespace gan {
namespace {

constexpr float kNotKnown = std::numeric_limits<float>::quiet_NaN();

// The losses of as many real as generated samples, as training has them, and what D's outputs are as the loss reads
// them.
void record_shown(const Hyperparameters& h, const Matrix<float>& real, const Matrix<float>& fake, StepRecord& out) {
  const Index n = std::min(real.cols(), fake.cols());
  Matrix<float> a = real.leftCols(n), b = fake.leftCols(n);
  Workspace workspace;
  LossValues<MatrixView<float>> loss;
  loss_function<MatrixView<float>>(h.loss)(workspace, view_of(a), view_of(b), h.real_label, loss);
  out.g_loss = loss.g_loss.data[0];
  a = real, b = fake;
  StepOutcome<float> seen;
  seen.d_loss = loss.d_loss.data[0];
  measure_outputs<float>(workspace, loss_info(h.loss), h.real_label, view_of(a), view_of(b), seen.d_loss, seen);
  record_outputs(seen, h.loss, out);
}

// NaN where the step would diverge.
void record_training(Player player, StepOutcome<float> outcome, StepRecord& out) {
  if (outcome.failed) outcome.penalty = outcome.gradient_norm[player] = kNotKnown;
  record_step(player, outcome, out);
}

// A batch of the training's size of what is shown, or the expected one of a game that draws nothing at random. Step 0
// of the view's noise is shown; the other steps are free.
struct ShownBatch {
  explicit ShownBatch(const Snapshot& snapshot) {
    const GameSpec& spec = snapshot.settings->spec;
    const Hyperparameters& h = snapshot.settings->hyperparameters;
    const Index n = h.batch_size;
    if (plays_expectation(spec)) {
      batch = expected_batch<float>(spec, snapshot.data->dimension(), h.instance_noise > 0, scratch);
      return;
    }
    real = sample_data(snapshot, view_data_key(snapshot), n);
    noise = sample_noise(snapshot, view_noise_key(snapshot), n);
    mix.resize(1, n / spec.discriminator.packing);
    fill_uniform({spec.seed, Stream::view_noise, 1, 0}, mix.data(), static_cast<std::size_t>(mix.cols()), 0, 1);
    batch = {view_of(real), view_of(noise), view_of(mix), {}, {}, {}};
    if (penalises(h, PenalisedSamples::around)) {
      shift.resize(snapshot.data->dimension(), n);
      fill_uniform({spec.seed, Stream::view_noise, 4, 0}, shift.data(), static_cast<std::size_t>(shift.size()), 0, 1);
      batch.penalty_shift = view_of(shift);
    }
    if (h.instance_noise <= 0) return;
    std::uint64_t step = 2;
    for (Matrix<float>* jitter : {&real_jitter, &fake_jitter}) {
      jitter->resize(snapshot.data->dimension(), n);
      fill_normal({spec.seed, Stream::view_noise, step++, 0}, jitter->data(), static_cast<std::size_t>(jitter->size()));
    }
    batch.real_jitter = view_of(real_jitter);
    batch.fake_jitter = view_of(fake_jitter);
  }
  Workspace scratch;
  Workspace::Scope scope{scratch};
  Matrix<float> real, noise, mix, shift, real_jitter, fake_jitter;
  Batch<float> batch;
};

}  // namespace

StepRecord probe_record(const Snapshot& snapshot, const Matrix<float>& real_logits, const Matrix<float>& fake_logits) {
  const Hyperparameters h = acting_at(snapshot.settings->hyperparameters, snapshot.state->step);
  StepRecord out;
  out.step = snapshot.position.step;
  record_shown(h, real_logits, fake_logits, out);
  NetworkGame<float> game(snapshot.settings->spec, snapshot.data->shape());
  const ShownBatch shown(snapshot);
  const auto at_training = [&](Player player) {
    GameVector<float> gradients;
    gradients[player] = AlignedBlock<float>((*snapshot.state)[player].parameters.size());
    GameVectorOut<float> wanted;
    wanted[player] = &gradients[player];
    StepOutcome<float> outcome;
    game.add_gradients(point_of(*snapshot.state, h, shown.batch), own_gradients<float>(wanted), {}, outcome);
    note_gradient(player, gradients[player], outcome);
    return outcome;
  };
  for (const Player player : kPlayers) record_training(player, at_training(player), out);
  out.d_loss += out.penalty;
  if (snapshot.settings->spec.is_numbers() && snapshot.data->dimension() <= 2) {
    const GameState<float>& state = *snapshot.state;
    record_numbers({state.discriminator.parameters.data(), state.generator.parameters.data()},
                   snapshot.data->dimension(), out);
  }
  return out;
}

}  // namespace gan
