#include "app/models/history.h"

#include <array>
#include <cmath>
#include <utility>

#include "app/models/marks.h"
#include "core/probe/metrics.h"

namespace gan {

RunHistory::RunHistory()
    : steps_({"d_loss", "g_loss", "value", "d_real", "d_fake", "d_accuracy", "d_grad_norm", "g_grad_norm",
              "penalty"}),
      metrics_({"modes_covered", "high_quality", "reverse_kl", "jsd", "kl_data_generator",
                "kl_generator_data", "outside"}),
      rate_({"iterations_per_second"}) {}

void RunHistory::append(const SegmentRecord& record) {
  if (record.segment > segment_) begin_segment(record.segment);
  if (record.segment < segment_) return;
  const StepRecord& r = record.record;
  if (!steps_.empty() && r.step <= steps_.last_step()) return;
  const std::array<float, 9> row = {r.d_loss,     r.g_loss,      r.value,       r.d_real, r.d_fake,
                                    r.d_accuracy, r.d_grad_norm, r.g_grad_norm, r.penalty};
  steps_.append(r.step, row);
}

void RunHistory::append(const Measurement& measurement) {
  const Position& position = measurement.snapshot->position;
  if (position.segment != segment_) return;
  if (!metrics_.empty() && position.step <= metrics_.last_step()) return;
  const Metrics& m = measurement.metrics;
  const float covered = m.modes_total > 0 ? static_cast<float>(m.modes_covered) : NAN;
  const std::array<float, 7> row = {covered,
                                    static_cast<float>(m.high_quality_fraction),
                                    static_cast<float>(m.reverse_kl),
                                    static_cast<float>(m.jsd),
                                    static_cast<float>(m.kl_data_generator),
                                    static_cast<float>(m.kl_generator_data),
                                    static_cast<float>(m.outside_fraction)};
  metrics_.append(position.step, row);
}

void RunHistory::append_rate(std::int64_t segment, std::int64_t step, double iterations_per_second) {
  if (segment != segment_ || (!rate_.empty() && step <= rate_.last_step())) return;
  const std::array<float, 1> row = {static_cast<float>(iterations_per_second)};
  rate_.append(step, row);
}

void RunHistory::begin_segment(std::int64_t segment) {
  if (segment <= segment_) return;
  segment_ = segment;
  steps_.clear();
  metrics_.clear();
  rate_.clear();
  find_segment_marks();
}

void RunHistory::add_mark(HistoryMark mark) {
  if (mark.segment > segment_) begin_segment(mark.segment);
  ++marks_revision_;
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

void RunHistory::clear() {
  segment_ = 0;
  steps_.clear();
  metrics_.clear();
  rate_.clear();
  marks_.clear();
  segment_marks_begin_ = 0;
  ++marks_revision_;
}

void RunHistory::find_segment_marks() {
  segment_marks_begin_ = marks_.size();
  while (segment_marks_begin_ > 0 && marks_[segment_marks_begin_ - 1].segment == segment_)
    --segment_marks_begin_;
}

const Series* RunHistory::find(std::string_view name) const {
  for (const SeriesGroup* group : {&steps_, &metrics_, &rate_}) {
    if (const Series* found = group->find(name)) return found;
  }
  return nullptr;
}

std::int64_t RunHistory::first_step() const {
  return steps_.empty() ? 1 : steps_.first_step();
}
std::int64_t RunHistory::last_step() const {
  return steps_.empty() ? 0 : steps_.last_step();
}

std::span<const HistoryMark> RunHistory::segment_marks() const {
  return std::span(marks_).subspan(segment_marks_begin_);
}

std::size_t RunHistory::memory_bytes() const {
  return steps_.memory_bytes() + metrics_.memory_bytes() + rate_.memory_bytes() +
         marks_.capacity() * sizeof(HistoryMark);
}

}  // namespace gan
