// How changes grow, in words and as points of the complex plane.
#include "app/panels/phase/growth_model.h"

#include <gtest/gtest.h>

#include <cmath>

#include "app/panels/phase/phase_model.h"
#include "tests/models/phase/phase_game.h"

namespace gan {
namespace {

ComplexNumbers pair(double modulus, double degrees) {
  return {std::polar(modulus, degrees * M_PI / 180), std::polar(modulus, -degrees * M_PI / 180)};
}

TEST(GrowthWords, SayWhatAnIterationDoes) {
  EXPECT_EQ(iteration_sentence(pair(0.998, 5.7)), "An iteration turns by 5.7° and shrinks a change by 0.2%.");
  EXPECT_EQ(iteration_sentence(pair(1, 5.73)), "An iteration turns by 5.73° and keeps the size of a change.");
  EXPECT_EQ(iteration_sentence(pair(1.01, 5.73)), "An iteration turns by 5.73° and grows a change by 1%.");
  EXPECT_EQ(iteration_sentence({0.5, 0.25}), "An iteration turns nothing and shrinks a change by 50%.");
  EXPECT_EQ(iteration_sentence({-3.0, 0.25}), "An iteration turns a change over and makes a change 3 times as large.");
  EXPECT_EQ(iteration_sentence({}), "An iteration is not smooth here: its multipliers are not defined.");
  EXPECT_EQ(round_sentence(pair(0.998, 5.73)), "A round takes about 63 iterations.");
  EXPECT_EQ(round_sentence({0.5, 0.25}), "");
  EXPECT_EQ(round_sentence({-0.5}), "");
  EXPECT_EQ(round_sentence(pair(1, 90)), "A round takes about 4 iterations.");
}

TEST(GrowthWords, TellTheSidesOfTheCircleApart) {
  EXPECT_EQ(side_of_circle(pair(1 + 1e-8, 5)), CircleSide::on) << "the derivative is not more exact";
  EXPECT_EQ(side_of_circle(pair(1 - 1e-5, 5)), CircleSide::inside);
  EXPECT_EQ(side_of_circle(pair(1 + 1e-5, 5)), CircleSide::outside);
  EXPECT_EQ(side_of_circle({}), CircleSide::unknown);
  EXPECT_EQ(circle_sentence(pair(1, 5)), "On the unit circle: a small change neither grows nor dies out.");
  EXPECT_EQ(circle_sentence(pair(0.998, 5)),
            "Inside the unit circle: a small change dies out, to half in 346 iterations.");
  EXPECT_EQ(circle_sentence(pair(1.01, 5)),
            "Outside the unit circle: a small change grows, to double in 70 iterations.");
  EXPECT_EQ(circle_sentence(pair(0.1, 5)),
            "Inside the unit circle: a small change dies out, to half in less than one iteration.");
}

TEST(GrowthWords, ReadTheRatesOfTheField) {
  EXPECT_EQ(rates_sentence({{0, 0.5}, {0, -0.5}}),
            "On the axis, pure rotation: in continuous time a small change keeps its size.");
  EXPECT_EQ(rates_sentence({{-0.25, 0.43}, {-0.25, -0.43}}),
            "Left of the axis: in continuous time a small change dies out, while it turns.");
  EXPECT_EQ(rates_sentence({-1.0, -0.5}), "Left of the axis: in continuous time a small change dies out.");
  EXPECT_EQ(rates_sentence({0.3, -0.5}), "Right of the axis: in continuous time a small change grows.");
  EXPECT_EQ(rates_sentence({-0.5, 0.0}), "One direction contracts, in the other nothing moves.");
  EXPECT_EQ(complex_text({{0, 0.5}, {0, -0.5}}), "±0.5i");
  EXPECT_EQ(complex_text({{-0.25, 0.433}, {-0.25, -0.433}}), "−0.25 ± 0.433i");
  EXPECT_EQ(complex_text({-1.0, -0.5}), "−1, −0.5");
  EXPECT_EQ(complex_text({4.0, 3.0, 2.0, 1.0}), "4, 3, 2, …");
}

TEST(ComplexSquares, HoldAllThatCounts) {
  const Growth spiral{{{-0.25, 0.43}, {-0.25, -0.43}}, pair(0.975, 2.5)};
  const ComplexSquare rates = rates_square(spiral, spiral);
  EXPECT_EQ(rates.re, 0);
  EXPECT_GT(rates.half, 0.43);
  EXPECT_LT(rates.half, 1.1);
  const ComplexSquare enlarged = multipliers_square(spiral, spiral, false);
  EXPECT_EQ(enlarged.re, 1) << "small steps are near 1";
  EXPECT_GT(enlarged.half, std::abs(spiral.multipliers[0] - 1.0) / std::sqrt(2.0));
  EXPECT_LT(enlarged.half, 0.1);
  const ComplexSquare whole = multipliers_square(spiral, spiral, true);
  EXPECT_EQ(whole, (ComplexSquare{0, 0, 1.25}));
  const Growth far{{}, pair(3, 90)};
  EXPECT_GE(multipliers_square(spiral, far, false).half, 3);
  EXPECT_EQ(multipliers_square(spiral, far, false).re, 0);
}

TEST(GrowthTrail, RemembersWhatItWasWhileAGameIsChanged) {
  ProbeRequest request;
  request.phase = growth_request();
  GrowthTrail trail;
  EXPECT_TRUE(trail.empty());
  const auto run = std::move(Run::create(test::two_numbers("minimax")).value());
  ProbeMaker maker;
  std::uint64_t version = 0;
  const auto look = [&] { trail.update(maker.make(run->snapshot(), request), ++version); };
  look();
  ASSERT_FALSE(trail.empty());
  EXPECT_TRUE(trail.lately().empty());
  const Growth before = trail.equilibrium();
  EXPECT_EQ(side_of_circle(before.multipliers), CircleSide::on);
  ASSERT_TRUE(run->step());
  look();
  EXPECT_TRUE(trail.lately().empty()) << "training alone moves nothing at the equilibrium";
  EXPECT_NE(trail.at(), (PhasePoint{1, 0}));
  ASSERT_TRUE(run->apply(SetValue{"hyperparameters.r1_weight", 0.5}));
  look();
  ASSERT_EQ(trail.lately().size(), 1u);
  EXPECT_EQ(trail.lately().front().multipliers, before.multipliers);
  EXPECT_EQ(side_of_circle(trail.equilibrium().multipliers), CircleSide::inside);
  trail.update(test::looked_at(test::two_numbers("wasserstein"), request), ++version);
  EXPECT_TRUE(trail.lately().empty()) << "another game";
}

}  // namespace
}  // namespace gan
