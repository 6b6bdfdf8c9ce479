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
// The spectrum of a large state takes long: two thirds of the time at most, but for what waited for its turn.
constexpr double kSpectrumInterval = 0.5, kSpectrumShare = 1.5, kLongestSpectrumInterval = 1.5;

// Never the same twice, whatever session it is for: a view that knows a version knows the answer.
std::uint64_t next_version() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

void Session::ask(const Wishes& wishes) {
  if (wishes.probe) wish_ = wishes.probe;
  walk_wish_ = wishes.walk;
  spectrum_wish_ = wishes.spectrum;
  compare_wish_ = wishes.compare;
  ask_for_probe();
  ask_for_walk();
  ask_for_spectrum();
  path_.ask(desk_, wishes.path, shows_training(), now_);
  answers_.path = path_.answer();
}

const std::shared_ptr<const Snapshot>& Session::start() {
  if (!start_ || start_->segment() != snapshot()->segment()) start_ = start_of(*snapshot());
  return start_;
}

void Session::take_answers() {
  turn_measuring();
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
  if (auto newer = desk_.spectra().take_newer(spectrum_taken_)) take_spectrum(std::move(newer));
  if (path_.take(desk_, now_)) answers_.path_version = next_version();
  answers_.path = path_.answer();
  const SegmentId segment = snapshot()->segment();
  if (answers_.probe && answers_.probe->snapshot->segment() != segment) answers_.probe.reset();
  if (answers_.walk && answers_.walk->snapshot->segment() != segment) answers_.walk.reset();
  if (answers_.measurement && answers_.measurement->snapshot->segment() != segment) answers_.measurement.reset();
}

void Session::judge_answers() {
  const ProbeResult* const probe = answers_.probe.get();
  const bool of_now = probe != nullptr && probe->snapshot == snapshot() && probe->record;
  const StepRecord* const record = of_now ? &*probe->record : nullptr;
  if (in_past()) {
    judge_past(record);
    if (!training()) return;
  }
  // Records and changes may be newer than the snapshot, whose settings the facts are of.
  if (!history_.shows_last_change(*front_)) return;
  const Measurement* const measured = front_measurement_.get();
  const bool fits = measured != nullptr && measured->snapshot->segment() == front_->segment();
  judge_.update(
      {*front_, history_, history_.last_change(), fits ? measured : nullptr, in_past() ? nullptr : record, training()});
}

void Session::take_measurement(std::shared_ptr<const Measurement> measurement) {
  const Asked& front = measures_past_ ? front_asked_ : measured_;
  const bool of_past = past_asked_ && measurement->snapshot != front.snapshot;
  // After steps by hand, or halfway through an iteration, it is looked at and not recorded: a point of the
  // plots is the state that training left at its step.
  if ((training() && !of_past) || measurement->snapshot->position.is_whole()) history_.append(*measurement);
  if (!of_past || measurement->snapshot == past_asked_) past_asked_.reset();
  if (of_past && !measures_past_) return;  // it is not looked at any more
  measure_took_ = now_ - (of_past ? measured_ : front).at;
  if (!of_past) {
    front_measurement_ = measurement;
    front_measurement_version_ = next_version();
    if (measures_past_) return;
  }
  answers_.measurement = std::move(measurement);
  answers_.measurement_version = next_version();
}

// From when on a moment of the past is shown there are two to be measured: what is shown, and the front, whose metrics
// go on. There what was asked last stays asked.
void Session::turn_measuring() {
  const bool past = in_past() && look_.snapshot() != nullptr;
  if (past == measures_past_) return;
  measures_past_ = past;
  past_was_asked_ = false;
  if (past) {
    front_asked_ = measured_;
    return;
  }
  measured_ = front_asked_;
  answers_.measurement = front_measurement_;
  answers_.measurement_version = next_version();
}

bool Session::is_slow() const {
  return speed() <= kReadableSpeed;
}

bool Session::shows_substeps() const {
  return !shows_training() || (activity() == Activity::playing && is_slow());
}

void Session::ask_for_probe() {
  if (!wish_ && !optimum_) return;
  if (wish_) wish_->record = shows_substeps();
  ProbeRequest wish = wish_.value_or(ProbeRequest());
  if (optimum_) wish.response = optimum_->request();
  const bool same_wish =
      probed_.wish == wish && probed_.snapshot && probed_.snapshot->segment() == snapshot()->segment();
  const bool under_way =
      same_wish && !probed_.lost && (!answers_.probe || answers_.probe->snapshot != probed_.snapshot);
  const bool rests =
      shows_training() && same_wish && snapshot()->kind().has(Capability::images) && (under_way || now_ < probe_due_);
  if ((probed_.snapshot == snapshot() && probed_.wish == wish) || rests) return;
  desk_.request(snapshot(), wish);
  probed_ = {snapshot(), std::move(wish), now_};
}

void Session::ask_for_measurement() {
  keeper_.follow(*snapshot());
  if (keeper_.waiting()) return;
  const bool waiting = measured_.snapshot && !measured_.lost &&
                       (!answers_.measurement || answers_.measurement->snapshot != measured_.snapshot) &&
                       measured_.snapshot->segment() == snapshot()->segment();
  if (measures_past_) return ask_beside_the_past(waiting);
  const bool more = wants_comparison() && !measured_.compared;
  if (measured_.snapshot == snapshot() && !more) return;
  if (training() && !more && (waiting || now_ - measured_.at < measure_interval())) return;
  measure_shown();
}

bool Session::wants_comparison() const {
  return compare_wish_ && snapshot()->kind().has(Capability::points);
}

void Session::measure_shown() {
  MeasureRequest request = keeper_.request();
  request.compare = compare_wish_;
  desk_.measure(snapshot(), request);
  measured_ = {snapshot(), {}, now_, false, compare_wish_};
}

// The desk drops what waits for something newer: of the two in turn one is asked for, and the other when that is there.
// `waiting`: for what is measured of the past.
void Session::ask_beside_the_past(bool waiting) {
  const bool for_front = front_asked_.snapshot && !front_asked_.lost &&
                         (!front_measurement_ || front_measurement_->snapshot != front_asked_.snapshot);
  if (for_front) return;
  const bool due = !training() || now_ - front_asked_.at >= measure_interval();
  const bool front = measures_front() && front_asked_.snapshot != front_ && due;
  const bool shown = measured_.snapshot != snapshot() || (wants_comparison() && !measured_.compared);
  // What is dragged along is asked for anew before it is answered, but when it is the front's turn.
  if (shown && !(front && past_was_asked_)) {
    measure_shown();
    past_asked_ = snapshot();
    past_was_asked_ = true;
  } else if (front && !waiting) {
    const bool images = front_->data->kind().has(Capability::images);
    MeasureRequest request = images ? keeper_.request() : MeasureRequest{};
    request.compare = compare_wish_;
    desk_.measure(front_, request);
    front_asked_ = {front_, {}, now_, false, compare_wish_};
    past_was_asked_ = false;
  }
}

// Images are measured with what the keeper has for those that are shown.
bool Session::measures_front() const {
  return front_->data == snapshot()->data || !front_->data->kind().has(Capability::images);
}

double Session::measure_interval() const {
  const double longest = front_->kind().has(Capability::images) ? kLongestImageInterval : kLongestMeasureInterval;
  return std::clamp(kMeasureShare * measure_took_, kMeasureInterval, longest);
}

void Session::ask_for_walk() {
  if (walk_wish_) desk_.follow(snapshot(), *walk_wish_);
}

// A point of the plots is a state that training left at its step, as of metrics.
void Session::take_spectrum(std::shared_ptr<const Spectrum> spectrum) {
  spectrum_took_ = now_ - spectrum_asked_.at;
  if (spectrum->snapshot->position.is_whole()) history_.append(*spectrum);
  answers_.spectrum = std::move(spectrum);
  answers_.spectrum_version = next_version();
}

void Session::ask_for_spectrum() {
  if (!spectrum_wish_) return;
  const bool same = spectrum_asked_wish_ == spectrum_wish_ && spectrum_asked_.snapshot &&
                    spectrum_asked_.snapshot->segment() == snapshot()->segment();
  if (same && spectrum_asked_.snapshot == snapshot()) return;
  const bool waiting =
      !spectrum_asked_.lost && (!answers_.spectrum || answers_.spectrum->snapshot != spectrum_asked_.snapshot);
  const double interval = std::clamp(kSpectrumShare * spectrum_took_, kSpectrumInterval, kLongestSpectrumInterval);
  if (same && shows_training() && (waiting || now_ - spectrum_asked_.at < interval)) return;
  desk_.find_spectrum(snapshot(), *spectrum_wish_);
  spectrum_asked_ = {snapshot(), {}, now_};
  spectrum_asked_wish_ = spectrum_wish_;
}

}  // namespace gan
