#include "app/lab/lab.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/io/data_files.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/scenario_file.h"
#include "core/settings/setting_values.h"

namespace gan {
Result<std::unique_ptr<Lab>> Lab::create(const Scenario& scenario, LabOptions options, StartedRun started) {
  if (!started.run) {
    Result<std::unique_ptr<Run>> run = Run::create(scenario.settings, free_memory);
    if (!run) return run.error();
    started.run = std::move(run).value();
  }
  std::unique_ptr<Lab> lab(new Lab(std::move(options)));
  if (const auto& images = scenario.settings.spec.data.images) lab->messages_.note(account_of(*images) + ".");
  lab->begin(std::move(started), scenario);
  return lab;
}

Lab::Lab(LabOptions options)
    : options_(std::move(options)),
      executor_(options_.executor != nullptr ? *options_.executor : threads_),
      jobs_(executor_, options_.notify, [this](const std::string& sentence) { messages_.problem(sentence); }),
      thumbnails_(executor_, options_.notify),
      keeper_(jobs_, messages_, options_.notify, !options_.random_features),
      keeper_of_moments_(executor_, options_.notify),
      lockstep_(std::make_shared<Lockstep>(executor_.clock())) {
  lockstep_->engage(true);
  for (Result<Scenario>& builtin : builtin_scenarios()) {
    if (builtin) {
      scenarios_.push_back(std::move(builtin).value());
    } else {
      messages_.problem(builtin.message());
    }
  }
}

// Recordings that were asked for are given when the session ends, and written all the same.
Lab::~Lab() {
  jobs_.cancel_all();
  games_.clear();
  write_sessions();
}

// Nothing of the sessions before outlives it but the pace.
void Lab::begin(StartedRun started, Scenario scenario) {
  begin_past(std::exchange(started.keyframes, nullptr));
  branches_.begin(started.run->id());
  open_session(0, std::move(started), std::move(scenario));
}

void Lab::begin_past(std::shared_ptr<Keyframes> keyframes) {
  keyframes_ = keyframes ? std::move(keyframes) : std::make_shared<Keyframes>();
  keyframes_->set_budget(options_.memory_of_the_past);
  parked_.clear();
  waiting_.clear();
  // Of games side by side the place of one is left.
  if (games_.empty()) games_.emplace_back();
  std::swap(games_.front(), games_[focus()]);
  games_.resize(1);
  branches_ = Branches();
  best_next_.reset();
  keeper_of_moments_.begin(keyframes_, free_memory);
}

// In the place of the one that was there, whose training has ended; it is in focus then if that was.
void Lab::open_session(std::size_t game, StartedRun started, Scenario scenario) {
  const std::size_t number = number_for(game);
  SessionOptions options{options_.notify,
                         number < options_.after_iteration.size() ? options_.after_iteration[number] : nullptr,
                         options_.threads,
                         options_.speed,
                         options_.own_pace,
                         keyframes_,
                         free_memory,
                         lockstep_,
                         number};
  std::unique_ptr<Session>& place = games_[game];
  if (session_ != nullptr) options.speed = session_->dial_speed();
  const bool in_focus = session_ == place.get();
  place.reset();
  place = std::make_unique<Session>(executor_, std::move(started), std::move(scenario), std::move(options), messages_,
                                    keeper_);
  if (in_focus) session_ = place.get();
  stand_before_parents();
}

// What goes on in its place has its number; a new one the first that is free.
std::size_t Lab::number_for(std::size_t game) const {
  if (games_[game]) return games_[game]->number();
  const auto taken = [&](std::size_t number) {
    return std::any_of(games_.begin(), games_.end(), [&](const auto& g) { return g && g->number() == number; });
  };
  std::size_t number = 0;
  while (taken(number)) ++number;
  return number;
}

void Lab::update(double now) {
  now_ = now;
  jobs_.collect();
  thumbnails_.update();
  lockstep_->be_strict(session_->is_slow());
  if (comparing()) lockstep_->meet();
  for (const auto& game : games_) game->update(now);
  begin_waiting_branch();
  keep_step();
  for (const auto& game : games_) note_branch(*game);
  update_kept();
  write_sessions();
}

bool Lab::settled() const {
  return std::all_of(games_.begin(), games_.end(), [](const auto& game) { return game->settled(); }) &&
         waiting_.empty() && jobs_.idle() && saves_.empty() && keeper_of_moments_.idle() && !best_next_ &&
         !trained_together_;
}

void Lab::carry_out(const Actions& actions) {
  if (actions.focus) focus_on(*actions.focus);
  if (!wait_for_branch(actions)) {
    for (const SettingEdit& e : actions.edits) edit_games(e);
    edit_together(actions);
    for (const RefusedEdit& r : actions.refused) session_->refuse(r.key, r.typed, r.message);
    for (const LabRequest r : actions.requests) request(r);
    if (actions.compare_with) compare_with(*actions.compare_with);
  }
  for (const BranchChange& change : actions.branches) change_branch(change);
  for (const KeptChange& change : actions.kept) change_kept(change);
  if (actions.save_session) save_session(*actions.save_session);
  if (actions.best_metric) choose_best(*actions.best_metric);
  if (actions.kept_looks) keeper_of_moments_.want_pictures(actions.kept_looks);
  if (actions.look_at && actions.look_at->run == session_->id()) {
    session_->look_at(actions.look_at->segment, actions.look_at->step);
    look_where_focus_looks();
  }
  if (actions.past_memory) remember_within(*actions.past_memory);
  if (actions.speed) {
    for (const auto& game : games_) game->set_speed(*actions.speed);
  }
  if (actions.scenario) {
    const auto found = std::find_if(scenarios_.begin(), scenarios_.end(),
                                    [&](const Scenario& s) { return s.id == *actions.scenario; });
    if (found != scenarios_.end()) open_scenario(*found);
  }
  if (actions.file) open_file(*actions.file);
  if (actions.thumbnails) thumbnails_.want(scenarios_, *actions.thumbnails);
  if (actions.data_file) open_data_file(*actions.data_file);
  for (const std::string& message : actions.messages) messages_.note(message);
  compare_samples_ = actions.compare_samples;
  Wishes wishes = wishes_of(actions, *session_);
  wishes.compare = compare_samples_ || best_is_compared();
  session_->ask(wishes);
}

StatusLine Lab::status_line() const {
  StatusLine line = gan::status_line(jobs_, messages_);
  const BestResponseTraining* const optimum = session_->optimum();
  if (line.job.title == nullptr && optimum != nullptr) line.job = {&optimum->progress(), optimum->share()};
  return line;
}

void Lab::request(LabRequest request) {
  if (request_of_games(request)) return;
  switch (request) {
    case LabRequest::play:
      return session_->play();
    case LabRequest::pause:
      return session_->pause();
    case LabRequest::toggle_play:
      return session_->toggle_play();
    case LabRequest::step_iteration:
      return session_->advance(1);
    case LabRequest::step_discriminator:
      return session_->take_step(Player::discriminator);
    case LabRequest::step_generator:
      return session_->take_step(Player::generator);
    case LabRequest::train_discriminator:
      return session_->train_to_optimum();
    case LabRequest::restore_discriminator:
      return restore_discriminator();
    case LabRequest::same_start:
      return session_->same_start();
    case LabRequest::new_start:
      return session_->new_start(session_->next_seed());
    case LabRequest::undo:
      return session_->undo();
    case LabRequest::redo:
      return session_->redo();
    case LabRequest::apply_remedy:
      return session_->apply_remedy();
    case LabRequest::save_recording:
      return save_session({});
    case LabRequest::save_checkpoint:
      return save_checkpoint();
    case LabRequest::cancel_job:
      for (const auto& game : games_) game->stop_optimum();
      return jobs_.cancel_all();
    case LabRequest::clear_messages:
      return messages_.clear();
    case LabRequest::look_back:
      return session_->look_on(-1);
    case LabRequest::look_far_back:
      return session_->look_on(-kFarIterations);
    case LabRequest::go_on:
      return session_->in_past() ? session_->look_on(1) : session_->advance(1);
    case LabRequest::go_far_on:
      return session_->in_past() ? session_->look_on(kFarIterations) : session_->advance(kFarIterations);
    case LabRequest::look_at_front:
      return session_->look_at_front();
    case LabRequest::undo_as_if:
      return undo_as_if();
    case LabRequest::branch_here:
      return;  // in the past it has begun by now
    case LabRequest::keep_moment:
      return keep_moment();
    default:
      return;
  }
}

void Lab::edit(const SettingEdit& edit) {
  if (!reload_data(edit)) session_->edit(edit);
}

// The size of images, their colours, the kind of data: what of it is loaded already needs no file.
// Otherwise the change waits for the end of the drag, and then for the file.
bool Lab::reload_data(const SettingEdit& edit) {
  const Setting& setting = *find_setting(edit.key);
  if (!setting.decides_what_is_loaded) return false;
  if (!check_value(setting, edit.value)) return false;  // the session says why
  const bool held = held_edit_ && held_edit_->run == session_->id() && held_edit_->edit.key == edit.key;
  // A drag ends with the value that is shown, which the drag has not changed.
  const bool end_of_drag = held && edit.finished && edit.value == session_->shown_value(setting);
  const Value value = normalise_value(setting, end_of_drag ? held_edit_->edit.value : edit.value);
  held_edit_.reset();
  Settings changed = session_->shown_settings();
  setting.set(changed, value);
  if (!needs_loading(changed.spec.data)) return false;
  if (!edit.finished) {
    held_edit_ = {session_->id(), edit};
    return true;
  }
  const std::string& file = session_->shown_settings().spec.data.file;
  open_data({{edit.key, exact(value)}}, std::filesystem::path(file).filename().string());
  return true;
}

ViewContext Lab::context(ViewSettings& settings, Actions& actions, double frame_ms) const {
  return context_of(focus(), settings, actions, frame_ms);
}

ViewContext Lab::context_of(std::size_t game, ViewSettings& settings, Actions& actions, double frame_ms) const {
  const Session& session = *games_[game];
  const Answers& answers = session.answers();
  const Snapshot& shown = *session.snapshot();
  const bool has_spectrum = answers.spectrum && answers.spectrum->snapshot->segment() == shown.segment();
  return {*this,
          session,
          shown,
          shown.kind(),
          answers.probe,
          answers.probe_version,
          answers.walk,
          answers.walk_version,
          session.output_scale(),
          answers.measurement.get(),
          answers.measurement_version,
          answers.measurement ? answers.measurement->perfect.get() : nullptr,
          session.history(),
          settings,
          actions,
          session.shows_training(),
          session.iterations_per_second(),
          frame_ms,
          true,
          has_spectrum ? answers.spectrum : nullptr,
          answers.spectrum_version,
          answers.path,
          answers.path_version};
}

}  // namespace gan
