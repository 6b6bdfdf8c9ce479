// BatchSource: what a step of training sees. It alone reads the streams of random numbers that training uses: what is only
// looked at never moves what trains, and the same (seed, player, step, inner step) gives the same batch whatever else
// differs.
#pragma once

#include <cstdint>

#include "core/base/random.h"
#include "core/data/distribution.h"
#include "core/game/game.h"
#include "core/game/player.h"

namespace gan {

// Which sub-step a batch is for: `inner` counts the player's steps in iteration `step`, both from 0.
struct BatchPlace {
  Player player = Player::discriminator;
  std::int64_t step = 0;
  std::int32_t inner = 0;
};

class BatchSource {
 public:
  // Both have to outlive it.
  BatchSource(const GameSpec& spec, const DataSource& data) : spec_(spec), data_(data) {}

  // h.batch_size samples of all that the step needs, in `scratch`: valid until the caller's Workspace::Scope ends.
  Batch<float> batch(Workspace& scratch, const Hyperparameters& h, const BatchPlace& place) const;

 private:
  const GameSpec& spec_;
  const DataSource& data_;
};

}  // namespace gan
