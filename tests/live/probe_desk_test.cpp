#include "core/live/probe_desk.h"

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

TEST(ProbeDesk, GivesWhatAPureProbeGives) {
  const auto snapshot = snapshots_of_a_run(1).front();
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  desk.request(snapshot, small_request());
  ASSERT_TRUE(bell.wait([&] { return desk.results().version() == 1; }));
  const auto result = desk.results().latest();
  Evaluators networks;
  const auto expected = run_probe(snapshot, small_request(), networks);
  EXPECT_EQ(result->snapshot, snapshot);
  EXPECT_EQ(result->surface.logits, expected->surface.logits);
  EXPECT_EQ(result->generated, expected->generated);
  EXPECT_EQ(result->arrows, expected->arrows);
  EXPECT_EQ(result->noise_grid.points, expected->noise_grid.points);
}

TEST(ProbeDesk, TheNewestRequestWins) {
  const auto snapshots = snapshots_of_a_run(300);
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  std::uint64_t seen = 0;
  std::int64_t last = -1;
  for (const auto& snapshot : snapshots) {
    desk.request(snapshot, small_request());
    if (const auto result = desk.results().take_newer(seen)) {
      EXPECT_GT(result->snapshot->position.step, last);
      last = result->snapshot->position.step;
    }
  }
  ASSERT_TRUE(bell.wait([&] { return !desk.busy(); }));
  EXPECT_EQ(desk.results().latest()->snapshot, snapshots.back());
  EXPECT_LE(desk.results().version(), snapshots.size());
}

// Training is faster than probing: every request comes with a newer snapshot before the last is answered.
TEST(ProbeDesk, NewerSnapshotsDoNotStarveThePicture) {
  const auto snapshots = snapshots_of_a_run(64);
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 300, 300};
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  std::size_t next = 0;
  ASSERT_TRUE(bell.wait([&] {
    desk.request(snapshots[next++ % snapshots.size()], request);
    return desk.results().version() >= 5;
  }));
}

TEST(ProbeDesk, AnotherPictureCancelsTheRunningOne) {
  auto run = test::make_run(large_game());
  const auto snapshot = run->snapshot();
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  desk.request(snapshot, endless_request());
  desk.request(snapshot, small_request());
  ASSERT_TRUE(bell.wait([&] { return desk.results().version() == 1; }));
  EXPECT_EQ(desk.results().latest()->request, small_request());

  // Another segment is another game.
  desk.request(snapshot, endless_request());
  ASSERT_TRUE(run->apply(NewStart{5}).ok());
  desk.request(run->snapshot(), endless_request());
  desk.request(run->snapshot(), small_request());
  ASSERT_TRUE(bell.wait([&] { return desk.results().version() == 2; }));
  EXPECT_EQ(desk.results().latest()->snapshot->position.segment, 1);
}

// Two views of one snapshot: however often a person changes what the one shows, the other's answer comes, and is computed once.
TEST(ProbeDesk, AClickOnOneViewCancelsNothingInAnother) {
  auto run = test::make_run();
  const auto snapshot = run->snapshot();
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 700, 700};
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  int clicks = 0;
  ASSERT_TRUE(bell.wait([&] {
    request.noise_grid = NoiseGridRequest{5 + ++clicks % 3, 9};
    desk.request(snapshot, request);
    return desk.results().version() > 0;
  }));
  ASSERT_TRUE(bell.wait([&] { return !desk.busy(); }));
  EXPECT_EQ(desk.results().latest()->request, request);
  EXPECT_EQ(desk.results().latest()->surface.logits.cols(), 700);
}

// What was interrupted in one snapshot is not lost because there is a newer one.
TEST(ProbeDesk, ClicksWhileTrainingStarveNothing) {
  const auto snapshots = snapshots_of_a_run(64);
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 300, 300};
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  std::size_t next = 0;
  ASSERT_TRUE(bell.wait([&] {
    request.noise_grid = NoiseGridRequest{5 + static_cast<int>(next) % 3, 9};
    desk.request(snapshots[next++ % snapshots.size()], request);
    return desk.results().version() >= 3;
  }));
}

// Its end waits for the thread: it would outlast the time that a test is given.
TEST(ProbeDesk, EndsInTheMiddleOfAPicture) {
  const auto snapshot = test::make_run(large_game())->snapshot();
  ProbeDesk desk;
  desk.request(snapshot, endless_request());
  desk.measure(snapshot);
}

TEST(ProbeDesk, DoesNothingTwice) {
  const auto snapshots = snapshots_of_a_run(2);
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  for (int i = 0; i < 3; ++i) {
    desk.request(snapshots[0], small_request());
    ASSERT_TRUE(bell.wait([&] { return !desk.busy(); }));
  }
  EXPECT_EQ(desk.results().version(), 1u);
  desk.request(snapshots[1], small_request());
  ASSERT_TRUE(bell.wait([&] { return !desk.busy(); }));
  EXPECT_EQ(desk.results().version(), 2u);
}

// A hand that changes what it asked for and changes it back at once, before any thread has begun: nothing is left to wait for.
TEST(ProbeDesk, RestsAfterARequestThatIsTakenBack) {
  const auto snapshot = snapshots_of_a_run(1).front();
  ProbeRequest request = small_request();
  ProbeRequest other = request;
  other.noise_grid = NoiseGridRequest{7, 9};
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  desk.request(snapshot, request);
  for (int i = 0; i < 300; ++i) {
    ASSERT_TRUE(bell.wait([&] { return !desk.busy(); })) << "after " << i << " requests";
    desk.request(snapshot, other);
    desk.request(snapshot, request);
  }
  ASSERT_TRUE(bell.wait([&] { return !desk.busy(); }));
  EXPECT_EQ(desk.results().latest()->request, request);
}

TEST(ProbeDesk, MeasuresBesidesThePicture) {
  const auto snapshots = snapshots_of_a_run(40);
  test::Bell bell;
  ProbeDesk desk(bell.ringer());
  for (const auto& snapshot : snapshots) {
    desk.request(snapshot, small_request());
    desk.measure(snapshot);
  }
  ASSERT_TRUE(bell.wait([&] { return !desk.busy(); }));
  const auto measurement = desk.measurements().latest();
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
