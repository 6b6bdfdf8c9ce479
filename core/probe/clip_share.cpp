#include "core/probe/clip_share.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/nn/layout.h"

namespace gan {

double share_near_clip(const Snapshot& snapshot) {
  const double c = snapshot.settings->hyperparameters.clip;
  if (!(c > 0)) return 0;
  const NetworkLayout layout =
      make_layout(snapshot.settings->spec.discriminator, snapshot.data->shape(), 1);
  const auto* parameters = snapshot.state->discriminator.parameters.data();
  std::ptrdiff_t near = 0;
  for (const TensorSlot& slot : layout.parameters) {
    const auto* first = parameters + slot.offset;
    near += std::count_if(first, first + slot.rows * slot.cols, [&](float w) {
      return std::abs(static_cast<double>(w)) >= kNearClip * c;
    });
  }
  return static_cast<double>(near) / static_cast<double>(layout.parameter_count);
}

}  // namespace gan
