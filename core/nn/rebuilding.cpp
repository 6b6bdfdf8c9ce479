#include "core/nn/rebuilding.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/matrix.h"
#include "core/nn/spectral_norm.h"

namespace gan {
namespace {

template <class Real>
using ConstMap = Eigen::Map<const Matrix<Real>>;

// The columns of a weight: blocks of as many, and those that stand behind them.
struct Columns {
  Index blocks = 1, in_block = 0, behind = 0;
};

std::vector<const Layer*> weighted(const NetworkLayout& layout) {
  std::vector<const Layer*> layers;
  for (const Layer& layer : layout.layers) {
    if (layer.weight >= 0) layers.push_back(&layer);
  }
  return layers;
}

const Layer* find_layer(const NetworkLayout& layout, LayerKind kind) {
  const auto found =
      std::find_if(layout.layers.begin(), layout.layers.end(), [&](const Layer& layer) { return layer.kind == kind; });
  return found == layout.layers.end() ? nullptr : &*found;
}

// What each column acts on: of a kernel and of maps a channel of a place, behind waves a coordinate of a wave. The
// spread of a group of numbers, not of maps, is the last.
Columns columns_of(const NetworkLayout& layout, const Layer& layer) {
  const auto slot = std::find_if(layout.parameters.begin(), layout.parameters.end(),
                                 [&](const TensorSlot& s) { return s.offset == layer.weight; });
  GAN_CHECK(slot != layout.parameters.end(), "a weight without a place");
  if (slot->order == TensorOrder::kernel || slot->order == TensorOrder::pixel_columns) {
    return {slot->cols / slot->channels, slot->channels, 0};
  }
  const Index at = &layer - layout.layers.data();
  const Layer* const spread = find_layer(layout, LayerKind::group_deviation);
  const Index behind = spread != nullptr && spread->pixels == 1 && spread - layout.layers.data() == at - 1 ? 1 : 0;
  const Layer* const waves = find_layer(layout, LayerKind::fourier);
  const bool first = waves != nullptr && weighted(layout).front() == &layer;
  const Index blocks = first ? waves->waves.features() : 1;
  return {blocks, (slot->cols - behind) / blocks, behind};
}

template <class Real>
ConstMap<Real> weight_of(const Layer& layer, const AlignedBlock<Real>& block) {
  return {block.data() + layer.weight, layer.weight_rows, layer.weight_cols};
}

// One tensor of the old layer's into that of the new one.
template <class Real>
void carry_weight(Workspace& ws, const TrainedNetwork<Real>& old, const Layer& from,
                  const AlignedBlock<Real>& old_block, const NetworkLayout& layout, const Layer& to,
                  AlignedBlock<Real>& block) {
  MatrixMap<Real> weight(block.data() + to.weight, to.weight_rows, to.weight_cols);
  GAN_CHECK(from.weight_rows == to.weight_rows, "networks of other layers");
  const ConstMap<Real> before = weight_of(from, old_block);
  const bool frees = from.spectral >= 0 && to.spectral < 0;
  const Real scale = frees ? 1 / spectral_divisor(ws, from, old_block.data(), old.player.buffers.data()) : Real(1);
  if (to.spectral >= 0 && (before.array() == Real(0)).all()) return;
  const Columns had = columns_of(old.layout, from), has = columns_of(layout, to);
  weight.setZero();
  for (Index b = 0; b < std::min(had.blocks, has.blocks); ++b) {
    const Index both = std::min(had.in_block, has.in_block);
    weight.middleCols(b * has.in_block, both) = scale * before.middleCols(b * had.in_block, both);
  }
  if (had.behind > 0 && has.behind > 0) weight.col(weight.cols() - 1) = scale * before.col(before.cols() - 1);
}

template <class Real>
void copy_numbers(Index from, Index to, Index count, const AlignedBlock<Real>& old, AlignedBlock<Real>& block) {
  if (from >= 0 && to >= 0) std::copy_n(old.data() + from, count, block.data() + to);
}

template <class Real>
void carry_parameters(Workspace& ws, const TrainedNetwork<Real>& old, const AlignedBlock<Real>& old_block,
                      const NetworkLayout& layout, AlignedBlock<Real>& block) {
  const auto from = weighted(old.layout), to = weighted(layout);
  GAN_CHECK(from.size() == to.size(), "networks of other layers");
  for (std::size_t i = 0; i < to.size(); ++i) {
    carry_weight(ws, old, *from[i], old_block, layout, *to[i], block);
    copy_numbers(from[i]->bias, to[i]->bias, to[i]->bias_rows, old_block, block);
  }
}

template <class Real>
void carry_buffers(const TrainedNetwork<Real>& old, const NetworkLayout& layout, AlignedBlock<Real>& buffers) {
  const AlignedBlock<Real>& before = old.player.buffers;
  const auto from = weighted(old.layout), to = weighted(layout);
  for (std::size_t i = 0; i < to.size(); ++i) {
    const Index rows = to[i]->weight_rows;
    copy_numbers(from[i]->spectral, to[i]->spectral, rows, before, buffers);
    copy_numbers(from[i]->running_mean, to[i]->running_mean, rows, before, buffers);
    copy_numbers(from[i]->running_variance, to[i]->running_variance, rows, before, buffers);
  }
  const Layer* const had = find_layer(old.layout, LayerKind::group_deviation);
  const Layer* const has = find_layer(layout, LayerKind::group_deviation);
  if (had != nullptr && has != nullptr) copy_numbers(had->running_mean, has->running_mean, Index{1}, before, buffers);
}

}  // namespace

template <class Real>
void take_over(Workspace& ws, const TrainedNetwork<Real>& old, const NetworkSpec& spec, const NetworkLayout& layout,
               PlayerState<Real>& player) {
  if (!old.player.average.empty()) player.average = player.parameters;
  carry_parameters(ws, old, old.player.parameters, layout, player.parameters);
  if (!old.player.average.empty()) carry_parameters(ws, old, old.player.average, layout, player.average);
  carry_buffers(old, layout, player.buffers);
  if (spec.spectral_norm && !old.spec.spectral_norm) {
    settle_spectral_vectors(ws, layout, player.parameters.data(), player.buffers.data());
  }
}

template void take_over(Workspace&, const TrainedNetwork<float>&, const NetworkSpec&, const NetworkLayout&,
                        PlayerState<float>&);
template void take_over(Workspace&, const TrainedNetwork<double>&, const NetworkSpec&, const NetworkLayout&,
                        PlayerState<double>&);

}  // namespace gan
