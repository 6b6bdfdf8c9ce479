#include "core/nn/layout.h"

#include <cmath>

#include "core/base/check.h"
#include "core/nn/layout_builder.h"

namespace gan {
namespace {

constexpr Index kSmallestMap = 4, kLargestMap = 7;

// An image on its way through a network: side x side pixels.
struct Map {
  Index height, width, channels;
  Index size() const { return height * width * channels; }
};

ActivationFunction hidden_activation(const NetworkSpec& spec) {
  return {spec.activation, spec.leaky_slope};
}

void output_activation(const NetworkSpec& spec, Index outputs, LayoutBuilder& build) {
  if (spec.output == OutputActivation::tanh) build.activation(outputs, {Activation::tanh, 0});
  if (spec.output == OutputActivation::sigmoid) build.activation(outputs, {Activation::sigmoid, 0});
}

void mlp(const NetworkSpec& spec, Index inputs, Index outputs, LayoutBuilder& build) {
  Index width = inputs;
  if (spec.fourier_octaves > 0) {
    const Waves waves{spec.fourier_octaves, spec.fourier_frequency};
    build.fourier(width, waves);
    width *= waves.features();
  }
  for (const std::int64_t hidden : spec.hidden) {
    build.linear(width, hidden);
    build.normalisation(spec.normalisation, hidden);
    build.activation(hidden, hidden_activation(spec));
    width = hidden;
  }
  if (spec.deviation_group > 0) build.group_deviation(width++, spec.deviation_group);
  build.linear(width, outputs);
}

// The map at a level of the pyramid: level 0 is the image's own size, each further one half of it with twice the
// channels.
Map at_level(const NetworkSpec& spec, SampleShape image, int level) {
  return {image.height >> level, image.width >> level, Index{spec.channels} << std::max(0, level - 1)};
}

// The images of a pack as the channels of one (PacGAN: Lin et al. 2018, arXiv 1712.04086).
Map packed_image(const NetworkSpec& spec, SampleShape image, LayoutBuilder& build) {
  if (spec.packing > 1) build.pack(spec.packing, image);
  return {image.height, image.width, image.channels * spec.packing};
}

// From the last maps to the logit: the spread of a group is one more map, the same everywhere (Karras et al. 2018,
// arXiv 1710.10196, section 3).
void logit_of_maps(const NetworkSpec& spec, Map map, Index outputs, LayoutBuilder& build) {
  if (spec.deviation_group > 0) {
    build.group_deviation(map.size(), spec.deviation_group, map.height * map.width);
    ++map.channels;
  }
  build.linear(map.size(), outputs, map.channels);
}

// Strided convolutions down to a few pixels, then one logit (Radford et al. 2016, arXiv 1511.06434: no normalisation
// next to the image, and normalisation before the activation).
void convolutional_discriminator(const NetworkSpec& spec, SampleShape image, Index outputs, LayoutBuilder& build) {
  Map map = packed_image(spec, image, build);
  for (int level = 1; level <= halvings(image.height); ++level) {
    const Map next = at_level(spec, image, level);
    build.convolution({map.height, map.width, map.channels, next.channels, 4, 2, 1});
    if (level > 1) build.normalisation(spec.normalisation, next.size(), next.height * next.width);
    build.activation(next.size(), hidden_activation(spec));
    map = next;
  }
  logit_of_maps(spec, map, outputs, build);
}

void convolutional_generator(const NetworkSpec& spec, Index inputs, SampleShape image, LayoutBuilder& build) {
  const int levels = halvings(image.height);
  Map map = at_level(spec, image, levels);
  build.linear(inputs, map.size(), 0, map.channels);
  build.normalisation(spec.normalisation, map.size(), map.height * map.width);
  build.activation(map.size(), hidden_activation(spec));
  for (int level = levels - 1; level >= 0; --level) {
    Map next = at_level(spec, image, level);
    if (level == 0) next.channels = image.channels;
    if (spec.upsampling == Upsampling::transposed) {
      build.transposed_convolution({next.height, next.width, next.channels, map.channels, 4, 2, 1});
    } else {
      build.repeat({next.height, next.width, map.channels});
      build.convolution({next.height, next.width, map.channels, next.channels, 3, 1, 1});
    }
    map = next;
    if (level == 0) break;
    build.normalisation(spec.normalisation, map.size(), map.height * map.width);
    build.activation(map.size(), hidden_activation(spec));
  }
}

// R3GAN's block without normalisation (Huang et al. 2024, arXiv 2501.05441, section 3; its grouped convolution is a
// plain one here): 1x1, 3x3, 1x1 convolutions around a skip connection. The last starts at zero and the others are
// scaled by L^(-1/4), L the number of blocks (Fixup: Zhang et al. 2019, arXiv 1901.09321). Spectral norm divides by the
// largest singular value, which must not be zero: with it the last one starts like the others.
void residual_block(const NetworkSpec& spec, const Map& map, int blocks, LayoutBuilder& build) {
  const double gain = std::pow(static_cast<double>(blocks), -0.25);
  build.branch(map.size());
  build.convolution({map.height, map.width, map.channels, map.channels, 1, 1, 0}, gain);
  build.activation(map.size(), hidden_activation(spec));
  build.convolution({map.height, map.width, map.channels, map.channels, 3, 1, 1}, gain);
  build.activation(map.size(), hidden_activation(spec));
  build.convolution({map.height, map.width, map.channels, map.channels, 1, 1, 0}, spec.spectral_norm ? gain : 0);
  build.merge();
}

// Channels of the residual networks: level 0 has `channels`, each further level twice as many.
Map residual_level(const NetworkSpec& spec, SampleShape image, int level) {
  return {image.height >> level, image.width >> level, Index{spec.channels} << level};
}

void residual_discriminator(const NetworkSpec& spec, SampleShape image, Index outputs, LayoutBuilder& build) {
  const int levels = halvings(image.height);
  const Index channels = packed_image(spec, image, build).channels;
  Map map = residual_level(spec, image, 0);
  build.convolution({map.height, map.width, channels, map.channels, 1, 1, 0});
  for (int level = 0; level <= levels; ++level) {
    residual_block(spec, map, levels + 1, build);
    if (level == levels) break;
    const Map next = residual_level(spec, image, level + 1);
    build.pool({map.height, map.width, map.channels});
    build.convolution({next.height, next.width, map.channels, next.channels, 1, 1, 0});
    map = next;
  }
  logit_of_maps(spec, map, outputs, build);
}

void residual_generator(const NetworkSpec& spec, Index inputs, SampleShape image, LayoutBuilder& build) {
  const int levels = halvings(image.height);
  Map map = residual_level(spec, image, levels);
  build.linear(inputs, map.size(), 0, map.channels);
  for (int level = levels; level >= 0; --level) {
    residual_block(spec, map, levels + 1, build);
    if (level == 0) break;
    const Map next = residual_level(spec, image, level - 1);
    // Fewer channels first: the same map as after repeating, at a quarter of the work.
    build.convolution({map.height, map.width, map.channels, next.channels, 1, 1, 0});
    build.repeat({next.height, next.width, next.channels});
    map = next;
  }
  build.convolution({map.height, map.width, map.channels, image.channels, 1, 1, 0});
}

}  // namespace

int halvings(Index side) {
  int count = 0;
  while (side > kLargestMap || (side % 2 == 0 && side / 2 >= kSmallestMap)) {
    if (side % 2 != 0) return -1;
    side /= 2;
    ++count;
  }
  return count;
}

NetworkLayout make_layout(const NetworkSpec& spec, SampleShape inputs, SampleShape outputs) {
  GAN_CHECK(inputs.size() > 0 && outputs.size() > 0, "a network needs inputs and outputs");
  NetworkLayout layout;
  GAN_CHECK(spec.packing == 1 || !spec.is_numbers(), "only a network is packed");
  layout.packing = spec.packing;
  layout.inputs = inputs.size() * spec.packing;
  layout.outputs = outputs.size();
  LayoutBuilder build(layout, spec.spectral_norm && !spec.is_numbers());
  const bool generates = outputs.pixels() > 1;
  const SampleShape& image = generates ? outputs : inputs;
  if (spec.architecture == Architecture::mlp) {
    mlp(spec, layout.inputs, outputs.size(), build);
  } else if (spec.architecture == Architecture::point) {
    build.constant(inputs.size(), outputs.size());
  } else if (spec.architecture == Architecture::linear) {
    build.linear_form(inputs.size(), outputs.size());
  } else {
    GAN_CHECK(image.pixels() > 1 && image.height == image.width && halvings(image.height) >= 1,
              "convolutional networks need a square image whose side halves");
    const bool residual = spec.architecture == Architecture::residual;
    if (generates) {
      (residual ? residual_generator : convolutional_generator)(spec, inputs.size(), image, build);
    } else {
      (residual ? residual_discriminator : convolutional_discriminator)(spec, image, outputs.size(), build);
    }
  }
  if (!spec.is_numbers()) output_activation(spec, outputs.size(), build);
  return layout;
}

double multiply_adds(const NetworkLayout& layout) {
  double all = 0;
  for (const Layer& layer : layout.layers) {
    const bool convolves = layer.kind == LayerKind::convolution || layer.kind == LayerKind::transposed_convolution;
    if (layer.kind != LayerKind::linear && !convolves) continue;
    // A kernel's weights are used at every pixel of the convolution's smaller side.
    const double pixels = convolves ? static_cast<double>(layer.shape.out_pixels()) : 1;
    all += static_cast<double>(layer.weight_rows * layer.weight_cols) * pixels;
  }
  return all;
}

}  // namespace gan
