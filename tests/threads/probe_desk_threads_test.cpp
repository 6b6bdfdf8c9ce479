// The probe desk on threads of its own: what is cancelled in the middle, what runs beside something else, and that
// nothing is lost between threads.
#include <gtest/gtest.h>

#include "core/live/probe_desk.h"
#include "tests/live/desk_requests.h"
#include "tests/live/on_any_executor.h"
#include "tests/threads/threaded_game.h"

namespace gan {
namespace {

using test::endless_request;
using test::large_game;
using test::small_request;
using test::snapshots_of_a_run;

TEST(ProbeDesk, TheNewestRequestWins) {
  const auto snapshots = snapshots_of_a_run(300);
  test::Bell bell;
  ThreadExecutor threads;
  ProbeDesk desk(threads, bell.ringer());
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

TEST(ProbeDesk, AnotherPictureCancelsTheRunningOne) {
  auto run = test::make_run(large_game());
  const auto snapshot = run->snapshot();
  test::Bell bell;
  ThreadExecutor threads;
  ProbeDesk desk(threads, bell.ringer());
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

TEST(ProbeDesk, AClickOnOneViewCancelsNothingInAnother) {
  auto run = test::make_run();
  const auto snapshot = run->snapshot();
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 700, 700};
  test::Bell bell;
  ThreadExecutor threads;
  ProbeDesk desk(threads, bell.ringer());
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

// Spectra and lines beside pictures, each on a thread of its own; all read the same snapshots.
TEST(ProbeDesk, LooksAtTheGameOnSeveralThreads) {
  const auto snapshots = snapshots_of_a_run(8);
  test::Bell bell;
  ThreadExecutor threads;
  ProbeDesk desk(threads, bell.ringer());
  for (const auto& snapshot : snapshots) {
    desk.request(snapshot, small_request());
    desk.find_spectrum(snapshot, {50, 20});
    desk.find_path(snapshot, {.from = snapshots.front(), .places = 7, .examples = 1});
  }
  ASSERT_TRUE(bell.wait([&] { return !desk.busy(); }));
  EXPECT_EQ(desk.results().latest()->snapshot, snapshots.back());
  EXPECT_EQ(desk.spectra().latest()->snapshot, snapshots.back());
  EXPECT_EQ(desk.paths().latest()->snapshot, snapshots.back());
  EXPECT_EQ(desk.paths().latest()->places.size(), 7u);
}

TEST(ProbeDesk, EndsInTheMiddleOfAPicture) {
  const auto snapshot = test::make_run(large_game())->snapshot();
  ThreadExecutor threads;
  ProbeDesk desk(threads);
  desk.request(snapshot, endless_request());
  desk.measure(snapshot);
}

TEST(ProbeDesk, RestsAfterARequestThatIsTakenBack) {
  const auto snapshot = snapshots_of_a_run(1).front();
  ProbeRequest request = small_request();
  ProbeRequest other = request;
  other.noise_grid = NoiseGridRequest{7, 9};
  test::Bell bell;
  ThreadExecutor threads;
  ProbeDesk desk(threads, bell.ringer());
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
  ThreadExecutor threads;
  ProbeDesk desk(threads, bell.ringer());
  for (const auto& snapshot : snapshots) {
    desk.request(snapshot, small_request());
    desk.measure(snapshot);
  }
  ASSERT_TRUE(bell.wait([&] { return !desk.busy(); }));
  test::the_newest_is_measured(desk, snapshots);
}

}  // namespace
}  // namespace gan
