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
  const SegmentId segment = snapshot()->segment();
  if (answers_.probe && answers_.probe->snapshot->segment() != segment) answers_.probe.reset();
  if (answers_.walk && answers_.walk->snapshot->segment() != segment) answers_.walk.reset();
  if (answers_.measurement && answers_.measurement->snapshot->segment() != segment) answers_.measurement.reset();
}

void Session::judge_answers() {
  const ProbeResult* const probe = answers_.probe.get();
  const bool of_now = probe != nullptr && probe->snapshot == snapshot() && probe->record;
  const StepRecord* const record = of_now ? &*probe->record : nullptr;
  if (in_past()) return judge_past(record);
  // Records and changes may be newer than the snapshot, whose settings the facts are of.
  if (!history_.shows_last_change(*front_)) return;
  judge_.update({*front_, history_, history_.last_change(), answers_.measurement.get(), record, training()});
}

void Session::take_measurement(std::shared_ptr<const Measurement> measurement) {
  // After steps by hand, or halfway through an iteration, it is looked at and not recorded: a point of the
  // plots is the state that training left at its step.
  if (shows_training() || measurement->snapshot->position.is_whole()) history_.append(*measurement);
  answers_.measurement = std::move(measurement);
  answers_.measurement_version = next_version();
  measure_took_ = now_ - measured_.at;
}

bool Session::is_slow() const {
  return speed() <= kReadableSpeed;
}

bool Session::shows_substeps() const {
  return !shows_training() || (activity() == Activity::playing && is_slow());
}

void Session::ask_for_probe() {
  if (!wish_) return;
  wish_->record = shows_substeps();
  const bool same_wish =
      probed_.wish == wish_ && probed_.snapshot && probed_.snapshot->segment() == snapshot()->segment();
  const bool under_way =
      same_wish && !probed_.lost && (!answers_.probe || answers_.probe->snapshot != probed_.snapshot);
  const bool rests =
      shows_training() && same_wish && snapshot()->kind().has(Capability::images) && (under_way || now_ < probe_due_);
  if ((probed_.snapshot == snapshot() && probed_.wish == wish_) || rests) return;
  desk_.request(snapshot(), *wish_);
  probed_ = {snapshot(), wish_, now_};
}

void Session::ask_for_measurement() {
  keeper_.follow(*snapshot());
  const bool waiting = measured_.snapshot && !measured_.lost &&
                       (!answers_.measurement || answers_.measurement->snapshot != measured_.snapshot) &&
                       measured_.snapshot->segment() == snapshot()->segment();
  const double longest = snapshot()->kind().has(Capability::images) ? kLongestImageInterval : kLongestMeasureInterval;
  const double interval = std::clamp(kMeasureShare * measure_took_, kMeasureInterval, longest);
  const bool due = !shows_training() || (!waiting && now_ - measured_.at >= interval);
  if (measured_.snapshot == snapshot() || !due || keeper_.waiting()) return;
  desk_.measure(snapshot(), keeper_.request());
  measured_ = {snapshot(), {}, now_};
}

void Session::ask_for_walk() {
  if (walk_wish_) desk_.follow(snapshot(), *walk_wish_);
}

}  // namespace gan
