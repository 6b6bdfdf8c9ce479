// A network's forward and backward pass over its layout, on values or on duals, and a small evaluator for those who
// only look (probes, metrics). Samples are columns.
#pragma once

#include <vector>

#include "core/ad/dual.h"
#include "core/ad/workspace.h"
#include "core/base/aligned.h"
#include "core/nn/layout.h"
#include "core/nn/player_state.h"

namespace gan {

template <class M>
struct LayerParameters {
  M weight, bias;
};

// A null M in `weight` means that this layer has none, or that nobody wants its gradient.
template <class M>
using NetworkParameters = std::vector<LayerParameters<M>>;

// What one layer remembers between its forward and backward pass. A view that is already set when a pass reaches it
// is taken as known: that is how a tape of values is lifted to a tape of duals without computing the values again.
template <class M>
struct LayerTape {
  M input, output;
  M d_input;                        // adjoint of the input
  M normalised, inverse_deviation;  // of a normalisation
  M weight;                         // that the layer used: its parameter, or what spectral norm made of it
  M u, v, inverse_sigma;            // of spectral norm
};

template <class M>
struct Tape {
  std::vector<LayerTape<M>> layers;
  const M& output() const { return layers.back().output; }
  const M& d_input() const { return layers.front().d_input; }
  // Forgets everything, keeps the memory.
  void reset(std::size_t count) { layers.assign(count, {}); }
};

// Of batch norm: running = (1 - momentum) running + momentum statistic, as in PyTorch.
inline constexpr double kRunningMomentum = 0.1;

// How batch norm takes its statistics.
enum class Mode {
  training,    // of the batch
  evaluation,  // the running ones
};

// Views into a flat block, in the order of layout.layers. `tangent` may be null: no tangent.
template <class Real>
void bind_views(const NetworkLayout& layout, Real* block, NetworkParameters<MatrixView<Real>>& out);
// Of a block that is only read. Primitives never write to their operands, and a view has one type for both: here, and
// in `operand`, it is said that a view is one.
template <class Real>
void bind_views(const NetworkLayout& layout, const Real* block, NetworkParameters<MatrixView<Real>>& out) {
  bind_views(layout, const_cast<Real*>(block), out);
}
template <class Real>
MatrixView<Real> operand(MatrixView<const Real> m) {
  return {const_cast<Real*>(m.data), m.rows, m.cols};
}
// (Not `bind`: for arguments that need a conversion, the lookup would prefer std::bind.)
// Duals of two sets of views; a null pointer stands for zeros (or, for gradients, for "not wanted").
template <class M>
void bind_views(const NetworkParameters<M>* value, const NetworkParameters<M>* tangent,
                NetworkParameters<Dual<M>>& out);

// x: inputs x m. Fills the tape; tape.output() is outputs x m. buffers: the player's running statistics, read in
// evaluation mode; updated in training mode where `update_buffers` is set (PyTorch's rule, momentum 0.1), as are
// spectral norm's vectors.
template <class M>
void network_forward(Workspace& ws, const NetworkLayout& layout, const NetworkParameters<M>& parameters, const M& x,
                     Mode mode, RealOf<M>* buffers, bool update_buffers, Tape<M>& tape);

// dy: adjoint of the output. Adds to `gradients` (null: not wanted) and, if `to_input`, leaves the input's adjoint in
// tape.d_input().
template <class M>
void network_backward(Workspace& ws, const NetworkLayout& layout, const NetworkParameters<M>& parameters, const M& dy,
                      Mode mode, Tape<M>& tape, const NetworkParameters<M>* gradients, bool to_input);

// The tape of values as a tape of duals whose values are known and whose tangents are zero.
template <class M>
void lift(const Tape<M>& values, Tape<Dual<M>>& out);

// For those who only look: owns its workspace, evaluates in evaluation mode, never changes the player.
class NetworkEvaluator {
 public:
  NetworkEvaluator(const NetworkSpec& spec, SampleShape inputs, SampleShape outputs);
  // x: inputs x m, out: outputs x m.
  void forward(const PlayerState<float>& player, MatrixView<const float> x, MatrixView<float> out);
  // D's logit 1 x m (may be null) and its gradient with respect to each input, 2 x m; dy: adjoint of the output or
  // null for ones. For networks without batch coupling each column is that sample's own gradient.
  void forward_and_input_gradient(const PlayerState<float>& player, MatrixView<const float> x,
                                  MatrixView<const float> dy, MatrixView<float> out, MatrixView<float> dx);
  // What comes out of one layer, before any later one could overwrite it: outputs of that layer x m (resized).
  void forward_to(const PlayerState<float>& player, std::size_t layer, MatrixView<const float> x, Matrix<float>& out);
  // The weight that acts in a layer, its parameter or what spectral norm makes of it: weight_rows x weight_cols
  // (resized).
  void acting_weight(const PlayerState<float>& player, std::size_t layer, Matrix<float>& out);
  // Puts the means over these batches in the place of batch norm's running statistics; x: inputs x (a multiple of
  // `batch`). The variance is the unbiased one, which running statistics have, or the biased one that a batch is
  // normalised by in training.
  enum class Variance { unbiased, biased };
  void measure_statistics(PlayerState<float>& player, MatrixView<const float> x, Index batch,
                          Variance variance = Variance::unbiased);
  bool keeps_statistics() const;
  const NetworkLayout& layout() const { return layout_; }

 private:
  void bind_player(const PlayerState<float>& player);
  void run_forward(const PlayerState<float>& player, MatrixView<const float> x);
  const LayerTape<MatrixView<float>>& run_to(const PlayerState<float>& player, std::size_t layer,
                                             MatrixView<const float> x);

  NetworkLayout layout_;
  Workspace workspace_;
  NetworkParameters<MatrixView<float>> parameters_;
  Tape<MatrixView<float>> tape_;
};

}  // namespace gan
