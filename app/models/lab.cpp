#include "app/models/lab.h"

#include <algorithm>
#include <cmath>

#include "core/insight/advice.h"
#include "core/io/data_files.h"
#include "core/io/machine_memory.h"
#include "core/io/scenario_file.h"

namespace gan {
namespace {

// Metrics take at most one part in this of the prober's time while it trains.
constexpr double kMeasureShare = 6;
constexpr double kMeasureInterval = 0.2;         // seconds, at least
// A slow answer may only have waited for its turn. The first one of pictures measures held-out ones as well.
constexpr double kLongestMeasureInterval = 0.6, kLongestPictureInterval = 4;
constexpr double kLongestProbeRest = 0.5;         // seconds between two probes of pictures, at most
constexpr double kReadableSpeed = 8;              // sub-steps a second
constexpr double kRateInterval = 0.25;           // seconds between two points of the iterations a second

}  // namespace

Result<std::unique_ptr<Lab>> Lab::create(const Scenario& scenario, LabOptions options, StartedRun started) {
  std::unique_ptr<Lab> lab;
  if (started.run) {
    lab.reset(new Lab(scenario, std::move(options)));
    lab->adopt_with_history(std::move(started));
    return lab;
  }
  Result<std::unique_ptr<Run>> run = Run::create(scenario.settings, free_memory);
  if (!run) return run.error();
  lab.reset(new Lab(scenario, std::move(options)));
  lab->adopt(std::move(run).value());
  return lab;
}

Lab::Lab(Scenario scenario, LabOptions options)
    : options_(std::move(options)), scenario_(std::move(scenario)), jobs_(options_.notify, [this](const std::string& sentence) { messages_.problem(sentence); }), keeper_(jobs_, messages_, options_.notify, !options_.random_features) {
  for (Result<Scenario>& builtin : builtin_scenarios()) {
    if (builtin) {
      scenarios_.push_back(std::move(builtin).value());
    } else {
      messages_.problem(builtin.message());
    }
  }
  if (const auto& images = scenario_.settings.spec.data.images) messages_.note(account_of(*images) + ".");
  note_data();
}

// What reading the data of the game found.
void Lab::note_data() {
  const std::string note = loading_note(scenario_.settings.spec.data);
  if (!note.empty()) messages_.note(note);
}

Lab::~Lab() {
  jobs_.cancel_all();
}

// Everything that belongs to the run before is forgotten: what its probers were at work on goes with them.
void Lab::adopt(std::unique_ptr<Run> run) {
  trainer_.reset();
  prober_ = std::make_unique<Prober>(options_.notify);
  follower_.reset();
  probe_taken_ = walk_taken_ = measurement_taken_ = 0;
  ahead_.clear();
  tracker_ = std::make_unique<ChangeTracker>(run->initial_settings());
  snapshot_ = run->snapshot();
  history_.clear();
  pending_.clear();
  undo_.clear();
  openings_.clear();
  gestures_.clear();
  shown_stale_ = true;
  probe_.reset();
  outputs_.forget();
  walk_.reset();
  measurement_.reset();
  probed_.reset();
  measured_.reset();
  snapshot_version_ = 0;
  TrainerOptions options;
  options.notify = options_.notify;
  options.after_iteration = options_.after_iteration;
  run->use_threads(options_.threads);
  trainer_ = std::make_unique<Trainer>(std::move(run), std::move(options));
  trainer_->set_speed(speed_);
  pause_as(scenario_);
  refresh_shown();
}

void Lab::update(double now) {
  now_ = now;
  jobs_.collect();
  const Ticket done = trainer_->acknowledged_ticket();
  const std::int64_t sequence = trainer_->applied_sequence();
  take_snapshot();
  drain();
  if (snapshot_->last_sequence >= sequence) {
    for (const PendingEdits::Due& due : pending_.acknowledged(done))
      send_value(due.key, due.value, due.gesture);
    shown_stale_ = true;
  }
  history_.begin_segment(snapshot_->position.segment);
  take_probes(now);
  if (training() && now - rate_appended_at_ >= kRateInterval && trainer_->iterations_per_second() > 0) {
    rate_appended_at_ = now;
    history_.append_rate(history_.segment(), history_.last_step(), trainer_->iterations_per_second());
  }
  ask_for_probes();
  ask_for_walk();
  refresh_shown();
}

void Lab::take_snapshot() {
  if (auto newer = trainer_->snapshots().take_newer(snapshot_version_)) {
    snapshot_ = std::move(newer);
    shown_stale_ = true;
    report_if_diverged();
  }
}

void Lab::drain() {
  trainer_->take_output(output_);
  for (const AppliedCommand& command : output_.applied) applied(command);
  for (const RejectedCommand& command : output_.rejected) rejected(command);
  ahead_.insert(ahead_.end(), output_.records.begin(), output_.records.end());
  show_records();
  for (const Position& position : output_.pauses) paused(position);
  for (const std::string& problem : output_.problems) messages_.problem(problem);
  if (prober_->given_up() > probes_given_up_) {
    if (probes_given_up_ == 0) messages_.problem("There is not enough memory for all that the window shows.");
    probes_given_up_ = prober_->given_up();
  }
}

// The history ends where the snapshot is: plots, timeline and toolbar name one step.
void Lab::show_records() {
  const Position& now = snapshot_->position;
  std::size_t shown = 0;
  for (; shown < ahead_.size(); ++shown) {
    const SegmentRecord& next = ahead_[shown];
    const bool reached = next.segment < now.segment || (next.segment == now.segment && next.record.step <= now.step);
    // What a newer segment has begun after is complete.
    if (!reached && next.segment >= history_.segment()) break;
    history_.append(next);
  }
  ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(shown));
}

// The scenario asked for it, and says why.
void Lab::paused(const Position& position) {
  for (const PausePoint& pause : scenario_.pauses) {
    if (pause.step != position.step || position.segment != history_.segment()) continue;
    messages_.note("Paused at step " + std::to_string(pause.step) + ": " + pause.reason);
  }
}

std::uint64_t Lab::gesture_of(Ticket ticket) const {
  for (const auto& [sent, gesture] : gestures_) {
    if (sent == ticket) return gesture;
  }
  return 0;
}

void Lab::applied(const AppliedCommand& command) {
  HistoryMark mark = tracker_->follow(command.stamped, command.scheduled);
  if (!command.scheduled) mark.gesture = gesture_of(command.ticket);
  const auto opening = std::find_if(openings_.begin(), openings_.end(),
                                    [&](const Opening& o) { return o.ticket == command.ticket; });
  if (!command.scheduled && opening != openings_.end()) {
    scenario_ = std::move(opening->scenario);
    note_data();
    mark.label = opening->label;
    mark.sentence = "'" + scenario_.title + "' was opened.";
    openings_.erase(opening);
    undo_.clear();
    pending_.clear();
  }
  if (mark.starts_segment) {
    divergence_reported_ = false;
    // The records of the segment that ends come before the mark.
    ahead_.insert(ahead_.end(), output_.records.begin(), output_.records.end());
    output_.records.clear();
    const auto ended = std::find_if(ahead_.begin(), ahead_.end(), [&](const SegmentRecord& r) { return r.segment >= mark.segment; });
    std::for_each(ahead_.begin(), ended, [&](const SegmentRecord& r) { history_.append(r); });
    ahead_.erase(ahead_.begin(), ended);
  }
  history_.add_mark(std::move(mark));
  std::erase_if(gestures_, [&](const auto& sent) { return sent.first <= command.ticket; });
}

void Lab::rejected(const RejectedCommand& command) {
  messages_.problem(command.message);
  if (std::erase_if(openings_, [&](const Opening& o) { return o.ticket == command.ticket; }) > 0) {
    pause_as(openings_.empty() ? scenario_ : openings_.back().scenario);
  }
  if (command.command.kind == CommandKind::set) undo_.forget(command.command.key);
}

void Lab::take_probes(double now) {
  if (auto newer = prober_->results().take_newer(probe_taken_)) {
    probe_ = std::move(newer);
    ++probe_version_;
    outputs_.take(*probe_);
    // Large networks would keep the prober's core busy for ever: it rests as long as it worked.
    probe_due_ = now + std::min(now - probed_at_, kLongestProbeRest);
  }
  if (follower_) {
    if (auto newer = follower_->results().take_newer(walk_taken_)) {
      walk_ = std::move(newer);
      ++walk_version_;
    }
  }
  if (auto newer = prober_->measurements().take_newer(measurement_taken_)) {
    measurement_ = std::move(newer);
    ++measurement_version_;
    measure_took_ = now - measured_at_;
    // After steps by hand, or halfway through an iteration, it is looked at and not recorded: a point of the plots is the
    // state that training left at its step.
    const Position& at = measurement_->snapshot->position;
    if (training() || at.discriminator_inner + at.generator_inner == 0) history_.append(*measurement_);
  }
  const std::int64_t segment = snapshot_->position.segment;
  if (probe_ && probe_->snapshot->position.segment != segment) probe_.reset();
  if (walk_ && walk_->snapshot->position.segment != segment) walk_.reset();
  if (measurement_ && measurement_->snapshot->position.segment != segment) measurement_.reset();
}

bool Lab::shows_substeps() const { return !training() || (activity() == Activity::playing && speed_ <= kReadableSpeed); }

void Lab::ask_for_probes() {
  keeper_.follow(*snapshot_);
  if (wish_) wish_->record = shows_substeps();
  const bool same_wish = probed_wish_ == wish_ && probed_ && probed_->position.segment == snapshot_->position.segment;
  const bool under_way = same_wish && (!probe_ || probe_->snapshot != probed_);
  const bool rests = training() && same_wish && !snapshot_->data->is_plane() && (under_way || now_ < probe_due_);
  if (wish_ && (probed_ != snapshot_ || probed_wish_ != wish_) && !rests) {
    prober_->request(snapshot_, *wish_);
    probed_ = snapshot_;
    probed_wish_ = wish_;
    probed_at_ = now_;
  }
  const bool waiting = measured_ && (!measurement_ || measurement_->snapshot != measured_) &&
                       measured_->position.segment == snapshot_->position.segment;
  const double longest = snapshot_->data->is_plane() ? kLongestMeasureInterval : kLongestPictureInterval;
  const double interval = std::clamp(kMeasureShare * measure_took_, kMeasureInterval, longest);
  const bool due = !training() || (!waiting && now_ - measured_at_ >= interval);
  if (measured_ != snapshot_ && due && !keeper_.waiting()) {
    prober_->measure(snapshot_, keeper_.request());
    measured_ = snapshot_;
    measured_at_ = now_;
  }
}

void Lab::ask_for_walk() {
  if (!walk_wish_) return;
  if (!follower_) follower_ = std::make_unique<Prober>(options_.notify);
  follower_->request(snapshot_, *walk_wish_);
}

void Lab::refresh_shown() {
  if (!shown_stale_) return;
  shown_stale_ = false;
  shown_settings_ = *snapshot_->settings;
  pending_.overlay(shown_settings_);
}

void Lab::report_if_diverged() {
  if (!snapshot_->status.diverged) {
    divergence_reported_ = false;
  } else if (!divergence_reported_) {
    divergence_reported_ = true;
    messages_.problem(divergence_sentence(*snapshot_));
  }
}

ViewContext Lab::context(ViewSettings& settings, Actions& actions, double frame_ms) const {
  return {*this,
          *snapshot_,
          probe_,
          probe_version_,
          walk_,
          walk_version_,
          outputs_.scale(),
          measurement_.get(),
          measurement_version_,
          measurement_ ? measurement_->perfect.get() : nullptr,
          history_,
          settings,
          actions,
          training(),
          trainer_->iterations_per_second(),
          frame_ms};
}

Value Lab::shown_value(const Field& field) const {
  return field.get(shown_settings_);
}

bool Lab::differs_from_scenario(const Field& field) const {
  return field.get(shown_settings_) != field.get(scenario_.settings);
}

bool Lab::settled() const {
  if (prober_->given_up() > 0 && !prober_->busy() && !training() && jobs_.idle()) return true;
  if (training() || !pending_.empty() || !openings_.empty() || !requests_done()) {
    return false;
  }
  if (trainer_->snapshots().version() != snapshot_version_) return false;
  const bool picture = !wish_ || (probe_ && probe_->snapshot == snapshot_ && probe_->request == *wish_);
  const bool walk = !walk_wish_ || (walk_ && walk_->snapshot == snapshot_ && walk_->request == *walk_wish_);
  return picture && walk && measurement_ && measurement_->snapshot == snapshot_ && jobs_.idle();
}

}  // namespace gan
