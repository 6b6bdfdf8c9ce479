#include "core/nn/layout_builder.h"

#include "core/base/aligned.h"
#include "core/base/check.h"

namespace gan {
namespace {

// Sixteen floats are 64 bytes; for doubles the same count keeps every tensor aligned as well.
constexpr Index kSlotMultiple = 16;

Index take(std::vector<TensorSlot>& slots, Index& size, TensorSlot slot) {
  slot.offset = size;
  size += (slot.rows * slot.cols + kSlotMultiple - 1) / kSlotMultiple * kSlotMultiple;
  slots.push_back(std::move(slot));
  return slots.back().offset;
}

// filters x patch, of a convolution and of its adjoint.
TensorSlot kernel_of(const ConvolutionShape& shape) {
  return {.name = {},
          .rows = shape.filters,
          .cols = shape.patch(),
          .offset = 0,
          .order = TensorOrder::kernel,
          .channels = shape.channels,
          .kernel = shape.kernel};
}

}  // namespace

std::string LayoutBuilder::slot_name(const char* tensor) const {
  return std::to_string(layout_.layers.size()) + "." + tensor;
}

Index LayoutBuilder::parameter(TensorSlot slot) {
  layout_.parameter_count += slot.rows * slot.cols;
  return take(layout_.parameters, layout_.parameter_size, std::move(slot));
}

Index LayoutBuilder::buffer(const char* tensor, TensorSlot slot) {
  slot.name = slot_name(tensor);
  return take(layout_.buffers, layout_.buffer_size, std::move(slot));
}

void LayoutBuilder::add(Layer layer) {
  layout_.layers.push_back(std::move(layer));
}

void LayoutBuilder::weights(Layer& layer, TensorSlot weight, Index bias_rows) {
  layer.weight_rows = weight.rows;
  layer.weight_cols = weight.cols;
  layer.bias_rows = bias_rows;
  TensorSlot bias{.name = slot_name("bias"), .rows = bias_rows, .cols = 1, .offset = 0};
  if (weight.order == TensorOrder::pixel_rows) bias.order = weight.order, bias.channels = weight.channels;
  weight.name = slot_name("weight");
  // It has a number for each row of the weights, in the order of theirs.
  TensorSlot left{.name = {}, .rows = weight.rows, .cols = 1, .offset = 0};
  if (weight.order == TensorOrder::pixel_rows) left.order = weight.order, left.channels = weight.channels;
  layer.weight = parameter(std::move(weight));
  if (bias_rows > 0) layer.bias = parameter(std::move(bias));
  if (spectral_norm_) layer.spectral = buffer("weight_u", std::move(left));
}

void LayoutBuilder::linear(Index inputs, Index outputs, Index image_channels_in, Index image_channels_out) {
  Layer layer{.kind = LayerKind::linear, .inputs = inputs, .outputs = outputs};
  TensorSlot slot{.name = {}, .rows = outputs, .cols = inputs, .offset = 0};
  if (image_channels_in > 0) slot.order = TensorOrder::pixel_columns, slot.channels = image_channels_in;
  if (image_channels_out > 0) slot.order = TensorOrder::pixel_rows, slot.channels = image_channels_out;
  weights(layer, slot, outputs);
  add(layer);
}

void LayoutBuilder::linear_form(Index inputs, Index outputs) {
  Layer layer{.kind = LayerKind::linear, .inputs = inputs, .outputs = outputs};
  weights(layer, {.name = {}, .rows = outputs, .cols = inputs, .offset = 0}, 0);
  add(layer);
}

void LayoutBuilder::constant(Index inputs, Index outputs) {
  Layer layer{.kind = LayerKind::constant, .inputs = inputs, .outputs = outputs};
  layer.weight_rows = outputs;
  layer.weight_cols = 1;
  layer.weight = parameter({.name = slot_name("weight"), .rows = outputs, .cols = 1, .offset = 0});
  add(layer);
}

void LayoutBuilder::activation(Index width, ActivationFunction f) {
  // It may overwrite its input, which the end of a residual block still needs.
  GAN_CHECK(layout_.layers.empty() || layout_.layers.back().kind != LayerKind::branch, "an activation after a branch");
  add({.kind = LayerKind::activation, .inputs = width, .outputs = width, .activation = f});
}

void LayoutBuilder::normalisation(Normalisation kind, Index width, Index pixels) {
  if (kind == Normalisation::none) return;
  Layer layer{.kind = LayerKind::layer_norm, .inputs = width, .outputs = width};
  Index features = width;
  if (kind == Normalisation::batch) {
    layer.kind = LayerKind::batch_norm;
    layer.pixels = pixels;
    features = width / pixels;
  }
  layer.weight_rows = layer.bias_rows = features;
  layer.weight_cols = 1;
  TensorSlot slot{.name = slot_name("weight"), .rows = features, .cols = 1, .offset = 0};
  if (kind == Normalisation::layer && pixels > 1) slot.order = TensorOrder::pixel_rows, slot.channels = width / pixels;
  layer.weight = parameter(slot);
  slot.name = slot_name("bias");
  layer.bias = parameter(slot);
  if (kind == Normalisation::batch) {
    const TensorSlot statistic{.name = {}, .rows = features, .cols = 1, .offset = 0};
    layer.running_mean = buffer("running_mean", statistic);
    layer.running_variance = buffer("running_var", statistic);
  }
  add(layer);
}

void LayoutBuilder::convolution(const ConvolutionShape& shape, double initial_gain) {
  Layer layer{.kind = LayerKind::convolution, .inputs = shape.in_size(), .outputs = shape.out_size()};
  layer.shape = shape;
  layer.initial_gain = initial_gain;
  weights(layer, kernel_of(shape), shape.filters);
  add(layer);
}

void LayoutBuilder::transposed_convolution(const ConvolutionShape& shape) {
  Layer layer{.kind = LayerKind::transposed_convolution, .inputs = shape.out_size(), .outputs = shape.in_size()};
  layer.shape = shape;
  weights(layer, kernel_of(shape), shape.channels);
  add(layer);
}

void LayoutBuilder::repeat(SampleShape larger) {
  Layer layer{.kind = LayerKind::repeat, .inputs = larger.size() / 4, .outputs = larger.size()};
  layer.shape.height = larger.height, layer.shape.width = larger.width, layer.shape.channels = larger.channels;
  add(layer);
}

void LayoutBuilder::pool(SampleShape larger) {
  Layer layer{.kind = LayerKind::pool, .inputs = larger.size(), .outputs = larger.size() / 4};
  layer.shape.height = larger.height, layer.shape.width = larger.width, layer.shape.channels = larger.channels;
  add(layer);
}

void LayoutBuilder::branch(Index width) {
  open_branch_ = layout_.layers.size();
  add({.kind = LayerKind::branch, .inputs = width, .outputs = width});
}

void LayoutBuilder::merge() {
  Layer& from = layout_.layers[open_branch_];
  GAN_CHECK(from.kind == LayerKind::branch && layout_.layers.back().outputs == from.outputs,
            "a block without a branch");
  from.partner = layout_.layers.size();
  add({.kind = LayerKind::merge, .inputs = from.outputs, .outputs = from.outputs, .partner = open_branch_});
}

void LayoutBuilder::fourier(Index width, const Waves& waves) {
  Layer layer{.kind = LayerKind::fourier, .inputs = width, .outputs = width * waves.features()};
  layer.waves = waves;
  add(layer);
}

void LayoutBuilder::pack(Index images, SampleShape each) {
  Layer layer{.kind = LayerKind::pack, .inputs = images * each.size(), .outputs = images * each.size()};
  layer.pixels = each.pixels();
  layer.group = images;
  add(layer);
}

void LayoutBuilder::group_deviation(Index width, Index group, Index pixels) {
  Layer layer{.kind = LayerKind::group_deviation, .inputs = width, .outputs = width + pixels};
  layer.group = group;
  layer.pixels = pixels;
  layer.running_mean = buffer("running_deviation", {.name = {}, .rows = 1, .cols = 1, .offset = 0});
  add(layer);
}

}  // namespace gan
