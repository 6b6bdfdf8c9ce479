// A network's forward pass of one sample in double precision, number by number from the flat block of its
// parameters: slow, plain, and without anything of core/ad, for tests to compare with.
#pragma once

#include <vector>

#include "core/nn/layout.h"
#include "core/nn/player_state.h"

namespace gan::test {

using Numbers = std::vector<double>;

// x at (row, column, channel) of an h x w x c image, 0 outside of it.
double at(const Numbers& x, Index h, Index w, Index c, Index row, Index column, Index channel);

// One layer of one sample, without its bias where `biased` is false. Hidden activations are leaky ReLU, the
// output's tanh; a branch or a merge passes x on.
Numbers apply(const Layer& layer, const PlayerState<float>& player, const Numbers& x, bool biased = true);

// What comes out of every layer, as after training (running statistics of batch norm).
std::vector<Numbers> forward(const NetworkLayout& layout, const PlayerState<float>& player, Numbers x);

}  // namespace gan::test
