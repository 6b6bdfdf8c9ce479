#include "core/nn/layer_maps.h"

#include <cmath>
#include <string>

namespace gan {
namespace {

// A full layer makes maps where its rows are ordered as those of maps, an image at the end of an MLP, else a
// vector.
SampleShape linear_maps(const NetworkLayout& layout, std::size_t layer, SampleShape outputs) {
  const Index numbers = layout.layers[layer].outputs;
  const std::string name = std::to_string(layer) + ".weight";
  for (const TensorSlot& slot : layout.parameters) {
    if (slot.name != name || slot.order != TensorOrder::pixel_rows) continue;
    // Convolutional networks work on squares.
    const Index places = numbers / slot.channels;
    const auto side = static_cast<Index>(std::lround(std::sqrt(static_cast<double>(places))));
    return {side, side, slot.channels};
  }
  for (std::size_t later = layer + 1; later < layout.layers.size(); ++later) {
    if (layout.layers[later].kind != LayerKind::activation || later + 1 < layout.layers.size()) return numbers;
  }
  return outputs;
}

}  // namespace

std::vector<SampleShape> layer_maps(const NetworkLayout& layout, SampleShape inputs, SampleShape outputs) {
  std::vector<SampleShape> maps;
  SampleShape now = inputs;
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    const ConvolutionShape& shape = layout.layers[i].shape;
    switch (layout.layers[i].kind) {
      case LayerKind::linear:
      case LayerKind::constant:
        now = linear_maps(layout, i, outputs);
        break;
      case LayerKind::convolution:
        now = {shape.out_height(), shape.out_width(), shape.filters};
        break;
      case LayerKind::transposed_convolution:
      case LayerKind::repeat:
        now = {shape.height, shape.width, shape.channels};
        break;
      case LayerKind::pool:
        now = {shape.height / 2, shape.width / 2, shape.channels};
        break;
      case LayerKind::pack:
        now.channels *= layout.layers[i].group;
        break;
      case LayerKind::group_deviation:
        if (layout.layers[i].pixels > 1) {
          ++now.channels;
          break;
        }
        [[fallthrough]];
      case LayerKind::fourier:
        now = layout.layers[i].outputs;
        break;
      case LayerKind::activation:
      case LayerKind::layer_norm:
      case LayerKind::batch_norm:
      case LayerKind::branch:
      case LayerKind::merge:
        break;
    }
    maps.push_back(now);
  }
  return maps;
}

}  // namespace gan
