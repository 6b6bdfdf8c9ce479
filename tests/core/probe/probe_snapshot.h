// Snapshots made by hand for the tests of probes: small games whose networks are known, without a run.
#pragma once

#include <memory>

#include "core/nn/layout.h"
#include "core/run/snapshot.h"

namespace gan::test {

// Real "data": sample i of a key is uniform on [1, 2) x [1, 2).
class SquareSource : public DataSource {
 public:
  void sample(const StreamKey& key, MatrixView<float> out) const override {
    fill_uniform(key, out.data, static_cast<std::size_t>(out.size()), 1.0f, 2.0f);
  }
  Extent extent() const override { return {1.5, 1.5, 1}; }
};

struct TestGame {
  Settings settings;
  GameState<float> state;

  // Networks with normally distributed parameters of deviation 0.7.
  static TestGame random(const std::vector<std::int64_t>& hidden, int noise_dimension = 2,
                         NoiseKind kind = NoiseKind::normal) {
    TestGame game;
    GameSpec& spec = game.settings.spec;
    spec.noise.dimension = noise_dimension;
    spec.noise.kind = kind;
    spec.generator.hidden = spec.discriminator.hidden = hidden;
    spec.generator.activation = spec.discriminator.activation = Activation::tanh;
    game.fill(game.state.generator, make_layout(spec.generator, noise_dimension, 2), 1);
    game.fill(game.state.discriminator, make_layout(spec.discriminator, 2, 1), 2);
    return game;
  }

  // D(x) has the logit a x + b y + c; the networks have no hidden layer.
  void set_linear_discriminator(float a, float b, float c) {
    const NetworkLayout layout = make_layout(settings.spec.discriminator, 2, 1);
    float* p = state.discriminator.parameters.data();
    p[layout.layers[0].weight] = a;
    p[layout.layers[0].weight + 1] = b;
    p[layout.layers[0].bias] = c;
  }
  // G(z) = z; the networks have no hidden layer, z has two components.
  void set_identity_generator() {
    const NetworkLayout layout = make_layout(settings.spec.generator, 2, 2);
    state.generator.parameters.fill(0);
    state.generator.parameters[static_cast<std::size_t>(layout.layers[0].weight)] = 1;
    state.generator.parameters[static_cast<std::size_t>(layout.layers[0].weight + 3)] = 1;
  }

  std::shared_ptr<const Snapshot> snapshot(std::int64_t segment = 0) const {
    auto s = std::make_shared<Snapshot>();
    s->settings = std::make_shared<Settings>(settings);
    s->state = std::make_shared<GameState<float>>(state);
    s->data = std::make_shared<SquareSource>();
    s->position.segment = segment;
    s->position.step = state.step;
    return s;
  }

 private:
  void fill(PlayerState<float>& player, const NetworkLayout& layout, std::uint64_t seed) {
    player.parameters = AlignedBlock<float>(static_cast<std::size_t>(layout.parameter_size));
    player.buffers = AlignedBlock<float>(static_cast<std::size_t>(layout.buffer_size));
    fill_normal({seed, Stream::initial_generator, 0, 0}, player.parameters.data(), player.parameters.size());
    for (float& p : player.parameters) p *= 0.7f;
  }
};

}  // namespace gan::test
