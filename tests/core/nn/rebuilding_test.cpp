// A network that takes over what another one has learned: what is new counts nothing at first, what stays stays.
#include "core/nn/rebuilding.h"

#include <gtest/gtest.h>

#include <Eigen/SVD>

#include "core/nn/initialisation.h"
#include "core/nn/network.h"
#include "tests/core/nn/image_networks.h"

namespace gan {
namespace {

using test::normal;
using test::shake;

struct Judge {
  NetworkSpec spec;
  NetworkLayout layout;
  PlayerState<float> player;
};

Judge judge_of(const NetworkSpec& spec, SampleShape sample) {
  Judge judge{spec, make_layout(spec, sample, 1), {}};
  initialise_player(spec, judge.layout, {7, Stream::initial_discriminator, 0, 0}, judge.player);
  return judge;
}

// As if it had been trained for a while.
Judge trained(const NetworkSpec& spec, SampleShape sample) {
  Judge judge = judge_of(spec, sample);
  shake(judge.layout, judge.player);
  judge.player.first_moment.fill(0.5F);
  judge.player.updates = 12;
  return judge;
}

Judge rebuilt_as(const Judge& old, const NetworkSpec& spec, SampleShape sample) {
  Judge judge = judge_of(spec, sample);
  Workspace ws;
  take_over<float>(ws, {old.spec, old.layout, old.player}, spec, judge.layout, judge.player);
  return judge;
}

// Of packs, of which only the first sample is x's.
Matrix<float> logits(const Judge& judge, SampleShape sample, const Matrix<float>& x) {
  NetworkEvaluator evaluator(judge.spec, sample, 1);
  Matrix<float> pack = normal<float>(judge.layout.inputs, x.cols(), 31);
  pack.topRows(x.rows()) = x;
  Matrix<float> out(1, x.cols());
  evaluator.forward(judge.player, {pack.data(), pack.rows(), pack.cols()}, view_of(out));
  return out;
}

struct Kind {
  const char* name;
  NetworkSpec spec;
  SampleShape sample;
};

std::vector<Kind> kinds() {
  Kind points{"points", {}, 2}, line{"a form of waves", {}, 1}, images{"an MLP of images", {}, {8, 8, 2}};
  points.spec.hidden = {7, 6};
  line.spec.hidden = {};
  images.spec.hidden = {5};
  Kind maps{"convolutional", {}, {8, 8, 2}}, blocks{"residual", {}, {8, 8, 3}};
  maps.spec.architecture = Architecture::convolutional;
  blocks.spec.architecture = Architecture::residual;
  maps.spec.channels = blocks.spec.channels = 3;
  maps.spec.normalisation = Normalisation::batch;
  return {points, line, images, maps, blocks};
}

TEST(Rebuilding, WhatIsNewCountsNothing) {
  for (const Kind& kind : kinds()) {
    SCOPED_TRACE(kind.name);
    const Judge before = trained(kind.spec, kind.sample);
    const Matrix<float> x = normal<float>(kind.sample.size(), 6, 30);
    const Matrix<float> expected = logits(before, kind.sample, x);
    ASSERT_GT(expected.maxCoeff() - expected.minCoeff(), 0.01F);
    for (int change = 0; change < 8; ++change) {
      NetworkSpec spec = kind.spec;
      if ((change & 1) != 0) spec.packing = 3;
      if ((change & 2) != 0) spec.deviation_group = 2;
      if ((change & 4) != 0 && kind.sample.pixels() == 1) spec.fourier_octaves = 2;
      SCOPED_TRACE(change);
      const Judge after = rebuilt_as(before, spec, kind.sample);
      const Matrix<float> found = logits(after, kind.sample, x);
      for (Index i = 0; i < x.cols(); ++i) EXPECT_NEAR(found(i), expected(i), 1e-4) << i;
      // And back: nothing was lost on the way.
      const Judge again = rebuilt_as(after, kind.spec, kind.sample);
      EXPECT_EQ(again.player.parameters, before.player.parameters);
      EXPECT_EQ(again.player.buffers, before.player.buffers);
      EXPECT_EQ(after.player.updates, 0);
      EXPECT_EQ(after.player.first_moment, AlignedBlock<float>(after.player.first_moment.size()));
    }
  }
}

// Weights that act on another wave, or on a sample that stands elsewhere, would say nothing.
TEST(Rebuilding, WhatStaysKeepsItsPlace) {
  NetworkSpec many;
  many.hidden = {4};
  many.packing = 3;
  many.fourier_octaves = 3;
  many.deviation_group = 2;
  NetworkSpec few = many;
  few.packing = 2;
  few.fourier_octaves = 1;
  const Judge before = trained(many, 2), after = rebuilt_as(before, few, 2);
  const auto weight = [](const Judge& judge) {
    const Layer& layer = judge.layout.layers[1];
    return Eigen::Map<const Matrix<float>>(judge.player.parameters.data() + layer.weight, layer.weight_rows,
                                           layer.weight_cols);
  };
  ASSERT_EQ(weight(before).cols(), 6 * 7);
  ASSERT_EQ(weight(after).cols(), 4 * 3);
  for (Index wave = 0; wave < 3; ++wave) {
    for (Index coordinate = 0; coordinate < 4; ++coordinate) {
      EXPECT_EQ(weight(after).col(wave * 4 + coordinate), weight(before).col(wave * 6 + coordinate));
    }
  }
  const auto of_spread = [](const Judge& judge) {
    const Layer& last = judge.layout.layers.back();
    return judge.player.parameters[static_cast<std::size_t>(last.weight + last.weight_cols - 1)];
  };
  EXPECT_EQ(of_spread(after), of_spread(before));
}

TEST(Rebuilding, WithoutSpectralNormTheWeightsAreThoseThatActed) {
  for (const Kind& kind : kinds()) {
    SCOPED_TRACE(kind.name);
    NetworkSpec scaled = kind.spec;
    scaled.spectral_norm = true;
    const Judge before = trained(scaled, kind.sample), after = rebuilt_as(before, kind.spec, kind.sample);
    const Matrix<float> x = normal<float>(kind.sample.size(), 6, 32);
    const Matrix<float> expected = logits(before, kind.sample, x), found = logits(after, kind.sample, x);
    for (Index i = 0; i < x.cols(); ++i) EXPECT_NEAR(found(i), expected(i), 1e-4) << i;
  }
}

TEST(Rebuilding, WithSpectralNormTheLargestSingularValuesAreOne) {
  for (const Kind& kind : kinds()) {
    SCOPED_TRACE(kind.name);
    NetworkSpec scaled = kind.spec;
    scaled.spectral_norm = true;
    const Judge after = rebuilt_as(trained(kind.spec, kind.sample), scaled, kind.sample);
    NetworkEvaluator evaluator(scaled, kind.sample, 1);
    int seen = 0;
    for (std::size_t i = 0; i < after.layout.layers.size(); ++i) {
      if (after.layout.layers[i].spectral < 0) continue;
      Matrix<float> weight;
      evaluator.acting_weight(after.player, i, weight);
      EXPECT_NEAR(Eigen::JacobiSVD<Matrix<double>>(weight.cast<double>()).singularValues()(0), 1, 1e-3) << i;
      ++seen;
    }
    EXPECT_GT(seen, 0);
  }
}

// The last convolutions of residual blocks start at 0, and nothing divides by that.
TEST(Rebuilding, SpectralNormDrawsWhatIsZero) {
  NetworkSpec spec;
  spec.architecture = Architecture::residual;
  spec.channels = 2;
  NetworkSpec scaled = spec;
  scaled.spectral_norm = true;
  const Judge after = rebuilt_as(judge_of(spec, {8, 8, 1}), scaled, {8, 8, 1});
  const Matrix<float> found = logits(after, {8, 8, 1}, normal<float>(64, 4, 33));
  EXPECT_TRUE(found.allFinite());
  const Judge fresh = judge_of(scaled, {8, 8, 1});
  const Layer& last = after.layout.layers[6];
  ASSERT_EQ(last.kind, LayerKind::convolution);
  for (Index i = last.weight; i < last.weight + last.weight_rows * last.weight_cols; ++i) {
    EXPECT_EQ(after.player.parameters[static_cast<std::size_t>(i)],
              fresh.player.parameters[static_cast<std::size_t>(i)]);
  }
}

}  // namespace
}  // namespace gan
