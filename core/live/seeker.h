// Seeker: looks for states of a run that was there before, beside the one that trains. The nearest state that is known
// is shown at once and the exact one as soon as the steps between are done again; newest wins. It trains a run of its
// own, so that it changes no number of the game.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/live/executor.h"
#include "core/live/mailbox.h"
#include "core/past/keyframes.h"
#include "core/past/retrace.h"

namespace gan {

struct SeekRequest {
  std::shared_ptr<const Past> past;  // of the run; holds all that was done before `instant`
  std::vector<RunStretch> through;   // how the run came there, oldest first
  Instant instant;
  bool diverged = false;  // the run diverged there, which is part of what is looked for
};

struct Sought {
  RunId run;
  Instant instant;  // that was asked for
  // What is known of it: the state there, or one before it. Null where there is a problem.
  std::shared_ptr<const Snapshot> snapshot;
  // Of the very state that was asked for, to go on from; null until it is found.
  std::shared_ptr<const Keyframe> keyframe;
  std::string problem;  // why it can't be had: a sentence
};

class Seeker final : public Worker {
 public:
  // `executor` outlives it. `memory` is asked before another game is set up. `notify` is called in its turns, after
  // each answer: quick and thread-safe. `on_the_way`: it remembers states between where it sets out and what it looks
  // for; of several that share keyframes one may.
  Seeker(Executor& executor, std::shared_ptr<Keyframes> keyframes, MemorySource memory = {},
         std::function<void()> notify = {}, bool on_the_way = true);
  ~Seeker() override;

  // Replaces what was asked for before.
  void seek(SeekRequest request);
  // Nothing is looked for any more, and what was found on the way is given back.
  void stop();

  const Mailbox<Sought>& found() const { return found_; }
  // Something is being looked for.
  bool busy() const { return busy_.load(std::memory_order_acquire); }
  // Commands and sub-steps done again since it was made: what looking back has cost.
  std::int64_t work_done() const { return work_done_.load(std::memory_order_relaxed); }
  // Threads that share the work of a step; from any thread.
  void use_threads(int threads) { threads_.store(threads, std::memory_order_relaxed); }

  Next turn(const CancelFlag& ending) noexcept override;

 private:
  bool take_request();
  bool set_out();
  bool set_out_from(const Keyframe* start);
  void go_on(const CancelFlag& ending);
  void plan_nearby();
  std::int64_t nearby_room() const;
  void remember_on_the_way();
  void drop_nearby();
  void arrive();
  void fail(std::string problem);
  void give_up();
  void rest();
  void publish(Sought sought);
  bool newer_request() const { return asked_.load(std::memory_order_acquire) != taken_; }

  Executor& executor_;
  const std::shared_ptr<Keyframes> keyframes_;
  const MemorySource memory_;
  const std::function<void()> notify_;
  const bool on_the_way_;
  std::atomic<int> threads_{1};

  std::mutex mutex_;
  std::optional<SeekRequest> next_;
  std::atomic<std::uint64_t> asked_{0};
  std::atomic<bool> busy_{false};
  std::atomic<std::int64_t> work_done_{0};
  Mailbox<Sought> found_;

  // In turns only.
  std::uint64_t taken_ = 0;
  std::optional<SeekRequest> request_;  // that is being looked for
  std::optional<Retrace> retrace_;      // where it has come to; stays, to go on from there
  int used_threads_ = 1;
  // States on the way there: who goes back step by step begins near each time.
  std::vector<std::shared_ptr<const Keyframe>> nearby_;
  std::int64_t nearby_every_ = 0, nearby_next_ = 0;

  std::unique_ptr<Placement> placement_;  // from the first request on; last: no turn outlives what it uses
};

}  // namespace gan
