// The layout of a network in its player's flat parameter block: which layers there are, where each tensor lies and
// what it is called (PyTorch's names for the same torch.nn.Sequential). Tensors start at multiples of 64 bytes; the
// gaps stay zero.
#pragma once

#include <string>
#include <vector>

#include "core/ad/activation.h"
#include "core/ad/convolution.h"
#include "core/ad/waves.h"
#include "core/base/matrix.h"
#include "core/nn/spec.h"

namespace gan {

// How the numbers of a tensor lie in PyTorch, where that is not a plain matrix or vector.
enum class TensorOrder {
  plain,
  kernel,        // filters x (kernel row, kernel column, channel); PyTorch: filters, channel, row, column
  pixel_rows,    // rows run over (pixel, channel); PyTorch: (channel, pixel)
  pixel_columns  // the same of the columns
};

// rows x cols numbers, column-major, from `offset` (in elements) of the block.
struct TensorSlot {
  std::string name;  // "0.weight": index of the layer in the sequence, then the tensor
  Index rows, cols;
  Index offset;
  TensorOrder order = TensorOrder::plain;
  Index channels = 1;  // the fastest index of an order that is not plain
  Index kernel = 1;    // side of the kernel
};

enum class LayerKind {
  linear,
  constant,  // its weights, a column, whatever comes in
  activation,
  layer_norm,
  batch_norm,
  convolution,
  transposed_convolution,
  repeat,          // nearest-neighbour upsampling to twice the height and width
  pool,            // mean over squares of four: half the height and width
  branch,          // where a residual block begins
  merge,           // where it ends: what came in at the branch is added
  fourier,         // sines and cosines beside the coordinates
  pack,            // images one after another become one of all their channels
  group_deviation  // one more number of each sample, or one more map: how far those of its group spread
};

struct Layer {
  LayerKind kind;
  Index inputs, outputs;
  ActivationFunction activation = {};  // of an activation layer
  Index weight = -1, bias = -1;        // offsets, -1: none; gain and bias of a normalisation
  Index weight_rows = 0, weight_cols = 0, bias_rows = 0;
  Index running_mean = -1, running_variance = -1;  // offsets in the buffers of batch norm; the first of the mean spread
  Index spectral = -1;          // offset in the buffers of spectral norm's left vector, weight_rows numbers; -1: none
  ConvolutionShape shape = {};  // of a convolution, transposed or not; of repeat and pool: the larger image
  Index pixels = 1;             // batch norm: its features are channels, and every pixel counts as a sample; of pack;
                                // group_deviation: of the maps beside which it puts one more
  std::size_t partner = 0;      // branch: its merge, merge: its branch
  double initial_gain = 1;      // residual blocks start small, so that depth does not blow up the signal
  Waves waves = {};             // of fourier
  Index group = 0;              // of group_deviation: samples in a group; of pack: images in a pack
};

struct NetworkLayout {
  Index inputs = 0, outputs = 0;
  Index packing = 1;  // inputs are the numbers of so many samples, one after another
  std::vector<Layer> layers;
  std::vector<TensorSlot> parameters;
  std::vector<TensorSlot> buffers;
  Index parameter_size = 0;  // elements of the block, gaps included
  Index buffer_size = 0;
  Index parameter_count = 0;  // trainable numbers, gaps excluded
};

// A generator makes images of the outputs' shape, a discriminator reads those of the inputs', of as many samples at
// once as it is packed with: an MLP one sample after another, convolutional networks as the channels of one image.
// These need one side to be an image that halves (see `halvings`).
NetworkLayout make_layout(const NetworkSpec& spec, SampleShape inputs, SampleShape outputs);

// Of one sample's way forward, in linear and convolutional layers: what those that only look budget with.
double multiply_adds(const NetworkLayout& layout);

// How often an image's side is halved on the way to feature maps of 4 to 7 pixels: -1 where it can't be, because a
// number on the way is odd.
int halvings(Index side);

inline std::vector<TensorSlot> parameter_slots(const NetworkSpec& spec, SampleShape inputs, SampleShape outputs) {
  return make_layout(spec, inputs, outputs).parameters;
}
inline std::vector<TensorSlot> buffer_slots(const NetworkSpec& spec, SampleShape inputs, SampleShape outputs) {
  return make_layout(spec, inputs, outputs).buffers;
}

}  // namespace gan
