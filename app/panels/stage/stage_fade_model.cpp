#include "app/panels/stage/stage_fade_model.h"

#include <algorithm>

namespace gan {
namespace {

constexpr double kFrame = 1.0 / 30;  // seconds between two steps of the fading

}  // namespace

void StageFade::look(double now, bool awake) {
  // A clock that was set back counts as a movement.
  if (awake || !seen_ || now < awake_at_) awake_at_ = now;
  seen_ = true;
  now_ = now;
}

double StageFade::opacity() const {
  const double share = std::clamp((now_ - awake_at_ - kRest) / kDuration, 0.0, 1.0);
  return 1 - (1 - kLeast) * share;
}

std::optional<double> StageFade::next_change() const {
  const double still = now_ - awake_at_;
  if (still < kRest) return kRest - still + kFrame;
  if (still < kRest + kDuration) return kFrame;
  return std::nullopt;
}

}  // namespace gan
