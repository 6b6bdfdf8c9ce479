#include "core/run/run.h"

#include <algorithm>
#include <new>
#include <optional>
#include <utility>

#include "core/base/check.h"
#include "core/base/overloaded.h"
#include "core/game/acting.h"
#include "core/run/batch_source.h"
#include "core/run/run_implementation.h"
#include "core/settings/setting_values.h"
#include "core/settings/settings_check.h"

namespace gan {
namespace {

constexpr const char* kNoMemory = "there is not enough memory for it: nothing has changed";

// What a sub-step has measured, into the record of the iteration under way.
void note_outcome(Move move, const StepOutcome<float>& outcome, Segment& segment) {
  StepRecord& pending = segment.pending;
  if (outcome.of_discriminator) record_outputs(outcome, segment.current.hyperparameters.loss, pending);
  for (const Player player : kPlayers) {
    if (moves(move, player)) record_step(player, outcome, pending);
  }
  // With a generator that stands still its loss is known from the discriminator's batch all the same.
  if (moves(move, Player::generator) || segment.state.generator_inner == 0) pending.g_loss = outcome.g_loss;
}

}  // namespace

void Run::Implementation::begin_iteration() {
  const std::size_t before = events.size();
  segment().begin_iteration(events);
  if (events.size() > before) settings_changed();
}

void Run::Implementation::settings_changed() {
  shared_settings.reset();
  shared_base.reset();
  for (const auto& rule : now.rules) {
    if (rule.get() != &now.rule()) rule->release();
  }
}

// False where a number was not finite: the state is as before.
bool Run::Implementation::take_step(Move move) {
  Segment& s = segment();
  const Hyperparameters& h = s.current.hyperparameters;
  const DataSource& shown = *now.data.shown(s.data, h.hidden_modes);
  BatchSource batches(s.current.spec, shown, h, s.state.step, now.game->workspace(), s.state.moved);
  s.as_begun = false;
  const StepOutcome<float> outcome = now.rule().step(move, h, batches, s.state);
  if (outcome.failed) {
    s.status = {true, s.state.step + 1, outcome.failed};
    return false;
  }
  note_outcome(move, outcome, s);
  return true;
}

void Run::Implementation::complete_iteration() {
  const Segment& s = segment();
  if (s.current.spec.is_numbers() && s.data->dimension() <= 2) {
    record_numbers({s.state.discriminator.parameters.data(), s.state.generator.parameters.data()}, s.data->dimension(),
                   segment().pending);
  }
  segment().record = segment().pending;
  ++segment().state.step;
  segment().state.moved = moved_on(s.current.spec, s.current.hyperparameters, s.state.moved);
  begin_iteration();
}

void Run::Implementation::share_settings() {
  if (!shared_settings) shared_settings = std::make_shared<const Settings>(now.segment.current);
  if (!shared_base) shared_base = std::make_shared<const Settings>(now.segment.base);
}

Error Run::Implementation::diverged_error() const {
  const Status& status = now.segment.status;
  return {"training diverged in iteration " + std::to_string(status.step) + " (" + status.what +
          "): change a hyperparameter or start again before the next step"};
}

Outcome Run::Implementation::act(const Command& command) {
  const Overloaded action{
      [this](const SetValue& change) {
        const std::pair<std::string, Value> one{change.key, change.value};
        return set({&one, 1});
      },
      [this](const SetValues& changes) { return set(changes.values); },
      [this](const TakeSteps& steps) { return take_steps(steps); },
      [this](const SameStart&) { return start(Settings(segment().base)); },
      [this](const NewStart& from) {
        Settings settings = segment().base;
        settings.spec.seed = from.seed;
        return start(settings);
      },
      [this](const OpenGame& game) {
        GAN_CHECK(game.settings, "a game that is opened has settings");
        return start(*game.settings);
      },
      [this](const LoadGame& game) {
        GAN_CHECK(game.saved, "a game that is loaded was saved");
        return load(game.saved);
      },
  };
  return std::visit(action, command);
}

// All that can be taken; none where memory runs out.
Outcome Run::Implementation::take_steps(const TakeSteps& steps) {
  if (steps.count < 1 || steps.count > kMostSteps) {
    return Error{"a command takes 1 to " + std::to_string(kMostSteps) + " steps of a player, found " +
                 std::to_string(steps.count)};
  }
  // Refused, not ignored: a replay comes here without having tried the step that failed.
  if (segment().status.diverged) return diverged_error();
  const auto one = [&] {
    if (!take_step(move_of(steps.player))) return false;
    if (iteration_complete()) complete_iteration();
    return true;
  };
  if (steps.count == 1) return one(), Outcome();
  const std::size_t at = events.size();
  Segment before = segment();
  try {
    for (std::int64_t i = 0; i < steps.count && one(); ++i) continue;
  } catch (const std::bad_alloc&) {
    segment() = std::move(before);
    events.erase(events.begin() + static_cast<std::ptrdiff_t>(at), events.end());
    settings_changed();
    throw;
  }
  return {};
}

// All of them or none.
Outcome Run::Implementation::set(std::span<const std::pair<std::string, Value>> values) {
  Segment& s = segment();
  Settings changed = s.base;
  Acts acts = Acts::at_once;
  for (const auto& [key, value] : values) {
    const Setting* setting = find_setting(key);
    if (!setting) return Error{unknown_key_message(key)};
    if (const Outcome done = set_value(changed, key, value); !done) return done.error();
    acts = std::max(acts, setting->acts);
  }
  // Nothing has been learned that could be kept: it starts as networks like that do.
  const bool untouched = s.position() == Position{s.number, 0, 0, 0};
  if (acts == Acts::at_start || (acts == Acts::by_rebuilding && untouched)) return start(changed);
  if (acts == Acts::by_rebuilding) return rebuild(changed, values);
  if (const Outcome checked = check_settings(changed); !checked) return checked.error();
  if (const Outcome fits = check_memory_of(changed, s.data->shape()); !fits) return fits.error();
  s.base = std::move(changed);
  for (const auto& [key, value] : values) s.set_now(key, value);
  settings_changed();
  // The last finite state may go on under other rules.
  s.status = {};
  if (iteration_complete()) complete_iteration();
  return {};
}

Run::Run(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::create(const Settings& settings, MemorySource memory, RunId id) {
  Error no_memory{kNoMemory};  // made while there is some
  try {
    auto implementation = std::make_unique<Implementation>();
    implementation->id = id;
    implementation->initial = settings;
    implementation->memory = std::move(memory);
    if (const Outcome started = implementation->start(settings); !started) return started.error();
    return std::unique_ptr<Run>(new Run(std::move(implementation)));
  } catch (const std::bad_alloc&) {
    return no_memory;
  }
}

Result<std::unique_ptr<Run>> Run::resume(const Past& past, const Keyframe& keyframe, MemorySource memory) {
  Error no_memory{kNoMemory};  // made while there is some
  try {
    auto implementation = std::make_unique<Implementation>();
    implementation->memory = std::move(memory);
    if (const Outcome resumed = implementation->resume(past, keyframe); !resumed) return resumed.error();
    return std::unique_ptr<Run>(new Run(std::move(implementation)));
  } catch (const std::bad_alloc&) {
    return no_memory;
  }
}

Result<Event> Run::apply(const Command& command) {
  auto& self = *implementation_;
  Error no_memory{kNoMemory};  // made while there is some
  try {
    // All that takes memory comes before the command acts: what has acted is logged.
    Event event{{self.now.segment.position(), self.commands + 1, command}, {}, {}, false, {}};
    if (const auto* change = std::get_if<SetValue>(&command)) {
      if (const Setting* setting = find_setting(change->key)) {
        event.before = setting->get(self.now.segment.current);
        event.after = normalise_value(*setting, change->value);
      }
    }
    if (const auto* changes = std::get_if<SetValues>(&command)) {
      for (const auto& [key, value] : changes->values) {
        const Setting* setting = find_setting(key);
        if (setting == nullptr) continue;  // it will be refused
        event.changed.push_back({key, setting->get(self.now.segment.current), normalise_value(*setting, value)});
      }
    }
    Event logged = event;
    self.make_room_for_events(self.now.segment.current);
    const std::size_t at = self.events.size();
    if (const Outcome done = self.act(command); !done) return done.error();
    ++self.commands;
    event.then = logged.then = self.now.segment.position();
    event.begins_segment = logged.begins_segment = event.then.segment != event.stamped.position.segment;
    event.goes_on = logged.goes_on = event.begins_segment && self.segment().goes_on;
    // What the schedule did in consequence comes after it.
    self.events.insert(self.events.begin() + static_cast<std::ptrdiff_t>(at), std::move(logged));
    return Result<Event>(std::move(event));
  } catch (const std::bad_alloc&) {
    return no_memory;
  }
}

Advance Run::substep() {
  auto& self = *implementation_;
  const Segment& segment = self.segment();
  if (segment.status.diverged) return Advance::stopped;
  const std::optional<Move> next = self.now.rule().next(segment.state, segment.current.hyperparameters);
  if (!next || !self.take_step(*next)) return Advance::stopped;
  if (!self.iteration_complete()) return Advance::substep;
  self.complete_iteration();
  return Advance::iteration;
}

bool Run::step() {
  while (true) {
    const Advance advance = substep();
    if (advance != Advance::substep) return advance == Advance::iteration;
  }
}

void Run::use_threads(int threads) {
  auto& self = *implementation_;
  GAN_CHECK(threads >= 1, "a run needs a thread");
  self.now.game->workspace().use_threads(nullptr);
  self.pool = threads > 1 ? std::make_unique<ThreadPool>(threads) : nullptr;
  self.now.game->workspace().use_threads(self.pool.get());
}

RunId Run::id() const {
  return implementation_->id;
}
Position Run::position() const {
  return implementation_->now.segment.position();
}
std::int64_t Run::commands() const {
  return implementation_->commands;
}
const Status& Run::status() const {
  return implementation_->now.segment.status;
}
const Settings& Run::settings() const {
  return implementation_->now.segment.current;
}
const Settings& Run::base_settings() const {
  return implementation_->now.segment.base;
}
const GameState<float>& Run::state() const {
  return implementation_->now.segment.state;
}
const StepRecord& Run::record() const {
  return implementation_->now.segment.record;
}
const Settings& Run::initial_settings() const {
  return implementation_->initial;
}
Past Run::past() const {
  return {id(), initial_settings(), events()};
}
const std::vector<Event>& Run::events() const {
  return implementation_->events;
}
std::uint64_t Run::hash() const {
  return hash_state(implementation_->now.segment.state);
}

std::shared_ptr<const Snapshot> Run::snapshot() const {
  auto& self = *implementation_;
  const Segment& segment = self.now.segment;
  self.share_settings();
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->settings = self.shared_settings;
  snapshot->state = std::make_shared<const GameState<float>>(segment.state);
  snapshot->data = self.now.data.moved(segment.data, segment.current.hyperparameters.hidden_modes, segment.state.moved);
  snapshot->run = self.id;
  snapshot->position = segment.position();
  snapshot->last_sequence = self.commands;
  snapshot->status = segment.status;
  snapshot->record = segment.record;
  return snapshot;
}

std::shared_ptr<const Keyframe> Run::keyframe() const {
  auto& self = *implementation_;
  const Segment& segment = self.now.segment;
  self.share_settings();
  auto keyframe = std::make_shared<Keyframe>();
  keyframe->run = self.id;
  keyframe->instant = instant();
  keyframe->events = self.events.size();
  keyframe->base = self.shared_base;
  keyframe->current = self.shared_settings;
  keyframe->data = segment.data;
  keyframe->own_state = !segment.as_begun;
  keyframe->state = segment.as_begun ? segment.loaded : std::make_shared<const GameState<float>>(segment.state);
  keyframe->record = segment.record;
  keyframe->pending = segment.pending;
  keyframe->status = segment.status;
  keyframe->next_scheduled = segment.next_scheduled;
  return keyframe;
}

}  // namespace gan
