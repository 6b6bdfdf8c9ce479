#include "core/probe/evaluate.h"

#include "core/base/check.h"
#include "core/probe/nearest.h"
#include "core/probe/samples.h"

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
    return spec.noise.dimension == noise && snapshot.data->shape() == shape &&
           spec.generator == generator_spec && spec.discriminator == discriminator_spec;
  }

  int noise;
  SampleShape shape;
  NetworkSpec generator_spec, discriminator_spec;
  NetworkEvaluator generator, discriminator;
};

Evaluators::Evaluators() = default;
Evaluators::~Evaluators() = default;
Evaluators::Evaluators(Evaluators&&) noexcept = default;
Evaluators& Evaluators::operator=(Evaluators&&) noexcept = default;

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

void Evaluators::discriminate(const Snapshot& snapshot, MatrixView<const float> points,
                              MatrixView<float> logits) {
  for_snapshot(snapshot).discriminator.forward(snapshot.state->discriminator, points, logits);
}

void Evaluators::input_gradient(const Snapshot& snapshot, MatrixView<const float> points,
                                MatrixView<const float> weights, MatrixView<float> logits,
                                MatrixView<float> gradient) {
  for_snapshot(snapshot).discriminator.forward_and_input_gradient(snapshot.state->discriminator, points,
                                                                  weights, logits, gradient);
}

// The running statistics belong to the parameters of the last steps. With those of the average, of which the noise of
// the steps is gone, activations are smaller: normalised by the others they would come out pale.
const PlayerState<float>& Evaluators::generator(const Snapshot& snapshot, bool averaged) {
  constexpr Index kBatch = 64, kBatches = 8;
  const PlayerState<float>& player = snapshot.state->generator;
  if (!averaged || player.average.empty()) return player;
  if (averaged_of_.lock() == snapshot.state) return averaged_;
  averaged_.parameters = player.average;
  averaged_.buffers = player.buffers;
  averaged_of_ = snapshot.state;
  NetworkEvaluator& network = for_snapshot(snapshot).generator;
  if (network.keeps_statistics()) {
    const Matrix<float> noise = sample_noise(snapshot, view_noise_key(snapshot), kBatch * kBatches);
    network.measure_statistics(averaged_, {noise.data(), noise.rows(), noise.cols()}, kBatch);
  }
  return averaged_;
}

NetworkEvaluator& Evaluators::network(const Snapshot& snapshot, bool generator) {
  Implementation& both = for_snapshot(snapshot);
  return generator ? both.generator : both.discriminator;
}

HeldOutSearch& Evaluators::held_out() {
  if (!held_out_) held_out_ = std::make_unique<HeldOutSearch>();
  return *held_out_;
}

}  // namespace gan
