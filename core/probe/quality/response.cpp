#include "core/probe/quality/response.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/game/acting.h"
#include "core/game/losses.h"
#include "core/game/network_game.h"
#include "core/game/update.h"
#include "core/probe/quality/measure.h"
#include "core/run/batch_source.h"

namespace gan {
namespace {

constexpr int kMostImages = 256;  // that are looked at

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

// NaN where V is not that of Goodfellow et al. 2014, and where the density of the data is not known.
double ceiling_of(const Snapshot& snapshot) {
  const bool defined = loss_info(snapshot.settings->hyperparameters.loss).output.probability;
  if (!defined || snapshot.kind().has(Capability::images)) return Metrics::kUndefined;
  return measure_snapshot(snapshot, {}).best_value;
}

}  // namespace

bool probe_response(const Snapshot& snapshot, const ResponseRequest& request, const CancelFlag& cancel,
                    ResponseState& out) {
  GAN_CHECK(request.samples >= kResponseGroups, "a comparison of groups");
  Hyperparameters h = acting_at(snapshot.settings->hyperparameters, snapshot.state->step);
  constexpr int kGroups = kResponseGroups;
  h.batch_size = request.samples / kGroups;
  if (snapshot.kind().has(Capability::images)) h.batch_size = std::min(h.batch_size, kMostImages / kGroups);
  // Of whole packs, and of whole groups of them.
  const NetworkSpec& d = snapshot.settings->spec.discriminator;
  const int unit = d.packing * std::max(1, d.deviation_group);
  h.batch_size = std::max(unit, h.batch_size / unit * unit);
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
  if (request.ceiling) out.best = ceiling_of(snapshot);
  return true;
}

}  // namespace gan
