#include "app/lab/session.h"

#include <algorithm>
#include <atomic>

#include "app/lab/opening_pace.h"
#include "core/base/number_text.h"
#include "core/insight/advice.h"
#include "core/io/data_files.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr double kRateInterval = 0.25;  // seconds between two points of the iterations a second

TrainerOptions trainer_options(const SessionOptions& options, std::shared_ptr<Keyframes> keyframes,
                               std::vector<StateHash> hashes) {
  TrainerOptions of_trainer;
  of_trainer.notify = options.notify;
  of_trainer.after_iteration = options.after_iteration;
  of_trainer.keyframes = std::move(keyframes);
  of_trainer.lockstep = options.lockstep;
  of_trainer.hashes = std::move(hashes);
  return of_trainer;
}

// What is remembered of it; else its marks.
RunHistory history_of(StartedRun& started) {
  if (started.history) return std::move(*started.history);
  RunHistory history(started.run->id());
  for (const Event& event : started.run->events()) history.add_mark(mark_of(event));
  return history;
}

// Never the same twice, whatever session it is for: a view that knows one knows the scenario.
std::uint64_t next_revision() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

Session::Session(Executor& executor, StartedRun started, Scenario scenario, SessionOptions options, Messages& messages,
                 ClassifierKeeper& keeper)
    : options_(std::move(options)),
      messages_(messages),
      keeper_(keeper),
      played_(std::move(started.played)),
      front_(started.run->snapshot()),
      history_(history_of(started)),
      keyframes_(options_.keyframes ? options_.keyframes : std::make_shared<Keyframes>()),
      ancestors_(std::move(started.ancestors)),
      course_(started.run->past()),
      look_(executor, keyframes_, options_.memory, options_.notify),
      undo_(std::move(started.undo)),
      judge_(std::move(started.happened)),
      desk_(executor, options_.notify) {
  if (played_.empty()) played_.push_back({0, next_revision(), std::move(scenario)});
  for (PlayedScenario& played : played_) {
    if (played.revision == 0) played.revision = next_revision();
  }
  for (const Instant& diverged : started.divergences) course_.diverged_at(diverged);
  started.run->use_threads(options_.threads);
  look_.use_threads(options_.threads);
  trainer_ = std::make_unique<Trainer>(executor, std::move(started.run),
                                       trainer_options(options_, keyframes_, std::move(started.hashes)));
  begin_pace();
  note_data();
  pause_as(newest_scenario());
  refresh_shown();
}

// What reading the data of the game found.
void Session::note_data() {
  const std::string note = loading_note(newest_scenario().settings.spec.data);
  if (!note.empty()) messages_.note(note);
}

void Session::update(double now) {
  now_ = now;
  const Ticket done = trainer_->acknowledged_ticket();
  const std::int64_t sequence = trainer_->applied_sequence();
  take_snapshot();
  drain();
  take_look();
  // Before all that was asked for is seen, what is seen may be of before a restart.
  if (last_ticket_ <= done && front_->last_sequence >= sequence) keep_pace();
  if (front_->last_sequence >= sequence) {
    for (const PendingEdits::Due& due : pending_.acknowledged(done)) send_value(due.key, due.value, due.gesture);
    shown_stale_ = true;
  }
  history_.begin_segment(front_->position.segment);
  take_answers();
  judge_answers();
  go_on_to_optimum();
  if (training() && now - rate_appended_at_ >= kRateInterval && trainer_->iterations_per_second() > 0) {
    rate_appended_at_ = now;
    history_.append_rate(history_.segment_id(), history_.last_step(), trainer_->iterations_per_second());
  }
  ask_for_probe();
  ask_for_measurement();
  ask_for_walk();
  refresh_shown();
}

// The pace of the scenario that is there now, or else the dial's speed.
void Session::begin_pace() {
  paced_ = 0;
  last_ticket_ = trainer_->set_speed(options_.speed);
  if (options_.own_pace && newest_scenario().pace) {
    paced_ = pace_speed(*newest_scenario().pace, front_->position.step);
    last_ticket_ = trainer_->set_speed(paced_);
  }
}

void Session::keep_pace() {
  if (paced_ == 0) return;
  const double now = pace_speed(*newest_scenario().pace, front_->position.step);
  if (now == paced_) return;
  paced_ = now;
  // No request that others wait for: it changes nothing that is shown.
  trainer_->set_speed(now);
}

// Sent ahead of what begins anew, which would go on at the speed of before until a frame shows that it has begun.
void Session::slow_down_for_start() {
  if (paced_ == 0) return;
  paced_ = pace_speed(*newest_scenario().pace, 0);
  trainer_->set_speed(paced_);
}

bool Session::opens_slowly() const {
  return paced_ > 0 && !pace_is_over(*newest_scenario().pace, front_->position.step);
}

// Beside others it is shown as it was when all were at the same iteration, unless it rests.
void Session::take_snapshot() {
  const bool meets = training() && options_.lockstep && options_.lockstep->in_force() && !options_.lockstep->strict();
  std::shared_ptr<const Snapshot> newer = meets ? trainer_->met() : trainer_->snapshots().take_newer(front_version_);
  if (!newer || newer->instant() < front_->instant()) return;
  front_ = std::move(newer);
  shown_stale_ = true;
  report_if_diverged();
}

void Session::drain() {
  trainer_->take_output(output_);
  for (const AppliedEvent& one : output_.applied) applied(one);
  for (const RejectedCommand& command : output_.rejected) rejected(command);
  ahead_.insert(ahead_.end(), output_.records.begin(), output_.records.end());
  show_records();
  for (const Position& position : output_.pauses) paused(position);
  for (const std::string& problem : output_.problems) messages_.problem(problem);
  if (desk_.given_up() > probes_given_up_) {
    if (probes_given_up_ == 0) messages_.problem("There is not enough memory for all that the window shows.");
    probes_given_up_ = desk_.given_up();
    // It does not say of what: what is not lost is at most asked for early.
    probed_.lost = measured_.lost = front_asked_.lost = spectrum_asked_.lost = true;
    path_.lose();
  }
}

// The history ends where the snapshot is: plots, timeline and toolbar name one step.
void Session::show_records() {
  const Position& now = front_->position;
  std::size_t shown = 0;
  for (; shown < ahead_.size(); ++shown) {
    const SegmentRecord& next = ahead_[shown];
    const std::int64_t segment = next.segment.number;
    const bool reached = segment < now.segment || (segment == now.segment && next.record.step <= now.step);
    // What a newer segment has begun after is complete.
    if (!reached && segment >= history_.segment()) break;
    history_.append(next);
  }
  ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(shown));
}

// The scenario asked for it, and says why.
void Session::paused(const Position& position) {
  for (const PausePoint& pause : newest_scenario().pauses) {
    if (pause.step != position.step || position.segment != history_.segment()) continue;
    messages_.note("Paused at step " + whole_text(pause.step) + ": " + pause.reason);
  }
}

const PausePoint* Session::pause_point() const {
  const Position& position = snapshot()->position;
  if (shows_training() || !position.is_whole()) return nullptr;
  const std::vector<PausePoint>& pauses = scenario().pauses;
  const auto here =
      std::find_if(pauses.begin(), pauses.end(), [&](const PausePoint& pause) { return pause.step == position.step; });
  return here == pauses.end() ? nullptr : &*here;
}

std::uint64_t Session::gesture_of(Ticket ticket) const {
  for (const auto& [sent, gesture] : gestures_) {
    if (sent == ticket) return gesture;
  }
  return 0;
}

void Session::applied(const AppliedEvent& one) {
  const bool scheduled = one.event.scheduled();
  course_.add(one.event);
  HistoryMark mark = mark_of(one.event);
  if (!scheduled) mark.gesture = gesture_of(one.ticket);
  const auto opening =
      std::find_if(openings_.begin(), openings_.end(), [&](const Opening& o) { return o.ticket == one.ticket; });
  if (!scheduled && opening != openings_.end()) {
    played_.push_back({mark.segment, next_revision(), std::move(opening->scenario)});
    refusals_.clear();
    begin_pace();
    note_data();
    mark.label = opening->label;
    mark.sentence = "'" + newest_scenario().title + "' was opened.";
    openings_.erase(opening);
    undo_.clear();
    pending_.clear();
  }
  if (mark.starts_segment || mark.goes_on) {
    divergence_reported_ = false;
    // The records of the segment that ends come before the mark.
    ahead_.insert(ahead_.end(), output_.records.begin(), output_.records.end());
    output_.records.clear();
    const auto ended = std::find_if(ahead_.begin(), ahead_.end(),
                                    [&](const SegmentRecord& r) { return r.segment.number >= mark.segment; });
    std::for_each(ahead_.begin(), ended, [&](const SegmentRecord& r) { history_.append(r); });
    ahead_.erase(ahead_.begin(), ended);
  }
  history_.add_mark(std::move(mark));
  std::erase_if(gestures_, [&](const auto& sent) { return sent.first <= one.ticket; });
}

void Session::rejected(const RejectedCommand& command) {
  messages_.problem(command.message);
  if (std::erase_if(openings_, [&](const Opening& o) { return o.ticket == command.ticket; }) > 0) {
    pause_as(openings_.empty() ? newest_scenario() : openings_.back().scenario);
  }
  if (const auto* changes = std::get_if<SetValues>(&command.command)) {
    for (const auto& [key, value] : changes->values) undo_.forget(key);
  }
  if (const auto* change = std::get_if<SetValue>(&command.command)) {
    undo_.forget(change->key);
    const Setting& setting = *find_setting(change->key);
    refusals_.refuse(change->key, typed_value(change->value), command.message, setting.get(*front_->settings));
  }
}

void Session::refresh_shown() {
  if (!shown_stale_) return;
  shown_stale_ = false;
  shown_settings_ = *snapshot()->settings;
  if (!in_past()) pending_.overlay(shown_settings_);
  if (!refusals_.empty()) {
    refusals_.follow(shown_settings_, [&](const std::string& key) { return is_pending(key); });
  }
}

void Session::report_if_diverged() {
  if (!front_->status.diverged) {
    divergence_reported_ = false;
  } else if (!divergence_reported_) {
    divergence_reported_ = true;
    course_.diverged_at(front_->instant());
    messages_.problem(divergence_sentence(*front_));
  }
}

void Session::pause_as(const Scenario& scenario) {
  std::vector<std::int64_t> steps;
  for (const PausePoint& pause : scenario.pauses) steps.push_back(pause.step);
  last_ticket_ = trainer_->pause_at(std::move(steps));
}

bool Session::settled() const {
  if (desk_.given_up() > 0 && !desk_.busy() && !training()) return true;
  if (training() || optimum_ || !pending_.empty() || !openings_.empty() || !requests_done()) {
    return false;
  }
  if (trainer_->snapshots().version() != front_version_) return false;
  if (look_.active() && !look_.exact()) return false;
  const std::shared_ptr<const Snapshot>& shown = snapshot();
  const bool picture =
      !wish_ || (answers_.probe && answers_.probe->snapshot == shown && answers_.probe->request == *wish_);
  const bool walk =
      !walk_wish_ || (answers_.walk && answers_.walk->snapshot == shown && answers_.walk->request == *walk_wish_);
  const bool spectrum = !spectrum_wish_ || (answers_.spectrum && answers_.spectrum->snapshot == shown &&
                                            answers_.spectrum->request == *spectrum_wish_);
  const bool front =
      !measures_past_ || !measures_front() || (front_measurement_ && front_measurement_->snapshot == front_);
  return picture && walk && spectrum && path_.settled() && front && answers_.measurement &&
         answers_.measurement->snapshot == shown &&
         (!wants_comparison() || answers_.measurement->metrics.comparison.measured);
}

}  // namespace gan
