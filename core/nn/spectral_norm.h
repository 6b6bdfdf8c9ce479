// Spectral norm's vectors, of weights that training has not led to.
#pragma once

#include "core/ad/workspace.h"
#include "core/nn/layout.h"

namespace gan {

// Power iterations of every weight that spectral norm divides, from the left vectors in `buffers`, which keep the new
// ones: until they stay what they are, or a few hundred times. parameters, buffers: a player's, laid out as `layout`
// says. Nothing where there is no spectral norm.
template <class Real>
void settle_spectral_vectors(Workspace& ws, const NetworkLayout& layout, const Real* parameters, Real* buffers);

}  // namespace gan
