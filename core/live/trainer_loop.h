// What lives on the trainer's thread. Part of trainer.cpp, which alone includes it.
#pragma once

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include "core/live/rate_meter.h"
#include "core/live/trainer.h"

namespace gan {
namespace trainer_detail {

using Clock = RateMeter::Clock;
using Seconds = std::chrono::duration<double>;

// Copying snapshots may take at most one part in this of the trainer's time.
inline constexpr int kSnapshotShare = 40;
// Sub-steps between two looks at the clock, at most, and how long they should take together.
inline constexpr int kMaximumClockInterval = 64;
inline constexpr Seconds kClockTarget{0.5e-3};
// A speed limit catches up with this much delay at most; what is longer is forgotten.
inline constexpr Seconds kMaximumArrears{0.1};

inline Clock::duration duration_of(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(Seconds(seconds));
}

template <class T>
void move_to(std::vector<T>& from, std::vector<T>& to) {
  if (to.empty()) {
    to.swap(from);
  } else {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
  }
}

}  // namespace trainer_detail

// What lives on the trainer's thread only.
class Trainer::Loop {
  using Clock = trainer_detail::Clock;
  using Seconds = trainer_detail::Seconds;

 public:
  Loop(Trainer& trainer, std::stop_token stop)
      : trainer_(trainer),
        run_(*trainer.run_),
        stop_(std::move(stop)),
        recorder_(trainer.options_.record_every_hash),
        publish_period_(trainer_detail::duration_of(1.0 / trainer.options_.publish_rate)),
        events_seen_(run_.events().size()) {}

  void run() {
    set_activity(trainer_.options_.start_paused ? Activity::paused : Activity::playing);
    publish_all();
    while (!stop_.stop_requested()) {
      try {
        turn();
      } catch (const std::bad_alloc&) {
        memory_ran_out();
      }
    }
    answer_last_requests();
    hand_over();
  }

 private:
  void turn() {
    if (trainer_.inbox_.pending()) handle_requests();
    if (!training()) {
      trainer_.inbox_.wait(stop_);
    } else if (!limited() || speed_allows()) {
      substep();
      if (limited() || --until_clock_ <= 0) look_at_clock();
    }
  }

  // The step that needed it has changed nothing. Where there is too little even to say so, training only pauses.
  void memory_ran_out() {
    end_training(Activity::paused);
    trainer_.acknowledged_.store(taken_, std::memory_order_release);
    try {
      local_.problems.push_back("Memory ran out in step " + std::to_string(run_.position().step + 1) +
                                ": training has paused, and nothing of the game is lost. A smaller batch needs less.");
      publish_all();
    } catch (const std::bad_alloc&) {
      announce_activity();
      notify();
    }
  }

  bool training() const { return activity_ == Activity::playing || activity_ == Activity::advancing; }
  bool limited() const { return activity_ == Activity::playing && speed_ != kUnlimitedSpeed; }

  // An end is announced by publish_all, after the last snapshot: who sees a trainer at rest sees where it rests.
  void set_activity(Activity activity) {
    activity_ = activity;
    if (training()) {
      announce_activity();
    } else {
      meter_.reset();
    }
  }

  void announce_activity() {
    if (!training()) trainer_.rate_.store(0, std::memory_order_relaxed);
    trainer_.activity_.store(activity_, std::memory_order_release);
  }

  void start(Activity activity) {
    if (!training()) {
      next_substep_ = Clock::now();
      until_clock_ = 1;
      clock_interval_ = 1;
    }
    set_activity(activity);
  }

  void end_training(Activity activity) {
    iterations_goal_.reset();
    step_goal_.reset();
    set_activity(activity);
  }

  // One sub-step, and what follows from it.
  void substep() {
    const gan::Advance advance = run_.substep();
    if (advance == gan::Advance::stopped) {
      const bool frozen = !run_.status().diverged;
      end_training(frozen && activity_ == Activity::playing ? Activity::stalled : Activity::paused);
      publish_all();
      return;
    }
    dirty_ = true;
    if (advance != gan::Advance::iteration) return;
    iteration_completed();
    if (goal_reached() || pause_reached()) {
      end_training(Activity::paused);
      publish_all();
    }
  }

  bool pause_reached() {
    if (activity_ != Activity::playing || pauses_.empty()) return false;
    if (!std::binary_search(pauses_.begin(), pauses_.end(), run_.state().step)) return false;
    local_.pauses.push_back(run_.position());
    return true;
  }

  void iteration_completed() {
    recorder_.after_iteration(run_);
    local_.records.push_back({{run_.id(), run_.position().segment}, run_.record()});
    ++iterations_;
    if (iterations_goal_ && *iterations_goal_ > 0) --*iterations_goal_;
    if (trainer_.options_.after_iteration) trainer_.options_.after_iteration(run_);
  }

  bool goal_reached() const {
    return (iterations_goal_ && *iterations_goal_ == 0) || (step_goal_ && run_.state().step >= *step_goal_);
  }

  // Whether the speed dial lets the next sub-step begin; if not, sleeps until it does or something else is to
  // be done.
  bool speed_allows() {
    const Clock::time_point now = Clock::now();
    if (now >= next_substep_) {
      next_substep_ =
          std::max(next_substep_, now - std::chrono::duration_cast<Clock::duration>(trainer_detail::kMaximumArrears)) +
          trainer_detail::duration_of(1.0 / speed_);
      return true;
    }
    // There is time, so that what was done is shown whether or not the last snapshot was taken.
    if ((dirty_ || unannounced_) && now >= next_snapshot_) publish_all();
    const bool news = dirty_ || unannounced_;
    trainer_.inbox_.wait_until(stop_, news ? std::min(next_substep_, next_snapshot_) : next_substep_);
    return false;
  }

  void look_at_clock() {
    const Clock::time_point now = Clock::now();
    const Clock::duration elapsed = now - last_look_;
    last_look_ = now;
    if (elapsed > 2 * trainer_detail::kClockTarget) {
      clock_interval_ = std::max(1, clock_interval_ / 2);
    } else if (elapsed < trainer_detail::kClockTarget) {
      clock_interval_ = std::min(trainer_detail::kMaximumClockInterval, clock_interval_ * 2);
    }
    until_clock_ = clock_interval_;
    if (now < next_tick_ || !training()) return;
    next_tick_ = now + publish_period_;
    meter_.add(now, iterations_);
    trainer_.rate_.store(meter_.rate(), std::memory_order_relaxed);
    bool news = hand_over();
    if (dirty_ && now >= next_snapshot_ && trainer_.snapshots_.taken()) {
      publish_snapshot();
      news = true;
    }
    if (news) notify();
  }

  void publish_snapshot() {
    const Clock::time_point before = Clock::now();
    std::shared_ptr<const Snapshot> snapshot = run_.snapshot();
    const Clock::time_point after = Clock::now();
    trainer_.snapshots_.publish(std::move(snapshot));
    next_snapshot_ = after + std::max(publish_period_, trainer_detail::kSnapshotShare * (after - before));
    dirty_ = false;
  }

  // Records first: a snapshot never shows an iteration whose record can't be taken yet.
  void publish_all() {
    hand_over();
    publish_snapshot();
    announce_activity();
    notify();
  }

  // Gives the batch away. True when somebody should be told.
  bool hand_over() {
    take_events(0);
    const bool anything = !local_.records.empty() || !local_.applied.empty() || !local_.rejected.empty() ||
                          !local_.pauses.empty() || !local_.problems.empty();
    if (anything) {
      const std::lock_guard lock(trainer_.output_mutex_);
      trainer_detail::move_to(local_.records, trainer_.output_.records);
      trainer_detail::move_to(local_.applied, trainer_.output_.applied);
      trainer_detail::move_to(local_.rejected, trainer_.output_.rejected);
      trainer_detail::move_to(local_.pauses, trainer_.output_.pauses);
      trainer_detail::move_to(local_.problems, trainer_.output_.problems);
    }
    return std::exchange(unannounced_, false) || anything;
  }

  // What was done to the run since the last look; the commands among it were asked for with `ticket`.
  void take_events(Ticket ticket) {
    const std::vector<Event>& events = run_.events();
    for (; events_seen_ < events.size(); ++events_seen_) {
      const Event& event = events[events_seen_];
      local_.applied.push_back({event, event.scheduled() ? 0 : ticket});
    }
  }

  void notify() const {
    if (trainer_.options_.notify) trainer_.options_.notify();
  }

  void handle_requests() {
    const Ticket last = taken_ = trainer_.inbox_.take(requests_);
    const Ticket first = last + 1 - requests_.size();
    const auto is_set = [this](std::size_t i) {
      const Command* command = std::get_if<Command>(&requests_[i]);
      return command != nullptr && std::holds_alternative<SetValue>(*command);
    };
    for (done_ = 0; done_ < requests_.size() && !stop_.stop_requested();) {
      const std::size_t begin = done_;
      std::size_t end = begin;
      while (end < requests_.size() && is_set(end)) ++end;
      if (end == begin) {
        do_request(requests_[begin], first + begin);
        done_ = begin + 1;
      } else {
        apply_sets(begin, end, first);
        done_ = end;
      }
    }
    if (activity_ == Activity::stalled && changed_) start(Activity::playing);
    if (training() && (run_.status().diverged || goal_reached())) end_training(Activity::paused);
    changed_ = false;
    if (training()) {
      hand_over();
      unannounced_ = true;
      until_clock_ = 1;
    } else {
      publish_all();
    }
    trainer_.acknowledged_.store(last, std::memory_order_release);
  }

  // Requests [begin, end) are all `set` commands: the newest of each key, in the order of these.
  void apply_sets(std::size_t begin, std::size_t end, Ticket first) {
    const auto command = [this](std::size_t i) -> const Command& { return std::get<Command>(requests_[i]); };
    std::map<std::string_view, std::vector<std::size_t>> by_key;
    for (std::size_t i = begin; i < end; ++i) by_key[std::get<SetValue>(command(i)).key].push_back(i);
    std::vector<const std::vector<std::size_t>*> groups;
    for (const auto& [key, indices] : by_key) groups.push_back(&indices);
    std::sort(groups.begin(), groups.end(),
              [](const auto* a, const auto* b) { return a->back() < b->back(); });
    for (const auto* indices : groups) {
      if (stop_.stop_requested()) return;
      for (auto i = indices->rbegin(); i != indices->rend(); ++i) {
        if (apply(command(*i), first + *i)) break;
      }
    }
  }

  bool apply(const Command& command, Ticket ticket) {
    take_events(0);
    const Result<Event> applied = run_.apply(command);
    if (!applied) {
      local_.rejected.push_back({ticket, command, applied.message()});
      return false;
    }
    // The last step of an iteration may be one that was asked for, or one that a smaller k makes needless.
    const Event& event = applied.value();
    if (!event.begins_segment && event.then.step > event.stamped.position.step) iteration_completed();
    trainer_.applied_sequence_.store(event.stamped.sequence, std::memory_order_release);
    take_events(ticket);
    dirty_ = true;
    changed_ = true;
    return true;
  }

  void do_request(Request& request, Ticket ticket) {
    std::visit([this, ticket](auto& r) { act(r, ticket); }, request);
  }
  void act(const Command& command, Ticket ticket) { apply(command, ticket); }
  void act(const Play&, Ticket) {
    iterations_goal_.reset();
    step_goal_.reset();
    start(Activity::playing);
  }
  void act(const Pause&, Ticket) { end_training(Activity::paused); }
  void act(const Trainer::Advance& advance, Ticket) {
    if (advance.iterations <= 0) return;
    step_goal_.reset();
    iterations_goal_ = iterations_goal_.value_or(0) + advance.iterations;
    start(Activity::advancing);
  }
  void act(const RunTo& goal, Ticket) {
    iterations_goal_.reset();
    step_goal_ = goal.step;
    start(Activity::advancing);
  }
  void act(Trainer::PauseAt& at, Ticket) {
    pauses_ = std::move(at.steps);
    std::sort(pauses_.begin(), pauses_.end());
  }
  void act(const Speed& speed, Ticket) {
    speed_ = speed.substeps_per_second >= kSlowestSpeed ? speed.substeps_per_second : kSlowestSpeed;
    next_substep_ = std::min(next_substep_, Clock::now() + trainer_detail::duration_of(1.0 / speed_));
  }
  void act(const Threads& threads, Ticket) { run_.use_threads(std::max(1, threads.count)); }
  void act(std::promise<Recording>& promise, Ticket) { promise.set_value(recorder_.finish(run_)); }

  void answer_last_requests() {
    answer_rest();  // of a batch that the stop interrupted
    trainer_.inbox_.take(requests_);
    done_ = 0;
    answer_rest();
  }
  void answer_rest() {
    for (; done_ < requests_.size(); ++done_) {
      auto* promise = std::get_if<std::promise<Recording>>(&requests_[done_]);
      if (promise != nullptr) act(*promise, 0);
    }
  }

  Trainer& trainer_;
  Run& run_;
  std::stop_token stop_;
  Recorder recorder_;
  const Clock::duration publish_period_;

  Activity activity_ = Activity::paused;
  double speed_ = kUnlimitedSpeed;
  std::optional<std::int64_t> iterations_goal_;  // so many are left
  std::optional<std::int64_t> step_goal_;
  std::vector<std::int64_t> pauses_;  // ascending

  std::vector<Request> requests_;  // the batch in hand
  std::size_t done_ = 0;           // so many of it are done
  Ticket taken_ = 0;               // the last request of it
  TrainerOutput local_;            // not handed over yet
  std::size_t events_seen_;        // of the run's
  std::int64_t iterations_ = 0;
  bool dirty_ = false;        // the newest snapshot is older than the game
  bool unannounced_ = false;  // something was handed over without a notification
  bool changed_ = false;      // a command was applied in this batch

  int clock_interval_ = 1;
  int until_clock_ = 1;
  Clock::time_point last_look_{};
  Clock::time_point next_tick_{};
  Clock::time_point next_snapshot_{};
  Clock::time_point next_substep_{};
  RateMeter meter_;
};

}  // namespace gan
