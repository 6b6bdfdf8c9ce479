// What a trainer does with what it was asked for.
#include <algorithm>
#include <exception>
#include <limits>
#include <map>
#include <new>
#include <string_view>
#include <utility>

#include "core/live/trainer_loop.h"

namespace gan {

// All that was asked for, in order. What is begun counts as done: where memory runs out on the way, the next turn goes
// on with the rest.
void Trainer::Loop::handle_requests(const CancelFlag& ending) {
  if (done_ == requests_.size()) {
    taken_ = trainer_.inbox_.take(requests_);
    done_ = 0;
  }
  const Ticket first = taken_ + 1 - requests_.size();
  const auto is_set = [this](std::size_t i) {
    const Command* command = std::get_if<Command>(&requests_[i]);
    return command != nullptr && std::holds_alternative<SetValue>(*command);
  };
  while (done_ < requests_.size() && !ending.cancelled()) {
    const std::size_t begin = done_;
    while (done_ < requests_.size() && is_set(done_)) ++done_;
    if (done_ == begin) {
      ++done_;
      std::visit([&](auto& request) { act(request, first + begin); }, requests_[begin]);
    } else {
      apply_sets(begin, done_, first);
    }
  }
  if (activity_ == Activity::stalled && changed_) start(Activity::playing);
  if (training() && (run_.status().diverged || goal_reached() || pause_due_)) end_training(Activity::paused);
  changed_ = false;
  if (training()) {
    hand_over();
    unannounced_ = true;
    pace_.look_soon();
    acknowledge();
  } else {
    show();
    acknowledge();
    notify();
  }
}

void Trainer::Loop::acknowledge() {
  trainer_.acknowledged_.store(taken_, std::memory_order_release);
}

// Requests [begin, end) are all `set` commands: the newest of each key, in the order of these.
void Trainer::Loop::apply_sets(std::size_t begin, std::size_t end, Ticket first) {
  const auto command = [this](std::size_t i) -> const Command& { return std::get<Command>(requests_[i]); };
  std::map<std::string_view, std::vector<std::size_t>> by_key;
  for (std::size_t i = begin; i < end; ++i) by_key[std::get<SetValue>(command(i)).key].push_back(i);
  std::vector<const std::vector<std::size_t>*> groups;
  for (const auto& [key, indices] : by_key) groups.push_back(&indices);
  std::sort(groups.begin(), groups.end(), [](const auto* a, const auto* b) { return a->back() < b->back(); });
  bool ran_out = false;
  for (const auto* indices : groups) {
    try {
      for (auto i = indices->rbegin(); i != indices->rend(); ++i) {
        if (apply(command(*i), first + *i)) break;
      }
    } catch (const std::bad_alloc&) {
      ran_out = true;  // which is no reason to forget the other keys
    }
  }
  if (ran_out) throw std::bad_alloc();
}

bool Trainer::Loop::apply(const Command& command, Ticket ticket) {
  take_events();
  const std::size_t at = run_.events().size();
  const Result<Event> applied = run_.apply(command);
  if (!applied) {
    local_.rejected.push_back({ticket, command, applied.message()});
    return false;
  }
  const Event& event = applied.value();
  asked_event_ = at;
  asked_ticket_ = ticket;
  changed_ = dirty_ = true;
  if (event.begins_segment) {
    remember();
    if (trainer_.place_) trainer_.place_->arrive(run_.state().step);
  }
  trainer_.applied_sequence_.store(event.stamped.sequence, std::memory_order_release);
  // The last step of an iteration may be one that was asked for, or one that a smaller k makes needless.
  if (!event.begins_segment && event.then.step > event.stamped.position.step) iteration_completed();
  take_events();
  return true;
}

void Trainer::Loop::act(const Command& command, Ticket ticket) {
  apply(command, ticket);
}
void Trainer::Loop::act(const Play&, Ticket) {
  iterations_goal_.reset();
  step_goal_.reset();
  start(Activity::playing);
}
void Trainer::Loop::act(const Pause&, Ticket) {
  end_training(Activity::paused);
}
void Trainer::Loop::act(const Trainer::Advance& advance, Ticket) {
  if (advance.iterations <= 0) return;
  step_goal_.reset();
  const std::int64_t before = iterations_goal_.value_or(0);
  const std::int64_t most = std::numeric_limits<std::int64_t>::max() - before;
  iterations_goal_ = before + std::min(advance.iterations, most);
  start(Activity::advancing);
}
void Trainer::Loop::act(const RunTo& goal, Ticket) {
  iterations_goal_.reset();
  step_goal_ = goal.step;
  start(Activity::advancing);
}
void Trainer::Loop::act(PauseAt& at, Ticket) {
  pauses_ = std::move(at.steps);
  std::sort(pauses_.begin(), pauses_.end());
}
void Trainer::Loop::act(const Speed& speed, Ticket) {
  pace_.set_speed(speed.substeps_per_second);
}
void Trainer::Loop::act(const Threads& threads, Ticket) {
  run_.use_threads(std::max(1, threads.count));
}
void Trainer::Loop::act(std::promise<Recording>& promise, Ticket) {
  try {
    promise.set_value(recorder_.finish(run_));
  } catch (const std::bad_alloc&) {
    promise.set_exception(std::current_exception());
  }
}

void Trainer::Loop::answer_rest() {
  for (; done_ < requests_.size(); ++done_) {
    auto* promise = std::get_if<std::promise<Recording>>(&requests_[done_]);
    if (promise != nullptr) act(*promise, 0);
  }
}

}  // namespace gan
