#include "core/probe/shared/evaluate.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/probe/shared/samples.h"

namespace gan {

struct Evaluators::Implementation {
  explicit Implementation(const Snapshot& snapshot)
      : noise(snapshot.settings->spec.noise.dimension),
        shape(snapshot.data->shape()),
        generator_spec(snapshot.settings->spec.generator),
        discriminator_spec(snapshot.settings->spec.discriminator),
        generator(generator_spec, noise, shape),
        discriminator(discriminator_spec, shape, 1) {}

  bool fits(const Snapshot& snapshot) const {
    const GameSpec& spec = snapshot.settings->spec;
    return spec.noise.dimension == noise && snapshot.data->shape() == shape && spec.generator == generator_spec &&
           spec.discriminator == discriminator_spec;
  }

  int noise;
  SampleShape shape;
  NetworkSpec generator_spec, discriminator_spec;
  NetworkEvaluator generator, discriminator;
};

namespace {

MatrixView<const float> readable(const Matrix<float>& m) {
  return {m.data(), m.rows(), m.cols()};
}

struct Batches {
  Index size = 0, count = 0;
  Index samples() const { return size * count; }
};

Batches batches_of(const Snapshot& snapshot) {
  const auto wanted = static_cast<Index>(snapshot.settings->hyperparameters.batch_size);
  const Index size = std::clamp<Index>(wanted, 1, kLargestBatch);
  return {size, (kStatisticsSamples + size - 1) / size};
}

}  // namespace

bool judges_batches(const Snapshot& snapshot) {
  const NetworkSpec& spec = snapshot.settings->spec.discriminator;
  if (spec.normalisation != Normalisation::batch) return false;
  const NetworkLayout layout = make_layout(spec, snapshot.data->shape(), 1);
  return std::any_of(layout.layers.begin(), layout.layers.end(),
                     [](const Layer& layer) { return layer.kind == LayerKind::batch_norm; });
}

Evaluators::Evaluators() = default;
Evaluators::~Evaluators() = default;
Evaluators::Evaluators(Evaluators&&) noexcept = default;
// clang's own name for the array that it copies.
Evaluators& Evaluators::operator=(Evaluators&&) noexcept = default;  // NOLINT(bugprone-reserved-identifier)

Evaluators::Implementation& Evaluators::for_snapshot(const Snapshot& snapshot) {
  if (!implementation_ || !implementation_->fits(snapshot)) {
    implementation_ = std::make_unique<Implementation>(snapshot);
  }
  return *implementation_;
}

void Evaluators::generate(const Snapshot& snapshot, MatrixView<const float> noise, MatrixView<float> out,
                          bool averaged) {
  const PlayerState<float>& player = generator(snapshot, averaged);
  for_snapshot(snapshot).generator.forward(player, noise, out);
}

void Evaluators::discriminate(const Snapshot& snapshot, MatrixView<const float> points, BatchOf batch,
                              MatrixView<float> logits) {
  const PlayerState<float>& player = discriminator(snapshot, batch);
  for_snapshot(snapshot).discriminator.forward(player, points, logits);
}

void Evaluators::input_gradient(const Snapshot& snapshot, MatrixView<const float> points, BatchOf batch,
                                MatrixView<const float> weights, MatrixView<float> logits, MatrixView<float> gradient) {
  const PlayerState<float>& player = discriminator(snapshot, batch);
  for_snapshot(snapshot).discriminator.forward_and_input_gradient(player, points, weights, logits, gradient);
}

// False when it is of this state already.
bool Evaluators::Standing::begin(const std::shared_ptr<const GameState<float>>& state,
                                 const AlignedBlock<float>& parameters, const AlignedBlock<float>& buffers) {
  if (of.lock() == state) return false;
  player.parameters = parameters;
  player.buffers = buffers;
  of = state;
  return true;
}

// With the statistics of the last steps, of which the noise of the steps is gone, activations are smaller: normalised
// by the others they would come out pale.
const PlayerState<float>& Evaluators::averaged_generator(const Snapshot& snapshot) {
  constexpr Index kBatch = 64, kBatches = 8;
  const PlayerState<float>& player = snapshot.state->generator;
  if (!averaged_.begin(snapshot.state, player.average, player.buffers)) return averaged_.player;
  NetworkEvaluator& network = for_snapshot(snapshot).generator;
  if (network.keeps_statistics()) {
    const Matrix<float> noise = sample_noise(snapshot, view_noise_key(snapshot), kBatch * kBatches);
    network.measure_statistics(averaged_.player, readable(noise), kBatch);
  }
  return averaged_.player;
}

const PlayerState<float>& Evaluators::generator(const Snapshot& snapshot, bool averaged) {
  const PlayerState<float>& player = snapshot.state->generator;
  if (averaged && !player.average.empty()) return averaged_generator(snapshot);
  NetworkEvaluator& network = for_snapshot(snapshot).generator;
  if (!network.keeps_statistics()) return player;
  if (raw_.begin(snapshot.state, player.parameters, player.buffers)) {
    const Batches batches = batches_of(snapshot);
    const Matrix<float> noise = sample_noise(snapshot, view_noise_key(snapshot), batches.samples());
    network.measure_statistics(raw_.player, readable(noise), batches.size, NetworkEvaluator::Variance::biased);
  }
  return raw_.player;
}

const PlayerState<float>& Evaluators::discriminator(const Snapshot& snapshot, BatchOf batch) {
  const PlayerState<float>& player = snapshot.state->discriminator;
  if (!for_snapshot(snapshot).discriminator.keeps_statistics()) return player;
  Standing& judge = judge_[static_cast<std::size_t>(batch)];
  if (!judge.begin(snapshot.state, player.parameters, player.buffers)) return judge.player;
  const Batches batches = batches_of(snapshot);
  const Index n = batches.samples();
  Matrix<float> samples(snapshot.data->dimension(), n);
  if (batch != BatchOf::generated) snapshot.data->sample(view_data_key(snapshot), view_of(samples));
  if (batch != BatchOf::real) {
    Matrix<float> generated;
    probe_generator(snapshot, sample_noise(snapshot, view_noise_key(snapshot), n), *this, {}, generated);
    for (Index i = 0; i < n; ++i) {
      // Of both: every other one.
      if (batch == BatchOf::generated || i % 2 == 1) samples.col(i) = generated.col(i);
    }
  }
  for_snapshot(snapshot).discriminator.measure_statistics(judge.player, readable(samples), batches.size,
                                                          NetworkEvaluator::Variance::biased);
  return judge.player;
}

NetworkEvaluator& Evaluators::network(const Snapshot& snapshot, Player player) {
  Implementation& both = for_snapshot(snapshot);
  return player == Player::generator ? both.generator : both.discriminator;
}

}  // namespace gan
