// Prober: one thread that looks at snapshots for the window. Two kinds of work, each newest-wins: pictures
// (surface, samples, arrows, noise grid) and measurements (metrics). They take turns, so that neither starves
// the other. It reads snapshots only: what it does can't change a number of a game.
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
  // `notify` is called on the prober's thread, under no lock, after each result: quick and thread-safe.
  explicit Prober(std::function<void()> notify = {});
  ~Prober();  // cancels what is running

  // Asks for a picture. A waiting request is replaced. A running one is finished when only its snapshot is
  // older (so that the picture moves on while training is faster than probing), and cancelled when other
  // parts, another region or another segment are asked for.
  void request(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request);
  // Asks for metrics from `samples` fresh samples (at least 2,500 in use); the same rules.
  void measure(std::shared_ptr<const Snapshot> snapshot, int samples = kMetricSamples);

  const Mailbox<ProbeResult>& results() const { return results_; }
  const Mailbox<Measurement>& measurements() const { return measurements_; }
  // Whether something is waiting or running.
  bool busy() const { return busy_.load(std::memory_order_acquire); }

 private:
  struct PictureJob {
    std::shared_ptr<const Snapshot> snapshot;
    ProbeRequest request;
    bool same_kind(const PictureJob& other) const {
      return request == other.request && snapshot->position.segment == other.snapshot->position.segment;
    }
  };
  struct MeasureJob {
    std::shared_ptr<const Snapshot> snapshot;
    int samples = 0;
    bool same_kind(const MeasureJob& other) const {
      return samples == other.samples && snapshot->position.segment == other.snapshot->position.segment;
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
  void run_loop(std::stop_token stop);
  void do_picture(const std::stop_token& stop);
  void do_measure(const std::stop_token& stop);

  std::function<void()> notify_;
  Evaluators networks_;  // of the prober's thread, like the measurer
  Measurer measurer_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  Slot<PictureJob> picture_;
  Slot<MeasureJob> measure_;
  std::atomic<bool> busy_{false};

  Mailbox<ProbeResult> results_;
  Mailbox<Measurement> measurements_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace gan
