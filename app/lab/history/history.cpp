#include "app/lab/history/history.h"

#include <algorithm>
#include <utility>

#include "app/lab/history/marks.h"
#include "core/game/losses.h"
#include "core/record/scalars.h"

namespace gan {
namespace {

// What segments that are over may take: as many as one looks back to, in a memory that stays bounded.
constexpr std::size_t kMostPast = 24;
constexpr std::size_t kPastBytes = std::size_t{48} << 20;

}  // namespace

RunHistory::Record::Record(std::int64_t of)
    : first_segment(of),
      segment(of),
      steps(scalar_ids(ScalarSource::iteration)),
      metrics(scalar_ids(ScalarSource::points)),
      images(scalar_ids(ScalarSource::images)),
      rate(scalar_ids(ScalarSource::clock)),
      spectra(scalar_ids(ScalarSource::spectrum)),
      comparisons(scalar_ids(ScalarSource::comparison)) {}

const Series* RunHistory::Record::find(std::string_view id) const {
  for (const SeriesGroup* group : {&steps, &metrics, &images, &rate, &spectra, &comparisons}) {
    if (const Series* found = group->find(id)) return found;
  }
  return nullptr;
}

std::size_t RunHistory::Record::memory_bytes() const {
  return steps.memory_bytes() + metrics.memory_bytes() + images.memory_bytes() + rate.memory_bytes() +
         spectra.memory_bytes() + comparisons.memory_bytes();
}

std::int64_t RunHistory::Record::reads_alike_from(int loss) const {
  const auto alike = [](const LossInfo& a, const LossInfo& b) {
    return std::string_view(a.value.title) == b.value.title && std::string_view(a.output.title) == b.output.title;
  };
  std::int64_t from = steps.empty() ? 0 : steps.last_step() + 1;
  for (std::size_t i = losses.size(); i-- > 0 && alike(loss_info(losses[i].loss), loss_info(loss));)
    from = losses[i].step;
  return from;
}

void RunHistory::append(const SegmentRecord& record) {
  if (record.segment.run != run_) return;
  if (record.segment.number > segment_) begin_segment(record.segment.number);
  if (record.segment.number < segment_) return;
  const StepRecord& r = record.record;
  if (!now_.steps.empty() && r.step <= now_.steps.last_step()) return;
  fill_row(r, row_);
  now_.steps.append(r.step, row_);
  if (now_.losses.empty() || now_.losses.back().loss != r.loss) now_.losses.push_back({r.step, r.loss});
}

void RunHistory::append(const Measurement& measurement) {
  const Position& position = measurement.snapshot->position;
  if (measurement.snapshot->segment() != segment_id()) return;
  // A state that stands still may be measured first and compared later.
  const bool newer = now_.comparisons.empty() || position.step > now_.comparisons.last_step();
  if (measurement.metrics.comparison.measured && newer) {
    fill_row(ScalarSource::comparison, measurement.metrics, row_);
    now_.comparisons.append(position.step, row_);
  }
  if (!now_.metrics.empty() && position.step <= now_.metrics.last_step()) return;
  append_images(position.step, measurement.metrics);
  fill_row(ScalarSource::points, measurement.metrics, row_);
  now_.metrics.append(position.step, row_);
}

void RunHistory::append(const Spectrum& spectrum) {
  const std::int64_t step = spectrum.snapshot->position.step;
  if (spectrum.multipliers.empty() || spectrum.snapshot->segment() != segment_id()) return;
  if (!now_.spectra.empty() && step <= now_.spectra.last_step()) return;
  fill_row(spectrum, row_);
  now_.spectra.append(step, row_);
}

void RunHistory::append_images(std::int64_t step, const Metrics& metrics) {
  if (metrics.images.features == FeatureKind::none) return;
  const ImageFeatures features{metrics.images.features, metrics.images.classifier_hash};
  if (features != now_.features) now_.images.clear();
  now_.features = features;
  fill_row(ScalarSource::images, metrics, row_);
  now_.images.append(step, row_);
}

void RunHistory::append_rate(SegmentId segment, std::int64_t step, double iterations_per_second) {
  if (segment != segment_id() || (!now_.rate.empty() && step <= now_.rate.last_step())) return;
  row_.assign(1, static_cast<float>(iterations_per_second));
  now_.rate.append(step, row_);
}

void RunHistory::begin_segment(std::int64_t segment, bool goes_on) {
  if (segment <= segment_) return;
  segment_ = segment;
  last_change_ = {};
  last_sequence_ = 0;
  if (goes_on) {
    now_.segment = segment;
    return find_segment_marks();
  }
  if (!now_.steps.empty()) past_.push_back(std::make_shared<const Record>(std::move(now_)));
  now_ = Record(segment);
  std::size_t bytes = 0, kept = 0;
  while (kept < std::min(past_.size(), kMostPast)) {
    bytes += past_[past_.size() - 1 - kept]->memory_bytes();
    if (bytes > kPastBytes) break;
    ++kept;
  }
  past_.erase(past_.begin(), past_.end() - static_cast<std::ptrdiff_t>(kept));
  find_segment_marks();
}

void RunHistory::add_mark(HistoryMark mark) {
  if (mark.segment > segment_) begin_segment(mark.segment, mark.goes_on);
  ++marks_revision_;
  if (mark.segment == segment_) note_change(mark);
  if (mark.gesture != 0 && !marks_.empty() && marks_.back().gesture == mark.gesture && marks_.back().key == mark.key &&
      marks_.back().segment == mark.segment) {
    HistoryMark& first = marks_.back();
    first.after = mark.after;
    first.sequence = mark.sequence;
    describe_change(first);
    return;
  }
  if (mark.by_hand && !marks_.empty() && marks_.back().by_hand == mark.by_hand &&
      marks_.back().segment == mark.segment && marks_.back().step == mark.step) {
    HistoryMark& first = marks_.back();
    first.steps += mark.steps;
    first.sequence = mark.sequence;
    describe_steps(first);
    return;
  }
  marks_.push_back(std::move(mark));
  find_segment_marks();
}

void RunHistory::note_change(const HistoryMark& mark) {
  last_change_.step = mark.step;
  if (!mark.starts_segment || mark.step > 0) ++last_change_.count;
  last_sequence_ = mark.sequence;
}

void HistoryMark::end_at(const std::vector<Event>& events, std::int64_t last) {
  steps = 0;
  for (const Event& event : events) {
    if (event.stamped.sequence < first_sequence || event.stamped.sequence > last) continue;
    after = event.after;
    sequence = event.stamped.sequence;
    if (const auto* taken = std::get_if<TakeSteps>(&event.stamped.command)) steps += taken->count;
  }
  gesture = 0;
  by_hand ? describe_steps(*this) : describe_change(*this);
}

void RunHistory::Record::truncate(std::int64_t step) {
  for (SeriesGroup* group : {&steps, &metrics, &images, &rate, &spectra, &comparisons}) group->truncate(step + 1);
  std::erase_if(losses, [&](const LossFrom& from) { return from.step > step; });
}

RunHistory RunHistory::until(const Instant& instant, const std::vector<Event>& events, RunId run) const {
  const std::int64_t segment = instant.position.segment;
  RunHistory early(run);
  early.segment_ = segment;
  early.now_ = Record(segment);
  for (const auto& past : past_) {
    if (past->segment < segment) early.past_.push_back(past);
    if (past->holds(segment)) early.now_ = Record(*past);
  }
  if (now_.holds(segment)) early.now_ = Record(now_);
  early.now_.segment = segment;
  early.now_.truncate(instant.position.step);
  const auto happened = [&](std::int64_t sequence, std::int64_t of_segment, std::int64_t step) {
    if (sequence > 0) return sequence <= instant.sequence;
    return of_segment < segment || (of_segment == segment && step <= instant.position.step);
  };
  for (const HistoryMark& mark : marks_) {
    if (!happened(mark.first_sequence, mark.segment, mark.step)) continue;
    early.marks_.push_back(mark);
    if (mark.sequence > instant.sequence) early.marks_.back().end_at(events, instant.sequence);
  }
  for (const Event& event : events) {
    if (event.then.segment != segment) continue;
    if (happened(event.stamped.sequence, segment, event.then.step)) early.note_change(mark_of(event));
  }
  if (run == run_) early.parent_ = parent_, early.parted_in_ = parted_in_, early.parted_at_ = parted_at_;
  ++early.marks_revision_;
  early.find_segment_marks();
  return early;
}

bool RunHistory::shows_last_change(const Snapshot& snapshot) const {
  if (snapshot.segment() != segment_id() || snapshot.position.step < last_change_.step) return false;
  if (last_change_.count == 0) return true;
  // A scheduled change acts with the first sub-step of an iteration.
  const Position before{segment_, last_change_.step, 0, 0};
  return last_sequence_ > 0 ? snapshot.last_sequence >= last_sequence_ : snapshot.position > before;
}

void RunHistory::find_segment_marks() {
  segment_marks_begin_ = marks_.size();
  while (segment_marks_begin_ > 0 && now_.holds(marks_[segment_marks_begin_ - 1].segment)) --segment_marks_begin_;
}

const Series* RunHistory::find(std::string_view id) const {
  return now_.find(id);
}

const Series* RunHistory::find_past(std::size_t index, std::string_view id) const {
  return find_comparable(*past_[index], id);
}

const Series* RunHistory::find_comparable(const Record& record, std::string_view id) const {
  const Series* const images = record.images.find(id);
  if (images == nullptr) return record.find(id);
  const bool comparable = now_.features == ImageFeatures{} || record.features == now_.features;
  return comparable ? images : nullptr;
}

void RunHistory::part_from(const RunHistory* parent, const Instant& parting) {
  const std::int64_t segment = parting.position.segment;
  if (parent_) ++marks_revision_;
  parent_.reset();
  if (parent == nullptr) return;
  if (parent->now_.holds(segment)) parent_ = std::make_shared<const Record>(parent->now_);
  for (const auto& past : parent->past_) {
    if (past->holds(segment)) parent_ = past;
  }
  parted_in_ = segment;
  parted_at_ = parting.position.step;
  if (parent_ && (parent_->steps.empty() || parent_->steps.last_step() <= parted_at_)) parent_.reset();
  if (parent_) ++marks_revision_;
}

std::vector<PastSegment> RunHistory::past() const {
  std::vector<PastSegment> all(past_.size());
  std::int64_t next = first_step();  // of the segment to the right, on the common axis
  for (std::size_t i = past_.size(); i-- > 0;) {
    const SeriesGroup& steps = past_[i]->steps;
    // Two steps apart: the line between them is where the segment began.
    const std::int64_t shift = next - 2 - steps.last_step();
    all[i] = {past_[i]->first_segment, past_[i]->segment, steps.first_step(), steps.last_step(), shift};
    next = steps.first_step() + shift;
  }
  return all;
}

std::int64_t RunHistory::first_step() const {
  return now_.steps.empty() ? 1 : now_.steps.first_step();
}
std::int64_t RunHistory::last_step() const {
  return now_.steps.empty() ? 0 : now_.steps.last_step();
}

std::span<const HistoryMark> RunHistory::segment_marks() const {
  return std::span(marks_).subspan(segment_marks_begin_);
}

std::size_t RunHistory::memory_bytes() const {
  std::size_t bytes = now_.memory_bytes();
  for (const auto& record : past_) bytes += record->memory_bytes();
  return bytes + marks_.capacity() * sizeof(HistoryMark);
}

}  // namespace gan
