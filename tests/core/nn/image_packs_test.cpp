// What D sees besides one image: packs, whose images are channels of one, and the spread of a group as one more map.
#include <gtest/gtest.h>

#include <cmath>

#include "core/nn/network.h"
#include "tests/core/nn/image_networks.h"

namespace gan {
namespace {

using test::ImageNetwork;
using test::normal;
using test::shake;
using test::spec_of;

// Where the weights of D's first layer act on the images of a pack, those of equal images count together.
TEST(ImagePacks, APackOfEqualImagesIsOneImageToTheSumOfTheWeights) {
  constexpr int kPacking = 3;
  const SampleShape image{8, 8, 2};
  for (const Architecture architecture : {Architecture::mlp, Architecture::convolutional, Architecture::residual}) {
    SCOPED_TRACE(static_cast<int>(architecture));
    NetworkSpec spec, packed;
    spec.architecture = architecture;
    spec.hidden = {6, 5};
    spec.channels = 3;
    packed = spec;
    packed.packing = kPacking;
    NetworkEvaluator one(spec, image, 1), many(packed, image, 1);
    PlayerState<float> player, packed_player;
    packed_player.parameters = AlignedBlock<float>(static_cast<std::size_t>(many.layout().parameter_size));
    shake(many.layout(), packed_player);
    player.parameters = AlignedBlock<float>(static_cast<std::size_t>(one.layout().parameter_size));
    ASSERT_EQ(one.layout().parameters.size(), many.layout().parameters.size());
    for (std::size_t slot = 0; slot < one.layout().parameters.size(); ++slot) {
      const TensorSlot &to = one.layout().parameters[slot], &from = many.layout().parameters[slot];
      // Columns of an MLP run over (image, pixel, channel), those of a kernel over (pixel, image, channel).
      const bool summed = from.cols != to.cols, full = architecture == Architecture::mlp;
      ASSERT_EQ(summed, slot == 0);
      for (Index c = 0; c < to.cols; ++c) {
        for (Index k = 0; k < (summed ? kPacking : 1); ++k) {
          const Index channel = c % image.channels, pixel = c / image.channels;
          const Index column = !summed ? c : full ? k * to.cols + c : (pixel * kPacking + k) * image.channels + channel;
          for (Index r = 0; r < to.rows; ++r) {
            player.parameters[static_cast<std::size_t>(to.offset + c * to.rows + r)] +=
                packed_player.parameters[static_cast<std::size_t>(from.offset + column * from.rows + r)];
          }
        }
      }
    }
    const Matrix<float> x = normal<float>(image.size(), 4, 21), same = x.replicate(kPacking, 1);
    Matrix<float> expected(1, 4), found(1, 4);
    one.forward(player, {x.data(), x.rows(), 4}, view_of(expected));
    many.forward(packed_player, {same.data(), same.rows(), 4}, view_of(found));
    ASSERT_GT(expected.maxCoeff() - expected.minCoeff(), 0.01F);
    for (Index i = 0; i < 4; ++i) EXPECT_NEAR(found(i), expected(i), 1e-4) << i;
  }
}

// The layer before the last one puts a map beside the others that is the same everywhere: the mean over all of their
// numbers of the deviation in the sample's group; √ε where the images of a group are the same.
TEST(ImagePacks, TheSpreadOfAGroupIsOneMoreMap) {
  const ImageNetwork kind{"",
                          Architecture::convolutional,
                          Upsampling::transposed,
                          Normalisation::none,
                          false,
                          {8, 8, 1},
                          OutputActivation::tanh,
                          1,
                          3};
  const NetworkSpec spec = spec_of(kind).discriminator;
  const NetworkLayout layout = make_layout(spec, kind.image, 1);
  const std::size_t at = layout.layers.size() - 2;
  const Layer& layer = layout.layers[at];
  ASSERT_EQ(layer.kind, LayerKind::group_deviation);
  ASSERT_EQ(layer.pixels, 16);
  ASSERT_EQ(layer.outputs, layer.inputs + 16);
  PlayerState<double> player;
  player.parameters = AlignedBlock<double>(static_cast<std::size_t>(layout.parameter_size));
  player.buffers = AlignedBlock<double>(static_cast<std::size_t>(layout.buffer_size));
  shake(layout, player);
  NetworkParameters<MatrixView<double>> parameters;
  bind_views(layout, player.parameters.data(), parameters);
  // Of six samples the even ones are a group, whose images are the same, and the odd ones.
  Matrix<double> x = normal<double>(kind.image.size(), 6, 22);
  x.col(2) = x.col(4) = x.col(0);
  Workspace ws;
  Tape<MatrixView<double>> tape;
  const Workspace::Scope scope(ws);
  network_forward(ws, layout, parameters, view_of(x), Mode::training, player.buffers.data(), true, tape);
  const Matrix<double> in = tape.layers[at].input.map(), out = tape.layers[at].output.map();
  const Index channels = layer.inputs / layer.pixels;
  double odd = 0;
  for (Index i = 0; i < layer.inputs; ++i) {
    const double mean = (in(i, 1) + in(i, 3) + in(i, 5)) / 3;
    const double squares = std::pow(in(i, 1) - mean, 2) + std::pow(in(i, 3) - mean, 2) + std::pow(in(i, 5) - mean, 2);
    odd += std::sqrt(squares / 3 + 1e-8) / static_cast<double>(layer.inputs);
  }
  ASSERT_GT(odd, 0.01);
  for (Index sample = 0; sample < 6; ++sample) {
    for (Index pixel = 0; pixel < layer.pixels; ++pixel) {
      for (Index c = 0; c < channels; ++c) {
        EXPECT_EQ(out(pixel * (channels + 1) + c, sample), in(pixel * channels + c, sample));
      }
      EXPECT_NEAR(out(pixel * (channels + 1) + channels, sample), sample % 2 == 0 ? 1e-4 : odd, 1e-12);
    }
  }
  EXPECT_NEAR(player.buffers[static_cast<std::size_t>(layer.running_mean)], 0.1 * (odd + 1e-4) / 2, 1e-12);
}

}  // namespace
}  // namespace gan
