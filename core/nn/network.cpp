#include "core/nn/network.h"

#include "core/base/check.h"
#include "core/nn/convolution_impl.h"
#include "core/nn/features_impl.h"
#include "core/nn/linear_impl.h"
#include "core/nn/normalisation_impl.h"

namespace gan {
namespace {

bool has_weights(LayerKind kind) {
  return kind == LayerKind::linear || kind == LayerKind::convolution || kind == LayerKind::transposed_convolution;
}

}  // namespace

template <class Real>
void bind_views(const NetworkLayout& layout, Real* block, NetworkParameters<MatrixView<Real>>& out) {
  out.resize(layout.layers.size());
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    const Layer& layer = layout.layers[i];
    out[i] = {};
    if (layer.weight < 0) continue;
    out[i].weight = {block + layer.weight, layer.weight_rows, layer.weight_cols};
    if (layer.bias >= 0) out[i].bias = {block + layer.bias, layer.bias_rows, 1};
  }
}

template <class M>
void bind_views(const NetworkParameters<M>* value, const NetworkParameters<M>* tangent,
                NetworkParameters<Dual<M>>& out) {
  GAN_CHECK(value || tangent, "a dual needs a value or a tangent");
  out.resize((value ? value : tangent)->size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = {};
    if (value) out[i].weight.value = (*value)[i].weight, out[i].bias.value = (*value)[i].bias;
    if (tangent) out[i].weight.tangent = (*tangent)[i].weight, out[i].bias.tangent = (*tangent)[i].bias;
  }
}

template <class M>
void network_forward(Workspace& ws, const NetworkLayout& layout, const NetworkParameters<M>& parameters, const M& x,
                     Mode mode, RealOf<M>* buffers, bool update_buffers, Tape<M>& tape) {
  GAN_CHECK(rows_of(x) == layout.inputs, "the network has another number of inputs");
  if (tape.layers.size() != layout.layers.size()) tape.reset(layout.layers.size());
  const M* input = &x;
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    const Layer& layer = layout.layers[i];
    LayerTape<M>& entry = tape.layers[i];
    entry.input = *input;
    if (has_weights(layer.kind)) {
      const bool update = update_buffers && mode == Mode::training;
      spectral_forward(ws, layer, parameters[i].weight, buffers, update, entry);
    }
    switch (layer.kind) {
      case LayerKind::linear:
        linear_forward(ws, parameters[i], entry);
        break;
      case LayerKind::constant:
        constant_forward(ws, parameters[i], entry);
        break;
      case LayerKind::convolution:
        convolution_forward(ws, layer, parameters[i], entry);
        break;
      case LayerKind::transposed_convolution:
        transposed_convolution_forward(ws, layer, parameters[i], entry);
        break;
      case LayerKind::repeat:
        repeat_forward(ws, layer, entry);
        break;
      case LayerKind::pool:
        pool_forward(ws, layer, entry);
        break;
      case LayerKind::branch:
        entry.output = entry.input;
        break;
      case LayerKind::merge:
        merge_forward(ws, tape.layers[layer.partner], entry);
        break;
      case LayerKind::activation:
        activation_forward(ws, layer.activation, entry);
        break;
      case LayerKind::layer_norm:
      case LayerKind::batch_norm:
        normalisation_forward(ws, layer, parameters[i], mode, buffers, update_buffers, entry);
        break;
      case LayerKind::fourier:
        fourier_forward(ws, layer, entry);
        break;
      case LayerKind::pack:
        pack_forward(ws, layer, entry);
        break;
      case LayerKind::group_deviation:
        group_deviation_forward(ws, layer, mode, buffers, update_buffers, entry);
        break;
    }
    input = &entry.output;
  }
}

template <class M>
void network_backward(Workspace& ws, const NetworkLayout& layout, const NetworkParameters<M>& parameters, const M& dy,
                      Mode mode, Tape<M>& tape, const NetworkParameters<M>* gradients, bool to_input) {
  const M* adjoint = &dy;
  // Nothing below has parameters: its adjoint is wanted by nobody but the input.
  const LayerKind first = layout.layers.front().kind;
  const std::size_t lowest = first == LayerKind::fourier || first == LayerKind::pack ? 1 : 0;
  for (std::size_t i = layout.layers.size(); i-- > 0;) {
    const Layer& layer = layout.layers[i];
    LayerTape<M>& entry = tape.layers[i];
    const LayerParameters<M>* gradient = gradients ? &(*gradients)[i] : nullptr;
    const bool on = to_input || i > lowest;
    switch (layer.kind) {
      case LayerKind::linear:
        linear_backward(ws, layer, parameters[i], *adjoint, entry, gradient, on);
        break;
      case LayerKind::constant:
        constant_backward(ws, *adjoint, entry, gradient);
        break;
      case LayerKind::convolution:
        convolution_backward(ws, layer, parameters[i], *adjoint, entry, gradient, on);
        break;
      case LayerKind::transposed_convolution:
        transposed_convolution_backward(ws, layer, parameters[i], *adjoint, entry, gradient, on);
        break;
      case LayerKind::repeat:
        repeat_backward(ws, layer, *adjoint, entry);
        break;
      case LayerKind::pool:
        pool_backward(ws, layer, *adjoint, entry);
        break;
      case LayerKind::branch:
        branch_backward(ws, *adjoint, tape.layers[layer.partner], entry);
        break;
      case LayerKind::merge:
        entry.d_input = *adjoint;
        break;
      case LayerKind::activation:
        activation_backward(ws, layer.activation, *adjoint, entry);
        break;
      case LayerKind::layer_norm:
      case LayerKind::batch_norm:
        normalisation_backward(ws, layer, parameters[i], *adjoint, mode, entry, gradient, on);
        break;
      case LayerKind::fourier:
        if (on) fourier_backward(ws, layer, *adjoint, entry);
        break;
      case LayerKind::pack:
        if (on) pack_backward(ws, layer, *adjoint, entry);
        break;
      case LayerKind::group_deviation:
        group_deviation_backward(ws, layer, *adjoint, mode, entry);
        break;
    }
    adjoint = &entry.d_input;
  }
}

template <class M>
void lift(const Tape<M>& values, Tape<Dual<M>>& out) {
  out.reset(values.layers.size());
  for (std::size_t i = 0; i < values.layers.size(); ++i) {
    const LayerTape<M>& from = values.layers[i];
    LayerTape<Dual<M>>& to = out.layers[i];
    to.input.value = from.input;
    to.output.value = from.output;
    to.d_input.value = from.d_input;
    to.normalised.value = from.normalised;
    to.inverse_deviation.value = from.inverse_deviation;
    to.weight.value = from.weight;
    to.u.value = from.u;
    to.v.value = from.v;
    to.inverse_sigma.value = from.inverse_sigma;
  }
}

#define GAN_INSTANTIATE(...)                                                                                          \
  template void network_forward(Workspace&, const NetworkLayout&, const NetworkParameters<__VA_ARGS__>&,              \
                                const __VA_ARGS__&, Mode, RealOf<__VA_ARGS__>*, bool, Tape<__VA_ARGS__>&);            \
  template void network_backward(Workspace&, const NetworkLayout&, const NetworkParameters<__VA_ARGS__>&,             \
                                 const __VA_ARGS__&, Mode, Tape<__VA_ARGS__>&, const NetworkParameters<__VA_ARGS__>*, \
                                 bool);                                                                               \
  template void bind_views(const NetworkParameters<__VA_ARGS__>*, const NetworkParameters<__VA_ARGS__>*,              \
                           NetworkParameters<Dual<__VA_ARGS__>>&);                                                    \
  template void lift(const Tape<__VA_ARGS__>&, Tape<Dual<__VA_ARGS__>>&);
GAN_INSTANTIATE(MatrixView<float>)
GAN_INSTANTIATE(MatrixView<double>)
GAN_INSTANTIATE(Dual<MatrixView<float>>)
GAN_INSTANTIATE(Dual<MatrixView<double>>)
GAN_INSTANTIATE(Dual<Dual<MatrixView<float>>>)
GAN_INSTANTIATE(Dual<Dual<MatrixView<double>>>)
GAN_INSTANTIATE(Dual<Dual<Dual<MatrixView<double>>>>)
#undef GAN_INSTANTIATE
template void bind_views(const NetworkLayout&, float*, NetworkParameters<MatrixView<float>>&);
template void bind_views(const NetworkLayout&, double*, NetworkParameters<MatrixView<double>>&);

}  // namespace gan
