#include "core/run/segment.h"

#include <utility>

#include "core/base/check.h"
#include "core/game/measure.h"
#include "core/nn/optimiser.h"
#include "core/settings/setting_values.h"

namespace gan {

void Segment::begin_record() {
  pending = empty_record(state.step + 1);
}

void Segment::begin_iteration(std::vector<Event>& events) {
  state.discriminator_inner = 0;
  state.generator_inner = 0;
  begin_record();
  const auto& schedule = current.schedule;
  for (; next_scheduled < schedule.size() && schedule[next_scheduled].step <= state.step; ++next_scheduled) {
    const ScheduledChange& change = schedule[next_scheduled];
    if (change.step < state.step) continue;
    Event& event = scheduled[next_scheduled];
    event.stamped.position = event.then = position();
    event.before = find_setting(change.key)->get(current);
    set_now(change.key, change.value);
    events.push_back(std::move(event));
  }
}

void Segment::plan_schedule() {
  scheduled.clear();
  for (const ScheduledChange& change : current.schedule) {
    const Setting* setting = find_setting(change.key);
    GAN_CHECK(setting, "a checked schedule names an unknown setting");
    scheduled.push_back(
        {{{}, 0, SetValue{change.key, change.value}}, {}, normalise_value(*setting, change.value), false, {}});
  }
}

void Segment::set_now(const std::string& key, const Value& value) {
  const OptimiserKind d = current.hyperparameters.discriminator.kind, g = current.hyperparameters.generator.kind;
  const int rule = current.hyperparameters.rule;
  const Outcome done = set_value(current, key, value);
  GAN_CHECK(done.ok(), "a checked value was refused");
  as_begun = false;
  if (current.hyperparameters.discriminator.kind != d) reset_optimiser(state.discriminator);
  if (current.hyperparameters.generator.kind != g) reset_optimiser(state.generator);
  if (current.hyperparameters.rule != rule) {
    for (const Player player : kPlayers) state[player].remembered = {};
  }
}

void Segment::skip_schedule() {
  while (next_scheduled < current.schedule.size() && current.schedule[next_scheduled].step <= state.step)
    ++next_scheduled;
}

}  // namespace gan
