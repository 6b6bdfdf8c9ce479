#include <algorithm>

#include "core/base/check.h"
#include "core/nn/network.h"

namespace gan {
namespace {

// Running statistics, of which evaluation only reads.
float* statistics_of(const PlayerState<float>& player) {
  return operand(MatrixView<const float>{player.buffers.data(), static_cast<Index>(player.buffers.size()), 1}).data;
}

}  // namespace

NetworkEvaluator::NetworkEvaluator(const NetworkSpec& spec, SampleShape inputs, SampleShape outputs)
    : layout_(make_layout(spec, inputs, outputs)) {}

void NetworkEvaluator::bind_player(const PlayerState<float>& player) {
  GAN_CHECK(static_cast<Index>(player.parameters.size()) == layout_.parameter_size, "a player of another network");
  bind_views(layout_, player.parameters.data(), parameters_);
  tape_.reset(layout_.layers.size());
}

void NetworkEvaluator::run_forward(const PlayerState<float>& player, MatrixView<const float> x) {
  bind_player(player);
  network_forward(workspace_, layout_, parameters_, operand(x), Mode::evaluation, statistics_of(player), false, tape_);
}

void NetworkEvaluator::forward(const PlayerState<float>& player, MatrixView<const float> x, MatrixView<float> out) {
  Workspace::Scope scope(workspace_);
  run_forward(player, x);
  out.map() = tape_.output().map();
}

void NetworkEvaluator::forward_and_input_gradient(const PlayerState<float>& player, MatrixView<const float> x,
                                                  MatrixView<const float> dy, MatrixView<float> out,
                                                  MatrixView<float> dx) {
  Workspace::Scope scope(workspace_);
  run_forward(player, x);
  const MatrixView<float> y = tape_.output();
  if (out.data) out.map() = y.map();
  if (!dx.data) return;
  MatrixView<float> adjoint = operand(dy);
  if (!adjoint.data) adjoint = workspace_.matrix<float>(y.rows, y.cols), adjoint.flat().setOnes();
  network_backward(workspace_, layout_, parameters_, adjoint, Mode::evaluation, tape_,
                   static_cast<const NetworkParameters<MatrixView<float>>*>(nullptr), true);
  dx.map() = tape_.d_input().map();
}

// The network up to that layer is a network: a branch that is still open does nothing forward.
const LayerTape<MatrixView<float>>& NetworkEvaluator::run_to(const PlayerState<float>& player, std::size_t layer,
                                                             MatrixView<const float> x) {
  GAN_CHECK(layer < layout_.layers.size(), "a layer that the network has");
  bind_player(player);
  NetworkLayout part;
  part.inputs = layout_.inputs;
  part.layers.assign(layout_.layers.begin(), layout_.layers.begin() + static_cast<std::ptrdiff_t>(layer) + 1);
  tape_.reset(part.layers.size());
  network_forward(workspace_, part, parameters_, operand(x), Mode::evaluation, statistics_of(player), false, tape_);
  return tape_.layers.back();
}

void NetworkEvaluator::forward_to(const PlayerState<float>& player, std::size_t layer, MatrixView<const float> x,
                                  Matrix<float>& out) {
  Workspace::Scope scope(workspace_);
  out = run_to(player, layer, x).output.map();
}

void NetworkEvaluator::acting_weight(const PlayerState<float>& player, std::size_t layer, Matrix<float>& out) {
  Workspace::Scope scope(workspace_);
  MatrixView<float> nothing = workspace_.matrix<float>(layout_.inputs, 1);
  nothing.flat().setZero();
  const MatrixView<float> weight = run_to(player, layer, {nothing.data, nothing.rows, 1}).weight;
  GAN_CHECK(weight.data, "the layer has weights");
  out = weight.map();
}

bool NetworkEvaluator::keeps_statistics() const {
  return std::any_of(layout_.layers.begin(), layout_.layers.end(), [](const Layer& l) { return l.running_mean >= 0; });
}

void NetworkEvaluator::measure_statistics(PlayerState<float>& player, MatrixView<const float> x, Index batch,
                                          Variance variance) {
  GAN_CHECK(batch > 0 && x.cols > 0 && x.cols % batch == 0, "whole batches");
  const auto for_each_statistic = [&](auto act) {
    for (const Layer& layer : layout_.layers) {
      if (layer.running_mean < 0) continue;
      if (layer.running_variance < 0) {
        act(layer.running_mean, Index{1});
        continue;
      }
      act(layer.running_mean, layer.weight_rows);
      act(layer.running_variance, layer.weight_rows);
    }
  };
  AlignedBlock<float> sum = player.buffers;
  for_each_statistic([&](Index at, Index count) { std::fill_n(sum.data() + at, count, 0.0f); });
  const auto momentum = static_cast<float>(kRunningMomentum);
  const float share = static_cast<float>(batch) / (momentum * static_cast<float>(x.cols));
  for (Index begin = 0; begin < x.cols; begin += batch) {
    Workspace::Scope scope(workspace_);
    bind_player(player);
    // From zero the running statistics become momentum times the batch's.
    AlignedBlock<float> one = player.buffers;
    for_each_statistic([&](Index at, Index count) { std::fill_n(one.data() + at, count, 0.0f); });
    network_forward(workspace_, layout_, parameters_,
                    operand(MatrixView<const float>{x.data + begin * x.rows, x.rows, batch}), Mode::training,
                    one.data(), true, tape_);
    for_each_statistic([&](Index at, Index count) {
      for (Index i = at; i < at + count; ++i) sum.data()[i] += share * one.data()[i];
    });
  }
  player.buffers = std::move(sum);
  if (variance == Variance::unbiased) return;
  for (const Layer& layer : layout_.layers) {
    if (layer.running_variance < 0) continue;
    const auto samples = static_cast<float>(batch * layer.pixels);
    if (samples < 2) continue;  // the unbiased one is the biased one then
    float* const from = player.buffers.data() + layer.running_variance;
    for (Index i = 0; i < layer.weight_rows; ++i) from[i] *= (samples - 1) / samples;
  }
}

}  // namespace gan
