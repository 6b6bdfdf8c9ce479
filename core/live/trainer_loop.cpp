#include "core/live/trainer_loop.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

namespace gan {
namespace {

// Appends; nothing has changed where memory runs out.
template <class T>
void append_moved(std::vector<T>& from, std::vector<T>& to) {
  if (to.empty()) {
    to.swap(from);
  } else {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
  }
}

}  // namespace

Trainer::Loop::Loop(Trainer& trainer, const Clock& clock)
    : trainer_(trainer),
      run_(*trainer.run_),
      clock_(clock),
      recorder_(trainer.options_.record_every_hash, kMostHashes, trainer.options_.hashes),
      pace_(clock, trainer.options_.publish_rate),
      events_seen_(run_.events().size()) {}

// Whatever else is thrown is a fault of the program, and ends it where it is.
Next Trainer::Loop::turn(const CancelFlag& ending) noexcept {  // NOLINT(bugprone-exception-escape)
  try {
    return work(ending);
  } catch (const std::bad_alloc&) {
    memory_ran_out();
    return Next::at_once();
  }
}

Next Trainer::Loop::work(const CancelFlag& ending) {
  if (!std::exchange(begun_, true)) {
    remember();
    set_activity(trainer_.options_.start_paused ? Activity::paused : Activity::playing);
    show();
    notify();
  }
  if (requests_waiting()) handle_requests(ending);
  while (training()) {
    if (waits_for_others()) {
      look_at_clock();
      return Next::when_woken();
    }
    const bool limited = this->limited();
    if (limited) {
      const Clock::Time now = clock_.now();
      if (!pace_.allows_substep(now)) return rest(now);
    }
    substep();
    if (limited || pace_.look_is_due()) {
      look_at_clock();
      return Next::at_once();
    }
    if (ending.cancelled() || trainer_.inbox_.pending()) return Next::at_once();
  }
  return Next::when_woken();
}

void Trainer::Loop::end() {
  answer_rest();  // of a batch that the end interrupted
  trainer_.inbox_.take(requests_);
  done_ = 0;
  answer_rest();
  hand_over();
}

// The step that needed it has changed nothing, and of a batch of requests the rest is still to be done. Where there is
// too little even to say so, training only pauses.
void Trainer::Loop::memory_ran_out() {
  pause_due_.reset();
  end_training(Activity::paused);
  changed_ = false;
  try {
    local_.problems.push_back("Memory ran out in step " + std::to_string(run_.position().step + 1) +
                              ": training has paused, and nothing of the game is lost. A smaller batch needs less.");
    show();
  } catch (const std::bad_alloc&) {
    announce_activity();
  }
  if (done_ == requests_.size()) acknowledge();
  notify();
}

// An end is announced by show(), after the last snapshot: who sees a trainer at rest sees where it rests.
void Trainer::Loop::set_activity(Activity activity) {
  activity_ = activity;
  if (trainer_.place_) trainer_.place_->train(training(), run_.state().step);
  if (training()) {
    announce_activity();
  } else {
    pace_.stop();
  }
}

void Trainer::Loop::announce_activity() {
  if (!training()) trainer_.rate_.store(0, std::memory_order_relaxed);
  trainer_.activity_.store(activity_, std::memory_order_release);
}

void Trainer::Loop::start(Activity activity) {
  pause_due_.reset();
  if (!training()) pace_.start();
  set_activity(activity);
}

void Trainer::Loop::end_training(Activity activity) {
  iterations_goal_.reset();
  step_goal_.reset();
  set_activity(activity);
  if (pause_due_) local_.pauses.push_back(*pause_due_);
  pause_due_.reset();
}

// One sub-step, and what follows from it.
void Trainer::Loop::substep() {
  const gan::Advance advance = run_.substep();
  if (advance == gan::Advance::stopped) {
    const bool frozen = !run_.status().diverged;
    end_training(frozen && activity_ == Activity::playing ? Activity::stalled : Activity::paused);
    show();
    notify();
    return;
  }
  dirty_ = true;
  if (advance != gan::Advance::iteration) return;
  iteration_completed();
  if (goal_reached() || pause_due_) {
    end_training(Activity::paused);
    show();
    notify();
  }
}

void Trainer::Loop::iteration_completed() {
  const std::int64_t step = run_.state().step;
  recorder_.after_iteration(run_);
  local_.records.push_back({{run_.id(), run_.position().segment}, run_.record()});
  ++iterations_;
  if (iterations_goal_ && *iterations_goal_ > 0) --*iterations_goal_;
  if (activity_ == Activity::playing && std::binary_search(pauses_.begin(), pauses_.end(), step)) {
    pause_due_ = run_.position();
  }
  remember();
  if (trainer_.options_.after_iteration) trainer_.options_.after_iteration(run_);
  meet_others();
}

// Between iterations only: who waits in the middle of one would keep the others from its end.
bool Trainer::Loop::waits_for_others() {
  return trainer_.place_ && run_.position().is_whole() && !trainer_.place_->may_go_on(run_.state().step);
}

// The records of what is shown are given away before it.
void Trainer::Loop::meet_others() {
  if (!trainer_.place_) return;
  const std::int64_t step = run_.state().step;
  trainer_.place_->arrive(step);
  if (!training() || !trainer_.place_->meets_at(step)) return;
  hand_over();
  trainer_.place_->show(run_.snapshot());
  notify();
}

void Trainer::Loop::remember() {
  if (trainer_.options_.keyframes) trainer_.options_.keyframes->see(run_);
}

bool Trainer::Loop::goal_reached() const {
  return (iterations_goal_ && *iterations_goal_ == 0) || (step_goal_ && run_.state().step >= *step_goal_);
}

// Until the speed dial lets the next sub-step begin.
Next Trainer::Loop::rest(Clock::Time now) {
  // There is time, so that what was done is shown whether or not the last snapshot was taken.
  if ((dirty_ || unannounced_) && now >= pace_.next_snapshot()) {
    show();
    notify();
  }
  const bool news = dirty_ || unannounced_;
  return Next::at(news ? std::min(pace_.next_substep(), pace_.next_snapshot()) : pace_.next_substep());
}

void Trainer::Loop::look_at_clock() {
  const Clock::Time now = clock_.now();
  if (!pace_.look(now) || !training()) return;
  trainer_.rate_.store(pace_.rate(now, iterations_), std::memory_order_relaxed);
  bool news = hand_over();
  const bool shown_otherwise = trainer_.place_ && trainer_.place_->in_force();
  if (dirty_ && !shown_otherwise && now >= pace_.next_snapshot() && trainer_.snapshots_.taken()) {
    publish_snapshot();
    news = true;
  }
  if (news) notify();
}

void Trainer::Loop::publish_snapshot() {
  const Clock::Time before = clock_.now();
  std::shared_ptr<const Snapshot> snapshot = run_.snapshot();
  const Clock::Time after = clock_.now();
  trainer_.snapshots_.publish(std::move(snapshot));
  pace_.snapshot_taken(before, after);
  dirty_ = false;
}

// Records first: a snapshot never shows an iteration whose record can't be taken yet. Whoever calls it notifies when
// all is said, so that who is woken by it finds everything.
void Trainer::Loop::show() {
  hand_over();
  publish_snapshot();
  announce_activity();
}

// Gives the batch away. True when somebody should be told.
bool Trainer::Loop::hand_over() {
  take_events();
  const bool anything = !local_.records.empty() || !local_.applied.empty() || !local_.rejected.empty() ||
                        !local_.pauses.empty() || !local_.problems.empty();
  if (anything) {
    const std::lock_guard lock(trainer_.output_mutex_);
    append_moved(local_.records, trainer_.output_.records);
    append_moved(local_.applied, trainer_.output_.applied);
    append_moved(local_.rejected, trainer_.output_.rejected);
    append_moved(local_.pauses, trainer_.output_.pauses);
    append_moved(local_.problems, trainer_.output_.problems);
  }
  return std::exchange(unannounced_, false) || anything;
}

// What was done to the run since the last look.
void Trainer::Loop::take_events() {
  const std::vector<Event>& events = run_.events();
  for (; events_seen_ < events.size(); ++events_seen_) {
    const Event& event = events[events_seen_];
    const bool asked = !event.scheduled() && events_seen_ == asked_event_;
    local_.applied.push_back({event, asked ? asked_ticket_ : 0});
  }
}

void Trainer::Loop::notify() const {
  if (trainer_.options_.notify) trainer_.options_.notify();
}

}  // namespace gan
