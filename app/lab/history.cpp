#include "app/lab/history.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/lab/marks.h"
#include "core/game/losses.h"
#include "core/probe/quality/metrics.h"

namespace gan {
namespace {

// What segments that are over may take: as many as one looks back to, in a memory that stays bounded.
constexpr std::size_t kMostPast = 24;
constexpr std::size_t kPastBytes = std::size_t{48} << 20;

constexpr std::array<const char*, kStepSeries> kStepNames = {
    "d_loss", "g_loss", "value", "d_real", "d_fake", "d_accuracy", "d_grad_norm", "g_grad_norm", "penalty"};
constexpr std::array<const char*, kMetricSeries> kMetricNames = {
    "modes_covered", "high_quality", "reverse_kl", "jsd", "kl_data_generator", "kl_generator_data", "outside"};

std::vector<std::string> names_of(std::span<const char* const> names) { return {names.begin(), names.end()}; }

std::vector<std::string> image_metric_names() {
  std::vector<std::string> names;
  for (const ImageMetricInfo& info : image_metric_infos()) names.emplace_back(info.id);
  return names;
}

}  // namespace

std::span<const char* const> step_series_names() { return kStepNames; }
std::span<const char* const> metric_series_names() { return kMetricNames; }

std::array<float, kStepSeries> step_series_values(const StepRecord& r) {
  return {r.d_loss, r.g_loss, r.value, r.d_real, r.d_fake, r.d_accuracy, r.d_grad_norm, r.g_grad_norm, r.penalty};
}

std::array<float, kMetricSeries> metric_series_values(const Metrics& m) {
  const float covered = m.modes_total > 0 ? static_cast<float>(m.modes_covered) : NAN;
  return {covered,
          static_cast<float>(m.high_quality_fraction),
          static_cast<float>(m.reverse_kl),
          static_cast<float>(m.jsd),
          static_cast<float>(m.kl_data_generator),
          static_cast<float>(m.kl_generator_data),
          static_cast<float>(m.outside_fraction)};
}

RunHistory::Record::Record(std::int64_t of)
    : segment(of),
      steps(names_of(kStepNames)),
      metrics(names_of(kMetricNames)),
      images(image_metric_names()),
      rate({"iterations_per_second"}) {}

const Series* RunHistory::Record::find(std::string_view name) const {
  for (const SeriesGroup* group : {&steps, &metrics, &images, &rate}) {
    if (const Series* found = group->find(name)) return found;
  }
  return nullptr;
}

std::size_t RunHistory::Record::memory_bytes() const {
  return steps.memory_bytes() + metrics.memory_bytes() + images.memory_bytes() + rate.memory_bytes();
}

std::int64_t RunHistory::Record::reads_alike_from(int loss) const {
  const auto alike = [](const LossInfo& a, const LossInfo& b) {
    return std::string_view(a.value.title) == b.value.title && std::string_view(a.output.title) == b.output.title;
  };
  std::int64_t from = steps.empty() ? 0 : steps.last_step() + 1;
  for (std::size_t i = losses.size(); i-- > 0 && alike(loss_info(losses[i].loss), loss_info(loss));) from = losses[i].step;
  return from;
}

void RunHistory::append(const SegmentRecord& record) {
  if (record.segment.run != run_) return;
  if (record.segment.number > segment_) begin_segment(record.segment.number);
  if (record.segment.number < segment_) return;
  const StepRecord& r = record.record;
  if (!now_.steps.empty() && r.step <= now_.steps.last_step()) return;
  now_.steps.append(r.step, step_series_values(r));
  if (now_.losses.empty() || now_.losses.back().loss != r.loss) now_.losses.push_back({r.step, r.loss});
}

void RunHistory::append(const Measurement& measurement) {
  const Position& position = measurement.snapshot->position;
  if (measurement.snapshot->segment() != segment_id()) return;
  if (!now_.metrics.empty() && position.step <= now_.metrics.last_step()) return;
  const Metrics& m = measurement.metrics;
  append_images(position.step, m.images);
  now_.metrics.append(position.step, metric_series_values(m));
}

void RunHistory::append_images(std::int64_t step, const ImageMetrics& metrics) {
  if (metrics.features == FeatureKind::none) return;
  const ImageFeatures features{metrics.features, metrics.classifier_hash};
  if (features != now_.features) now_.images.clear();
  now_.features = features;
  std::array<float, kImageMetrics> row;
  for (std::size_t i = 0; i < kImageMetrics; ++i) row[i] = static_cast<float>(metrics.values[i]);
  now_.images.append(step, row);
}

void RunHistory::append_rate(SegmentId segment, std::int64_t step, double iterations_per_second) {
  if (segment != segment_id() || (!now_.rate.empty() && step <= now_.rate.last_step())) return;
  const std::array<float, 1> row = {static_cast<float>(iterations_per_second)};
  now_.rate.append(step, row);
}

void RunHistory::begin_segment(std::int64_t segment) {
  if (segment <= segment_) return;
  segment_ = segment;
  if (!now_.steps.empty()) past_.push_back(std::move(now_));
  now_ = Record(segment);
  last_change_ = {};
  last_sequence_ = 0;
  std::size_t bytes = 0, kept = 0;
  while (kept < std::min(past_.size(), kMostPast)) {
    bytes += past_[past_.size() - 1 - kept].memory_bytes();
    if (bytes > kPastBytes) break;
    ++kept;
  }
  past_.erase(past_.begin(), past_.end() - static_cast<std::ptrdiff_t>(kept));
  find_segment_marks();
}

void RunHistory::add_mark(HistoryMark mark) {
  if (mark.segment > segment_) begin_segment(mark.segment);
  ++marks_revision_;
  if (mark.segment == segment_) {
    last_change_.step = mark.step;
    if (!mark.starts_segment || mark.step > 0) ++last_change_.count;
    last_sequence_ = mark.sequence;
  }
  if (mark.gesture != 0 && !marks_.empty() && marks_.back().gesture == mark.gesture &&
      marks_.back().key == mark.key && marks_.back().segment == mark.segment) {
    HistoryMark& first = marks_.back();
    first.after = mark.after;
    describe_change(first);
    return;
  }
  marks_.push_back(std::move(mark));
  find_segment_marks();
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
  while (segment_marks_begin_ > 0 && marks_[segment_marks_begin_ - 1].segment == segment_)
    --segment_marks_begin_;
}

const Series* RunHistory::find(std::string_view name) const {
  return now_.find(name);
}

const Series* RunHistory::find_past(std::size_t index, std::string_view name) const {
  const Record& past = past_[index];
  const Series* const images = past.images.find(name);
  if (images == nullptr) return past.find(name);
  const bool comparable = now_.features == ImageFeatures{} || past.features == now_.features;
  return comparable ? images : nullptr;
}

std::vector<PastSegment> RunHistory::past() const {
  std::vector<PastSegment> all(past_.size());
  std::int64_t next = first_step();  // of the segment to the right, on the common axis
  for (std::size_t i = past_.size(); i-- > 0;) {
    const SeriesGroup& steps = past_[i].steps;
    // Two steps apart: the line between them is where the segment began.
    const std::int64_t shift = next - 2 - steps.last_step();
    all[i] = {past_[i].segment, steps.first_step(), steps.last_step(), shift};
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
  for (const Record& record : past_) bytes += record.memory_bytes();
  return bytes + marks_.capacity() * sizeof(HistoryMark);
}

}  // namespace gan
