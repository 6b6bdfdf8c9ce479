// ProbeDesk: looks at snapshots for the window. Five lanes, each newest-wins and a worker of its own, so that none
// waits for another where there are threads: probes (surface, samples, sheets, ...), what follows the hand,
// measurements, the spectrum of the update map, and the line between two moments. It reads snapshots only: what it does
// can't change a number of a game.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "core/live/lane.h"
#include "core/probe/path/moment_path.h"
#include "core/probe/probe.h"
#include "core/probe/quality/measure.h"
#include "core/probe/spectrum/spectrum.h"

namespace gan {

// What the lanes are made with.
class ProbesInPieces {
 public:
  using Request = ProbeRequest;
  using Answer = ProbeResult;
  static constexpr std::size_t kFlags = kMostProbes;
  static bool wanted(std::size_t probe, const ProbeRequest& request);
  static bool same(std::size_t probe, const ProbeRequest& a, const ProbeRequest& b);
  void begin(const std::shared_ptr<const Snapshot>& snapshot, const ProbeRequest& request);
  Piece next(std::span<const CancelFlag> flags) { return maker_.next(flags); }
  std::shared_ptr<const ProbeResult> answer() const { return maker_.answer(); }

 private:
  ProbeMaker maker_;
};

// One piece, which is cancelled as a whole.
class MeasureInOne {
 public:
  using Request = MeasureRequest;
  using Answer = Measurement;
  static constexpr std::size_t kFlags = 1;
  static bool wanted(std::size_t, const MeasureRequest&) { return true; }
  static bool same(std::size_t, const MeasureRequest& a, const MeasureRequest& b) { return a == b; }
  void begin(const std::shared_ptr<const Snapshot>& snapshot, const MeasureRequest& request);
  Piece next(std::span<const CancelFlag> flags);
  std::shared_ptr<const Measurement> answer() { return std::move(answer_); }

 private:
  Measurer measurer_;
  std::shared_ptr<const Snapshot> snapshot_;
  MeasureRequest request_;
  std::shared_ptr<const Measurement> answer_;
};

// The same.
class SpectrumInOne {
 public:
  using Request = SpectrumRequest;
  using Answer = Spectrum;
  static constexpr std::size_t kFlags = 1;
  static bool wanted(std::size_t, const SpectrumRequest&) { return true; }
  static bool same(std::size_t, const SpectrumRequest& a, const SpectrumRequest& b) { return a == b; }
  void begin(const std::shared_ptr<const Snapshot>& snapshot, const SpectrumRequest& request);
  Piece next(std::span<const CancelFlag> flags);
  std::shared_ptr<const Spectrum> answer() { return std::move(answer_); }

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  SpectrumRequest request_;
  std::shared_ptr<const Spectrum> answer_;
};

class ProbeDesk {
 public:
  // `executor` outlives it. `notify` is called in the desk's turns, under no lock, after each answer: quick and
  // thread-safe.
  explicit ProbeDesk(Executor& executor, std::function<void()> notify = {});
  ~ProbeDesk();  // cancels what is running

  // Asks for probes of a snapshot; newest wins, probe by probe: see Lane::ask. One that is running is never cancelled
  // for another probe's sake, and all answers are of one snapshot.
  void request(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request);
  // The same for what follows the hand, which goes ahead of everything else.
  void follow(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request);
  // Asks for metrics from fresh samples (at least 2,500 in use). A waiting request is replaced; a running one is
  // cancelled when another way of measuring or another segment is asked for.
  void measure(std::shared_ptr<const Snapshot> snapshot, const MeasureRequest& request = {});

  // Asks for the leading eigenvalues of what trains; as measure.
  void find_spectrum(std::shared_ptr<const Snapshot> snapshot, const SpectrumRequest& request);

  // Asks for the line to `to` from the request's snapshot; as measure.
  void find_path(std::shared_ptr<const Snapshot> to, const MomentPathRequest& request);

  const Mailbox<ProbeResult>& results() const { return probes_.answers(); }
  const Mailbox<ProbeResult>& followed() const { return hand_.answers(); }
  const Mailbox<Measurement>& measurements() const { return measure_.answers(); }
  const Mailbox<Spectrum>& spectra() const { return spectrum_.answers(); }
  const Mailbox<MomentPath>& paths() const { return path_.answers(); }
  // Whether something is waiting or running.
  bool busy() const { return probes_.busy() || hand_.busy() || measure_.busy() || spectrum_.busy() || path_.busy(); }
  // Answers that there was not enough memory for, since the start: they never come.
  int given_up() const {
    return probes_.given_up() + hand_.given_up() + measure_.given_up() + spectrum_.given_up() + path_.given_up();
  }

 private:
  std::function<void()> notify_;
  Lane<ProbesInPieces> probes_, hand_;
  Lane<MeasureInOne> measure_;
  Lane<SpectrumInOne> spectrum_;
  Lane<MomentPathFinder> path_;
};

}  // namespace gan
