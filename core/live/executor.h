// Executor: where workers take their turns. A trainer, a lane of the probe desk or a job is a worker: it does a bounded
// piece of work and says when it wants to go on. Whether that happens on a thread of its own (thread_executor.h) or in
// between in the owner's thread (inline_executor.h) is not the worker's business, and changes no number of a game.
#pragma once

#include <memory>

#include "core/base/cancel_flag.h"
#include "core/live/clock.h"

namespace gan {

// When a worker wants its next turn, unless it is woken before.
class Next {
 public:
  static constexpr Next at_once() { return Next(Clock::Time::min()); }
  static constexpr Next at(Clock::Time time) { return Next(time); }
  static constexpr Next when_woken() { return Next(Clock::Time::max()); }
  static constexpr Next never() { return Next(Clock::Time::max(), true); }  // its work is at an end: nothing wakes it

  constexpr Clock::Time time() const { return time_; }
  constexpr bool is_at_once() const { return time_ == Clock::Time::min(); }
  constexpr bool is_never() const { return never_; }

 private:
  constexpr explicit Next(Clock::Time time, bool never = false) : time_(time), never_(never) {}
  Clock::Time time_;
  bool never_;
};

class Worker {
 public:
  virtual ~Worker() = default;
  // A piece of work: what somebody else in the same thread can wait for. One turn at a time, and what one turn did the
  // next one sees, whatever threads they are on. `ending` is set when nobody wants the rest: a longer piece may end
  // early.
  virtual Next turn(const CancelFlag& ending) noexcept = 0;
};

// A worker's place on an executor.
class Placement {
 public:
  virtual ~Placement() = default;  // as end()

  // From any thread, in a turn as well, quick: a whole turn begins after this. However often it is called before that:
  // one.
  virtual void wake() = 0;
  // No turn begins any more; one under way is waited for. Not in a turn of the same worker.
  virtual void end() = 0;
};

// Who goes ahead where turns are taken one after another. Threads leave it to the system.
enum class Urgency { usual, first };

class Executor {
 public:
  virtual ~Executor() = default;  // outlives all that was placed on it

  // What time limits and pauses between turns are measured by.
  virtual const Clock& clock() const = 0;
  // The worker, which outlives the placement, sleeps until it is woken for the first time. Throws std::system_error
  // where there is no thread to be had.
  [[nodiscard]] virtual std::unique_ptr<Placement> place(Worker& worker, Urgency urgency = Urgency::usual) = 0;
};

}  // namespace gan
