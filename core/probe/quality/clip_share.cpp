#include "core/probe/quality/clip_share.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "core/nn/layout.h"

namespace gan {

namespace {

// Calls `visit` with every trainable parameter of the discriminator; returns how many there are.
template <class Visit>
Index each_weight(const Snapshot& snapshot, Visit visit) {
  const NetworkLayout layout = make_layout(snapshot.settings->spec.discriminator, snapshot.data->shape(), 1);
  const auto* parameters = snapshot.state->discriminator.parameters.data();
  for (const TensorSlot& slot : layout.parameters) {
    const auto* first = parameters + slot.offset;
    std::for_each(first, first + slot.rows * slot.cols, visit);
  }
  return layout.parameter_count;
}

}  // namespace

double share_near_clip(const Snapshot& snapshot) {
  const double c = snapshot.settings->hyperparameters.clip;
  if (!(c > 0)) return 0;
  std::ptrdiff_t near = 0;
  const Index count =
      each_weight(snapshot, [&](float w) { near += std::abs(static_cast<double>(w)) >= kNearClip * c ? 1 : 0; });
  return static_cast<double>(near) / static_cast<double>(count);
}

WeightHistogram weight_histogram(const Snapshot& snapshot) {
  WeightHistogram out;
  const double c = snapshot.settings->hyperparameters.clip;
  if (!(c > 0)) return out;
  out.bound = c;
  std::array<std::int64_t, WeightHistogram::kCells> counts{};
  std::int64_t near = 0;
  const Index count = each_weight(snapshot, [&](float weight) {
    const auto w = static_cast<double>(weight);
    near += std::abs(w) >= kNearClip * c ? 1 : 0;
    // Before the first step under clipping, what lies outside counts as the outermost.
    const double cell = (w / c + 1) / 2 * WeightHistogram::kCells;
    ++counts[static_cast<std::size_t>(std::clamp(cell, 0.0, WeightHistogram::kCells - 1.0))];
  });
  for (std::size_t i = 0; i < counts.size(); ++i) {
    out.share[i] = static_cast<float>(counts[i]) / static_cast<float>(count);
    out.largest = std::max(out.largest, out.share[i]);
  }
  out.at_bound = static_cast<double>(near) / static_cast<double>(count);
  return out;
}

}  // namespace gan
