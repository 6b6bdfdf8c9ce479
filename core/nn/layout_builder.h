// Appends layers to a layout and hands out their places in the parameter block. Included by the layout's own files.
#pragma once

#include "core/nn/layout.h"

namespace gan {

class LayoutBuilder {
 public:
  LayoutBuilder(NetworkLayout& layout, bool spectral_norm) : layout_(layout), spectral_norm_(spectral_norm) {}

  // `from`, `to`: the images' channels where a side is a flattened image, else 1 (see TensorOrder).
  void linear(Index inputs, Index outputs, Index image_channels_in = 0, Index image_channels_out = 0);
  // D(x) = ψ·x and G(z) = θ: the two of Architecture that are no networks.
  void linear_form(Index inputs, Index outputs);
  void constant(Index inputs, Index outputs);
  void activation(Index width, ActivationFunction f);
  // Of `pixels` pixels of width / pixels channels.
  void normalisation(Normalisation kind, Index width, Index pixels = 1);
  void convolution(const ConvolutionShape& shape, double initial_gain = 1);
  void transposed_convolution(const ConvolutionShape& shape);
  // larger: the image of height x width x channels on the larger side.
  void repeat(SampleShape larger);
  void pool(SampleShape larger);
  void branch(Index width);
  void merge();
  void fourier(Index width, const Waves& waves);
  // So many images, one after another, become one with all their channels.
  void pack(Index images, SampleShape each);
  // Makes a number more of `width`, or, of maps of so many pixels, a map more.
  void group_deviation(Index width, Index group, Index pixels = 1);

 private:
  std::string slot_name(const char* tensor) const;
  Index parameter(TensorSlot slot);
  Index buffer(const char* tensor, TensorSlot slot);
  void add(Layer layer);
  // A weight, and a bias unless that has no rows, with spectral norm's vector where it is on.
  void weights(Layer& layer, TensorSlot weight, Index bias_rows);

  NetworkLayout& layout_;
  bool spectral_norm_;
  std::size_t open_branch_ = 0;
};

}  // namespace gan
