// What the numbers that come out of each layer of a network are: feature maps of so many pixels, or a vector.
#pragma once

#include <vector>

#include "core/nn/layout.h"

namespace gan {

// One a layer: height x width pixels of `channels` maps, channels fastest; 1 x 1 for a vector. inputs,
// outputs: those that the layout was made for; what has as many numbers as an image at that end is one.
std::vector<SampleShape> layer_maps(const NetworkLayout& layout, SampleShape inputs, SampleShape outputs);

}  // namespace gan
