// Initial parameters of a network, from its own random stream: layer i draws from inner step i.
#pragma once

#include "core/base/random.h"
#include "core/nn/layout.h"
#include "core/nn/player_state.h"

namespace gan {

// Weights by the spec's rule, biases 0, gains 1, running mean 0 and variance 1; moments and counters zero.
//   he:         N(0, s² g² / inputs), g the gain of the activation that follows (He et al. 2015, 1502.01852)
//   glorot:     N(0, 2 s² / (inputs + outputs))                (Glorot and Bengio 2010)
//   orthogonal: s times a matrix with orthonormal rows or columns (Saxe et al. 2014, 1312.6120)
//   normal:     N(0, s²)
// Those of the architectures point and linear are what the spec starts them at.
// key.inner is ignored.
template <class Real>
void initialise_player(const NetworkSpec& spec, const NetworkLayout& layout, StreamKey key, PlayerState<Real>& player);

// What the first weights of that layer, which has some, are scaled by: their standard deviation, or with orthogonal
// ones the factor of the orthonormal matrix.
double initial_scale_of(const NetworkSpec& spec, const NetworkLayout& layout, std::size_t layer);

}  // namespace gan
