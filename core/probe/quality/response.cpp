#include "core/probe/quality/response.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/game/acting.h"
#include "core/game/losses.h"
#include "core/game/network_game.h"
#include "core/game/update.h"
#include "core/probe/quality/best_value.h"
#include "core/probe/shared/samples.h"
#include "core/run/batch_source.h"

namespace gan {
namespace {

constexpr int kMostImages = 256;  // that are looked at
constexpr int kCeilingSamples = 20000;

// Another game's training samples: of this one's seed training takes the batches.
GameSpec seen_from_elsewhere(const Snapshot& snapshot) {
  GameSpec spec = snapshot.settings->spec;
  spec.seed = ~spec.seed;
  return spec;
}

double inner_product(const AlignedBlock<float>& a, const AlignedBlock<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a.data()[i]) * static_cast<double>(b.data()[i]);
  return sum;
}

// Sums over the groups of samples.
struct Groups {
  AlignedBlock<float> gradient;
  double squares = 0;  // of each group's gradient
  double d_loss = 0, value = 0;
};

void add_group(NetworkGame<float>& game, const Snapshot& snapshot, const Hyperparameters& h, std::int32_t which,
               Groups& sum) {
  AlignedBlock<float> gradient(sum.gradient.size());
  StepOutcome<float> outcome;
  StepRecord record;
  Workspace scratch;
  const Workspace::Scope scope{scratch};
  const GameSpec spec = seen_from_elsewhere(snapshot);
  const Batch<float> batch = BatchSource(spec, *snapshot.data, h, 0, scratch).batch(Player::discriminator, which);
  GameVectorOut<float> wanted;
  wanted.discriminator = &gradient;
  game.add_gradients(point_of(*snapshot.state, h, batch), own_gradients<float>(wanted), {}, outcome);
  record_outputs(outcome, h.loss, record);
  for (std::size_t i = 0; i < gradient.size(); ++i) sum.gradient.data()[i] += gradient.data()[i];
  sum.squares += inner_product(gradient, gradient);
  sum.d_loss += static_cast<double>(outcome.d_loss);
  sum.value += static_cast<double>(record.value);
}

bool measure_ceiling(const Snapshot& snapshot, const CancelFlag& cancel, ResponseState& out) {
  const GaussianMixture* const density = snapshot.data->mixture();
  if (density == nullptr || !loss_info(snapshot.settings->hyperparameters.loss).output.probability) return true;
  const StreamKey key{snapshot.settings->spec.seed, Stream::metric_noise,
                      static_cast<std::uint64_t>(snapshot.position.step), 0};
  Evaluators networks;
  Matrix<float> generated;
  if (!probe_generator(snapshot, sample_noise(snapshot, key, kCeilingSamples), networks, cancel, generated))
    return false;
  out.best = BestResponse(*density, snapshot.data->extent()).value(generated);
  return true;
}

}  // namespace

bool probe_response(const Snapshot& snapshot, const ResponseRequest& request, const CancelFlag& cancel,
                    ResponseState& out) {
  GAN_CHECK(request.samples >= kResponseGroups, "a comparison of groups");
  Hyperparameters h = acting_at(snapshot.settings->hyperparameters, snapshot.state->step);
  constexpr int kGroups = kResponseGroups;
  h.batch_size = request.samples / kGroups;
  if (snapshot.kind().has(Capability::images)) h.batch_size = std::min(h.batch_size, kMostImages / kGroups);
  NetworkGame<float> game(snapshot.settings->spec, snapshot.data->shape());
  Groups sum;
  sum.gradient = AlignedBlock<float>(snapshot.state->discriminator.parameters.size());
  for (int i = 0; i < kGroups; ++i) {
    if (cancel.cancelled()) return false;
    add_group(game, snapshot, h, i, sum);
  }
  out.samples = kGroups * h.batch_size;
  out.d_loss = sum.d_loss / kGroups;
  out.value = sum.value / kGroups;
  // E‖mean‖² = ‖g‖² + noise, and the variance among the groups is kGroups times that noise.
  const double mean = inner_product(sum.gradient, sum.gradient) / (kGroups * kGroups);
  out.noise = std::max(0.0, sum.squares / kGroups - mean) / (kGroups - 1);
  out.gradient = mean - out.noise;
  if (cancel.cancelled()) return false;
  return !request.ceiling || measure_ceiling(snapshot, cancel, out);
}

}  // namespace gan
