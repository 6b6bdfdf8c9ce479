#include "core/live/prober.h"

#include <gtest/gtest.h>

#include "tests/live/live_game.h"

namespace gan {
namespace {

std::vector<std::shared_ptr<const Snapshot>> snapshots_of_a_run(int count) {
  auto run = test::make_run();
  std::vector<std::shared_ptr<const Snapshot>> snapshots;
  for (int i = 0; i < count; ++i) {
    snapshots.push_back(run->snapshot());
    run->step();
  }
  return snapshots;
}

ProbeRequest small_request() {
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 32, 32};
  request.generated = request.real = 50;
  request.logits = request.arrows = true;
  request.noise_grid = NoiseGridRequest{5, 9};
  return request;
}

// Together: the best part of an hour unless it is cancelled, longer than any test may take.
Settings large_game() {
  Settings settings = test::small_game();
  settings.spec.discriminator.hidden = {1024, 1024, 1024, 1024, 1024};
  return settings;
}
ProbeRequest endless_request() {
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 4000, 4000};
  return request;
}

TEST(Prober, GivesWhatAPureProbeGives) {
  const auto snapshot = snapshots_of_a_run(1).front();
  test::Bell bell;
  Prober prober(bell.ringer());
  prober.request(snapshot, small_request());
  ASSERT_TRUE(bell.wait([&] { return prober.results().version() == 1; }));
  const auto result = prober.results().latest();
  Evaluators networks;
  const auto expected = run_probe(snapshot, small_request(), networks);
  EXPECT_EQ(result->snapshot, snapshot);
  EXPECT_EQ(result->surface.logits, expected->surface.logits);
  EXPECT_EQ(result->generated, expected->generated);
  EXPECT_EQ(result->arrows, expected->arrows);
  EXPECT_EQ(result->noise_grid.points, expected->noise_grid.points);
}

TEST(Prober, TheNewestRequestWins) {
  const auto snapshots = snapshots_of_a_run(300);
  test::Bell bell;
  Prober prober(bell.ringer());
  std::uint64_t seen = 0;
  std::int64_t last = -1;
  for (const auto& snapshot : snapshots) {
    prober.request(snapshot, small_request());
    if (const auto result = prober.results().take_newer(seen)) {
      EXPECT_GT(result->snapshot->position.step, last);
      last = result->snapshot->position.step;
    }
  }
  ASSERT_TRUE(bell.wait([&] { return !prober.busy(); }));
  EXPECT_EQ(prober.results().latest()->snapshot, snapshots.back());
  EXPECT_LE(prober.results().version(), snapshots.size());
}

// Training is faster than probing: every request comes with a newer snapshot before the last is answered.
TEST(Prober, NewerSnapshotsDoNotStarveThePicture) {
  const auto snapshots = snapshots_of_a_run(64);
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 300, 300};
  test::Bell bell;
  Prober prober(bell.ringer());
  std::size_t next = 0;
  ASSERT_TRUE(bell.wait([&] {
    prober.request(snapshots[next++ % snapshots.size()], request);
    return prober.results().version() >= 5;
  }));
}

TEST(Prober, AnotherPictureCancelsTheRunningOne) {
  auto run = test::make_run(large_game());
  const auto snapshot = run->snapshot();
  test::Bell bell;
  Prober prober(bell.ringer());
  prober.request(snapshot, endless_request());
  prober.request(snapshot, small_request());
  ASSERT_TRUE(bell.wait([&] { return prober.results().version() == 1; }));
  EXPECT_EQ(prober.results().latest()->request, small_request());

  // Another segment is another game.
  prober.request(snapshot, endless_request());
  ASSERT_TRUE(run->apply(NewStart{5}).ok());
  prober.request(run->snapshot(), endless_request());
  prober.request(run->snapshot(), small_request());
  ASSERT_TRUE(bell.wait([&] { return prober.results().version() == 2; }));
  EXPECT_EQ(prober.results().latest()->snapshot->position.segment, 1);
}

// Its end waits for the thread: it would outlast the time that a test is given.
TEST(Prober, EndsInTheMiddleOfAPicture) {
  const auto snapshot = test::make_run(large_game())->snapshot();
  Prober prober;
  prober.request(snapshot, endless_request());
  prober.measure(snapshot);
}

TEST(Prober, DoesNothingTwice) {
  const auto snapshots = snapshots_of_a_run(2);
  test::Bell bell;
  Prober prober(bell.ringer());
  for (int i = 0; i < 3; ++i) {
    prober.request(snapshots[0], small_request());
    ASSERT_TRUE(bell.wait([&] { return !prober.busy(); }));
  }
  EXPECT_EQ(prober.results().version(), 1u);
  prober.request(snapshots[1], small_request());
  ASSERT_TRUE(bell.wait([&] { return !prober.busy(); }));
  EXPECT_EQ(prober.results().version(), 2u);
}

TEST(Prober, MeasuresBesidesThePicture) {
  const auto snapshots = snapshots_of_a_run(40);
  test::Bell bell;
  Prober prober(bell.ringer());
  for (const auto& snapshot : snapshots) {
    prober.request(snapshot, small_request());
    prober.measure(snapshot);
  }
  ASSERT_TRUE(bell.wait([&] { return !prober.busy(); }));
  const auto measurement = prober.measurements().latest();
  ASSERT_NE(measurement, nullptr);
  EXPECT_EQ(measurement->snapshot, snapshots.back());
  EXPECT_EQ(measurement->metrics.step, 39);
  EXPECT_EQ(measurement->metrics.samples, kMetricSamples);
  EXPECT_EQ(measurement->metrics.jsd, measure_snapshot(*snapshots.back()).jsd);
  ASSERT_NE(measurement->perfect, nullptr);
  EXPECT_EQ(measurement->perfect->samples, kMetricSamples);
}

}  // namespace
}  // namespace gan
