// Into a player's network: the filters of the layer next to the image, D's first or G's last, and what
// comes out of a layer for one chosen image, as small grey images in which 0 is the middle.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/sample_shape.h"
#include "core/game/player.h"
#include "core/probe/images/sheet.h"
#include "core/probe/shared/chosen.h"

namespace gan {

enum class LayerLook { filters, activations };

// Of maps with pixels, and of single numbers, at most so many are shown.
inline constexpr Index kMostMaps = 256, kMostUnits = 1024;

struct LayersRequest {
  Player player = Player::discriminator;  // whose
  LayerLook look = LayerLook::filters;
  ChosenImage chosen;  // for activations, and `averaged` of G's filters
  int layer = 0;       // of the layout, for activations; the last one where there are fewer
  bool operator==(const LayersRequest&) const = default;
};

struct LayerImage {
  float low = 0, high = 0, mean = 0;  // of its values
  bool operator==(const LayerImage&) const = default;
};

struct LayerImages {
  ImageSheet sheet;  // one a filter, map or unit, its logit being 0
  std::vector<LayerImage> values;
  std::size_t layer = 0;  // of the layout
  Index total = 0;        // filters, maps or units of the layer, shown or not
  int parts = 1;          // of each filter, side by side: as many as D sees images at once
  float scale = 1;        // white is this, black its negative; what lies beyond is cut off
};

// The layer whose weights act on the image, or make it.
std::size_t image_layer(const NetworkLayout& layout, Player player);

// Its filters, one below the other, each height x width x channels numbers, channels fastest:
//   D, convolution      the kernels: what each map answers to
//   D, full             each unit's weights, in the shape of the image
//   D of packs          those of all its images, side by side
//   G, transposed       the kernels: what one pixel of each incoming map adds to the image
//   G, convolution      the same, which of a correlation is the kernel turned by 180 degrees
//   G, full             each incoming unit's weights: what it adds to the image
// weight: as NetworkEvaluator::acting_weight has it. `shape` becomes that of one filter.
std::vector<float> filters_of(const Layer& layer, const Matrix<float>& weight, SampleShape image, Player player,
                              SampleShape& shape, Index packing = 1);

// What white stands for: at least 99 of 100 magnitudes lie below it, or a third of the largest does. 1 for
// zeros.
float symmetric_scale(const std::vector<float>& values);

// Empty for activations of G where a real image is chosen, which has no noise. False when cancelled. For
// images only.
bool probe_layers(const Snapshot& snapshot, const LayersRequest& request, Evaluators& networks,
                  const CancelFlag& cancel, LayerImages& out);

}  // namespace gan
