#include "core/run/run.h"

#include <cmath>
#include <limits>
#include <new>
#include <utility>

#include "core/base/random.h"
#include "core/data/noise.h"
#include "core/game/fields.h"
#include "core/game/game.h"
#include "core/nn/optimiser.h"

namespace gan {
namespace {

constexpr float kUndefined = std::numeric_limits<float>::quiet_NaN();
constexpr const char* kNoMemory = "there is not enough memory for it: nothing has changed";

}  // namespace

struct Run::Implementation {
  Settings initial, current, base;
  std::shared_ptr<const DataSource> data;
  std::unique_ptr<Game<float>> game;
  GameState<float> state;
  std::int64_t segment = 0;
  Status status;
  StepRecord record, pending;  // of the last completed iteration, of the one under way
  std::vector<StampedCommand> log, scheduled_log;
  std::size_t next_scheduled = 0;
  std::shared_ptr<const Settings> shared_settings;  // of snapshots, until something changes
  std::unique_ptr<ThreadPool> pool;                 // null: the caller's thread alone
  MemorySource memory;

  Outcome start(const Settings& settings, std::int64_t new_segment);
  Outcome check_memory_of(const Settings& settings, SampleShape shape) const;
  Position position() const { return {segment, state.step, state.discriminator_inner, state.generator_inner}; }
  void begin_iteration();
  void apply_schedule();
  void set_now(const std::string& key, const Value& value);
  StepOutcome<float> discriminator_step(bool update);
  StepOutcome<float> generator_step();
  bool take_discriminator_step();
  bool take_generator_step();
  bool fail(const char* what);
  bool iteration_complete() const;
  bool frozen() const {
    return current.hyperparameters.k == 0 && current.hyperparameters.generator_steps == 0;
  }
  void complete_iteration();
  Error diverged_error() const;
  Outcome act(const Command& command);
  Outcome act_set(const Command& command);
  Outcome act_load(const SavedGame& saved);
};

// Everything that can fail happens before anything changes.
Outcome Run::Implementation::start(const Settings& settings, std::int64_t new_segment) {
  if (const Outcome checked = check_settings(settings); !checked) return checked.error();
  auto source = make_data_source(settings.spec.data, settings.spec.seed);
  if (!source) return source.error();
  if (const Outcome fits = check_memory_of(settings, source.value()->shape()); !fits) return fits.error();
  auto fresh = std::make_unique<Game<float>>(settings.spec, source.value()->shape());
  GameState<float> fresh_state;
  fresh->initialise(fresh_state);
  Settings fresh_current = settings, fresh_base = settings;
  data = source.value();
  current = std::move(fresh_current);
  base = std::move(fresh_base);
  shared_settings.reset();
  segment = new_segment;
  status = {};
  record = {};
  next_scheduled = 0;
  game = std::move(fresh);
  game->workspace().use_threads(pool.get());
  state = std::move(fresh_state);
  begin_iteration();
  return {};
}

Outcome Run::Implementation::check_memory_of(const Settings& settings, SampleShape shape) const {
  if (!memory) return {};
  const int threads = pool ? pool->threads() : 1;
  const double present = game ? training_bytes(base, data->shape(), threads) : 0;
  return check_memory(settings, shape, threads, present, memory);
}

void Run::Implementation::begin_iteration() {
  state.discriminator_inner = 0;
  state.generator_inner = 0;
  pending = {};
  pending.step = state.step + 1;
  pending.d_loss = pending.g_loss = pending.value = pending.d_real = pending.d_fake = kUndefined;
  pending.d_accuracy = pending.d_grad_norm = pending.g_grad_norm = kUndefined;
  apply_schedule();
}

// The schedule changes what trains now, but not what the next start begins with.
void Run::Implementation::apply_schedule() {
  const auto& schedule = current.schedule;
  for (; next_scheduled < schedule.size() && schedule[next_scheduled].step <= state.step; ++next_scheduled) {
    const ScheduledChange& change = schedule[next_scheduled];
    if (change.step < state.step) continue;
    set_now(change.key, change.value);
    scheduled_log.push_back({position(), 0, Command::set_value(change.key, change.value)});
  }
}

void Run::Implementation::set_now(const std::string& key, const Value& value) {
  const OptimiserKind d = current.hyperparameters.discriminator.kind, g = current.hyperparameters.generator.kind;
  const Outcome done = set_field(current, key, value);
  GAN_CHECK(done.ok(), "a checked value was refused");
  if (current.hyperparameters.discriminator.kind != d) reset_optimiser(state.discriminator);
  if (current.hyperparameters.generator.kind != g) reset_optimiser(state.generator);
  shared_settings.reset();
}

StepOutcome<float> Run::Implementation::discriminator_step(bool update) {
  const Hyperparameters& h = current.hyperparameters;
  Workspace& ws = game->workspace();
  Workspace::Scope scope(ws);
  const auto step = static_cast<std::uint64_t>(state.step);
  const auto inner = static_cast<std::uint32_t>(state.discriminator_inner);
  const auto key = [&](Stream stream, std::uint32_t part = 0) {
    return StreamKey{current.spec.seed, stream, step, inner * 4 + part};
  };
  Batch<float> batch;
  batch.real = ws.matrix<float>(data->dimension(), h.batch_size);
  batch.noise = ws.matrix<float>(current.spec.noise.dimension, h.batch_size);
  data->sample(key(Stream::data_for_discriminator), batch.real);
  fill_noise(current.spec.noise, key(Stream::noise_for_discriminator), batch.noise);
  if (h.gp_weight > 0) {
    batch.penalty_mix = ws.matrix<float>(1, h.batch_size);
    fill_uniform(key(Stream::penalty_mix), batch.penalty_mix.data, static_cast<std::size_t>(h.batch_size), 0, 1);
  }
  if (h.instance_noise > 0) {
    for (MatrixView<float>* jitter : {&batch.real_jitter, &batch.fake_jitter}) {
      *jitter = ws.matrix<float>(data->dimension(), h.batch_size);
      fill_normal(key(Stream::instance_noise, jitter == &batch.fake_jitter), jitter->data,
                  static_cast<std::size_t>(jitter->size()));
    }
  }
  return game->discriminator_step(state, h, batch, update);
}

StepOutcome<float> Run::Implementation::generator_step() {
  const Hyperparameters& h = current.hyperparameters;
  Workspace& ws = game->workspace();
  Workspace::Scope scope(ws);
  const auto step = static_cast<std::uint64_t>(state.step);
  const auto inner = static_cast<std::uint32_t>(state.generator_inner);
  const auto key = [&](Stream stream, std::uint32_t part = 0) {
    return StreamKey{current.spec.seed, stream, step, inner * 4 + part};
  };
  Batch<float> batch;
  batch.noise = ws.matrix<float>(current.spec.noise.dimension, h.batch_size);
  fill_noise(current.spec.noise, key(Stream::noise_for_generator), batch.noise);
  if (loss_infos()[static_cast<std::size_t>(h.loss)].pairs_real) {
    batch.real = ws.matrix<float>(data->dimension(), h.batch_size);
    data->sample(key(Stream::data_for_generator), batch.real);
  }
  if (h.instance_noise > 0) {
    // Parts 2 and 3: parts 0 and 1 are the discriminator's.
    for (MatrixView<float>* jitter : {&batch.real_jitter, &batch.fake_jitter}) {
      *jitter = ws.matrix<float>(data->dimension(), h.batch_size);
      fill_normal(key(Stream::instance_noise, 2 + (jitter == &batch.fake_jitter)), jitter->data,
                  static_cast<std::size_t>(jitter->size()));
    }
  }
  return game->generator_step(state, h, batch);
}

bool Run::Implementation::fail(const char* what) {
  status = {true, state.step + 1, what};
  return false;
}

bool Run::Implementation::take_discriminator_step() {
  const StepOutcome<float> outcome = discriminator_step(true);
  if (outcome.failed) return fail(outcome.failed);
  ++state.discriminator_inner;
  pending.loss = current.hyperparameters.loss;
  pending.d_loss = outcome.d_loss;
  pending.penalty = outcome.penalty;
  pending.value = outcome.value;
  pending.d_real = outcome.d_real;
  pending.d_fake = outcome.d_fake;
  pending.d_accuracy = outcome.d_accuracy;
  pending.d_grad_norm = outcome.gradient_norm;
  // With a frozen generator its loss is known from the discriminator's batch all the same.
  if (state.generator_inner == 0) pending.g_loss = outcome.g_loss;
  return true;
}

bool Run::Implementation::take_generator_step() {
  if (state.discriminator_inner == 0) {
    // A frozen discriminator (or one whose turn has not come) is measured on the batch that it would have seen.
    const StepOutcome<float> seen = discriminator_step(false);
    if (seen.failed) return fail(seen.failed);
    pending.loss = current.hyperparameters.loss;
    pending.d_loss = seen.d_loss;
    pending.value = seen.value;
    pending.d_real = seen.d_real;
    pending.d_fake = seen.d_fake;
    pending.d_accuracy = seen.d_accuracy;
  }
  const StepOutcome<float> outcome = generator_step();
  if (outcome.failed) return fail(outcome.failed);
  ++state.generator_inner;
  pending.g_loss = outcome.g_loss;
  pending.g_grad_norm = outcome.gradient_norm;
  return true;
}

bool Run::Implementation::iteration_complete() const {
  const Hyperparameters& h = current.hyperparameters;
  return state.discriminator_inner >= h.k && state.generator_inner >= h.generator_steps &&
         state.discriminator_inner + state.generator_inner > 0;
}

void Run::Implementation::complete_iteration() {
  record = pending;
  ++state.step;
  begin_iteration();
}

Error Run::Implementation::diverged_error() const {
  return {"training diverged in iteration " + std::to_string(status.step) + " (" + status.what +
          "): change a hyperparameter or start again before the next step"};
}

Outcome Run::Implementation::act(const Command& command) {
  switch (command.kind) {
    case CommandKind::set: return act_set(command);
    case CommandKind::discriminator_step:
      // Refused, not ignored: a replay comes here without having tried the step that failed.
      if (status.diverged) return diverged_error();
      if (take_discriminator_step() && iteration_complete()) complete_iteration();
      return {};
    case CommandKind::generator_step:
      if (status.diverged) return diverged_error();
      if (take_generator_step() && iteration_complete()) complete_iteration();
      return {};
    case CommandKind::same_start: return start(Settings(base), segment + 1);
    case CommandKind::new_start: {
      Settings settings = base;
      settings.spec.seed = command.seed;
      return start(settings, segment + 1);
    }
    case CommandKind::open:
      GAN_CHECK(command.settings, "open needs settings");
      return start(*command.settings, segment + 1);
    case CommandKind::load:
      GAN_CHECK(command.saved, "load needs a saved game");
      return act_load(*command.saved);
  }
  GAN_CHECK(false, "unknown command");
}

Outcome Run::Implementation::act_set(const Command& command) {
  const Field* field = find_field(command.key);
  if (!field) return Error{unknown_key_message(command.key)};
  Settings changed = base;
  if (const Outcome done = set_field(changed, command.key, command.value); !done) return done.error();
  if (!field->is_hyperparameter()) return start(changed, segment + 1);
  if (const Outcome checked = check_settings(changed); !checked) return checked.error();
  if (const Outcome fits = check_memory_of(changed, data->shape()); !fits) return fits.error();
  base = std::move(changed);
  set_now(command.key, command.value);
  // The last finite state may go on under other rules.
  status = {};
  if (iteration_complete()) complete_iteration();
  return {};
}

Outcome Run::Implementation::act_load(const SavedGame& saved) {
  const auto fits = [](const PlayerState<float>& a, const PlayerState<float>& b) {
    return a.parameters.size() == b.parameters.size() && a.buffers.size() == b.buffers.size() &&
           a.first_moment.size() == b.first_moment.size() && a.second_moment.size() == b.second_moment.size() &&
           (b.average.empty() || b.average.size() == b.parameters.size());
  };
  Implementation fresh;
  fresh.memory = memory;
  if (const Outcome started = fresh.start(saved.settings, segment + 1); !started) return started.error();
  if (!fits(fresh.state.generator, saved.state.generator) ||
      !fits(fresh.state.discriminator, saved.state.discriminator)) {
    return Error{"the saved state does not fit the architecture in its settings"};
  }
  fresh.initial = std::move(initial);
  fresh.log = std::move(log);
  fresh.scheduled_log = std::move(scheduled_log);
  fresh.pool = std::move(pool);
  fresh.game->workspace().use_threads(fresh.pool.get());
  *this = std::move(fresh);
  state = saved.state;
  pending.step = state.step + 1;
  // What the schedule changed before this step is part of the saved settings already.
  next_scheduled = 0;
  while (next_scheduled < current.schedule.size() && current.schedule[next_scheduled].step <= state.step) {
    ++next_scheduled;
  }
  return {};
}

Run::Run(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::create(const Settings& settings, MemorySource memory) {
  try {
    auto implementation = std::make_unique<Implementation>();
    implementation->initial = settings;
    implementation->memory = std::move(memory);
    if (const Outcome started = implementation->start(settings, 0); !started) return started.error();
    return std::unique_ptr<Run>(new Run(std::move(implementation)));
  } catch (const std::bad_alloc&) {
    return Error{kNoMemory};
  }
}

Result<StampedCommand> Run::apply(const Command& command) {
  auto& self = *implementation_;
  try {
    StampedCommand stamped{self.position(), static_cast<std::int64_t>(self.log.size()) + 1, command};
    if (self.log.size() == self.log.capacity()) self.log.reserve(2 * self.log.size() + 16);
    if (const Outcome done = self.act(command); !done) return done.error();
    self.log.push_back(stamped);
    return stamped;
  } catch (const std::bad_alloc&) {
    return Error{kNoMemory};
  }
}

Advance Run::substep() {
  auto& self = *implementation_;
  if (self.status.diverged || self.frozen()) return Advance::stopped;
  const bool discriminator = self.state.discriminator_inner < self.current.hyperparameters.k;
  const bool taken = discriminator ? self.take_discriminator_step() : self.take_generator_step();
  if (!taken) return Advance::stopped;
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
  self.game->workspace().use_threads(nullptr);
  self.pool = threads > 1 ? std::make_unique<ThreadPool>(threads) : nullptr;
  self.game->workspace().use_threads(self.pool.get());
}

Position Run::position() const { return implementation_->position(); }
const Status& Run::status() const { return implementation_->status; }
const Settings& Run::settings() const { return implementation_->current; }
const Settings& Run::base_settings() const { return implementation_->base; }
const GameState<float>& Run::state() const { return implementation_->state; }
const StepRecord& Run::record() const { return implementation_->record; }
const Settings& Run::initial_settings() const { return implementation_->initial; }
const std::vector<StampedCommand>& Run::log() const { return implementation_->log; }
const std::vector<StampedCommand>& Run::scheduled_log() const { return implementation_->scheduled_log; }
std::uint64_t Run::hash() const { return hash_state(implementation_->state); }

std::shared_ptr<const Snapshot> Run::snapshot() const {
  auto& self = *implementation_;
  if (!self.shared_settings) self.shared_settings = std::make_shared<const Settings>(self.current);
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->settings = self.shared_settings;
  snapshot->state = std::make_shared<const GameState<float>>(self.state);
  snapshot->data = self.data;
  snapshot->position = self.position();
  snapshot->last_sequence = static_cast<std::int64_t>(self.log.size());
  snapshot->status = self.status;
  snapshot->record = self.record;
  return snapshot;
}

}  // namespace gan
