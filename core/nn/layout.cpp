#include "core/nn/layout.h"

#include "core/base/aligned.h"
#include "core/base/check.h"

namespace gan {
namespace {

// Sixteen floats are 64 bytes; for doubles the same count keeps every tensor aligned as well.
constexpr Index kSlotMultiple = 16;

class Builder {
 public:
  explicit Builder(NetworkLayout& layout) : layout_(layout) {}

  void linear(Index inputs, Index outputs) {
    Layer layer{.kind = LayerKind::linear, .inputs = inputs, .outputs = outputs, .activation = {}};
    layer.weight = parameter("weight", outputs, inputs);
    layer.bias = parameter("bias", outputs, 1);
    layout_.layers.push_back(layer);
  }

  void activation(Index width, ActivationFunction f) {
    layout_.layers.push_back({.kind = LayerKind::activation, .inputs = width, .outputs = width, .activation = f});
  }

  void normalisation(Normalisation kind, Index width) {
    if (kind == Normalisation::none) return;
    Layer layer{.kind = LayerKind::layer_norm, .inputs = width, .outputs = width, .activation = {}};
    layer.weight = parameter("weight", width, 1);
    layer.bias = parameter("bias", width, 1);
    if (kind == Normalisation::batch) {
      layer.kind = LayerKind::batch_norm;
      layer.running_mean = buffer("running_mean", width);
      layer.running_variance = buffer("running_var", width);
    }
    layout_.layers.push_back(layer);
  }

 private:
  std::string slot_name(const char* tensor) const { return std::to_string(layout_.layers.size()) + "." + tensor; }

  static Index take(std::vector<TensorSlot>& slots, Index& size, std::string name, Index rows, Index cols) {
    const Index offset = size;
    slots.push_back({std::move(name), rows, cols, offset});
    size += (rows * cols + kSlotMultiple - 1) / kSlotMultiple * kSlotMultiple;
    return offset;
  }

  Index parameter(const char* tensor, Index rows, Index cols) {
    layout_.parameter_count += rows * cols;
    return take(layout_.parameters, layout_.parameter_size, slot_name(tensor), rows, cols);
  }

  Index buffer(const char* tensor, Index rows) {
    return take(layout_.buffers, layout_.buffer_size, slot_name(tensor), rows, 1);
  }

  NetworkLayout& layout_;
};

}  // namespace

NetworkLayout make_layout(const NetworkSpec& spec, Index inputs, Index outputs) {
  GAN_CHECK(inputs > 0 && outputs > 0, "a network needs inputs and outputs");
  NetworkLayout layout;
  layout.inputs = inputs;
  layout.outputs = outputs;
  Builder builder(layout);
  Index width = inputs;
  for (const std::int64_t hidden : spec.hidden) {
    builder.linear(width, hidden);
    builder.normalisation(spec.normalisation, hidden);
    builder.activation(hidden, {spec.activation, spec.leaky_slope});
    width = hidden;
  }
  builder.linear(width, outputs);
  if (spec.output == OutputActivation::tanh) builder.activation(outputs, {Activation::tanh, 0});
  return layout;
}

}  // namespace gan
