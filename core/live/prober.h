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
  };
  struct MeasureJob {
    std::shared_ptr<const Snapshot> snapshot;
    int samples = 0;
  };

  void run_loop(std::stop_token stop);
  void do_picture(const PictureJob& job);
  void do_measure(const MeasureJob& job);

  std::function<void()> notify_;
  Evaluators networks_;  // of the prober's thread

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<PictureJob> next_picture_;
  std::optional<PictureJob> running_picture_;
  std::optional<MeasureJob> next_measure_;
  std::optional<MeasureJob> running_measure_;
  std::atomic<bool> cancel_picture_{false};
  std::atomic<bool> cancel_measure_{false};
  std::atomic<bool> busy_{false};

  Mailbox<ProbeResult> results_;
  Mailbox<Measurement> measurements_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace gan
