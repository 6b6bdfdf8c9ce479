// How a segment of a run begins: a start, a load, a rebuilding, or where another run was.
#include <utility>

#include "core/base/check.h"
#include "core/game/rebuilding.h"
#include "core/run/run_implementation.h"
#include "core/settings/setting_values.h"
#include "core/settings/settings_check.h"

namespace gan {

// Everything that can fail happens here, before anything changes.
Result<Run::Implementation::Play> Run::Implementation::prepare(const Settings& settings) const {
  if (const Outcome checked = check_settings(settings); !checked) return checked.error();
  auto data = make_data_source(settings.spec.data, settings.spec.seed);
  if (!data) return data.error();
  const SampleShape shape = data.value()->shape();
  if (const Outcome fits = check_memory_of(settings, shape); !fits) return fits.error();
  Play fresh = play(settings, settings, std::move(data).value());
  fresh.segment.number = next_number();
  fresh.game->initialise(fresh.segment.state);
  return fresh;
}

Run::Implementation::Play Run::Implementation::play(const Settings& base, const Settings& current,
                                                    std::shared_ptr<const DataSource> data) const {
  Play play;
  play.game = std::make_unique<NetworkGame<float>>(base.spec, data->shape());
  for (int rule = 0; rule < static_cast<int>(rule_infos().size()); ++rule) {
    play.rules.push_back(make_rule<float>(rule, *play.game));
  }
  play.segment.base = base;
  play.segment.current = current;
  play.segment.data = std::move(data);
  play.segment.plan_schedule();
  return play;
}

Outcome Run::Implementation::check_memory_of(const Settings& settings, SampleShape shape) const {
  if (!memory) return {};
  const int threads = pool ? pool->threads() : 1;
  const double present = now.game ? training_bytes(now.segment.base, now.segment.data->shape(), threads) : 0;
  return check_memory(settings, shape, threads, present, memory);
}

// For a command and all that the schedule does after it, so that no event can be lost when memory runs out.
void Run::Implementation::make_room_for_events(const Settings& settings) {
  const std::size_t needed = events.size() + 1 + settings.schedule.size();
  if (events.capacity() < needed) events.reserve(needed + events.size() + 16);
}

void Run::Implementation::install(Play&& fresh) {
  now = std::move(fresh);
  now.game->workspace().use_threads(pool.get());
  settings_changed();
}

Outcome Run::Implementation::resume(const Past& past, const Keyframe& keyframe) {
  GAN_CHECK(keyframe.events <= past.events.size(), "a keyframe lies in the past");
  if (const Outcome fits = check_memory_of(*keyframe.current, keyframe.data->shape()); !fits) return fits.error();
  Play again = play(*keyframe.base, *keyframe.current, keyframe.data);
  Segment& segment = again.segment;
  segment.number = keyframe.instant.position.segment;
  if (keyframe.state) {
    segment.state = *keyframe.state;
    segment.as_begun = false;
  } else {
    again.game->initialise(segment.state);
  }
  segment.record = keyframe.record;
  segment.pending = keyframe.pending;
  segment.status = keyframe.status;
  segment.next_scheduled = keyframe.next_scheduled;
  id = past.run;
  initial = past.initial;
  commands = keyframe.instant.sequence;
  events.assign(past.events.begin(), past.events.begin() + static_cast<std::ptrdiff_t>(keyframe.events));
  make_room_for_events(*keyframe.current);
  install(std::move(again));
  return {};
}

Outcome Run::Implementation::start(const Settings& settings) {
  Result<Play> fresh = prepare(settings);
  if (!fresh) return fresh.error();
  make_room_for_events(settings);
  install(std::move(fresh).value());
  begin_iteration();
  return {};
}

Outcome Run::Implementation::rebuild(const Settings& base, std::span<const std::pair<std::string, Value>> values) {
  const Segment& before = segment();
  Settings current = before.current;
  for (const auto& [key, value] : values) {
    if (const Outcome done = set_value(current, key, value); !done) return done.error();
  }
  for (const Settings* settings : {&base, &std::as_const(current)}) {
    if (const Outcome checked = check_settings(*settings); !checked) return checked.error();
  }
  const SampleShape shape = before.data->shape();
  if (const Outcome fits = check_memory_of(current, shape); !fits) return fits.error();
  Play next = play(base, before.current, before.data);
  Segment& fresh = next.segment;
  fresh.state = rebuilt(next.game->workspace(), before.current.spec, before.state, current.spec, shape);
  for (const auto& [key, value] : values) fresh.set_now(key, value);
  fresh.loaded = std::make_shared<const GameState<float>>(fresh.state);
  fresh.as_begun = fresh.goes_on = true;
  fresh.number = next_number();
  fresh.record = before.record;
  fresh.pending = before.pending;
  fresh.next_scheduled = before.next_scheduled;
  make_room_for_events(base);
  install(std::move(next));
  if (iteration_complete()) complete_iteration();
  return {};
}

Outcome Run::Implementation::load(const std::shared_ptr<const SavedGame>& game) {
  const SavedGame& saved = *game;
  const auto fits = [](const PlayerState<float>& a, const PlayerState<float>& b) {
    return a.parameters.size() == b.parameters.size() && a.buffers.size() == b.buffers.size() &&
           a.first_moment.size() == b.first_moment.size() && a.second_moment.size() == b.second_moment.size() &&
           (b.average.empty() || b.average.size() == b.parameters.size()) &&
           (b.remembered.empty() || b.remembered.size() == b.parameters.size());
  };
  Result<Play> fresh = prepare(saved.settings);
  if (!fresh) return fresh.error();
  Segment& segment = fresh.value().segment;
  if (!fits(segment.state.generator, saved.state.generator) ||
      !fits(segment.state.discriminator, saved.state.discriminator)) {
    return Error{"the saved state does not fit the architecture in its settings"};
  }
  segment.state = saved.state;
  segment.loaded = {game, &game->state};
  segment.begin_record();
  segment.skip_schedule();
  make_room_for_events(saved.settings);
  install(std::move(fresh).value());
  return {};
}

}  // namespace gan
