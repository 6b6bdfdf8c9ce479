// Rows and marks of a history, for the tests of what reads it.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "app/lab/history/history.h"

namespace gan::test {

inline HistoryMark mark(std::int64_t segment, std::int64_t step, const std::string& label, bool starts = false) {
  HistoryMark m;
  m.segment = segment, m.step = step, m.label = label, m.sentence = label + " changed.", m.starts_segment = starts;
  return m;
}

inline void train(RunHistory& history, std::int64_t segment, std::int64_t first, std::int64_t last) {
  for (std::int64_t step = first; step <= last; ++step) {
    SegmentRecord record;
    record.segment.number = segment;
    record.record.step = step;
    record.record.g_loss = static_cast<float>(100 * segment);
    history.append(record);
  }
}

inline Measurement measured(std::int64_t segment, std::int64_t step, FeatureKind kind, std::uint64_t hash,
                            double distance) {
  Measurement m;
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->position.segment = segment;
  snapshot->position.step = step;
  m.snapshot = std::move(snapshot);
  m.metrics.images.features = kind;
  m.metrics.images.classifier_hash = hash;
  m.metrics.images[ImageMetric::frechet_distance] = distance;
  return m;
}

}  // namespace gan::test
