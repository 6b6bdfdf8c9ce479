// Small games for the tests of what is live, and what a window would keep of a trainer's output.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "core/live/trainer.h"
#include "tests/seed.h"

namespace gan::test {

// A game whose iterations take a few microseconds.
inline Settings small_game() {
  Settings settings;
  settings.spec.seed = seed(settings.spec.seed);
  settings.spec.generator.hidden = settings.spec.discriminator.hidden = {8};
  settings.hyperparameters.batch_size = 8;
  return settings;
}

inline std::unique_ptr<Run> make_run(const Settings& settings = small_game()) {
  auto run = Run::create(settings);
  EXPECT_TRUE(run.ok()) << run.message();
  return std::move(run).value();
}

inline Command set_rate(double rate) {
  return SetValue{"hyperparameters.generator.learning_rate", rate};
}
inline Command set_k(std::int64_t k) {
  return SetValue{"hyperparameters.k", k};
}

class Collected {
 public:
  // Appends what is new to `output`.
  void collect(Trainer& trainer) {
    TrainerOutput batch;
    trainer.take_output(batch);
    append(batch.records, output.records);
    append(batch.applied, output.applied);
    append(batch.rejected, output.rejected);
    append(batch.pauses, output.pauses);
    append(batch.problems, output.problems);
  }
  // Every segment's records count 1, 2, 3 ... without a gap.
  void expect_gapless() const {
    std::int64_t segment = -1, step = 0;
    for (const SegmentRecord& r : output.records) {
      if (r.segment.number != segment) step = 0;
      ASSERT_GE(r.segment.number, segment);
      segment = r.segment.number;
      ASSERT_EQ(r.record.step, ++step) << "in segment " << segment;
    }
  }

  TrainerOutput output;

 private:
  template <class T>
  static void append(const std::vector<T>& from, std::vector<T>& to) {
    to.insert(to.end(), from.begin(), from.end());
  }
};

}  // namespace gan::test
