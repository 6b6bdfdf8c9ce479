// Spectral norm of weights that training has not led to, and of those that go on without it.
#pragma once

#include "core/ad/workspace.h"
#include "core/nn/layout.h"

namespace gan {

// Power iterations of every weight that spectral norm divides, from the left vectors in `buffers`, which keep the new
// ones: until they stay what they are, or a few hundred times. parameters, buffers: a player's, laid out as `layout`
// says. Nothing where there is no spectral norm.
template <class Real>
void settle_spectral_vectors(Workspace& ws, const NetworkLayout& layout, const Real* parameters, Real* buffers);

// What a layer that has spectral norm divides its weight by in a forward pass: uᵀWv after one power iteration.
template <class Real>
Real spectral_divisor(Workspace& ws, const Layer& layer, const Real* parameters, const Real* buffers);

}  // namespace gan
