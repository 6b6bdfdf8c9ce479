#include "core/probe/quality/measure.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/data/moved_source.h"
#include "core/run/run.h"

namespace gan {
namespace {

std::shared_ptr<const Snapshot> snapshot_after(int steps, int modes) {
  Settings settings;
  settings.spec.generator.hidden = settings.spec.discriminator.hidden = {8};
  settings.spec.data.modes = modes;
  settings.hyperparameters.batch_size = 16;
  auto run = std::move(Run::create(settings)).value();
  for (int i = 0; i < steps; ++i) run->step();
  return run->snapshot();
}

TEST(Measurer, ASnapshotHasItsNumbersWhateverWasMeasuredBefore) {
  const auto eight = snapshot_after(3, 8), five = snapshot_after(4, 5);
  const Metrics expected = measure_snapshot(*eight, {1000});
  Measurer measurer;
  measurer.metrics(*five, {500});
  const Metrics again = measurer.metrics(*eight, {1000});
  EXPECT_EQ(again.step, 3);
  EXPECT_EQ(again.samples, 1000);
  EXPECT_EQ(again.modes_total, 8);
  EXPECT_EQ(again.jsd, expected.jsd);
  EXPECT_EQ(again.outside_fraction, expected.outside_fraction);
  ASSERT_TRUE(std::isfinite(again.jsd));
  ASSERT_GT(again.jsd, 0.1);  // a generator that has hardly trained is far off
  EXPECT_EQ(measurer.metrics(*five, {500}).modes_total, 5);
}

TEST(Measurer, PerfectScoresAreKeptWhileTheDataStays) {
  Measurer measurer;
  const auto snapshot = snapshot_after(1, 8);
  const auto first = measurer.measurement(snapshot, {800});
  const auto second = measurer.measurement(snapshot, {800});
  const auto other = measurer.measurement(snapshot_after(1, 5), {800});
  ASSERT_TRUE(first && second && other);
  EXPECT_EQ(first->snapshot, snapshot);
  EXPECT_EQ(first->perfect, second->perfect);
  EXPECT_NE(first->perfect, other->perfect);
  EXPECT_LT(first->perfect->jsd.mean, first->metrics.jsd);

  const std::atomic<bool> flag{true};
  EXPECT_EQ(measurer.measurement(snapshot, {800}, CancelFlag(flag)), nullptr);
}

TEST(Measurer, SamplesAreComparedWithTheDataWhereThatIsAskedFor) {
  Measurer measurer;
  const auto snapshot = snapshot_after(2, 8);
  const auto without = measurer.measurement(snapshot, {300});
  EXPECT_FALSE(without->metrics.comparison.measured);
  EXPECT_FALSE(without->perfect->comparison.measured);
  EXPECT_TRUE(std::isnan(without->metrics.comparison[SampleMetric::recall]));
  const auto with = measurer.measurement(snapshot, {300, nullptr, true});
  EXPECT_EQ(with->metrics.jsd, without->metrics.jsd);
  EXPECT_EQ(with->perfect->jsd.mean, without->perfect->jsd.mean);
  EXPECT_TRUE(with->perfect->comparison.measured);
  for (std::size_t i = 0; i < kSampleMetrics; ++i) {
    EXPECT_TRUE(std::isfinite(with->metrics.comparison.values[i])) << i;
    EXPECT_TRUE(std::isfinite(with->perfect->comparison.mean[i])) << i;
  }
  EXPECT_GT(with->metrics.comparison[SampleMetric::energy_distance],
            10 * with->perfect->comparison.mean[static_cast<std::size_t>(SampleMetric::energy_distance)]);
  EXPECT_EQ(measurer.measurement(snapshot, {300, nullptr, true})->perfect, with->perfect);
  EXPECT_EQ(measurer.metrics(*snapshot, {300}).comparison.measured, false);
  const std::atomic<bool> flag{true};
  EXPECT_EQ(Measurer().measurement(snapshot, {300, nullptr, true}, CancelFlag(flag)), nullptr);
}

// The reference and what is ideal are those of the data where they began.
TEST(Measurer, AComparisonIsWithDataThatMoveWhereTheyAre) {
  const auto still = snapshot_after(5, 8);
  auto turned = std::make_shared<Snapshot>(*still), shifted = std::make_shared<Snapshot>(*still);
  turned->data = moved_source(still->data, {45, 0, 0});
  shifted->data = moved_source(still->data, {0, 0.25, -0.5});
  Measurer measurer;
  const MeasureRequest request{600, nullptr, true};
  const auto a = measurer.measurement(still, request), b = measurer.measurement(turned, request),
             c = measurer.measurement(shifted, request);
  EXPECT_EQ(a->perfect->comparison.mean, b->perfect->comparison.mean);
  EXPECT_EQ(a->perfect->comparison.mean, c->perfect->comparison.mean);
  // Data of mean μ moved by δ: of G's samples ∣m − μ∣² becomes ∣m − μ − δ∣², and no covariance changes.
  const auto data = [&](const Snapshot& s) {
    Matrix<float> x(2, 600);
    s.data->sample({1, Stream::metric_data, 0, 0}, view_of(x));
    return x;
  };
  SampleComparer direct;
  ASSERT_TRUE(direct.prepare(still->data, 600));
  Matrix<float> perfect = data(*shifted);
  move_samples_back(shifted->data->motion(), view_of(perfect));
  EXPECT_NEAR(direct.measure(perfect).value()[SampleMetric::frechet_distance], 0, 1e-6);
  for (const auto& [m, other] : {std::pair{a, b}, std::pair{a, c}}) {
    EXPECT_NE(m->metrics.comparison.values, other->metrics.comparison.values);
  }
  // It does not depend on what was measured before.
  EXPECT_EQ(measure_snapshot(*shifted, request).comparison.values, c->metrics.comparison.values);
}

}  // namespace
}  // namespace gan
