// A small game of two networks in double precision, with one set of batches.
#pragma once

#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/game/network_game.h"

namespace gan {

inline Matrix<double> normal(Index rows, Index cols, std::uint64_t seed) {
  Matrix<double> m(rows, cols);
  fill_normal({seed, Stream::view_noise, 0, 0}, m.data(), static_cast<std::size_t>(m.size()));
  return m;
}

// block += scale · numbers of this seed, where the layout has parameters: gaps stay zero.
inline void add_normal(const NetworkLayout& layout, double scale, std::uint64_t seed, AlignedBlock<double>& block) {
  const Matrix<double> values = normal(static_cast<Index>(block.size()), 1, seed) * scale;
  for (const TensorSlot& slot : layout.parameters) {
    for (Index i = slot.offset; i < slot.offset + slot.rows * slot.cols; ++i) {
      block[static_cast<std::size_t>(i)] += values(i);
    }
  }
}

struct SmallGame {
  SmallGame(Activation activation, Normalisation normalisation, std::vector<std::int64_t> hidden, Index samples,
            bool spectral_norm = false)
      : SmallGame(spec_of(activation, normalisation, std::move(hidden), spectral_norm), samples) {}
  // Of points, with three numbers of noise.
  SmallGame(const GameSpec& game_spec, Index samples)
      : spec(game_spec),
        game(spec, 2),
        real(normal(2, samples, 15)),
        noise(normal(3, samples, 16)),
        mix((normal(1, samples / spec.discriminator.packing, 13).array() * 0.2 + 0.5).matrix()),
        real_jitter(normal(2, samples, 17)),
        fake_jitter(normal(2, samples, 18)),
        shift((normal(2, samples, 14).array() * 0.2 + 0.5).matrix()),
        batch{view_of(real), view_of(noise), view_of(mix), view_of(real_jitter), view_of(fake_jitter), view_of(shift)} {
    game.initialise(state);
    // Biases start at zero, where a test would see too little. No pre-activation lies within a difference's step of a
    // kink for these seeds.
    for (const Player player : kPlayers) add_normal(game.layout(player), 0.1, 9, state[player].parameters);
  }
  SmallGame(const SmallGame&) = delete;
  SmallGame& operator=(const SmallGame&) = delete;

  static GameSpec spec_of(Activation activation, Normalisation normalisation, std::vector<std::int64_t> hidden,
                          bool spectral_norm) {
    GameSpec spec;
    spec.noise.dimension = 3;
    spec.generator.hidden = spec.discriminator.hidden = std::move(hidden);
    spec.generator.activation = spec.discriminator.activation = activation;
    spec.generator.normalisation = spec.discriminator.normalisation = normalisation;
    spec.discriminator.spectral_norm = spectral_norm;
    return spec;
  }

  GameSpec spec;
  NetworkGame<double> game;
  GameState<double> state;
  Matrix<double> real, noise, mix, real_jitter, fake_jitter, shift;
  Batch<double> batch;
};

}  // namespace gan
