// Prober: looks at snapshots for the window. Two kinds of work, each newest-wins and on a thread of its own, so that
// neither waits for the other: pictures (surface, samples, arrows, noise grid) and measurements (metrics). It reads
// snapshots only: what it does can't change a number of a game.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/live/mailbox.h"
#include "core/probe/measure.h"
#include "core/probe/probe.h"

namespace gan {

class Prober {
 public:
  // `notify` is called on the prober's threads, under no lock, after each result: quick and thread-safe.
  explicit Prober(std::function<void()> notify = {});
  ~Prober();  // cancels what is running

  // Asks for a picture. A waiting request is replaced. A running one is finished when only its snapshot is
  // older (so that the picture moves on while training is faster than probing), and cancelled when other
  // parts, another region or another segment are asked for.
  void request(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request);
  // Asks for metrics from fresh samples (at least 2,500 in use); the same rules.
  void measure(std::shared_ptr<const Snapshot> snapshot, MeasureRequest request = {});

  const Mailbox<ProbeResult>& results() const { return results_; }
  const Mailbox<Measurement>& measurements() const { return measurements_; }
  // Whether something is waiting or running.
  bool busy() const { return busy_.load(std::memory_order_acquire); }
  // Answers that there was not enough memory for, since the start: they never come.
  int given_up() const { return given_up_.load(std::memory_order_acquire); }

 private:
  struct PictureJob {
    std::shared_ptr<const Snapshot> snapshot;
    ProbeRequest request;
    bool same_kind(const PictureJob& other) const {
      return request == other.request && snapshot->segment() == other.snapshot->segment();
    }
  };
  struct MeasureJob {
    std::shared_ptr<const Snapshot> snapshot;
    MeasureRequest request;
    bool same_kind(const MeasureJob& other) const {
      return request == other.request && snapshot->segment() == other.snapshot->segment();
    }
  };
  // Under mutex_, except for the flag.
  template <class Job>
  struct Slot {
    std::optional<Job> next;
    std::optional<Job>
        current;  // the last one begun: its answer is there or under way, unless `cancel` is set
    bool running = false;
    std::atomic<bool> cancel{false};
  };

  template <class Job>
  void submit(Slot<Job>& slot, Job job);
  template <class Job>
  bool begin(Slot<Job>& slot, const std::stop_token& stop, Job& job);
  template <class Job>
  void end(Slot<Job>& slot);
  template <class Job>
  void run_loop(Slot<Job>& slot, const std::stop_token& stop, void (Prober::*work)(const std::stop_token&));
  void do_picture(const std::stop_token& stop);
  void do_measure(const std::stop_token& stop);

  std::function<void()> notify_;
  Evaluators networks_;     // of the pictures' thread
  ComponentPlanes planes_;  // likewise
  Measurer measurer_;       // of the measurements' thread

  std::mutex mutex_;
  std::condition_variable_any changed_;
  Slot<PictureJob> picture_;
  Slot<MeasureJob> measure_;
  int at_work_ = 0;  // threads between taking a job and having handed over its answer; under mutex_
  std::atomic<bool> busy_{false};
  std::atomic<int> given_up_{0};

  Mailbox<ProbeResult> results_;
  Mailbox<Measurement> measurements_;
  std::jthread picture_thread_, measure_thread_;  // last: they end before what they use
};

}  // namespace gan
