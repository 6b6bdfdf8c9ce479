// The layout of a network in its player's flat parameter block: which layers there are, where each tensor lies and
// what it is called (PyTorch's names for the same torch.nn.Sequential). Tensors start at multiples of 64 bytes; the
// gaps stay zero.
#pragma once

#include <string>
#include <vector>

#include "core/ad/activation.h"
#include "core/base/matrix.h"
#include "core/nn/spec.h"

namespace gan {

// rows x cols numbers, column-major, from `offset` (in elements) of the block.
struct TensorSlot {
  std::string name;  // "0.weight": index of the layer in the sequence, then the tensor
  Index rows, cols;
  Index offset;
};

enum class LayerKind { linear, activation, layer_norm, batch_norm };

struct Layer {
  LayerKind kind;
  Index inputs, outputs;
  ActivationFunction activation;  // of an activation layer
  Index weight = -1, bias = -1;   // offsets; gain and bias of a normalisation
  Index running_mean = -1, running_variance = -1;  // offsets in the buffers of batch norm
};

struct NetworkLayout {
  Index inputs = 0, outputs = 0;
  std::vector<Layer> layers;
  std::vector<TensorSlot> parameters;
  std::vector<TensorSlot> buffers;
  Index parameter_size = 0;   // elements of the block, gaps included
  Index buffer_size = 0;
  Index parameter_count = 0;  // trainable numbers, gaps excluded
};

NetworkLayout make_layout(const NetworkSpec& spec, Index inputs, Index outputs);

inline std::vector<TensorSlot> parameter_slots(const NetworkSpec& spec, Index inputs, Index outputs) {
  return make_layout(spec, inputs, outputs).parameters;
}
inline std::vector<TensorSlot> buffer_slots(const NetworkSpec& spec, Index inputs, Index outputs) {
  return make_layout(spec, inputs, outputs).buffers;
}

}  // namespace gan
