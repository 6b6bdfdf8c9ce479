// Filters and activations against a forward pass that this test computes for itself, number by number in
// double precision.
#include "core/probe/images/layers.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cmath>
#include <string>

#include "core/nn/layer_maps.h"
#include "core/probe/probe.h"
#include "core/run/run.h"
#include "tests/core/nn/plain_forward.h"

namespace gan {
namespace {

using namespace test;

struct Kind {
  const char* name;
  Architecture architecture;
  Upsampling upsampling;
  Normalisation normalisation;
  bool spectral;
  const char* data;
  int packing = 1, group = 0;
};
const Kind kKinds[] = {
    {"mlp", Architecture::mlp, Upsampling::transposed, Normalisation::none, false, "glyphs"},
    {"mlp, layer norm, spectral norm, colours", Architecture::mlp, Upsampling::transposed, Normalisation::layer, true,
     "stacked"},
    {"transposed, batch norm, spectral norm", Architecture::convolutional, Upsampling::transposed, Normalisation::batch,
     true, "glyphs"},
    {"transposed, colours", Architecture::convolutional, Upsampling::transposed, Normalisation::none, false, "stacked"},
    {"nearest, colours", Architecture::convolutional, Upsampling::nearest, Normalisation::layer, false, "stacked"},
    {"residual, spectral norm", Architecture::residual, Upsampling::transposed, Normalisation::none, true, "glyphs"},
    {"residual, colours", Architecture::residual, Upsampling::transposed, Normalisation::none, false, "stacked"},
    {"mlp, packs and groups, colours", Architecture::mlp, Upsampling::transposed, Normalisation::none, false, "stacked",
     2, 4},
    {"convolutional, packs, colours", Architecture::convolutional, Upsampling::transposed, Normalisation::none, false,
     "stacked", 2},
    {"residual, packs and groups", Architecture::residual, Upsampling::transposed, Normalisation::none, false, "glyphs",
     4, 2},
};

std::shared_ptr<const Snapshot> game(const Kind& kind) {
  Settings s;
  s.spec.data.kind = find_distribution(kind.data);
  s.spec.data.size = 8;
  s.spec.noise.dimension = 3;
  for (NetworkSpec* network : {&s.spec.generator, &s.spec.discriminator}) {
    network->architecture = kind.architecture;
    network->channels = 3;
    network->hidden = {7, 5};
    network->upsampling = kind.upsampling;
    network->normalisation = kind.normalisation;
    network->spectral_norm = kind.spectral;
  }
  s.spec.discriminator.packing = kind.packing;
  s.spec.discriminator.deviation_group = kind.group;
  s.spec.generator.output = OutputActivation::tanh;
  s.hyperparameters.batch_size = 8;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  // Every number moved, so that blocks that start at zero, gains and running statistics are not what they
  // begin as.
  auto shaken = std::make_shared<Snapshot>(*run.value()->snapshot());
  auto state = std::make_shared<GameState<float>>(*shaken->state);
  for (PlayerState<float>* player : {&state->generator, &state->discriminator}) {
    for (AlignedBlock<float>* block : {&player->parameters, &player->buffers}) {
      std::vector<float> moves(block->size());
      fill_uniform({9, Stream::view_noise, 0, 0}, moves.data(), moves.size(), 0.01F, 0.4F);
      for (std::size_t i = 0; i < moves.size(); ++i)
        (*block)[i] += i % 2 == 0 || block == &player->buffers ? moves[i] : -moves[i];
    }
  }
  shaken->state = state;
  return shaken;
}

NetworkLayout layout_of(const Snapshot& snapshot, bool generator) {
  const GameSpec& spec = snapshot.settings->spec;
  return generator ? make_layout(spec.generator, spec.noise.dimension, snapshot.data->shape())
                   : make_layout(spec.discriminator, snapshot.data->shape(), 1);
}

Numbers doubles(const Matrix<float>& m) {
  return {m.data(), m.data() + m.size()};
}

LayerImages look(const std::shared_ptr<const Snapshot>& snapshot, const LayersRequest& request) {
  static Evaluators networks;
  ProbeRequest all;
  all.layers = request;
  return run_probe(snapshot, all, networks)->layers;
}

// The byte of a value on the scale, to which the sheet's may differ by rounding.
double level(double value, double scale) {
  return std::clamp(127.5 * (value / scale + 1), 0.0, 255.0);
}

TEST(Layers, ActivationsAreThoseOfAForwardPass) {
  for (const Kind& kind : kKinds) {
    const auto snapshot = game(kind);
    Evaluators networks;
    for (const bool generator : {true, false}) {
      const NetworkLayout layout = layout_of(*snapshot, generator);
      // The statistics that views judge with are measured; one_moment_test says what they are.
      const PlayerState<float>& player =
          generator ? networks.generator(*snapshot, false) : networks.discriminator(*snapshot, BatchOf::real);
      const ChosenImage chosen{!generator, 3, false};
      Matrix<float> x;
      if (generator) {
        x = chosen_noise(*snapshot, chosen);
      } else {
        ASSERT_TRUE(probe_chosen(*snapshot, chosen, networks, {}, x));
      }
      if (!generator && kind.packing > 1) {
        Matrix<float> packs;
        ASSERT_EQ(networks.pack(*snapshot, {x.data(), x.rows(), 1}, BatchOf::real, packs), 1);
        ASSERT_EQ(packs.topRows(x.rows()), x);
        x = packs;
      }
      const std::vector<Numbers> expected = forward(layout, player, doubles(x));
      const std::vector<SampleShape> maps = generator ? layer_maps(layout, x.rows(), snapshot->data->shape())
                                                      : layer_maps(layout, snapshot->data->shape(), 1);
      for (std::size_t i = 0; i < layout.layers.size(); ++i) {
        SCOPED_TRACE(std::string(kind.name) + (generator ? ", G" : ", D") + ", layer " + std::to_string(i));
        ASSERT_EQ(maps[i].size(), layout.layers[i].outputs);
        const LayerImages shown = look(snapshot, {generator ? Player::generator : Player::discriminator,
                                                  LayerLook::activations, chosen, static_cast<int>(i)});
        ASSERT_EQ(shown.total, maps[i].channels);
        ASSERT_EQ(shown.sheet.count(), maps[i].channels);
        ASSERT_EQ(shown.sheet.shape, SampleShape(maps[i].height, maps[i].width, 1));
        double largest = 0;
        for (const double v : expected[i]) largest = std::max(largest, std::abs(v));
        ASSERT_GT(largest, 0);
        for (Index c = 0; c < maps[i].channels; ++c) {
          double low = 1e30, high = -1e30, sum = 0;
          for (Index p = 0; p < maps[i].pixels(); ++p) {
            const double value = expected[i][static_cast<std::size_t>(p * maps[i].channels + c)];
            low = std::min(low, value);
            high = std::max(high, value);
            sum += value;
            EXPECT_NEAR(shown.sheet.image(c)[4 * p], level(value, static_cast<double>(shown.scale)), 0.6);
          }
          const LayerImage& values = shown.values[static_cast<std::size_t>(c)];
          EXPECT_NEAR(values.low, low, 1e-4 * largest);
          EXPECT_NEAR(values.high, high, 1e-4 * largest);
          EXPECT_NEAR(values.mean, sum / static_cast<double>(maps[i].pixels()), 1e-4 * largest);
        }
      }
    }
  }
}

// The answer of D's first layer to one bright pixel holds its filters, turned about that pixel.
TEST(Layers, FiltersOfDAreWhatABrightPixelMeets) {
  for (const Kind& kind : kKinds) {
    SCOPED_TRACE(kind.name);
    const auto snapshot = game(kind);
    const NetworkLayout layout = layout_of(*snapshot, false);
    const PlayerState<float>& player = snapshot->state->discriminator;
    const SampleShape image = snapshot->data->shape();
    const std::size_t first = image_layer(layout, Player::discriminator);
    ASSERT_EQ(first, kind.packing > 1 && kind.architecture != Architecture::mlp ? 1u : 0u);
    const Layer& layer = layout.layers[first];
    const LayerImages shown = look(snapshot, {Player::discriminator, LayerLook::filters, {}, 0});
    const ConvolutionShape& s = layer.shape;
    const bool full = layer.kind == LayerKind::linear;
    const Index filters = full ? layer.outputs : s.filters;
    ASSERT_EQ(shown.total, filters);
    // Of a pack side by side, the first image's on the left.
    const Index wide = kind.packing * (full ? image.width : s.kernel);
    ASSERT_EQ(shown.sheet.shape, SampleShape(full ? image.height : s.kernel, wide, image.channels));
    ASSERT_EQ(shown.parts, kind.packing);
    // The third number is that of the bright image in its pack.
    for (const auto& [row, column, of_pack] :
         {std::array<Index, 3>{2, 5, 0}, {3, 3, kind.packing - 1}, {4, 2, kind.packing / 2}}) {
      for (Index c = 0; c < image.channels; ++c) {
        Numbers x(static_cast<std::size_t>(kind.packing * image.size()), 0.0);
        x[static_cast<std::size_t>((of_pack * image.pixels() + row * image.width + column) * image.channels + c)] = 1;
        for (std::size_t before = 0; before < first; ++before) x = apply(layout.layers[before], player, x);
        const Numbers y = apply(layer, player, x, false);
        for (Index f = 0; f < filters; ++f) {
          const std::uint8_t* const filter = shown.sheet.image(f);
          if (full) {
            EXPECT_NEAR(filter[4 * (row * wide + of_pack * image.width + column) + c],
                        level(y[static_cast<std::size_t>(f)], static_cast<double>(shown.scale)), 0.6);
            continue;
          }
          for (Index oy = 0; oy < s.out_height(); ++oy) {
            for (Index ox = 0; ox < s.out_width(); ++ox) {
              const Index ky = row + s.padding - oy * s.stride, kx = column + s.padding - ox * s.stride;
              if (ky < 0 || ky >= s.kernel || kx < 0 || kx >= s.kernel) continue;
              EXPECT_NEAR(
                  filter[4 * (ky * wide + of_pack * s.kernel + kx) + c],
                  level(at(y, s.out_height(), s.out_width(), s.filters, oy, ox, f), static_cast<double>(shown.scale)),
                  0.6);
            }
          }
        }
      }
    }
  }
}

// What one number that comes into G's last layer adds to the image is that filter.
TEST(Layers, FiltersOfGAreWhatOneUnitPaints) {
  for (const Kind& kind : kKinds) {
    SCOPED_TRACE(kind.name);
    const auto snapshot = game(kind);
    const NetworkLayout layout = layout_of(*snapshot, true);
    const SampleShape image = snapshot->data->shape();
    const LayerImages shown = look(snapshot, {Player::generator, LayerLook::filters, {}, 0});
    const Layer& layer = layout.layers[shown.layer];
    const ConvolutionShape& s = layer.shape;
    const bool full = layer.kind == LayerKind::linear, transposed = layer.kind == LayerKind::transposed_convolution;
    const Index units = full ? layer.inputs : transposed ? s.filters : s.channels;
    ASSERT_EQ(shown.total, units);
    // A pixel in the middle of the incoming maps, and where its stamp begins in the image.
    const Index side = transposed ? s.out_width() : s.width, middle = side / 2;
    const Index corner = transposed ? middle * s.stride - s.padding : middle - (s.kernel - 1 - s.padding);
    for (Index unit = 0; unit < units; ++unit) {
      Numbers x(static_cast<std::size_t>(layer.inputs), 0.0);
      x[static_cast<std::size_t>(full ? unit : (middle * side + middle) * units + unit)] = 1;
      const Numbers y = apply(layer, snapshot->state->generator, x, false);
      const SampleShape size = shown.sheet.shape;
      ASSERT_EQ(size, full ? image : SampleShape(s.kernel, s.kernel, image.channels));
      double covered = 0, all = 0;
      for (const double v : y) all += v * v;
      for (Index row = 0; row < size.height; ++row) {
        for (Index column = 0; column < size.width; ++column) {
          for (Index c = 0; c < image.channels; ++c) {
            const Index top = full ? 0 : corner;
            const double value = at(y, image.height, image.width, image.channels, top + row, top + column, c);
            covered += value * value;
            EXPECT_NEAR(shown.sheet.image(unit)[4 * (row * size.width + column) + c],
                        level(value, static_cast<double>(shown.scale)), 0.6);
          }
        }
      }
      EXPECT_NEAR(covered, all, 1e-9);  // the stamp is all that it paints
      EXPECT_GT(all, 0);
    }
  }
}

TEST(Layers, OneScaleForAllWithoutOutliers) {
  EXPECT_EQ(symmetric_scale({}), 1);
  EXPECT_EQ(symmetric_scale({0, 0}), 1);
  EXPECT_EQ(symmetric_scale({-2, 1, std::nanf("")}), 2);
  std::vector<float> many(1000, 0.5F);
  many[3] = -1.2F;
  EXPECT_EQ(symmetric_scale(many), 0.5F);
  many[3] = 60;
  EXPECT_EQ(symmetric_scale(many), 20);  // a lonely large one is still seen beside the others
}

TEST(Layers, LayersAreCountedFromTheFirstAndRealImagesHaveNoNoise) {
  const auto snapshot = game(kKinds[0]);
  const std::size_t last = layout_of(*snapshot, false).layers.size() - 1;
  EXPECT_EQ(look(snapshot, {Player::discriminator, LayerLook::activations, {}, 99}).layer, last);
  EXPECT_EQ(look(snapshot, {Player::discriminator, LayerLook::activations, {}, -1}).layer, 0u);
  EXPECT_EQ(look(snapshot, {Player::generator, LayerLook::activations, {true, 0, false}, 0}).sheet.count(), 0);
  const std::atomic<bool> flag{true};
  Evaluators networks;
  ProbeRequest request;
  request.layers = LayersRequest{};
  EXPECT_EQ(run_probe(snapshot, request, networks, CancelFlag(flag)), nullptr);
  auto points = Run::create(Settings{});
  EXPECT_EQ(run_probe(points.value()->snapshot(), request, networks)->layers.sheet.count(), 0);
}

TEST(Layers, ManyMapsAreLimitedAndSingleUnitsAreNot) {
  Settings s;
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.data.size = 8;
  s.spec.discriminator.hidden = {300};
  auto run = Run::create(s);
  ASSERT_TRUE(run.ok()) << run.message();
  const auto snapshot = run.value()->snapshot();
  const LayerImages filters = look(snapshot, {Player::discriminator, LayerLook::filters, {}, 0});
  EXPECT_EQ(filters.total, 300);
  EXPECT_EQ(filters.sheet.count(), kMostMaps);
  EXPECT_EQ(look(snapshot, {Player::discriminator, LayerLook::activations, {}, 0}).sheet.count(), 300);
}

// Nothing of a snapshot changes, and the training goes on as if nobody had looked.
TEST(Layers, LookingTouchesNothing) {
  Settings s;
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.data.size = 8;
  s.spec.generator.architecture = s.spec.discriminator.architecture = Architecture::convolutional;
  s.spec.generator.channels = s.spec.discriminator.channels = 2;
  s.spec.generator.normalisation = Normalisation::batch;
  s.spec.discriminator.spectral_norm = true;
  s.hyperparameters.batch_size = 8;
  auto watched = Run::create(s), alone = Run::create(s);
  ASSERT_TRUE(watched.ok() && alone.ok());
  Evaluators networks;
  for (int step = 0; step < 3; ++step) {
    ProbeRequest request;
    request.nearest = NearestRequest{{step % 2 == 0, step, false}, 12};
    request.layers = LayersRequest{step % 2 == 1 ? Player::generator : Player::discriminator,
                                   step > 1 ? LayerLook::filters : LayerLook::activations,
                                   {},
                                   step};
    const auto snapshot = watched.value()->snapshot();
    const std::uint64_t before = hash_state(*snapshot->state);
    ASSERT_NE(run_probe(snapshot, request, networks), nullptr);
    EXPECT_EQ(hash_state(*snapshot->state), before);
    watched.value()->step();
    alone.value()->step();
  }
  EXPECT_EQ(watched.value()->hash(), alone.value()->hash());
}

}  // namespace
}  // namespace gan
