#include "core/base/check.h"
#include "core/nn/network.h"

namespace gan {
namespace {

// Primitives never write to their operands; a view has one type for both.
MatrixView<float> readable(MatrixView<const float> m) { return {const_cast<float*>(m.data), m.rows, m.cols}; }

}  // namespace

NetworkEvaluator::NetworkEvaluator(const NetworkSpec& spec, SampleShape inputs, SampleShape outputs)
    : layout_(make_layout(spec, inputs, outputs)) {}

void NetworkEvaluator::bind_player(const PlayerState<float>& player, bool averaged) {
  GAN_CHECK(static_cast<Index>(player.parameters.size()) == layout_.parameter_size, "a player of another network");
  const AlignedBlock<float>& block = averaged && !player.average.empty() ? player.average : player.parameters;
  // Qualified: std::bind would be found through std::vector, and takes anything.
  bind_views(layout_, const_cast<float*>(block.data()), parameters_);
  tape_.reset(layout_.layers.size());
}

void NetworkEvaluator::run_forward(const PlayerState<float>& player, MatrixView<const float> x, bool averaged) {
  bind_player(player, averaged);
  float* buffers = const_cast<float*>(player.buffers.data());
  network_forward(workspace_, layout_, parameters_, readable(x), Mode::evaluation, buffers, false, tape_);
}

void NetworkEvaluator::forward(const PlayerState<float>& player, MatrixView<const float> x, MatrixView<float> out,
                               bool averaged) {
  Workspace::Scope scope(workspace_);
  run_forward(player, x, averaged);
  out.map() = tape_.output().map();
}

void NetworkEvaluator::forward_and_input_gradient(const PlayerState<float>& player, MatrixView<const float> x,
                                                  MatrixView<const float> dy, MatrixView<float> out,
                                                  MatrixView<float> dx) {
  Workspace::Scope scope(workspace_);
  run_forward(player, x, false);
  const MatrixView<float> y = tape_.output();
  if (out.data) out.map() = y.map();
  if (!dx.data) return;
  MatrixView<float> adjoint = readable(dy);
  if (!adjoint.data) adjoint = workspace_.matrix<float>(y.rows, y.cols), adjoint.flat().setOnes();
  network_backward(workspace_, layout_, parameters_, adjoint, Mode::evaluation, tape_,
                   static_cast<const NetworkParameters<MatrixView<float>>*>(nullptr), true);
  dx.map() = tape_.d_input().map();
}

}  // namespace gan
