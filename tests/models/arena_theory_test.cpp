// Layer θ of the arena: what it takes over of a picture, what it says of itself, and where it is refused.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "app/panels/arena/arena_model.h"
#include "app/panels/arena/arena_theory_model.h"

namespace gan {
namespace {

const DataKind kRingKind{{Capability::extent, Capability::plane, Capability::density, Capability::modes}, 2, 8, 0};
const DataKind kTableKind{{Capability::extent, Capability::plane}, 2, 0, 0};
const DataKind kPicturesKind{{Capability::images}, 784, 0, 0};

ProbeResult result_of(const SurfaceRequest& learned, const SurfaceRequest& best) {
  ProbeResult result;
  result.request.surface = result.surface.request = learned;
  result.request.optimum = result.optimum.request = best;
  result.surface.logits = Matrix<float>::Constant(learned.nx, learned.ny, 1.0F);
  result.optimum.logits = Matrix<float>::Constant(best.nx, best.ny, -2.0F);
  result.optimum.width = 0.03, result.optimum.error = 0.021;
  return result;
}

TEST(ArenaTheory, ShowsTheBestResponseAndTheDifference) {
  const SurfaceRequest grid{{-2, -1, 2, 1}, 4, 2};
  const ProbeResult result = result_of(grid, grid);
  ArenaTheory theory;
  EXPECT_FALSE(theory.known());
  theory.update(result, 1, kTheoryBest);
  ASSERT_TRUE(theory.known());
  EXPECT_EQ(theory.nx(), 4);
  EXPECT_EQ(theory.ny(), 2);
  EXPECT_DOUBLE_EQ(theory.rect().x_min, -1.5);
  for (const float logit : theory.values()) EXPECT_EQ(logit, -2.0F);
  EXPECT_EQ(theory.heading(), "Best response D* = p_data/(p_data + p_g), ±0.02, blurred by 0.03");
  const std::uint64_t revision = theory.revision();
  theory.update(result, 1, kTheoryBest);
  EXPECT_EQ(theory.revision(), revision) << "it is shown already";

  theory.update(result, 1, kTheoryDifference);
  ASSERT_TRUE(theory.difference());
  EXPECT_NE(theory.revision(), revision);
  const double expected = 1 / (1 + std::exp(-1.0)) - 1 / (1 + std::exp(2.0));
  for (const float value : theory.values()) EXPECT_NEAR(value, expected, 1e-6);
  EXPECT_EQ(theory.heading().find("D less its best response"), 0u);
  EXPECT_EQ(theory.legend(0, 5, {}).title, "D(x) − D*(x)");
}

TEST(ArenaTheory, IsReadAtAPoint) {
  const SurfaceRequest grid{{-2, -1, 2, 1}, 4, 2};
  ProbeResult result = result_of(grid, grid);
  result.optimum.logits(3, 1) = 5;
  ArenaTheory theory;
  EXPECT_FALSE(theory.at(0, 0));
  theory.update(result, 1, kTheoryBest);
  EXPECT_EQ(theory.at(1.5, 0.5), 5);
  EXPECT_EQ(theory.at(1.99, 0.99), 5) << "to the pixel's corner";
  EXPECT_EQ(theory.at(1.01, 0.01), 5);
  EXPECT_EQ(theory.at(0.99, 0.5), -2);
  EXPECT_FALSE(theory.at(2.01, 0.5));
  EXPECT_FALSE(theory.at(0, -1.01));
  EXPECT_FALSE(theory.at(std::numeric_limits<double>::quiet_NaN(), 0));
}

TEST(ArenaTheory, IsNothingWhereItIsNotKnown) {
  const SurfaceRequest grid{{-2, -1, 2, 1}, 4, 2}, other{{-2, -1, 2, 1}, 8, 4};
  ArenaTheory theory;
  theory.update(result_of(grid, other), 1, kTheoryDifference);
  EXPECT_FALSE(theory.known()) << "of two grids there is no difference";
  theory.update(result_of(grid, other), 1, kTheoryBest);
  EXPECT_TRUE(theory.known());
  ProbeResult without = result_of(grid, grid);
  without.request.optimum.reset();
  theory.update(without, 2, kTheoryBest);
  EXPECT_FALSE(theory.known()) << "what is left from an earlier answer is not of this one";
  ProbeResult infinite = result_of(grid, grid);
  infinite.surface.logits(1, 1) = std::numeric_limits<float>::quiet_NaN();
  infinite.surface.logits(0, 0) = std::numeric_limits<float>::infinity();
  theory.update(infinite, 3, kTheoryDifference);
  for (const float value : theory.values()) EXPECT_TRUE(std::isfinite(value) && std::abs(value) <= 1);
}

TEST(ArenaTheory, LegendSaysWhatTheSurfaceShows) {
  const SurfaceRequest grid{{-2, -1, 2, 1}, 4, 2};
  ArenaTheory theory;
  theory.update(result_of(grid, grid), 1, kTheoryBest);
  OutputScale scale;
  EXPECT_NE(theory.legend(0, 5, scale).title.find("D*(x)"), std::string::npos);
  EXPECT_EQ(theory.legend(0, 5, scale).low, surface_legend(0, 5, scale).low);
  EXPECT_NE(theory.legend(1, 5, scale).title.find("log p_data − log p_g"), std::string::npos);
  EXPECT_TRUE(theory.legend(2, 5, scale).length);
}

TEST(ArenaTheory, IsRefusedInOneSentence) {
  const LossInfo& first = loss_info(find_loss("minimax"));
  EXPECT_EQ(theory_refusal(kRingKind, first), "");
  EXPECT_EQ(theory_refusal(kRingKind, loss_info(find_loss("non_saturating"))), "");
  for (const std::string& sentence : {theory_refusal(kTableKind, first), theory_refusal(kPicturesKind, first),
                                      theory_refusal(kRingKind, loss_info(find_loss("wasserstein"))),
                                      theory_refusal(kRingKind, loss_info(find_loss("least_squares")))}) {
    ASSERT_FALSE(sentence.empty());
    EXPECT_EQ(sentence.find('.'), sentence.size() - 1) << sentence;
    EXPECT_NE(sentence.find("D*"), std::string::npos);
  }
  EXPECT_NE(theory_refusal(kTableKind, first), theory_refusal(kPicturesKind, first));
}

TEST(ArenaTheory, SaysWhatMovesTheBestResponseOfTheLoss) {
  Hyperparameters h;
  h.loss = find_loss("non_saturating");
  EXPECT_EQ(theory_caution(h), "");
  h.instance_noise = 0.1;
  EXPECT_NE(theory_caution(h).find("noise"), std::string::npos);
  h.real_label = 0.9;
  EXPECT_NE(theory_caution(h).find("0.9 times D*"), std::string::npos);
}

TEST(ArenaTheory, IsAskedForOnTheGridOfDAlone) {
  const Viewport view{900, 700};
  ArenaSettings settings;
  EXPECT_FALSE(arena_request(settings, {}, view, false, std::nullopt, true).optimum);
  settings.theory_held = true;
  const ProbeRequest held = arena_request(settings, {}, view, false, std::nullopt, true);
  ASSERT_TRUE(held.optimum);
  EXPECT_EQ(*held.optimum, *held.surface);
  EXPECT_FALSE(arena_request(settings, {}, view, false, std::nullopt, false).optimum) << "there is none";
  settings.theory_held = false, settings.theory.visible = true;
  for (LayerSettings& layer : settings.layers) layer.visible = false;
  const ProbeRequest kept = arena_request(settings, {}, view, false, std::nullopt, true);
  EXPECT_TRUE(kept.optimum && kept.surface);
}

TEST(ArenaTheory, AsksForPenaltiesInThePlaceOfTheBestResponse) {
  ArenaSettings settings;
  EXPECT_FALSE(arena_request(settings, {}, {900, 700}, false, std::nullopt, true).penalty);
  settings.theory.visible = true;
  EXPECT_FALSE(arena_request(settings, {}, {900, 700}, false, std::nullopt, true).penalty);
  settings.theory_mode = kTheoryPenalty;
  const ProbeRequest request = arena_request(settings, {}, {900, 700}, false, std::nullopt, true);
  EXPECT_TRUE(request.penalty);
  EXPECT_FALSE(request.optimum);
  settings.theory_mode = kTheoryTurn;
  EXPECT_FALSE(arena_request(settings, {}, {900, 700}, false, std::nullopt, true).optimum);
}

}  // namespace
}  // namespace gan
