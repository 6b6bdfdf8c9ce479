// What of the losses is lit: by a node of the strip, by a curve under the mouse.
#include <gtest/gtest.h>

#include <vector>

#include "app/panels/loss/lit_part_model.h"

namespace gan {
namespace {

TEST(LitPart, EveryNodeOfTheStripHasOne) {
  for (std::size_t i = 0; i < kStripNodes; ++i) {
    const auto node = static_cast<StripNode>(i);
    EXPECT_NE(part_of_node(node, false), LossPart::none) << i;
    EXPECT_NE(part_of_node(node, true), LossPart::none) << i;
  }
  EXPECT_EQ(part_of_node({}, false), LossPart::none);
  EXPECT_EQ(part_of_node(StripNode::fake_term, false), LossPart::fake);
  EXPECT_EQ(part_of_node(StripNode::real_output, false), LossPart::real);
  EXPECT_EQ(part_of_node(StripNode::generator, false), LossPart::generator);
  EXPECT_EQ(part_of_node(StripNode::value, false), LossPart::both);
  EXPECT_EQ(part_of_node(StripNode::real_term, true), LossPart::both) << "a term of pairs";
}

TEST(LitPart, BothLightsRealAndFake) {
  EXPECT_TRUE(lights(LossPart::both, LossPart::real));
  EXPECT_TRUE(lights(LossPart::both, LossPart::fake));
  EXPECT_FALSE(lights(LossPart::both, LossPart::generator));
  EXPECT_FALSE(lights(LossPart::both, LossPart::none));
  EXPECT_FALSE(lights(LossPart::none, LossPart::none)) << "what is no part is never lit";
  EXPECT_TRUE(lights(LossPart::real, LossPart::real));
  EXPECT_FALSE(lights(LossPart::real, LossPart::fake));
}

TEST(LitPart, TheNearestCurveIsMeantWithinReach) {
  const std::vector<float> flat{0, 50, 100, 50, 200, 50}, steep{100, 0, 104, 100};
  const std::vector<std::span<const float>> curves{flat, steep, {}};
  EXPECT_EQ(curves_at(curves, 20, 53, 7), 0b01U);
  EXPECT_EQ(curves_at(curves, 103, 20, 7), 0b10U) << "between two points that are far apart";
  EXPECT_EQ(curves_at(curves, 103, 56, 7), 0b10U) << "both are within reach";
  EXPECT_EQ(curves_at(curves, 20, 58, 7), 0U);
  EXPECT_EQ(curves_at(curves, 300, 50, 7), 0U) << "beyond its end";
  EXPECT_EQ(curves_at({}, 0, 0, 7), 0U);
}

// −log D(x) and −log D(G(z)) are one curve, of two formulas.
TEST(LitPart, CurvesThatLieOnEachOtherAreMeantTogether) {
  const std::vector<float> one{0, 50, 200, 50}, same{0, 50.4F, 200, 50.4F}, other{0, 53, 200, 53};
  EXPECT_EQ(curves_at(std::vector<std::span<const float>>{one, same, other}, 20, 48, 7), 0b011U);
  EXPECT_EQ(curves_at(std::vector<std::span<const float>>{other, one, same}, 20, 48, 7), 0b110U);
  const LossPart lit = LossPart::real | LossPart::generator;
  EXPECT_TRUE(lights(lit, LossPart::real) && lights(lit, LossPart::generator) && !lights(lit, LossPart::fake));
}

}  // namespace
}  // namespace gan
