#include "app/panels/images/latent_walk_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/random.h"

namespace gan {
namespace {

WalkPlane plane_of(int d, NoiseKind kind) {
  WalkPlane plane;
  plane.noise = {kind, d};
  for (auto* corner : {&plane.a, &plane.b, &plane.c}) {
    corner->resize(static_cast<std::size_t>(d));
    const StreamKey key{static_cast<std::uint64_t>(corner == &plane.a   ? 1
                                                   : corner == &plane.b ? 2
                                                                        : 3),
                        Stream::view_noise, 0, 0};
    if (kind == NoiseKind::normal) {
      fill_normal(key, corner->data(), corner->size());
    } else {
      fill_uniform(key, corner->data(), corner->size(), -1, 1);
    }
  }
  return plane;
}

std::vector<float> at(const WalkPlane& plane, WalkPlace place) {
  std::vector<float> z(plane.a.size());
  plane.noise_at(place, z);
  return z;
}

double length(const std::vector<float>& z) {
  double sum = 0;
  for (const float v : z) sum += static_cast<double>(v) * v;
  return std::sqrt(sum);
}

double angle(const std::vector<float>& p, const std::vector<float>& q) {
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) sum += static_cast<double>(p[i]) * q[i];
  return std::acos(std::clamp(sum / length(p) / length(q), -1.0, 1.0));
}

TEST(LatentWalk, TheCornersAreTheChosenVectors) {
  for (const NoiseKind kind : {NoiseKind::normal, NoiseKind::uniform}) {
    for (const int d : {1, 2, 3, 64}) {
      const WalkPlane plane = plane_of(d, kind);
      for (int i = 0; i < d; ++i) {
        const auto k = static_cast<std::size_t>(i);
        EXPECT_NEAR(at(plane, {0, 0})[k], plane.a[k], 1e-5);
        EXPECT_NEAR(at(plane, {1, 0})[k], plane.b[k], 1e-5);
        EXPECT_NEAR(at(plane, {0, 1})[k], plane.c[k], 1e-5);
      }
    }
  }
}

TEST(LatentWalk, NormalNoiseKeepsItsLengthAndUniformNoiseItsCube) {
  const WalkPlane normal = plane_of(64, NoiseKind::normal);
  const double wanted = (length(normal.a) + length(normal.b) + length(normal.c)) / 3;
  EXPECT_NEAR(length(at(normal, {1.0 / 3, 1.0 / 3})), wanted, 1e-4);
  // The plain mean of three independent vectors would be far too short.
  EXPECT_GT(wanted, 7);
  const WalkPlane uniform = plane_of(64, NoiseKind::uniform);
  for (const WalkPlace place : {WalkPlace{1, 1}, {0.3, 0.9}, {1, 0.5}}) {
    for (const float z : at(uniform, place)) EXPECT_LE(std::abs(z), 1);
  }
}

TEST(LatentWalk, TheTourVisitsTheCornersAtAnEvenPace) {
  const WalkPlane plane = plane_of(16, NoiseKind::normal);
  EXPECT_EQ(plane.tour(0), (WalkPlace{0, 0}));
  const std::vector<float> b = at(plane, plane.tour(1.0 / 3)), c = at(plane, plane.tour(2.0 / 3));
  EXPECT_NEAR(angle(b, plane.b), 0, 1e-3);
  EXPECT_NEAR(angle(c, plane.c), 0, 1e-3);
  const std::vector<float>* corners[] = {&plane.a, &plane.b, &plane.c, &plane.a};
  for (int edge = 0; edge < 3; ++edge) {
    const double whole = angle(*corners[edge], *corners[edge + 1]);
    ASSERT_GT(whole, 0.5);
    for (const double t : {0.25, 0.5, 0.8}) {
      EXPECT_NEAR(angle(at(plane, plane.tour((edge + t) / 3)), *corners[edge]), t * whole, 1e-3) << edge;
    }
  }
  for (double turn = 0; turn < 1; turn += 0.01) {
    const WalkPlace place = plane.tour(turn);
    EXPECT_GE(std::min(place.u, place.v), -1e-12);
    EXPECT_LE(place.u + place.v, 1 + 1e-12);
  }
}

TEST(LatentWalk, EqualOppositeAndZeroCornersGiveNumbers) {
  WalkPlane plane = plane_of(8, NoiseKind::normal);
  plane.b = plane.a;
  for (float& z : plane.c) z = 0;
  for (double turn = 0; turn < 1; turn += 0.05) {
    for (const float z : at(plane, plane.tour(turn))) EXPECT_TRUE(std::isfinite(z));
  }
  for (std::size_t i = 0; i < plane.a.size(); ++i) plane.c[i] = -plane.a[i];
  for (const float z : at(plane, {0, 0.5})) EXPECT_TRUE(std::isfinite(z));
}

TEST(LatentWalk, AxesMoveTheirComponentsOnly) {
  WalkPlane plane = plane_of(5, NoiseKind::normal);
  plane.axes = true;
  plane.first = 3;
  plane.second = 1;
  const std::vector<float> low = at(plane, {0, 0}), high = at(plane, {1, 1});
  for (const std::size_t i : {0u, 2u, 4u}) EXPECT_EQ(low[i], high[i]);
  EXPECT_EQ(low[3], -2.5F);
  EXPECT_EQ(high[1], 2.5F);
  EXPECT_EQ(at(plane, {0.5, 1})[3], 0);
  plane.noise.kind = NoiseKind::uniform;
  EXPECT_EQ(at(plane, {1, 1})[3], 1);
}

TEST(LatentWalk, TheMapFillsItsRoom) {
  for (const int texels : {8, 16, 28, 32, 64}) {
    for (const double room : {20.0, 90.0, 209.5, 400.0, 700.0}) {
      const WalkMap map = make_walk_map(room, texels);
      EXPECT_GE(map.side, 3);
      EXPECT_LE(map.side, 7);
      EXPECT_LE(map.side * map.cell, room);
      EXPECT_TRUE(map.cell < texels || map.cell % texels == 0);
      if (room < 4 * texels) continue;
      EXPECT_GE(map.side * map.cell, 0.6 * std::min(room, 7.0 * texels)) << texels << " " << room;
    }
  }
  EXPECT_EQ(make_walk_map(209, 16).side, 6);
  EXPECT_EQ(make_walk_map(209, 16).cell, 32);
}

TEST(LatentWalk, TheMapHoldsTheCorners) {
  const WalkPlane plane = plane_of(4, NoiseKind::normal);
  const std::vector<float> map = plane.map(5);
  ASSERT_EQ(map.size(), 100u);
  // Its first row is the upper one: c at its left end; a begins the last.
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(map[i], plane.c[i], 1e-5);
    EXPECT_NEAR(map[4 * 20 + i], plane.a[i], 1e-5);
    EXPECT_NEAR(map[4 * 24 + i], plane.b[i], 1e-5);
  }
}

}  // namespace
}  // namespace gan
