// How many trainable numbers each player of a game has.
#pragma once

#include "core/base/matrix.h"
#include "core/base/sample_shape.h"
#include "core/game/player.h"
#include "core/game/spec.h"

namespace gan {

// `data`: what one sample looks like.
PerPlayer<Index> parameter_counts(const GameSpec& spec, SampleShape data);

}  // namespace gan
