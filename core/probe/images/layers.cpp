#include "core/probe/images/layers.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/check.h"
#include "core/nn/layer_maps.h"

namespace gan {
namespace {

constexpr double kWithin = 0.99;

bool has_weights(LayerKind kind) {
  return kind == LayerKind::linear || kind == LayerKind::convolution || kind == LayerKind::transposed_convolution;
}

// Images of numbers, one after the other, as a sheet: 0 is the middle, and not a number is black.
void fill(const std::vector<float>& values, SampleShape shape, LayerImages& out) {
  const Index size = shape.size(), most = shape.pixels() > 1 ? kMostMaps : kMostUnits;
  out.total = static_cast<Index>(values.size()) / size;
  const Index count = std::min(out.total, most);
  out.scale = symmetric_scale(values);
  std::vector<float> levels(static_cast<std::size_t>(count * size));
  for (std::size_t i = 0; i < levels.size(); ++i) levels[i] = values[i] / out.scale;
  std::vector<std::uint8_t> bytes(levels.size());
  floats_to_bytes(levels.data(), count * size, PixelRange::symmetric, bytes.data());
  out.sheet.shape = {shape.height, shape.width, shape.channels};
  append_rgba(bytes.data(), count, shape, out.sheet.rgba);
  out.sheet.logits.assign(static_cast<std::size_t>(count), 0.0F);
  for (Index i = 0; i < count; ++i) {
    const float* const from = values.data() + i * size;
    double sum = 0;
    for (Index k = 0; k < size; ++k) sum += static_cast<double>(from[k]);
    out.values.push_back({*std::min_element(from, from + size), *std::max_element(from, from + size),
                          static_cast<float>(sum / static_cast<double>(size))});
  }
}

// channels x pixels of one sample, map after map.
std::vector<float> maps_of(const Matrix<float>& output, SampleShape maps) {
  std::vector<float> values(static_cast<std::size_t>(output.size()));
  for (Index c = 0; c < maps.channels; ++c) {
    for (Index p = 0; p < maps.pixels(); ++p) {
      values[static_cast<std::size_t>(c * maps.pixels() + p)] = output(p * maps.channels + c, 0);
    }
  }
  return values;
}

// Of a D that sees packs: of each filter the part that acts on the first image, on its right that of the second, and so
// on. An MLP's weights run over (image, pixel, channel), a kernel's over (pixel, image, channel).
std::vector<float> filters_side_by_side(const Layer& layer, const Matrix<float>& weight, SampleShape image,
                                        Index packing, SampleShape& shape) {
  const bool full = layer.kind == LayerKind::linear;
  const Index kernel = layer.shape.kernel, channels = image.channels;
  const SampleShape one = full ? image : SampleShape{kernel, kernel, channels};
  shape = {one.height, packing * one.width, channels};
  std::vector<float> out;
  out.reserve(static_cast<std::size_t>(weight.size()));
  for (Index r = 0; r < weight.rows(); ++r) {
    for (Index y = 0; y < one.height; ++y) {
      for (Index column = 0; column < shape.width; ++column) {
        const Index place = column / one.width, pixel = y * one.width + column % one.width;
        const Index block = full ? place * one.pixels() + pixel : pixel * packing + place;
        for (Index c = 0; c < channels; ++c) out.push_back(weight(r, block * channels + c));
      }
    }
  }
  return out;
}

}  // namespace

std::size_t image_layer(const NetworkLayout& layout, Player player) {
  const std::size_t count = layout.layers.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = player == Player::generator ? count - 1 - i : i;
    if (has_weights(layout.layers[at].kind)) return at;
  }
  GAN_CHECK(false, "a network has weights");
  return 0;
}

std::vector<float> filters_of(const Layer& layer, const Matrix<float>& weight, SampleShape image, Player player,
                              SampleShape& shape, Index packing) {
  std::vector<float> out;
  out.reserve(static_cast<std::size_t>(weight.size()));
  const Index rows = weight.rows(), cols = weight.cols();
  if (packing > 1) return filters_side_by_side(layer, weight, image, packing, shape);
  const auto row_by_row = [&] {
    for (Index r = 0; r < rows; ++r) {
      for (Index c = 0; c < cols; ++c) out.push_back(weight(r, c));
    }
  };
  const Index kernel = layer.shape.kernel;
  if (layer.kind == LayerKind::linear) {
    shape = image;
    // Of G each column is what one unit adds; columns follow each other already.
    if (player == Player::generator) {
      out.assign(weight.data(), weight.data() + weight.size());
    } else {
      row_by_row();
    }
    return out;
  }
  if (layer.kind == LayerKind::transposed_convolution || player == Player::discriminator) {
    shape = {kernel, kernel, layer.shape.channels};
    row_by_row();
    return out;
  }
  // Rows are the image's channels here, and a patch runs over the incoming maps.
  shape = {kernel, kernel, rows};
  const Index maps = layer.shape.channels;
  for (Index map = 0; map < maps; ++map) {
    for (Index pixel = kernel * kernel; pixel-- > 0;) {
      for (Index r = 0; r < rows; ++r) out.push_back(weight(r, pixel * maps + map));
    }
  }
  return out;
}

float symmetric_scale(const std::vector<float>& values) {
  std::vector<float> sizes;
  sizes.reserve(values.size());
  for (const float v : values) {
    if (std::isfinite(v)) sizes.push_back(std::abs(v));
  }
  if (sizes.empty()) return 1;
  const float largest = *std::max_element(sizes.begin(), sizes.end());
  const auto at = static_cast<std::size_t>(std::ceil(kWithin * static_cast<double>(sizes.size() - 1)));
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(at), sizes.end());
  const float scale = std::max(sizes[at], largest / 3);
  return scale > 0 ? scale : 1;
}

bool probe_layers(const Snapshot& snapshot, const LayersRequest& request, Evaluators& networks,
                  const CancelFlag& cancel, LayerImages& out) {
  out = {};
  if (cancel.cancelled()) return false;
  const bool generator = request.player == Player::generator;
  NetworkEvaluator& network = networks.network(snapshot, request.player);
  const NetworkLayout& layout = network.layout();
  // Filters are the same in any batch.
  const PlayerState<float>& player =
      generator ? networks.generator(snapshot, request.chosen.averaged)
      : request.look == LayerLook::filters
          ? snapshot.state->discriminator
          : networks.discriminator(snapshot, request.chosen.real ? BatchOf::real : BatchOf::generated);
  const SampleShape image = snapshot.data->shape();
  if (request.look == LayerLook::filters) {
    out.layer = image_layer(layout, request.player);
    Matrix<float> weight;
    network.acting_weight(player, out.layer, weight);
    SampleShape shape = image;
    const std::vector<float> filters =
        filters_of(layout.layers[out.layer], weight, image, request.player, shape, layout.packing);
    fill(filters, shape, out);
    out.parts = static_cast<int>(layout.packing);
    return true;
  }
  out.layer = std::min(static_cast<std::size_t>(std::max(request.layer, 0)), layout.layers.size() - 1);
  if (generator && request.chosen.real) return true;
  Matrix<float> x, output;
  if (generator) {
    x = chosen_noise(snapshot, request.chosen);
  } else if (!probe_chosen(snapshot, request.chosen, networks, cancel, x)) {
    return false;
  }
  if (layout.packing > 1) {
    Matrix<float> packs;
    networks.pack(snapshot, {x.data(), x.rows(), 1}, request.chosen.real ? BatchOf::real : BatchOf::generated, packs);
    x = std::move(packs);
  }
  network.forward_to(player, out.layer, {x.data(), x.rows(), 1}, output);
  const std::vector<SampleShape> all = generator ? layer_maps(layout, x.rows(), image) : layer_maps(layout, image, 1);
  const SampleShape maps = all[out.layer];
  fill(maps_of(output, maps), {maps.height, maps.width, 1}, out);
  return true;
}

}  // namespace gan
