// Both networks as torch.nn.Sequential, layer by layer as the layout has them, and their first weights.
#pragma once

#include <string>

#include "core/export/pytorch_parts.h"

namespace gan::pytorch {

// Classes that the networks need and PyTorch lacks, then G and D.
std::string networks(const GameText& game);
// Whether some network has these: a helper of the script's lists the layers with weights.
bool has_spectral_norm(const GameText& game);
bool has_layers_of(const GameText& game, LayerKind kind);
// What follows the networks: their first weights, where no checkpoint has them, and spectral norm around them.
std::string first_weights(const GameText& game);
std::string spectral_norms(const GameText& game);

}  // namespace gan::pytorch
