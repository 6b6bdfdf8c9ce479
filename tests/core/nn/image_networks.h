// Small networks of images for tests, and numbers to put into them.
#pragma once

#include "core/base/random.h"
#include "core/game/spec.h"
#include "core/nn/layout.h"
#include "core/nn/player_state.h"

namespace gan::test {

template <class Real>
Matrix<Real> normal(Index rows, Index cols, std::uint64_t seed) {
  Matrix<Real> m(rows, cols);
  fill_normal({seed, Stream::view_noise, 0, 0}, m.data(), static_cast<std::size_t>(m.size()));
  return m;
}

struct ImageNetwork {
  const char* name;
  Architecture architecture;
  Upsampling upsampling;
  Normalisation normalisation;
  bool spectral;
  SampleShape image;
  OutputActivation output;
  int packing = 1, group = 0;  // of D
  bool sees_more() const { return packing > 1 || group > 0; }
};

inline GameSpec spec_of(const ImageNetwork& kind) {
  GameSpec spec;
  spec.noise.dimension = 3;
  for (NetworkSpec* network : {&spec.generator, &spec.discriminator}) {
    network->architecture = kind.architecture;
    network->channels = 2;
    network->hidden = {5};
    network->upsampling = kind.upsampling;
    network->normalisation = kind.normalisation;
    network->spectral_norm = kind.spectral;
    network->activation = Activation::tanh;
  }
  spec.generator.output = kind.output;
  spec.discriminator.packing = kind.packing;
  spec.discriminator.deviation_group = kind.group;
  return spec;
}

// Every parameter moved a little: blocks that start at zero would hide what is before them.
template <class Real>
void shake(const NetworkLayout& layout, PlayerState<Real>& player) {
  const Matrix<double> moves = normal<double>(layout.parameter_size, 1, 9) * 0.2;
  for (const TensorSlot& slot : layout.parameters) {
    for (Index i = slot.offset; i < slot.offset + slot.rows * slot.cols; ++i) {
      player.parameters[static_cast<std::size_t>(i)] += static_cast<Real>(moves(i));
    }
  }
}

}  // namespace gan::test
