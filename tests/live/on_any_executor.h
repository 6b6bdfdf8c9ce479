// What holds on threads and inline alike: the same body for both.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <future>
#include <memory>
#include <vector>

#include "core/live/probe_desk.h"
#include "core/live/trainer.h"

namespace gan::test {

// AnyTrainer: InlineTrainer or TestTrainer, of a small game that has not begun.
template <class AnyTrainer>
void snapshots_are_made_for_those_who_take_them() {
  TrainerOptions options;
  options.publish_rate = 1e6;
  AnyTrainer trainer(options);
  ASSERT_TRUE(trainer.settle(trainer->run_to(500)));
  // The first one and the goal's: in between nobody had taken the last.
  EXPECT_EQ(trainer->snapshots().version(), 2u);

  std::uint64_t seen = 0;
  std::int64_t taken = 0, last = -1;
  trainer->play();
  ASSERT_TRUE(trainer.wait([&] {
    if (const auto snapshot = trainer->snapshots().take_newer(seen)) {
      EXPECT_GE(snapshot->position.step, last);
      last = snapshot->position.step;
      ++taken;
    }
    return taken >= 5;
  }));
  EXPECT_GT(trainer->iterations_per_second(), 0);
}

template <class AnyTrainer>
void a_recording_that_was_asked_for_is_given_at_the_end() {
  std::future<Recording> recording;
  {
    AnyTrainer trainer;
    trainer->play();
    recording = trainer->finish_recording();
  }
  EXPECT_TRUE(replay(recording.get()).agrees);
}

// A desk at rest that was asked to measure these snapshots of one run, a request for a probe before each.
inline void the_newest_is_measured(const ProbeDesk& desk,
                                   const std::vector<std::shared_ptr<const Snapshot>>& snapshots) {
  const auto measurement = desk.measurements().latest();
  ASSERT_NE(measurement, nullptr);
  EXPECT_EQ(measurement->snapshot, snapshots.back());
  EXPECT_EQ(measurement->metrics.step, snapshots.back()->position.step);
  EXPECT_EQ(measurement->metrics.samples, kMetricSamples);
  EXPECT_EQ(measurement->metrics.jsd, measure_snapshot(*snapshots.back()).jsd);
  ASSERT_NE(measurement->perfect, nullptr);
  EXPECT_EQ(measurement->perfect->samples, kMetricSamples);
}

}  // namespace gan::test
