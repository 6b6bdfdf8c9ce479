// Trainer: a worker around a Run: drain commands, step, publish. It owns pacing (play, pause, speed), which
// is never logged and changes no number, the hand-over of records and snapshots to other threads, and the
// recording. Every public function but release() may be called from any thread, returns at once and never waits for a
// training step.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "core/live/executor.h"
#include "core/live/lockstep.h"
#include "core/live/mailbox.h"
#include "core/live/pace.h"
#include "core/live/queue.h"
#include "core/past/keyframes.h"
#include "core/recording/recording.h"
#include "core/run/run.h"

namespace gan {

// Numbers everything that was asked of a trainer: 1, 2, 3 ... in the order in which it is done.
using Ticket = std::uint64_t;

struct TrainerOptions {
  std::int64_t record_every_hash = 1000;  // iterations between two hashes of the recording
  bool start_paused = true;
  double publish_rate = 60;  // snapshots and batches a second, at most, while it trains
  // Called in the trainer's turn, under no lock, when something new can be taken (at most `publish_rate`
  // times a second, but for what a request caused): whatever it is about can be seen. Must be quick and thread-safe:
  // glfwPostEmptyEvent.
  std::function<void()> notify;
  // Called in the trainer's turn after every completed iteration, before the next command or sub-step: for what
  // has to see every state (rows of metrics). Training waits for it.
  std::function<void(const Run&)> after_iteration;
  // Are shown the run wherever it comes to. Null: nobody looks back.
  std::shared_ptr<Keyframes> keyframes;
  // Whom it keeps step with while that is in force; null: nobody.
  std::shared_ptr<Lockstep> lockstep;
  // Of what the run did before the trainer got it, for its recording.
  std::vector<StateHash> hashes;
};

// One completed iteration.
struct SegmentRecord {
  SegmentId segment;
  StepRecord record;
};

// Something that was done to the run, and what had asked for it.
struct AppliedEvent {
  Event event;
  Ticket ticket = 0;  // 0: the schedule's own change
};

// A command that changed nothing, and why: one sentence for a person.
struct RejectedCommand {
  Ticket ticket = 0;
  Command command;
  std::string message;
};

// What happened since the last call of take_output. Nothing is ever missing from it.
struct TrainerOutput {
  std::vector<SegmentRecord> records;
  std::vector<AppliedEvent> applied;  // since the trainer got the run
  std::vector<RejectedCommand> rejected;
  std::vector<Position> pauses;       // where pause_at() stopped it
  std::vector<std::string> problems;  // what made the training pause by itself, a sentence each
};

// What the trainer is doing, at this moment.
enum class Activity {
  paused,
  playing,    // until told otherwise
  advancing,  // to a goal (advance_iterations, run_to), then it pauses
  stalled,    // playing, but both players are frozen (k = 0 and no generator steps)
};

class Trainer {
 public:
  // `executor` outlives it. Throws std::system_error where there is no thread to be had.
  Trainer(Executor& executor, std::unique_ptr<Run> run, TrainerOptions options = {});
  ~Trainer();  // stops after the current sub-step

  // Acts before the next sub-step. Of several waiting `set` commands for one key, with nothing but `set`
  // between them, only the newest is applied (an older one if the newer are rejected); what was applied is
  // what is logged.
  Ticket send(Command command);

  // Pacing.
  Ticket play();
  Ticket pause();  // between two sub-steps, where it is
  // Completes n further iterations at full speed, then pauses; repeated calls add up.
  Ticket advance_iterations(std::int64_t n);
  // Trains at full speed until exactly `step` iterations of the current segment are complete, then pauses (at
  // once when they are already). A divergence or two frozen players end it early.
  Ticket run_to(std::int64_t step);
  // Playing pauses whenever one of these steps is completed, in whichever segment; advancing does not. Replaces the
  // steps of before; they need no order.
  Ticket pause_at(std::vector<std::int64_t> steps);
  // Sub-steps a second, from kSlowestSpeed to kUnlimitedSpeed; holds for `playing`.
  Ticket set_speed(double substeps_per_second);

  // Threads that share a step's work, the trainer's among them: changes no number. At least 1.
  Ticket set_threads(int threads);

  // The recording up to the moment at which the request's turn comes. Fulfilled unless asked for
  // after release(); with std::bad_alloc where there is not enough memory for it. Who owns an inline executor gives
  // turns before waiting for it.
  std::future<Recording> finish_recording();

  // The newest snapshot: one is published in the first turn, as soon as the last one was taken
  // while it trains, and always after a pause, a command applied while paused, a divergence and a goal
  // reached.
  const Mailbox<Snapshot>& snapshots() const { return snapshots_; }
  // Of one that keeps step with others, where that is in force and it trains: what it was when all were last at the
  // same iteration, since the last call, Lockstep::meet() before; null else.
  std::shared_ptr<const Snapshot> met() const { return place_ ? place_->met() : nullptr; }
  // Swaps out all that has happened; the memory of `into` is used again.
  void take_output(TrainerOutput& into);

  // Every request up to this ticket has been done. Records, applied and rejected commands up to it can be
  // taken and the published snapshot shows it, unless it trains: then the next snapshot does (see
  // applied_sequence).
  Ticket acknowledged_ticket() const { return acknowledged_.load(std::memory_order_acquire); }
  // Whether the snapshot already shows what the request did: until then a control shows its own, pending
  // value.
  bool shown(Ticket ticket, const Snapshot& snapshot) const {
    return acknowledged_ticket() >= ticket && snapshot.last_sequence >= applied_sequence();
  }
  // Snapshot.last_sequence at or above this shows every command up to acknowledged_ticket().
  std::int64_t applied_sequence() const { return applied_sequence_.load(std::memory_order_acquire); }
  Activity activity() const { return activity_.load(std::memory_order_acquire); }
  // Over the last second; 0 unless it is training.
  double iterations_per_second() const { return rate_.load(std::memory_order_relaxed); }

  // Stops after the current sub-step and hands the run back, the first time; requests that were not done by then are
  // dropped, except for recordings.
  std::unique_ptr<Run> release();
  // Of the recording, up to the end of the training: after release().
  const std::vector<StateHash>& hashes() const;

 private:
  struct Play {};
  struct Pause {};
  struct Advance {
    std::int64_t iterations;
  };
  struct RunTo {
    std::int64_t step;
  };
  struct PauseAt {
    std::vector<std::int64_t> steps;
  };
  struct Speed {
    double substeps_per_second;
  };
  struct Threads {
    int count;
  };
  using Request = std::variant<Command, Play, Pause, Advance, RunTo, PauseAt, Speed, Threads, std::promise<Recording>>;
  class Loop;

  Ticket post(Request request);

  TrainerOptions options_;
  std::unique_ptr<Run> run_;

  Queue<Request> inbox_;  // a request's number is its ticket
  Mailbox<Snapshot> snapshots_;
  std::mutex output_mutex_;
  TrainerOutput output_;
  std::atomic<Ticket> acknowledged_{0};
  std::atomic<std::int64_t> applied_sequence_{0};
  std::atomic<Activity> activity_{Activity::paused};
  std::atomic<double> rate_{0};

  std::unique_ptr<Lockstep::Place> place_;
  std::unique_ptr<Loop> loop_;
  std::unique_ptr<Placement> placement_;  // last: no turn outlives what it uses
};

}  // namespace gan
