#include "app/panels/images/layers_model.h"

#include <algorithm>

#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"
#include "core/nn/layer_maps.h"
#include "core/settings/setting.h"

namespace gan {
namespace {

std::string from_to(Index from, Index to) {
  return " " + whole_text(from) + "→" + whole_text(to);
}

// As the list of the setting calls it.
std::string activation_name(Activation kind) {
  const Setting* setting = find_setting("discriminator.activation");
  GAN_CHECK(setting != nullptr, "the setting of an activation has another key");
  return setting->options()[static_cast<std::size_t>(kind)].title;
}

std::string layer_name(const Layer& layer) {
  switch (layer.kind) {
    case LayerKind::linear:
      return "linear" + from_to(layer.inputs, layer.outputs);
    case LayerKind::constant:
      return "point of " + whole_text(layer.outputs);
    case LayerKind::convolution:
      return "conv" + from_to(layer.shape.channels, layer.shape.filters);
    case LayerKind::transposed_convolution:
      return "transposed conv" + from_to(layer.shape.filters, layer.shape.channels);
    case LayerKind::activation:
      return activation_name(layer.activation.kind);
    case LayerKind::layer_norm:
      return "layer norm";
    case LayerKind::batch_norm:
      return "batch norm";
    case LayerKind::fourier:
      return "Fourier features";
    case LayerKind::pack:
      return "pack of " + whole_text(layer.group);
    case LayerKind::group_deviation:
      return "minibatch deviation";
    case LayerKind::repeat:
      return "nearest upsampling";
    case LayerKind::pool:
      return "average pooling";
    case LayerKind::merge:
      return "residual sum";
    case LayerKind::branch:
      return "residual block";
  }
  return "";
}

std::string size_text(const SampleShape& shape, const char* times) {
  return std::to_string(shape.height) + times + std::to_string(shape.width);
}

const char* noun(const LayerImages& shown, LayerLook look) {
  return look == LayerLook::filters ? "filter" : shown.sheet.shape.pixels() > 1 ? "map" : "unit";
}

}  // namespace

std::vector<LayerChoice> layer_choices(const NetworkLayout& layout, SampleShape inputs, SampleShape outputs) {
  const std::vector<SampleShape> maps = layer_maps(layout, inputs, outputs);
  std::vector<LayerChoice> choices;
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    if (layout.layers[i].kind == LayerKind::branch) continue;
    std::string name = std::to_string(i) + "  " + layer_name(layout.layers[i]);
    if (maps[i].pixels() > 1) name += ", " + size_text(maps[i], "×");
    choices.push_back({static_cast<int>(i), std::move(name)});
  }
  return choices;
}

std::size_t find_choice(const std::vector<LayerChoice>& choices, int layer) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].layer <= layer) found = i;
  }
  return found;
}

std::string count_text(const LayerImages& shown, LayerLook look) {
  const Index count = shown.sheet.count();
  std::string text = count < shown.total ? "the first " + whole_text(count) + " of " : "";
  text += whole_text(shown.total) + " " + noun(shown, look) + (shown.total == 1 ? "" : "s");
  SampleShape shape = shown.sheet.shape;
  if (shape.pixels() == 1 && look != LayerLook::filters) return text;
  shape.width /= shown.parts;
  text += " of " + size_text(shape, " × ");
  return shown.parts == 1 ? text : text + " for each of the " + whole_text(shown.parts) + " images of a pack";
}

std::string image_text(const LayerImages& shown, LayerLook look, int i) {
  const LayerImage& values = shown.values[static_cast<std::size_t>(i)];
  const auto number = [](float value) { return std::string(value_text(static_cast<double>(value)).c_str()); };
  const std::string name = std::string(noun(shown, look)) + " " + whole_text(i + 1) + ": ";
  if (values.low == values.high) return name + number(values.low);
  return name + number(values.low) + " to " + number(values.high) + ", mean " + number(values.mean);
}

std::string filters_meaning(const Layer& layer, Player player) {
  const bool full = layer.kind == LayerKind::linear;
  if (player == Player::discriminator) {
    return full ? "The weights of each unit of D's first layer, in the shape of the image: what it answers "
                  "to."
                : "The kernels of D's first layer: the pattern that each map answers to.";
  }
  return full ? "The weights of G's last layer: what each unit before it adds to the image."
              : "The kernels of G's last layer: what one pixel of each map before it adds to the image.";
}

}  // namespace gan
