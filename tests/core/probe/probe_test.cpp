#include "core/probe/probe.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/game/losses.h"
#include "tests/core/probe/probe_snapshot.h"

namespace gan {
namespace {

ProbeRequest everything() {
  ProbeRequest request;
  request.surface = SurfaceRequest{};
  request.generated = 40;
  request.real = 30;
  request.logits = true;
  request.arrows = true;
  request.noise_grid = NoiseGridRequest{5, 9};
  return request;
}

TEST(Probe, GivesWhatWasAskedForEveryLoss) {
  Evaluators networks;
  for (std::size_t loss = 0; loss < loss_infos().size(); ++loss) {
    SCOPED_TRACE(loss_infos()[loss].id);
    test::TestGame game = test::TestGame::random({8});
    game.settings.hyperparameters.loss = static_cast<int>(loss);
    const auto snapshot = game.snapshot(3);
    const auto result = run_probe(snapshot, everything(), networks);
    ASSERT_NE(result, nullptr);
    EXPECT_EQ(result->snapshot, snapshot);
    EXPECT_EQ(result->surface.logits.size(), 128 * 128);
    EXPECT_EQ(result->generated.cols(), 40);
    EXPECT_EQ(result->real.cols(), 30);  // a pairing loss needs 40: the rest is not shown
    EXPECT_EQ(result->fake_logits.cols(), 40);
    EXPECT_EQ(result->real_logits.cols(), 30);
    EXPECT_EQ(result->arrows.cols(), 40);
    EXPECT_EQ(result->noise_grid.points.cols(), 90);
  }
}

TEST(Probe, LeavesOutWhatWasNotAsked) {
  Evaluators networks;
  ProbeRequest request;
  request.generated = 12;
  request.arrows = true;
  const auto result = run_probe(test::TestGame::random({8}).snapshot(), request, networks);
  ASSERT_NE(result, nullptr);
  EXPECT_EQ(result->arrows.cols(), 12);
  EXPECT_EQ(result->fake_logits.size(), 0);
  EXPECT_EQ(result->surface.logits.size(), 0);
  EXPECT_EQ(result->real.size(), 0);
  EXPECT_EQ(result->noise_grid.points.size(), 0);
}

TEST(Probe, ACancelledOneIsNull) {
  const std::atomic<bool> flag{true};
  Evaluators networks;
  EXPECT_EQ(run_probe(test::TestGame::random({8}).snapshot(), everything(), networks, CancelFlag(flag)), nullptr);
}

// Of one snapshot only what was asked otherwise is computed anew, and everything is what it would be alone.
TEST(ProbeMaker, ComputesOnlyWhatIsNew) {
  const auto snapshot = test::TestGame::random({8}).snapshot();
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 16, 16};
  request.generated = request.real = 40;
  request.logits = request.arrows = true;
  request.noise_grid = NoiseGridRequest{5, 9};
  ProbeMaker maker;
  const auto times = [&](std::string_view id) {
    for (std::size_t i = 0; i < probe_infos().size(); ++i) {
      if (probe_infos()[i].id == id) return maker.computed()[i];
    }
    return -1;
  };
  const auto first = maker.make(snapshot, request);
  request.surface->nx = 20;
  request.sheet = SheetRequest{4, 4};  // points have none
  const auto second = maker.make(snapshot, request);
  EXPECT_EQ(times("surface"), 2);
  for (const char* id : {"samples", "arrows", "noise_grid"}) EXPECT_EQ(times(id), 1) << id;
  EXPECT_EQ(times("sheet"), 0);
  Evaluators networks;
  const auto alone = run_probe(snapshot, request, networks);
  EXPECT_EQ(second->surface.logits, alone->surface.logits);
  EXPECT_EQ(second->arrows, alone->arrows);
  EXPECT_EQ(second->fake_logits, alone->fake_logits);
  EXPECT_EQ(second->noise_grid.points, alone->noise_grid.points);
  EXPECT_EQ(second->request, request);
  // A cancelled one keeps what it had done.
  std::atomic<bool> no = false, yes = true;
  std::vector<CancelFlag> flags;
  for (const ProbeInfo& info : probe_infos()) flags.emplace_back(info.id == std::string_view("noise_grid") ? yes : no);
  const auto other = test::TestGame::random({8}).snapshot();
  EXPECT_EQ(maker.make(other, request, flags), nullptr);
  EXPECT_EQ(times("surface"), 3);
  ASSERT_NE(maker.make(other, request), nullptr);
  EXPECT_EQ(times("surface"), 3);
  EXPECT_EQ(times("noise_grid"), 2);
}

}  // namespace
}  // namespace gan
