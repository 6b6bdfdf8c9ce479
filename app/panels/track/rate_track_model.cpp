#include "app/panels/track/rate_track_model.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/base/number_text.h"
#include "core/game/acting.h"

namespace gan {
namespace {

bool falls(const RateSchedule& schedule) {
  return schedule.kind != RateScheduleKind::constant;
}

std::vector<double> steps_of(const RateSchedule& schedule, Range span, int points) {
  std::vector<double> steps;
  for (int i = 0; i < points; ++i) {
    steps.push_back(std::round(span.low + (span.high - span.low) * i / (points - 1)));
  }
  const double end = schedule.length, begin = std::floor(schedule.hold * end);
  for (const double corner : {begin, begin + 1, end - 1, end}) {
    if (corner > span.low && corner < span.high) steps.push_back(corner);
  }
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

RateTrack track_of(const RateSchedule& schedule, Range span, int points) {
  RateTrack track;
  track.steps = steps_of(schedule, span, points);
  for (const double step : track.steps) {
    track.shares.push_back(rate_factor(schedule, std::max<std::int64_t>(0, std::llround(step))));
  }
  return track;
}

std::string percent(double share) {
  return whole_text(std::llround(100 * share)) + " %";
}

}  // namespace

std::vector<RateTrack> rate_tracks(const Hyperparameters& h, Range span, int points) {
  GAN_CHECK(points >= 2, "a curve has two ends");
  const RateSchedule &d = h.discriminator.schedule, &g = h.generator.schedule;
  std::vector<RateTrack> tracks;
  if (span.high <= span.low) return tracks;
  if (falls(d)) {
    tracks.push_back(track_of(d, span, points));
    tracks.back().of_discriminator = true;
    tracks.back().of_generator = d == g;
  }
  if (falls(g) && d != g) {
    tracks.push_back(track_of(g, span, points));
    tracks.back().of_generator = true;
  }
  return tracks;
}

std::string rate_text(const Hyperparameters& h, std::int64_t step) {
  const RateSchedule &d = h.discriminator.schedule, &g = h.generator.schedule;
  if (!falls(d) && !falls(g)) return "";
  const std::string of_d = percent(rate_factor(d, step)), of_g = percent(rate_factor(g, step));
  if (of_d == of_g) return "Learning rates at " + of_d + " of what is set";
  return "Learning rates at " + of_d + " (D) and " + of_g + " (G) of what is set";
}

}  // namespace gan
