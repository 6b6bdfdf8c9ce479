// The pure half of the view into the networks: the layers of a player by name, and what is said about their
// images.
#pragma once

#include <string>
#include <vector>

#include "core/nn/layout.h"
#include "core/probe/images/layers.h"

namespace gan {

struct LayerChoice {
  int layer = 0;     // of the layout
  std::string name;  // "3  conv 32→64, 7×7": its number as in a checkpoint's names, what it does, the size of
                     // its maps
};

// Every layer whose output is another than its input. inputs, outputs: those that the layout was made for.
std::vector<LayerChoice> layer_choices(const NetworkLayout& layout, SampleShape inputs, SampleShape outputs);
// The position in `choices` of that layer, or of the last one before it.
std::size_t find_choice(const std::vector<LayerChoice>& choices, int layer);

// "32 maps of 7 × 7", "64 units", "16 filters of 4 × 4"; with "the first 256 of 512 …" where not all are
// shown, and "32 filters of 4 × 4 for each of the 2 images of a pack".
std::string count_text(const LayerImages& shown, LayerLook look);
// Of one of them: "map 7: −0.31 to 1.20, mean 0.14", "unit 3: 0.52".
std::string image_text(const LayerImages& shown, LayerLook look, int i);
// What the filters are: one sentence, by whose they are and of which layer.
std::string filters_meaning(const Layer& layer, Player player);

}  // namespace gan
