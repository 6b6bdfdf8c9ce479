// Metrics of a snapshot, from fresh samples on streams of their own: what the window plots and the command
// line writes.
#pragma once

#include <memory>

#include "core/probe/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

struct Metrics;  // core/probe/metrics.h

inline constexpr int kMetricSamples = 2500;

struct Measurement {
  std::shared_ptr<const Snapshot> snapshot;  // what was measured
  std::shared_ptr<const Metrics> metrics;
};

// Draws `samples` samples of G on Stream::metric_noise, keyed by the snapshot's step: the same snapshot gives
// the same numbers.
Metrics measure_snapshot(const Snapshot& snapshot, int samples = kMetricSamples);
// The same with workspaces that are kept; null when cancelled.
std::shared_ptr<const Measurement> run_measurement(std::shared_ptr<const Snapshot> snapshot, int samples,
                                                   Evaluators& networks, const CancelFlag& cancel = {});

}  // namespace gan
