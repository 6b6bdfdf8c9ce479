// The table of losses: one line a loss. Of loss NAME, losses/NAME.cpp defines NAME_info and NAME_loss
// (GAN_INSTANTIATE_LOSS). The order is that of the indices in Hyperparameters; append only.
#pragma once

#include "core/game/losses/loss_parts.h"

// One line a loss, which clang-format would join.
// clang-format off
#define GAN_LOSSES(loss) \
  loss(minimax) \
  loss(non_saturating) \
  loss(least_squares) \
  loss(wasserstein) \
  loss(hinge) \
  loss(relativistic_paired) \
  loss(relativistic_average)
// clang-format on

namespace gan {

GAN_LOSSES(GAN_DECLARE_LOSS)

}  // namespace gan
