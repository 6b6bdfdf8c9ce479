// BatchSource: what a run's training sees. It alone reads the streams of random numbers that training uses: what is
// only looked at never moves what trains, and the same (seed, player, step, inner step) gives the same batch whatever
// else differs.
#pragma once

#include <cstdint>

#include "core/base/random.h"
#include "core/data/distribution.h"
#include "core/game/rules/rule.h"

namespace gan {

// The batches of one iteration.
class BatchSource final : public TrainingBatches<float> {
 public:
  // All have to outlive it. step: the iteration's number, from 0; moved: how far the data have, on top of what they
  // are.
  BatchSource(const GameSpec& spec, const DataSource& data, const Hyperparameters& h, std::int64_t step,
              Workspace& scratch, const DataMotion& moved = {})
      : spec_(spec), data_(data), h_(h), step_(step), scratch_(scratch), moved_(moved) {}

  // h.batch_size samples of all that the player's sub-step needs.
  Batch<float> batch(Player player, std::int32_t inner) override;

 private:
  const GameSpec& spec_;
  const DataSource& data_;
  const Hyperparameters& h_;
  std::int64_t step_;
  Workspace& scratch_;
  DataMotion moved_;
};

}  // namespace gan
