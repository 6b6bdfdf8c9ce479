// PlayerState: all numbers of one player, in flat blocks.
#pragma once

#include <cstdint>

#include "core/base/aligned.h"

namespace gan {

template <class Real>
struct PlayerState {
  AlignedBlock<Real> parameters;     // flat; see nn/layout.h for the views
  AlignedBlock<Real> buffers;        // running statistics of batch norm, vectors of spectral norm; may be empty
  AlignedBlock<Real> first_moment;   // momentum buffer, or Adam's m
  AlignedBlock<Real> second_moment;  // RMSProp's or Adam's v
  AlignedBlock<Real> average;        // exponential moving average of the parameters; empty while it is off
  AlignedBlock<Real> remembered;     // what the rule of training keeps from step to step; empty where it keeps nothing
  std::int64_t updates = 0;          // optimiser steps since its moments were last zeroed

  bool operator==(const PlayerState&) const = default;
};

}  // namespace gan
