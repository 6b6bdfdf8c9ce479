// The tensors of a flat parameter block in a safetensors file, in PyTorch's shapes and order.
#pragma once

#include <string>
#include <vector>

#include "core/io/files/safetensors.h"
#include "core/nn/layout.h"

namespace gan {

// Appends each slot of the block as a tensor `prefix` + its name. The slots are the layout's parameters or buffers.
void take_tensors(const float* block, const std::string& prefix, const std::vector<TensorSlot>& slots,
                  const NetworkLayout& layout, SafetensorsFile& out);

// The inverse. A sentence's part, without the file's name, where a tensor is missing or has another shape.
Outcome put_tensors(const SafetensorsFile& content, const std::string& prefix, const std::vector<TensorSlot>& slots,
                    const NetworkLayout& layout, float* block);

// "[3, 4]"
std::string shape_text(const std::vector<std::int64_t>& shape);

}  // namespace gan
