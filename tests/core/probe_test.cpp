#include "core/probe/probe.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/game/losses.h"
#include "tests/core/probe_snapshot.h"

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
  EXPECT_EQ(run_probe(test::TestGame::random({8}).snapshot(), everything(), networks, CancelFlag(flag)),
            nullptr);
}

}  // namespace
}  // namespace gan
