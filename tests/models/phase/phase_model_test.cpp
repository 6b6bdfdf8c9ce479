// The portrait of a game of two numbers: what it asks for, and what it makes of the answer.
#include "app/panels/phase/phase_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "tests/models/phase/phase_game.h"

namespace gan {
namespace {

constexpr Viewport kView{900, 700};

PhasePortrait portrait_of(int side, const std::function<PhasePoint(double, double)>& field, double half = 2) {
  PhasePortrait portrait;
  portrait.request = {{-half, -half}, {half, half}, side, side, PhaseArrows::field};
  portrait.arrows.resize(2, Index{side} * side);
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const PhasePoint v = field(-half + 2 * half * column / (side - 1), -half + 2 * half * row / (side - 1));
      portrait.arrows.col(Index{row} * side + column) << static_cast<float>(v.theta), static_cast<float>(v.psi);
    }
  }
  return portrait;
}

TEST(PhaseRequest, HoldsTheViewAtNodesThatStandStill) {
  ArenaCamera camera{0.3, -0.2, 1.5};
  const PhaseRequest request = phase_request(camera, kView, 1, PhaseArrows::field);
  const WorldRect seen = camera.visible(kView);
  EXPECT_LE(request.low.theta, seen.x_min);
  EXPECT_GE(request.high.theta, seen.x_max);
  EXPECT_LE(request.low.psi, seen.y_min);
  EXPECT_GE(request.high.psi, seen.y_max);
  const double node = (request.high.theta - request.low.theta) / (request.columns - 1);
  EXPECT_DOUBLE_EQ((request.high.psi - request.low.psi) / (request.rows - 1), node);
  EXPECT_DOUBLE_EQ(std::exp2(std::round(std::log2(node))), node) << "every second arrow stays when one zooms";
  const double pixels = 2 * node / camera.units_per_pixel(kView);
  EXPECT_GT(pixels, 22);
  EXPECT_LT(pixels, 50);
  camera.pan(2, 1, kView);
  EXPECT_EQ(phase_request(camera, kView, 1, PhaseArrows::field), request);
  EXPECT_NE(phase_request(camera, kView, 1, PhaseArrows::iteration), request);
}

TEST(PhaseRequest, IsBoundedOnTheLargestScreen) {
  const PhaseRequest request = phase_request({0, 0, 3}, {7680, 4320}, 1, PhaseArrows::field);
  EXPECT_LT(request.columns * request.rows, 20'000);
}

TEST(PhaseArrows, ShowDirectionAndSizeAtEverySecondNode) {
  std::vector<PhaseArrow> arrows;
  place_arrows(portrait_of(9, [](double theta, double psi) { return PhasePoint{psi, -theta}; }), arrows);
  ASSERT_EQ(arrows.size(), 24u) << "5 x 5 without the equilibrium";
  float largest = 0;
  for (const PhaseArrow& a : arrows) {
    const double radius = std::hypot(a.at.x, a.at.y);
    EXPECT_NEAR(static_cast<double>(a.x), a.at.y / radius, 1e-6);
    EXPECT_NEAR(static_cast<double>(a.y), -a.at.x / radius, 1e-6);
    EXPECT_GT(a.size, 0);
    largest = std::max(largest, a.size);
  }
  EXPECT_EQ(largest, 1);
  // The nearer, the smaller: by the root of the size.
  const auto at = [&](double x, double y) {
    for (const PhaseArrow& a : arrows) {
      if (a.at.x == x && a.at.y == y) return a.size;
    }
    return 0.0F;
  };
  EXPECT_NEAR(at(1, 0) / at(2, 0), std::sqrt(0.5), 1e-5);
}

TEST(PhaseArrows, LeaveOutWhatIsNotFinite) {
  std::vector<PhaseArrow> arrows;
  place_arrows(portrait_of(5,
                           [](double theta, double) {
                             return PhasePoint{theta > 0 ? std::numeric_limits<double>::quiet_NaN() : 1.0, 0.5};
                           }),
               arrows);
  ASSERT_FALSE(arrows.empty());
  for (const PhaseArrow& a : arrows) EXPECT_LE(a.at.x, 0);
}

// Of v = (θ − 0.3, θ² + ψ² − 1) they are a line and the unit circle.
TEST(Nullclines, LieWhereAPlayerStandsStill) {
  const auto portrait = portrait_of(81, [](double theta, double psi) {
    return PhasePoint{theta - 0.3, theta * theta + psi * psi - 1};
  });
  std::vector<WorldSegment> line, circle;
  find_nullcline(portrait, 0, line);
  find_nullcline(portrait, 1, circle);
  ASSERT_GE(line.size(), 80u);
  for (const WorldSegment& s : line) EXPECT_NEAR(s.from.x, 0.3, 1e-6);
  ASSERT_GE(circle.size(), 80u);
  double length = 0;
  for (const WorldSegment& s : circle) {
    EXPECT_NEAR(std::hypot(s.from.x, s.from.y), 1, 1e-3);
    length += std::hypot(s.to.x - s.from.x, s.to.y - s.from.y);
  }
  EXPECT_NEAR(length, 2 * M_PI, 0.02) << "closed, and nothing twice";
}

TEST(Nullclines, GoThroughNodesAndAroundGaps) {
  std::vector<WorldSegment> axis, none;
  find_nullcline(portrait_of(9, [](double, double psi) { return PhasePoint{psi, 1}; }), 0, axis);
  double length = 0;
  for (const WorldSegment& s : axis) {
    EXPECT_EQ(s.from.y, 0);
    length += std::abs(s.to.x - s.from.x);
  }
  EXPECT_NEAR(length, 4, 1e-9) << "once, though it runs through nodes";
  find_nullcline(portrait_of(9, [](double, double psi) { return PhasePoint{psi, 1}; }), 1, none);
  EXPECT_TRUE(none.empty());
  std::vector<WorldSegment> half;
  find_nullcline(portrait_of(9,
                             [](double theta, double psi) {
                               return PhasePoint{theta < 0 ? std::numeric_limits<double>::infinity() : psi - 0.1, 0};
                             }),
                 0, half);
  ASSERT_FALSE(half.empty());
  for (const WorldSegment& s : half) EXPECT_GE(s.from.x, 0);
}

TEST(Nullclines, HaveTheirNameAtTheFarEndWithinTheView) {
  const std::vector<WorldSegment> line{{{-2, 0}, {-1, 0}}, {{-1, 0}, {1.5, 0}}, {{1.5, 0}, {3, 0}}};
  const auto place = nullcline_label_place(line, {-2, 2, -1, 1}, 1, 0.2);
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->x, 1.5);
  EXPECT_FALSE(nullcline_label_place(line, {-2, 2, 1, 2}, 1, 0).has_value());
}

TEST(Energy, HasRoundRadiiThatMeetTheView) {
  const std::vector<double> around = energy_radii({-2, 2, -2, 2});
  ASSERT_GE(around.size(), 3u);
  EXPECT_DOUBLE_EQ(around[0], 0.5);
  for (std::size_t i = 1; i < around.size(); ++i) EXPECT_NEAR(around[i] - around[i - 1], 0.5, 1e-12);
  EXPECT_LE(around.back(), std::hypot(2, 2));
  for (const double radius : energy_radii({3, 4, 3, 4})) {
    EXPECT_GE(radius, std::hypot(3, 3) - 1e-9);
    EXPECT_LE(radius, std::hypot(4, 4) + 1e-9);
  }
}

TEST(ThrownStarts, LieEvenlyAlongTheDrag) {
  const std::vector<PhasePoint> starts = starts_along({-1, 0}, {1, 1});
  ASSERT_EQ(starts.size(), static_cast<std::size_t>(kThrown));
  EXPECT_EQ(starts.front(), (PhasePoint{-1, 0}));
  EXPECT_EQ(starts.back(), (PhasePoint{1, 1}));
  EXPECT_NEAR(starts[1].theta - starts[0].theta, 2.0 / (kThrown - 1), 1e-12);
}

TEST(PhasePicture, KeepsThePortraitWhileSettingsAreTheSame) {
  const Settings settings = test::two_numbers("minimax"), tamed = test::two_numbers("minimax", 0.1, 0.5);
  PhasePicture picture;
  ProbeRequest request;
  request.phase = phase_request({0, 0, 1.5}, kView, 1, PhaseArrows::field);
  request.paths = PathsRequest{{{1, 0}, {0.5, 0}}, 20};
  EXPECT_FALSE(picture.has(*request.phase, settings));
  picture.update(test::looked_at(settings, request), 1);
  EXPECT_TRUE(picture.has(*request.phase, settings));
  EXPECT_TRUE(picture.has(*request.paths, settings));
  EXPECT_FALSE(picture.has(*request.phase, tamed)) << "the field is another";
  EXPECT_FALSE(picture.has(*request.paths, tamed));
  EXPECT_EQ(picture.thrown().size(), 2u);
  const std::size_t arrows = picture.arrows().size();
  ASSERT_GT(arrows, 100u);
  // Who only wants to know how changes grow leaves it as it is.
  ProbeRequest growth;
  growth.phase = growth_request();
  picture.update(test::looked_at(tamed, growth), 2);
  EXPECT_EQ(picture.arrows().size(), arrows);
  EXPECT_TRUE(picture.has(*request.phase, settings));
  // Without regularisation the generator stands still where ψ = 0, the discriminator where θ = 0.
  ASSERT_FALSE(picture.nullcline(0).empty());
  for (const WorldSegment& s : picture.nullcline(0)) EXPECT_NEAR(s.from.y, 0, 1e-9);
  for (const WorldSegment& s : picture.nullcline(1)) EXPECT_NEAR(s.from.x, 0, 1e-9);
}

TEST(PhaseBounds, HoldTheEquilibriumInTheMiddle) {
  const std::vector<PhasePoint> places{{3, 4}, {-1, 0}};
  const WorldRect bounds = phase_bounds(places);
  EXPECT_EQ(bounds.x_min, -bounds.x_max);
  EXPECT_EQ(bounds.y_min, -bounds.y_max);
  EXPECT_GT(bounds.x_max, 5);
  EXPECT_LT(bounds.x_max, 8);
  EXPECT_GT(phase_bounds({}).x_max, 0);
}

TEST(PhaseReader, SaysWhatActsAtAPlace) {
  PhaseReader reader;
  const auto bilinear = std::make_shared<const Settings>(test::two_numbers("wasserstein", 0.5));
  const PhaseReadout r = reader.at(bilinear, {0.5, 2});
  EXPECT_NEAR(r.field.theta, 2, 1e-12);
  EXPECT_NEAR(r.field.psi, -0.5, 1e-12);
  EXPECT_NEAR(r.moved.psi, -0.25, 1e-12);
  EXPECT_NEAR(r.moved.theta, 0.5 * (2 - 0.25), 1e-12) << "D moves first";
  EXPECT_FALSE(r.fails);
  const PhaseReadout other =
      reader.at(std::make_shared<const Settings>(test::two_numbers("wasserstein", 0.1)), {0.5, 2});
  EXPECT_NEAR(other.moved.psi, -0.05, 1e-12);
}

TEST(PhaseStart, IsThatOfTheGame) {
  Settings settings = test::two_numbers("minimax");
  EXPECT_EQ(start_of(settings), (PhasePoint{1, 0}));
  settings.spec.generator.start = {}, settings.spec.discriminator.start = {-2.5};
  const auto run = Run::create(settings);
  EXPECT_EQ(start_of(settings), place_of(*run.value()->snapshot()));
}

}  // namespace
}  // namespace gan
