// Layers by name, and what is said of their images.
#include "app/panels/images/layers_model.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

std::vector<std::string> names(const std::vector<LayerChoice>& choices) {
  std::vector<std::string> all;
  for (const LayerChoice& choice : choices) all.push_back(choice.name);
  return all;
}

TEST(LayerChoices, AreNamedAsTheNetworkHasThem) {
  const SampleShape image{28, 28, 1};
  NetworkSpec spec;
  spec.architecture = Architecture::convolutional;
  spec.normalisation = Normalisation::batch;
  EXPECT_EQ(names(layer_choices(make_layout(spec, image, 1), image, 1)),
            (std::vector<std::string>{"0  conv 1→32, 14×14", "1  leaky ReLU, 14×14", "2  conv 32→64, 7×7",
                                      "3  batch norm, 7×7", "4  leaky ReLU, 7×7", "5  linear 3 136→1"}));
  spec.output = OutputActivation::tanh;
  EXPECT_EQ(names(layer_choices(make_layout(spec, 64, image), 64, image)),
            (std::vector<std::string>{"0  linear 64→3 136, 7×7", "1  batch norm, 7×7", "2  leaky ReLU, 7×7",
                                      "3  transposed conv 64→32, 14×14", "4  batch norm, 14×14", "5  leaky ReLU, 14×14",
                                      "6  transposed conv 32→1, 28×28", "7  tanh, 28×28"}));
  spec = {};
  EXPECT_EQ(names(layer_choices(make_layout(spec, 16, image), 16, image)),
            (std::vector<std::string>{"0  linear 16→64", "1  leaky ReLU", "2  linear 64→64", "3  leaky ReLU",
                                      "4  linear 64→784, 28×28"}));
}

TEST(LayerChoices, NameWhatDSeesBesides) {
  const SampleShape image{8, 8, 3};
  NetworkSpec spec;
  spec.architecture = Architecture::convolutional;
  spec.packing = 2;
  spec.deviation_group = 4;
  EXPECT_EQ(names(layer_choices(make_layout(spec, image, 1), image, 1)),
            (std::vector<std::string>{"0  pack of 2, 8×8", "1  conv 6→32, 4×4", "2  leaky ReLU, 4×4",
                                      "3  minibatch deviation, 4×4", "4  linear 528→1"}));
}

TEST(LayerChoices, BranchesAreLeftOutAndNumbersAreKept) {
  const SampleShape image{8, 8, 3};
  NetworkSpec spec;
  spec.architecture = Architecture::residual;
  const auto choices = layer_choices(make_layout(spec, image, 1), image, 1);
  EXPECT_EQ(choices[0].name, "0  conv 3→32, 8×8");
  EXPECT_EQ(choices[1].layer, 2);  // 1 is where the block begins
  EXPECT_EQ(choices[6].name, "7  residual sum, 8×8");
  EXPECT_EQ(choices[7].name, "8  average pooling, 4×4");
  EXPECT_EQ(find_choice(choices, 0), 0u);
  EXPECT_EQ(find_choice(choices, 1), 0u);
  EXPECT_EQ(find_choice(choices, 2), 1u);
  EXPECT_EQ(find_choice(choices, 99), choices.size() - 1);
  EXPECT_EQ(find_choice(choices, -5), 0u);
}

LayerImages images(Index count, Index total, SampleShape shape) {
  LayerImages shown;
  shown.sheet.shape = shape;
  shown.sheet.logits.assign(static_cast<std::size_t>(count), 0.0F);
  shown.values.assign(static_cast<std::size_t>(count), {-0.25F, 1.5F, 0.125F});
  shown.total = total;
  return shown;
}

TEST(LayerTexts, SayHowManyOfWhat) {
  EXPECT_EQ(count_text(images(32, 32, {4, 4, 1}), LayerLook::filters), "32 filters of 4 × 4");
  EXPECT_EQ(count_text(images(32, 32, {1, 1, 3}), LayerLook::filters), "32 filters of 1 × 1");
  LayerImages packed = images(32, 32, {4, 8, 3});
  packed.parts = 2;
  EXPECT_EQ(count_text(packed, LayerLook::filters), "32 filters of 4 × 4 for each of the 2 images of a pack");
  EXPECT_EQ(count_text(images(256, 512, {7, 7, 1}), LayerLook::activations), "the first 256 of 512 maps of 7 × 7");
  EXPECT_EQ(count_text(images(64, 64, {1, 1, 1}), LayerLook::activations), "64 units");
  EXPECT_EQ(count_text(images(1, 1, {1, 1, 1}), LayerLook::activations), "1 unit");
  LayerImages shown = images(4, 4, {7, 7, 1});
  EXPECT_EQ(image_text(shown, LayerLook::activations, 2), "map 3: −0.2500 to 1.500, mean 0.1250");
  shown.values[0] = {0.5F, 0.5F, 0.5F};
  EXPECT_EQ(image_text(shown, LayerLook::filters, 0), "filter 1: 0.5000");
}

TEST(LayerTexts, FiltersAreExplainedByPlayerAndKind) {
  const Layer full{.kind = LayerKind::linear, .inputs = 2, .outputs = 2},
      kernels{.kind = LayerKind::convolution, .inputs = 2, .outputs = 2};
  for (const Player player : kPlayers) EXPECT_NE(filters_meaning(full, player), filters_meaning(kernels, player));
  EXPECT_NE(filters_meaning(full, Player::generator), filters_meaning(full, Player::discriminator));
}

}  // namespace
}  // namespace gan
