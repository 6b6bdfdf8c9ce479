// A game that is watched as the window watches it: records, changes and metrics go into a history, facts are gathered
// from it and judged. What it keeps beside that, for facts computed apart, is the plain list of records and of changes.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "app/lab/history/history.h"
#include "app/lab/history/marks.h"
#include "core/insight/sentences.h"
#include "core/probe/quality/measure.h"
#include "core/run/run.h"
#include "core/scenario/scenario.h"

namespace gan {

class Watched {
 public:
  Watched(const Scenario& scenario, std::uint64_t seed, MeasureRequest request = {});

  void train(std::int64_t iterations);
  void apply(const Command& command);
  void apply_remedy(const Remedy& remedy);
  // Measures, judges, and remembers which modes were covered.
  void look();

  const Run& run() const { return *run_; }
  const Facts& facts() const { return facts_; }
  const Metrics& metrics() const { return measurement_->metrics; }
  const PerfectMetrics& perfect() const { return *measurement_->perfect; }
  std::span<const Sentence> sentences() const { return judge_.sentences(); }
  const Verdict& verdict() const { return judge_.verdict(); }
  bool says(std::string_view part) const;

  // Records since the last change; all; steps at which changes acted.
  std::vector<StepRecord> recent() const;
  const std::vector<StepRecord>& records() const { return records_; }
  std::int64_t last_change() const { return changes_.empty() ? 0 : changes_.back(); }
  // Which modes were covered at each look since the last change.
  const std::vector<std::vector<bool>>& covered() const { return covered_; }
  int most_classes() const { return most_classes_; }
  // n fresh samples of the metrics' own stream, points 2 x n.
  Matrix<float> samples() const;

 private:
  void follow_events();
  void changed(std::int64_t step);

  std::unique_ptr<Run> run_;
  MeasureRequest request_;
  RunHistory history_;
  Measurer measurer_;
  std::shared_ptr<const Measurement> measurement_;
  SentenceJudge judge_;
  Facts facts_;
  std::size_t events_ = 0;  // of the run's, so many are known
  std::vector<StepRecord> records_;
  std::vector<std::int64_t> changes_;
  std::vector<std::vector<bool>> covered_;
  int most_classes_ = 0;
};

}  // namespace gan
