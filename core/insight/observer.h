// GameObserver: judges a run while it is trained, where no window does: it records what the facts are gathered from,
// and measures at equal distances. The table of conditions and verdicts is the window's.
#pragma once

#include <cstdint>
#include <memory>

#include "core/history/series.h"
#include "core/insight/sentences.h"
#include "core/probe/quality/measure.h"
#include "core/run/run.h"

namespace gan {

class GameObserver {
 public:
  // Measures after every so many iterations, oftener soon after a change, and at the end; images at the end alone,
  // where they take longer than many iterations. every >= 1.
  GameObserver(const Run& run, MeasureRequest request, std::int64_t every);
  // How often to look at a run of so many iterations, so that hops are seen and the measuring costs little.
  static std::int64_t pace_for(std::int64_t iterations);

  // After each iteration of this run, whatever was changed before it.
  void after_iteration(const Run& run);
  // Measures and judges the present state, as one at rest. Before it nothing may be known of it.
  void finish(const Run& run);

  const SentenceJudge& judge() const { return judge_; }
  const Verdict& verdict() const { return judge_.verdict(); }
  const Facts& facts() const { return facts_; }
  // Null before the first look.
  const std::shared_ptr<const Measurement>& measurement() const { return measurement_; }

 private:
  void follow(const Run& run, std::int64_t last_step);
  void look(const Run& run, bool at_rest);

  MeasureRequest request_;
  std::int64_t every_;
  bool images_;
  SeriesGroup records_, points_, of_images_;
  std::int64_t segment_;
  std::size_t events_ = 0;  // of the run's, so many are known
  LastChange change_;
  std::int64_t looked_at_;
  Measurer measurer_;
  std::shared_ptr<const Measurement> measurement_;
  Facts facts_;
  SentenceJudge judge_;
};

}  // namespace gan
