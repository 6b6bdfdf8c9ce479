// Session: what the probe desk is asked, how often, and what it answered.
#include <algorithm>
#include <atomic>

#include "app/lab/session.h"

namespace gan {
namespace {

// Metrics take at most one part in this of the desk's time while it trains.
constexpr double kMeasureShare = 6;
constexpr double kMeasureInterval = 0.2;  // seconds, at least
// A slow answer may only have waited for its turn. The first one of images measures held-out ones as well.
constexpr double kLongestMeasureInterval = 0.6, kLongestImageInterval = 4;
constexpr double kLongestProbeRest = 0.5;  // seconds between two probes of images, at most
constexpr double kReadableSpeed = 8;       // sub-steps a second

// Never the same twice, whatever session it is for: a view that knows a version knows the answer.
std::uint64_t next_version() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

void Session::ask(const std::optional<ProbeRequest>& probe, const std::optional<ProbeRequest>& walk) {
  if (probe) wish_ = probe;
  walk_wish_ = walk;
  ask_for_probe();
  ask_for_walk();
}

void Session::take_answers() {
  if (auto newer = desk_.results().take_newer(probe_taken_)) {
    answers_.probe = std::move(newer);
    answers_.probe_version = next_version();
    outputs_.take(*answers_.probe);
    // Large networks would keep a core busy for ever: it rests as long as it worked.
    probe_due_ = now_ + std::min(now_ - probed_.at, kLongestProbeRest);
  }
  if (auto newer = desk_.followed().take_newer(walk_taken_)) {
    answers_.walk = std::move(newer);
    answers_.walk_version = next_version();
  }
  if (auto newer = desk_.measurements().take_newer(measurement_taken_)) take_measurement(std::move(newer));
  const SegmentId segment = snapshot_->segment();
  if (answers_.probe && answers_.probe->snapshot->segment() != segment) answers_.probe.reset();
  if (answers_.walk && answers_.walk->snapshot->segment() != segment) answers_.walk.reset();
  if (answers_.measurement && answers_.measurement->snapshot->segment() != segment) answers_.measurement.reset();
}

void Session::judge_answers() {
  const ProbeResult* const probe = answers_.probe.get();
  const bool of_now = probe != nullptr && probe->snapshot == snapshot_ && probe->record;
  judge_.update({*snapshot_, history_, answers_.measurement.get(), of_now ? &*probe->record : nullptr, training()});
}

void Session::take_measurement(std::shared_ptr<const Measurement> measurement) {
  // After steps by hand, or halfway through an iteration, it is looked at and not recorded: a point of the
  // plots is the state that training left at its step.
  if (training() || measurement->snapshot->position.is_whole()) history_.append(*measurement);
  answers_.measurement = std::move(measurement);
  answers_.measurement_version = next_version();
  measure_took_ = now_ - measured_.at;
}

bool Session::shows_substeps() const {
  return !training() || (activity() == Activity::playing && speed() <= kReadableSpeed);
}

void Session::ask_for_probe() {
  if (!wish_) return;
  wish_->record = shows_substeps();
  const bool same_wish =
      probed_.wish == wish_ && probed_.snapshot && probed_.snapshot->segment() == snapshot_->segment();
  const bool under_way =
      same_wish && !probed_.lost && (!answers_.probe || answers_.probe->snapshot != probed_.snapshot);
  const bool rests =
      training() && same_wish && snapshot_->data->kind().has(Capability::images) && (under_way || now_ < probe_due_);
  if ((probed_.snapshot == snapshot_ && probed_.wish == wish_) || rests) return;
  desk_.request(snapshot_, *wish_);
  probed_ = {snapshot_, wish_, now_};
}

void Session::ask_for_measurement() {
  keeper_.follow(*snapshot_);
  const bool waiting = measured_.snapshot && !measured_.lost &&
                       (!answers_.measurement || answers_.measurement->snapshot != measured_.snapshot) &&
                       measured_.snapshot->segment() == snapshot_->segment();
  const double longest =
      snapshot_->data->kind().has(Capability::images) ? kLongestImageInterval : kLongestMeasureInterval;
  const double interval = std::clamp(kMeasureShare * measure_took_, kMeasureInterval, longest);
  const bool due = !training() || (!waiting && now_ - measured_.at >= interval);
  if (measured_.snapshot == snapshot_ || !due || keeper_.waiting()) return;
  desk_.measure(snapshot_, keeper_.request());
  measured_ = {snapshot_, {}, now_};
}

void Session::ask_for_walk() {
  if (walk_wish_) desk_.follow(snapshot_, *walk_wish_);
}

}  // namespace gan
