// The history: every scalar under its id, segments that are over, rows that are dropped.
#include "app/lab/history/history.h"

#include <gtest/gtest.h>

#include <string>

#include "core/record/scalars.h"
#include "tests/models/lab/history_rows.h"

namespace gan {
namespace {

using test::measured;
using test::train;

// Every scalar of the table, by its id, whatever the order of the table.
TEST(History, HasEveryScalarUnderItsId) {
  RunHistory history;
  SegmentRecord record;
  record.record.step = 1;
  float number = 0;
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::iteration))
    record.record.*(scalar->recorded) = number += 0.5f;
  history.append(record);
  Measurement m = measured(0, 1, FeatureKind::random, 0, 0);
  m.metrics.modes_total = 8, m.metrics.modes_covered = 3, m.metrics.modes_captured = 4;
  m.metrics.high_quality_fraction = 0.25, m.metrics.reverse_kl = 0.5, m.metrics.jsd = 0.125;
  m.metrics.kl_data_generator = 1.5, m.metrics.kl_generator_data = 2.5, m.metrics.outside_fraction = 0.75;
  m.metrics.best_value = -1.25;
  m.metrics.core_width = 0.5, m.metrics.mass_distance = 0.125, m.metrics.far_fraction = 0.0625;
  for (std::size_t i = 0; i < kImageMetrics; ++i) m.metrics.images.values[i] = 10 + static_cast<double>(i);
  m.metrics.comparison.measured = true;
  for (std::size_t i = 0; i < kSampleMetrics; ++i) m.metrics.comparison.values[i] = 30 + static_cast<double>(i);
  history.append(m);
  history.append_rate(history.segment_id(), 1, 5000);
  Spectrum spectrum;
  spectrum.snapshot = m.snapshot;
  spectrum.multipliers = {{0, 1.25}};
  history.append(spectrum);
  for (const ScalarInfo& scalar : scalars()) {
    const Series* const series = history.find(scalar.id);
    ASSERT_NE(series, nullptr) << scalar.id;
    ASSERT_EQ(series->size(), 1u) << scalar.id;
    const double value = scalar.source == ScalarSource::iteration  ? scalar_value(scalar, record.record)
                         : scalar.source == ScalarSource::clock    ? 5000
                         : scalar.source == ScalarSource::spectrum ? scalar_value(scalar, spectrum)
                                                                   : scalar_value(scalar, m.metrics);
    EXPECT_EQ(static_cast<double>(series->last()), value) << scalar.id;
  }
  EXPECT_EQ(history.find("high_quality_fraction")->last(), 0.25f);
  EXPECT_EQ(history.find("recall")->last(), 13);
  EXPECT_EQ(history.find("no_such"), nullptr);
}

TEST(History, AStateThatStandsStillMayBeComparedLater) {
  RunHistory history;
  Measurement m = measured(0, 5, FeatureKind::none, 0, 0);
  history.append(m);
  EXPECT_TRUE(history.find("energy_distance")->empty());
  m.metrics.comparison.measured = true;
  m.metrics.comparison[SampleMetric::energy_distance] = 0.5;
  history.append(m);
  history.append(m);
  EXPECT_EQ(history.find("energy_distance")->size(), 1u);
  EXPECT_EQ(history.find("energy_distance")->last(), 0.5f);
  EXPECT_EQ(history.find("jsd")->size(), 1u);
}

TEST(History, NumbersOfTwoKindsOfFeaturesNeverMeet) {
  RunHistory history;
  history.append(measured(0, 0, FeatureKind::none, 0, 1));
  EXPECT_TRUE(history.find("frechet_distance")->empty()) << "points have none";
  history.append(measured(0, 10, FeatureKind::random, 0, 70));
  history.append(measured(0, 20, FeatureKind::random, 0, 60));
  EXPECT_EQ(history.find("frechet_distance")->size(), 2u);
  history.append(measured(0, 30, FeatureKind::classifier, 5, 9));
  EXPECT_EQ(history.find("frechet_distance")->size(), 1u);
  EXPECT_EQ(history.find("frechet_distance")->last(), 9);
  EXPECT_EQ(history.find("jsd")->size(), 4u);
  for (std::int64_t segment = 0; segment < 4; ++segment) {
    train(history, segment, 1, 3);
    if (segment > 0) history.append(measured(segment, 3, FeatureKind::classifier, segment == 2 ? 6 : 5, 8));
  }
  // Segment 3 is in features of classifier 5, as 0 and 1 are.
  EXPECT_NE(history.find_past(0, "frechet_distance"), nullptr);
  EXPECT_NE(history.find_past(1, "frechet_distance"), nullptr);
  EXPECT_EQ(history.find_past(2, "frechet_distance"), nullptr);
  EXPECT_NE(history.find_past(2, "jsd"), nullptr);
}

TEST(History, SegmentsThatAreOverLieLeftOfTheCurrentOne) {
  RunHistory history;
  train(history, 0, 1, 50);
  history.begin_segment(1);     // nothing happened in it
  train(history, 2, 301, 340);  // a checkpoint of step 300
  train(history, 3, 1, 5);
  EXPECT_EQ(history.first_step(), 1);
  EXPECT_EQ(history.last_step(), 5);
  EXPECT_EQ(history.find("g_loss")->size(), 5u);
  const std::vector<PastSegment> past = history.past();
  ASSERT_EQ(past.size(), 2u);
  EXPECT_EQ(past[0].segment, 0);
  EXPECT_EQ(past[1].segment, 2);
  // Step 340 at −1, the break at 0; 40 steps before it the next one.
  EXPECT_EQ(past[1].last_step + past[1].shift, -1);
  EXPECT_EQ(past[1].first_step + past[1].shift, -40);
  EXPECT_EQ(past[0].last_step + past[0].shift, -42);
  EXPECT_EQ(history.find_past(0, "g_loss")->last(), 0);
  EXPECT_EQ(history.find_past(1, "g_loss")->last(), 200);
}

// Of two games the numbers of segments and steps are alike: only the run's identity tells their rows apart.
TEST(History, RowsOfAnotherRunAreDropped) {
  const RunId mine = RunId::next(), other = RunId::next();
  RunHistory history(mine);
  SegmentRecord row;
  row.record.step = 1;
  for (const RunId run : {other, RunId{}}) {
    row.segment = {run, 0};
    history.append(row);
    row.segment = {run, 3};
    history.append(row);
  }
  EXPECT_EQ(history.segment(), 0);
  EXPECT_EQ(history.last_step(), 0);
  Measurement measurement = measured(0, 5, FeatureKind::random, 0, 1);
  history.append(measurement);
  history.append_rate({other, 0}, 5, 100);
  EXPECT_TRUE(history.find("modes_covered")->empty());
  EXPECT_TRUE(history.find("iterations_per_second")->empty());
  row.segment = {mine, 0};
  history.append(row);
  EXPECT_EQ(history.last_step(), 1);
}

TEST(History, TheOldestSegmentsGoFirst) {
  RunHistory history;
  for (std::int64_t segment = 0; segment < 60; ++segment) train(history, segment, 1, 3);
  const std::vector<PastSegment> past = history.past();
  ASSERT_GE(past.size(), 8u);
  EXPECT_LT(past.size(), 59u);
  EXPECT_EQ(past.back().segment, 58);
  EXPECT_LT(history.memory_bytes(), std::size_t{64} << 20);
}

// What another loss wrote before a change is another quantity.
TEST(History, KnowsFromWhereOnRecordsReadAlike) {
  RunHistory history;
  const int saturating = find_loss("minimax"), plain = find_loss("non_saturating"), critic = find_loss("wasserstein");
  const auto go = [&](std::int64_t segment, std::int64_t first, std::int64_t last, int loss) {
    for (std::int64_t step = first; step <= last; ++step) {
      SegmentRecord record;
      record.segment.number = segment, record.record.step = step, record.record.loss = loss;
      history.append(record);
    }
  };
  EXPECT_EQ(history.reads_alike_from(plain), 0);
  go(0, 1, 10, saturating);
  go(0, 11, 20, plain);
  EXPECT_EQ(history.reads_alike_from(plain), 1) << "both give V and probabilities";
  EXPECT_EQ(history.reads_alike_from(critic), 21) << "nothing yet";
  go(0, 21, 30, critic);
  EXPECT_EQ(history.reads_alike_from(critic), 21);
  EXPECT_EQ(history.reads_alike_from(plain), 31);
  go(1, 1, 5, critic);
  EXPECT_EQ(history.reads_alike_from(critic), 1);
  EXPECT_EQ(history.past_reads_alike_from(0, critic), 21);
  EXPECT_EQ(history.past_reads_alike_from(0, plain), 31);
}

}  // namespace
}  // namespace gan
