// ProbeDesk: looks at snapshots for the window. Three lanes, each newest-wins and on a thread of its own, so that none waits
// for another: probes (surface, samples, sheets, ...), what follows the hand, and measurements. It reads snapshots
// only: what it does can't change a number of a game.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/live/mailbox.h"
#include "core/probe/probe.h"
#include "core/probe/quality/measure.h"

namespace gan {

class ProbeDesk {
 public:
  // `notify` is called on the desk's threads, under no lock, after each answer: quick and thread-safe.
  explicit ProbeDesk(std::function<void()> notify = {});
  ~ProbeDesk();  // cancels what is running

  // Asks for probes of a snapshot. Newest wins, probe by probe: one that is running is cancelled when its own request
  // has changed, when it is no longer wanted or when another segment is looked at, and never for another probe's sake.
  // All answers are of one snapshot. Where only the snapshot is newer, what is running is finished first, so
  // that the picture moves on while training is faster than probing; what a change interrupts goes on with the snapshot
  // that it was at, and is then not interrupted again: answers come however fast a hand is.
  void request(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request);
  // The same for what follows the hand, which goes ahead of everything else.
  void follow(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request);
  // Asks for metrics from fresh samples (at least 2,500 in use). A waiting request is replaced; a running one is
  // cancelled when another way of measuring or another segment is asked for.
  void measure(std::shared_ptr<const Snapshot> snapshot, MeasureRequest request = {});

  const Mailbox<ProbeResult>& results() const { return results_; }
  const Mailbox<ProbeResult>& followed() const { return followed_; }
  const Mailbox<Measurement>& measurements() const { return measurements_; }
  // Whether something is waiting or running.
  bool busy() const { return busy_.load(std::memory_order_acquire); }
  // Answers that there was not enough memory for, since the start: they never come.
  int given_up() const { return given_up_.load(std::memory_order_acquire); }

 private:
  template <class Request>
  struct Job {
    std::shared_ptr<const Snapshot> snapshot;
    Request request;
    bool same_segment(const Job& other) const { return snapshot->segment() == other.snapshot->segment(); }
    bool same(const Job& other) const { return request == other.request && snapshot == other.snapshot; }
  };
  // Under mutex_, except for the flags.
  template <class Request>
  struct Lane {
    std::optional<Job<Request>> next;
    std::optional<Job<Request>> current;  // the last one begun
    bool running = false;
    bool interrupted = false;             // `current` ended without an answer
    bool patient = false;                 // `current` goes on where one was interrupted: now only another segment cancels it
    std::array<std::atomic<bool>, kMostProbes> cancel{};  // a flag a probe; of measurements the first alone
    bool cancelled() const;
  };
  using ProbeLane = Lane<ProbeRequest>;
  using MeasureLane = Lane<MeasureRequest>;

  static void withdraw(ProbeLane& lane, const Job<ProbeRequest>& next);
  static void withdraw(MeasureLane& lane, const Job<MeasureRequest>& next);
  void tell_whether_busy();  // under mutex_
  template <class Request>
  void submit(Lane<Request>& lane, Job<Request> job);
  template <class Request>
  bool begin(Lane<Request>& lane, const std::stop_token& stop, Job<Request>& job);
  template <class Request, class Work>
  void run_loop(Lane<Request>& lane, const std::stop_token& stop, Work work);
  void probe_loop(ProbeLane& lane, Mailbox<ProbeResult>& into, const std::stop_token& stop);
  void measure_loop(const std::stop_token& stop);

  std::function<void()> notify_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  ProbeLane probes_, hand_;
  MeasureLane measure_;
  int at_work_ = 0;  // threads between taking a job and having handed over its answer; under mutex_
  std::atomic<bool> busy_{false};
  std::atomic<int> given_up_{0};

  Mailbox<ProbeResult> results_, followed_;
  Mailbox<Measurement> measurements_;
  std::jthread probe_thread_, hand_thread_, measure_thread_;  // last: they end before what they use
};

}  // namespace gan
