// Session: what a person looks at of the run's past.
#include <algorithm>

#include "app/lab/session.h"
#include "core/past/retrace.h"

namespace gan {

std::vector<RunStretch> through_of(const ParkedRun& parked) {
  std::vector<RunStretch> all = parked.rest.ancestors;
  all.push_back({parked.past->run, parked.front->instant});
  return all;
}

std::vector<RunStretch> Session::through() const {
  std::vector<RunStretch> all = ancestors_;
  all.push_back({id(), front_->instant()});
  return all;
}

void Session::look_at(std::int64_t segment, std::int64_t step) {
  look_at(course_.instant_of(segment, step, front_->instant()));
}

void Session::look_on(std::int64_t iterations) {
  look_at(course_.moved(looked_at(), iterations, front_->instant()));
}

void Session::look_at(const Instant& instant) {
  if (instant >= front_->instant()) return look_at_front();
  stop_optimum();
  if (in_past() && instant == look_.instant()) return;
  look_.look_at({course_.past(), through(), instant, course_.diverged(instant)});
  past_judge_.emplace();
  shown_stale_ = true;
  const std::int64_t segment = instant.position.segment;
  if (history_.holds(segment)) {
    past_history_.reset();
  } else if (!past_history_ || past_history_->segment() != segment) {
    past_history_ = history_.until(course_.last_of(segment, front_->instant()), course_.events(), id());
  }
}

std::int64_t Session::last_step_shown() const {
  return course_.last_of(looked_at().position.segment, front_->instant()).position.step;
}

bool Session::look_before_change() {
  const std::span<const SettingChange> change = undo_.next();
  if (change.empty()) return false;
  const auto marks = history_.marks();
  const SettingChange& first = change.front();
  const auto is_first = [&](const auto& one) {
    return one.key == first.key && one.before == first.before && one.after == first.after;
  };
  const auto mark = std::find_if(marks.rbegin(), marks.rend(), [&](const HistoryMark& m) {
    return (is_first(m) && !m.scheduled) || std::any_of(m.together.begin(), m.together.end(), is_first);
  });
  if (mark == marks.rend()) return false;
  for (const Event& event : course_.events()) {
    if (event.stamped.sequence != mark->first_sequence) continue;
    look_at(Instant{event.stamped.position, event.stamped.sequence - 1});
    return in_past();
  }
  return false;
}

bool Session::look_before_optimum() {
  if (!before_optimum_) return false;
  stop_optimum();
  look_at(*before_optimum_);
  return in_past();
}

void Session::look_at_front() {
  if (!in_past()) return;
  look_.end();
  past_judge_.reset();
  past_history_.reset();
  shown_stale_ = true;
}

void Session::take_look() {
  if (!look_.update()) return;
  shown_stale_ = true;
  if (const std::optional<std::string> problem = look_.take_problem()) {
    messages_.problem(*problem);
    look_at_front();
  }
}

// Of this very state alone: what was measured of another says nothing about it.
void Session::judge_past(const StepRecord* record) {
  if (!past_judge_) return;
  const Snapshot& shown = *snapshot();
  const Measurement* const measured = answers_.measurement.get();
  const bool of_it = measured != nullptr && measured->snapshot.get() == &shown;
  past_judge_->update({shown, history_, course_.last_change(shown.instant()), of_it ? measured : nullptr, record, false,
                       shown.position.step});
}

const PlayedScenario& Session::shown_scenario() const {
  const std::int64_t segment = snapshot()->position.segment;
  auto played = played_.rbegin();
  while (std::next(played) != played_.rend() && played->segment > segment) ++played;
  return *played;
}

Result<StartedRun> Session::branch() const {
  GAN_CHECK(in_past() && look_.exact(), "a branch begins at a moment that is known");
  const Keyframe& start = *look_.keyframe();
  Past past = *course_.past();
  past.run = RunId::next();
  StartedRun started;
  auto run = Run::resume(past, start, options_.memory);
  if (!run) return run.error();
  started.run = std::move(run).value();
  started.history = history_.until(start.instant, past.events, past.run);
  for (const RunStretch& stretch : through()) {
    started.ancestors.push_back({stretch.run, std::min(stretch.until, start.instant)});
    if (stretch.until >= start.instant) break;
  }
  for (const Instant& diverged : course_.divergences()) {
    if (diverged <= start.instant) started.divergences.push_back(diverged);
  }
  started.happened = judge_.happened_until(start.instant.position);
  for (const PlayedScenario& played : played_) {
    if (played.segment <= start.instant.position.segment) started.played.push_back(played);
  }
  return started;
}

RunBeside Session::beside(std::int64_t segment, std::int64_t step) const {
  RunBeside beside;
  beside.past = *course_.past();
  beside.past.run = RunId::next();
  beside.through = through();
  beside.end = course_.instant_of(segment, step, front_->instant());
  beside.memory = options_.memory;
  beside.rest.keyframes = keyframes_->same_again();
  beside.rest.history = history_.until(beside.end, beside.past.events, beside.past.run);
  for (const RunStretch& stretch : beside.through) {
    beside.rest.ancestors.push_back({stretch.run, std::min(stretch.until, beside.end)});
    if (stretch.until >= beside.end) break;
  }
  for (const Instant& diverged : course_.divergences()) {
    if (diverged <= beside.end) beside.rest.divergences.push_back(diverged);
  }
  beside.rest.happened = judge_.happened_until(beside.end.position);
  for (const PlayedScenario& played : played_) {
    if (played.segment <= beside.end.position.segment) beside.rest.played.push_back(played);
  }
  return beside;
}

Result<StartedRun> begin_beside(RunBeside beside) {
  const std::shared_ptr<const Keyframe> start = beside.rest.keyframes->nearest(beside.through, beside.end);
  auto run = retrace_to(std::make_shared<const Past>(beside.past), start.get(), beside.end, beside.memory);
  if (!run) return run.error();
  beside.rest.run = std::move(run).value();
  return std::move(beside.rest);
}

StartedRun Session::hand_over() {
  StartedRun rest;
  rest.run = trainer_->release();
  front_ = rest.run->snapshot();
  drain();
  rest.keyframes = keyframes_;
  rest.hashes = trainer_->hashes();
  rest.history = std::move(history_);
  rest.ancestors = std::move(ancestors_);
  report_if_diverged();
  rest.divergences = course_.divergences();
  rest.happened = judge_.happened_until(front_->position);
  rest.played = std::move(played_);
  rest.undo = std::move(undo_);
  return rest;
}

ParkedRun Session::park() {
  ParkedRun parked;
  parked.rest = hand_over();
  const std::unique_ptr<Run> run = std::move(parked.rest.run);
  parked.past = std::make_shared<const Past>(run->past());
  parked.front = run->keyframe();
  parked.front_hash = run->hash();
  return parked;
}

}  // namespace gan
