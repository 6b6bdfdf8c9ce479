// Lane: requests about snapshots and what answers them, newest wins. It decides what is worth finishing and what is
// not, and knows nothing of how an answer is made: that is its maker's, in pieces of which each is a turn.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include "core/base/check.h"
#include "core/live/executor.h"
#include "core/live/mailbox.h"
#include "core/probe/shared/piece.h"
#include "core/run/snapshot.h"

namespace gan {

// A maker has
//   Request, Answer          the types
//   kFlags                   how many parts of an answer can be cancelled by themselves
//   wanted(part, request)    whether the request asks for that part
//   same(part, a, b)         whether two requests that want it ask for the same of it
//   begin(snapshot, request), next(flags), answer()    see ProbeMaker; what it computes it may keep
template <class Maker>
class Lane final : public Worker {
 public:
  using Request = typename Maker::Request;
  using Answer = typename Maker::Answer;

  // `notify` is called in the lane's turns, under no lock, after each answer. Both outlive it.
  Lane(Executor& executor, Urgency urgency, const std::function<void()>& notify)
      : executor_(executor), urgency_(urgency), notify_(notify) {
    for (std::size_t i = 0; i < Maker::kFlags; ++i) flags_[i] = CancelFlag(cancel_[i]);
  }
  ~Lane() override { abandon(); }

  // Newest wins, part by part: what is being made is cancelled when one of its parts is no longer wanted or wanted
  // otherwise, or when another segment is looked at. Where only the snapshot is newer it is finished first. What was
  // interrupted goes on with the snapshot that it was at, is then interrupted by another segment only, and the newest
  // comes after it: answers come however often something else is asked for.
  void ask(std::shared_ptr<const Snapshot> snapshot, const Request& request);
  // Cancels what is being made, and begins nothing any more.
  void abandon();

  const Mailbox<Answer>& answers() const { return answers_; }
  // Whether something is waiting or being made.
  bool busy() const { return busy_.load(std::memory_order_acquire); }
  // Answers that there was not enough memory for, since the start: they never come.
  int given_up() const { return given_up_.load(std::memory_order_acquire); }

  Next turn(const CancelFlag& ending) noexcept override;

 private:
  struct Job {
    std::shared_ptr<const Snapshot> snapshot;
    Request request;
    bool same_segment(const Job& other) const { return snapshot->segment() == other.snapshot->segment(); }
    bool same(const Job& other) const { return request == other.request && snapshot == other.snapshot; }
  };

  bool begin();
  void end(bool answered);
  void withdraw(const Job& next);
  bool cancelled() const {
    return std::any_of(flags_.begin(), flags_.end(), [](const CancelFlag& flag) { return flag.cancelled(); });
  }
  // Under mutex_; by whatever puts a job into the lane, takes one out or ends one.
  void tell_whether_busy() { busy_.store(running_ || next_, std::memory_order_release); }

  Executor& executor_;
  const Urgency urgency_;
  const std::function<void()>& notify_;

  std::mutex mutex_;
  std::optional<Job> next_;
  std::optional<Job> current_;  // the last one begun; changed in turns only, which read it without the lock
  bool running_ = false;        // changed in turns only
  bool interrupted_ = false;    // `current_` ended without an answer
  bool patient_ = false;        // `current_` goes on where one was interrupted
  bool abandoned_ = false;
  std::array<std::atomic<bool>, Maker::kFlags> cancel_{};
  std::array<CancelFlag, Maker::kFlags> flags_;

  Maker maker_;  // in turns only
  Mailbox<Answer> answers_;
  std::atomic<bool> busy_{false};
  std::atomic<int> given_up_{0};
  std::unique_ptr<Placement> placement_;  // from the first request on; last: no turn outlives what it uses
};

template <class Maker>
void Lane<Maker>::ask(std::shared_ptr<const Snapshot> snapshot, const Request& request) {
  GAN_CHECK(snapshot != nullptr, "a probe needs a snapshot");
  std::optional<Job> next(
      Job{std::move(snapshot), request});  // after the swap what was waiting: it dies outside the lock
  {
    const std::lock_guard lock(mutex_);
    if (!placement_) placement_ = executor_.place(*this, urgency_);
    const bool good = current_ && !interrupted_ && !(running_ && cancelled());
    const bool known = good && current_->same(*next);
    if (running_ && !known) withdraw(*next);
    next.swap(next_);
    if (known) next_.reset();
    tell_whether_busy();
    if (known) return;
  }
  placement_->wake();
}

// Cancels those parts for which the next job has no use.
template <class Maker>
void Lane<Maker>::withdraw(const Job& next) {
  const bool elsewhere = !current_->same_segment(next);
  if (patient_ && !elsewhere) return;
  for (std::size_t i = 0; i < Maker::kFlags; ++i) {
    if (!Maker::wanted(i, current_->request)) continue;
    const bool useful = !elsewhere && Maker::wanted(i, next.request) && Maker::same(i, current_->request, next.request);
    if (!useful) cancel_[i].store(true, std::memory_order_relaxed);
  }
}

template <class Maker>
void Lane<Maker>::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  for (auto& flag : cancel_) flag.store(true, std::memory_order_relaxed);
}

// False where there is nothing to begin.
template <class Maker>
bool Lane<Maker>::begin() {
  std::optional<Job> old;  // dies outside the lock
  const std::lock_guard lock(mutex_);
  if (!next_ || abandoned_) return false;
  old.swap(current_);
  patient_ = std::exchange(interrupted_, false) && old && old->same_segment(*next_);
  if (patient_ && old->snapshot != next_->snapshot) {
    current_ = Job{old->snapshot, next_->request};
  } else {
    current_.swap(next_);
  }
  for (auto& flag : cancel_) flag.store(false, std::memory_order_relaxed);
  running_ = true;
  return true;
}

template <class Maker>
void Lane<Maker>::end(bool answered) {
  std::optional<Job> needless;  // dies outside the lock
  const std::lock_guard lock(mutex_);
  running_ = false;
  interrupted_ = !answered;
  // Asked for again after something else had withdrawn it too late.
  if (answered && next_ && current_ && current_->same(*next_)) needless.swap(next_);
  tell_whether_busy();
}

template <class Maker>
Next Lane<Maker>::turn(const CancelFlag&) noexcept {
  bool answered = true;
  try {
    if (!running_) {
      if (!begin()) return Next::when_woken();
      maker_.begin(current_->snapshot, current_->request);
    }
    const Piece piece = maker_.next(flags_);
    if (piece == Piece::more) return Next::at_once();
    answered = piece == Piece::whole;
    if (answered) answers_.publish(maker_.answer());
  } catch (const std::bad_alloc&) {
    given_up_.fetch_add(1, std::memory_order_acq_rel);
  }
  end(answered);
  // Whoever waits for the desk to rest looks again.
  if (notify_) notify_();
  return Next::at_once();
}

}  // namespace gan
