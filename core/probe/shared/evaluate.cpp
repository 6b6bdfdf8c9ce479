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
  // Of whole packs, and of whole groups of them.
  const NetworkSpec& d = snapshot.settings->spec.discriminator;
  const Index unit = d.packing * std::max<Index>(1, d.deviation_group);
  const Index size = std::max(unit, std::clamp<Index>(wanted, 1, kLargestBatch) / unit * unit);
  return {size, (kStatisticsSamples + size - 1) / size};
}

Index packing_of(const Snapshot& snapshot) {
  return snapshot.settings->spec.discriminator.packing;
}

}  // namespace

bool judges_batches(const Snapshot& snapshot) {
  const NetworkSpec& spec = snapshot.settings->spec.discriminator;
  if (spec.deviation_group > 0) return true;
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
  if (packing_of(snapshot) == 1) return for_snapshot(snapshot).discriminator.forward(player, points, logits);
  Matrix<float> packs;
  const Index each = pack(snapshot, points, batch, packs);
  Matrix<float> of_packs(1, packs.cols());
  for_snapshot(snapshot).discriminator.forward(player, readable(packs), view_of(of_packs));
  for (Index i = 0; i < points.cols; ++i) logits.data[i] = of_packs.middleCols(i * each, each).mean();
}

void Evaluators::input_gradient(const Snapshot& snapshot, MatrixView<const float> points, BatchOf batch,
                                MatrixView<const float> weights, MatrixView<float> logits, MatrixView<float> gradient) {
  const PlayerState<float>& player = discriminator(snapshot, batch);
  NetworkEvaluator& network = for_snapshot(snapshot).discriminator;
  if (packing_of(snapshot) == 1) {
    return network.forward_and_input_gradient(player, points, weights, logits, gradient);
  }
  Matrix<float> packs;
  const Index each = pack(snapshot, points, batch, packs);
  Matrix<float> of_packs(1, packs.cols()), shares(1, packs.cols()), slopes(packs.rows(), packs.cols());
  for (Index i = 0; i < packs.cols(); ++i) {
    shares(0, i) = (weights.data != nullptr ? weights.data[i / each] : 1.0F) / static_cast<float>(each);
  }
  network.forward_and_input_gradient(player, readable(packs), readable(shares), view_of(of_packs), view_of(slopes));
  for (Index i = 0; i < points.cols; ++i) {
    if (logits.data != nullptr) logits.data[i] = of_packs.middleCols(i * each, each).mean();
    gradient.map().col(i) = slopes.block(0, i * each, points.rows, each).rowwise().sum();
  }
}

const Evaluators::Company& Evaluators::company(const Snapshot& snapshot) {
  if (company_.of.lock() == snapshot.state && company_.data.lock() == snapshot.data) return company_;
  // Steps of the view's streams that nothing else is drawn from.
  const std::uint64_t seed = snapshot.settings->spec.seed;
  company_.real = sample_data(snapshot, {seed, Stream::view_data, 3, 0}, kCompanions);
  const Matrix<float> noise = sample_noise(snapshot, {seed, Stream::view_noise, 5, 0}, kCompanions);
  probe_generator(snapshot, noise, *this, {}, company_.generated);
  company_.of = snapshot.state;
  company_.data = snapshot.data;
  return company_;
}

Index Evaluators::pack(const Snapshot& snapshot, MatrixView<const float> points, BatchOf batch, Matrix<float>& packs) {
  const Company& others = company(snapshot);
  const Index size = packing_of(snapshot), d = points.rows, each = batch == BatchOf::both ? kCompanies : 1;
  packs.resize(d * size, points.cols * each);
  for (Index i = 0; i < packs.cols(); ++i) {
    const float* const point = points.data + i / each * d;
    std::copy(point, point + d, packs.col(i).data());
    const bool real = batch == BatchOf::real || (batch == BatchOf::both && i % 2 == 0);
    // Samples are compared as a whole, in company as various as in training; points of a surface with each other, in
    // the same company.
    const Index company_of = batch == BatchOf::both ? i % each : i;
    for (Index other = 1; other < size; ++other) {
      const Index which = (company_of * (size - 1) + other) % kCompanions;
      packs.col(i).segment(other * d, d) = (real ? others.real : others.generated).col(which);
    }
  }
  return each;
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
  const Index n = batches.samples(), packing = packing_of(snapshot);
  Matrix<float> samples(snapshot.data->dimension(), n);
  if (batch != BatchOf::generated) snapshot.data->sample(view_data_key(snapshot), view_of(samples));
  if (batch != BatchOf::real) {
    Matrix<float> generated;
    probe_generator(snapshot, sample_noise(snapshot, view_noise_key(snapshot), n), *this, {}, generated);
    for (Index i = 0; i < n; ++i) {
      // Of both: every other one, or pack.
      if (batch == BatchOf::generated || i / packing % 2 == 1) samples.col(i) = generated.col(i);
    }
  }
  const MatrixView<const float> packs{samples.data(), samples.rows() * packing, n / packing};
  for_snapshot(snapshot).discriminator.measure_statistics(judge.player, packs, batches.size / packing,
                                                          NetworkEvaluator::Variance::biased);
  return judge.player;
}

NetworkEvaluator& Evaluators::network(const Snapshot& snapshot, Player player) {
  Implementation& both = for_snapshot(snapshot);
  return player == Player::generator ? both.generator : both.discriminator;
}

}  // namespace gan
