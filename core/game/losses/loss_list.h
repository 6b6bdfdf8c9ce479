// The declarations behind the table in losses.cpp: one line a loss.
#pragma once

#include "core/game/losses/loss_parts.h"

namespace gan {

GAN_LOSS(minimax)
GAN_LOSS(non_saturating)
GAN_LOSS(least_squares)
GAN_LOSS(wasserstein)
GAN_LOSS(hinge)
GAN_LOSS(relativistic_paired)
GAN_LOSS(relativistic_average)

}  // namespace gan
