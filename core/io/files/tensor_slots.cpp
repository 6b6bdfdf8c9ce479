#include "core/io/files/tensor_slots.h"

#include <charconv>

#include "core/base/check.h"

namespace gan {
namespace {

// PyTorch's shape: a kernel has four sides, a linear layer's weight is a matrix even where one of its sides is 1, every
// other tensor is a vector.
std::vector<std::int64_t> shape_of(const TensorSlot& slot, const NetworkLayout& layout) {
  if (slot.order == TensorOrder::kernel) return {slot.rows, slot.channels, slot.kernel, slot.kernel};
  std::size_t layer = 0;
  std::from_chars(slot.name.data(), slot.name.data() + slot.name.size(), layer);
  GAN_CHECK(layer < layout.layers.size(), "a tensor names a layer that is not there");
  if (slot.name.ends_with(".weight") && layout.layers[layer].kind == LayerKind::linear) return {slot.rows, slot.cols};
  return {slot.rows * slot.cols};
}

// Where PyTorch has the i-th of `count` numbers that run over (pixel, channel), channels fastest: it has them slowest.
Index channels_first(Index i, Index count, Index channels) {
  return i % channels * (count / channels) + i / channels;
}

// Calls f(index in the block, index in the file): column-major there, row-major and in PyTorch's order here.
template <class F>
void for_each_number(const TensorSlot& slot, F f) {
  for (Index row = 0; row < slot.rows; ++row) {
    for (Index col = 0; col < slot.cols; ++col) {
      Index r = row, c = col;
      if (slot.order == TensorOrder::pixel_rows) r = channels_first(row, slot.rows, slot.channels);
      if (slot.order == TensorOrder::pixel_columns || slot.order == TensorOrder::kernel)
        c = channels_first(col, slot.cols, slot.channels);
      f(static_cast<std::size_t>(slot.offset + col * slot.rows + row), static_cast<std::size_t>(r * slot.cols + c));
    }
  }
}

NamedTensor take_tensor(const std::string& prefix, const TensorSlot& slot, const NetworkLayout& layout,
                        const float* block) {
  NamedTensor tensor = {prefix + slot.name, shape_of(slot, layout), {}};
  tensor.numbers.resize(static_cast<std::size_t>(slot.rows * slot.cols));
  for_each_number(slot, [&](std::size_t here, std::size_t there) { tensor.numbers[there] = block[here]; });
  return tensor;
}

void put_tensor(const NamedTensor& tensor, const TensorSlot& slot, float* block) {
  for_each_number(slot, [&](std::size_t here, std::size_t there) { block[here] = tensor.numbers[there]; });
}

}  // namespace

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const std::int64_t side : shape) text += (text.empty() ? "" : ", ") + std::to_string(side);
  return "[" + text + "]";
}

void take_tensors(const float* block, const std::string& prefix, const std::vector<TensorSlot>& slots,
                  const NetworkLayout& layout, SafetensorsFile& out) {
  for (const TensorSlot& slot : slots) out.tensors.push_back(take_tensor(prefix, slot, layout, block));
}

Outcome put_tensors(const SafetensorsFile& content, const std::string& prefix, const std::vector<TensorSlot>& slots,
                    const NetworkLayout& layout, float* block) {
  for (const TensorSlot& slot : slots) {
    const std::string name = prefix + slot.name;
    const NamedTensor* tensor = content.find(name);
    const std::vector<std::int64_t> expected = shape_of(slot, layout);
    if (!tensor) return Error{"tensor '" + name + "' is missing, expected shape " + shape_text(expected)};
    if (tensor->shape != expected) {
      return Error{"tensor '" + name + "' has shape " + shape_text(tensor->shape) + ", expected " +
                   shape_text(expected)};
    }
    put_tensor(*tensor, slot, block);
  }
  return {};
}

}  // namespace gan
