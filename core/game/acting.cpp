#include "core/game/acting.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/data/distribution.h"
#include "core/game/expected_batch.h"

namespace gan {

double rate_factor(const RateSchedule& schedule, std::int64_t step) {
  if (schedule.kind == RateScheduleKind::constant) return 1;
  const double share = static_cast<double>(step) / static_cast<double>(schedule.length);
  if (share >= 1) return schedule.floor;
  if (share <= schedule.hold) return 1;
  // From 0 where the fall begins to 1 where it ends.
  const double fallen = (share - schedule.hold) / (1 - schedule.hold);
  switch (schedule.kind) {
    case RateScheduleKind::constant:
      break;
    case RateScheduleKind::cosine:
      return schedule.floor + (1 - schedule.floor) * 0.5 * (1 + std::cos(std::numbers::pi * fallen));
    case RateScheduleKind::step:
      return schedule.floor;
    case RateScheduleKind::linear:
      return 1 - (1 - schedule.floor) * fallen;
  }
  return 1;
}

double noise_factor(int decay, std::int64_t step) {
  if (decay <= 0) return 1;
  return std::max(0.0, 1 - static_cast<double>(step) / static_cast<double>(decay));
}

bool data_can_move(const GameSpec& spec) {
  return sample_shape(spec.data) == SampleShape(2) && !plays_expectation(spec);
}

DataMotion moved_on(const GameSpec& spec, const Hyperparameters& h, DataMotion moved) {
  const bool moves = h.data_turn != 0 || h.data_drift_x != 0 || h.data_drift_y != 0;
  if (!moves || !data_can_move(spec)) return moved;
  moved.degrees += h.data_turn;
  if (moved.degrees < 0) moved.degrees += 360;
  if (moved.degrees >= 360) moved.degrees -= 360;
  moved.x += h.data_drift_x;
  moved.y += h.data_drift_y;
  return moved;
}

Hyperparameters acting_at(const Hyperparameters& h, std::int64_t step) {
  Hyperparameters now = h;
  for (OptimiserSettings* optimiser : {&now.discriminator, &now.generator}) {
    optimiser->learning_rate *= rate_factor(optimiser->schedule, step);
    optimiser->schedule = {};
  }
  now.instance_noise *= noise_factor(h.instance_noise_decay, step);
  now.instance_noise_decay = 0;
  return now;
}

}  // namespace gan
