#include "core/probe/quality/measure.h"

#include <gtest/gtest.h>

#include <cmath>

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

}  // namespace
}  // namespace gan
