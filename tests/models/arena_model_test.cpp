// What the arena asks for and what it makes of the answers: refinement at rest, nothing that is not finite, counts of
// what is not to be seen, honest arrows.
#include "app/panels/arena/arena_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gan {
namespace {

constexpr Viewport kView{900, 700};
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

// Data that move within their game stay in the picture they are in while they can.
TEST(ArenaFollows, OtherDataAtOnceAndMovingOnesBeforeTheyLeave) {
  const Extent fitted{0, 0, 2.5};
  EXPECT_FALSE(leads_elsewhere(fitted, fitted, false));
  EXPECT_TRUE(leads_elsewhere(fitted, {0.1, 0, 2.5}, false));
  EXPECT_TRUE(leads_elsewhere(fitted, {0, 0, 2}, false));
  EXPECT_FALSE(leads_elsewhere(fitted, {0.45, -0.45, 2.5}, true));
  EXPECT_TRUE(leads_elsewhere(fitted, {0.55, 0, 2.5}, true));
  EXPECT_TRUE(leads_elsewhere(fitted, {0, -0.55, 2.5}, true));
  // Without a mode they need less room, and turned ones more.
  EXPECT_FALSE(leads_elsewhere(fitted, {0.5, 0, 1.5}, true));
  EXPECT_TRUE(leads_elsewhere(fitted, {0, 0, 3.5}, true));
}

TEST(ArenaNotes, SayInWhoseCompanyDJudges) {
  auto settings = std::make_shared<Settings>();
  Snapshot snapshot;
  snapshot.settings = settings;
  const auto data = make_data_source(settings->spec.data, 1);
  ASSERT_TRUE(data) << data.message();
  snapshot.data = data.value();
  EXPECT_EQ(company_note(snapshot), "");
  settings->spec.discriminator.deviation_group = 4;
  EXPECT_EQ(company_note(snapshot), "Minibatch deviation in D: the surface is D in a batch half real, half generated");
  settings->spec.discriminator.packing = 3;
  EXPECT_EQ(company_note(snapshot), "D sees packs of 3: the surface is its mean in real and in generated company");
  settings->spec.discriminator = {};
  settings->spec.discriminator.normalisation = Normalisation::batch;
  EXPECT_EQ(company_note(snapshot), "Batch norm in D: the surface is D in a batch half real, half generated");
}

TEST(ArenaRequest, RegionHoldsTheViewAndStandsStillForSmallMoves) {
  ArenaCamera camera{0.3, -0.2, 2.5};
  const Rectangle region = arena_region(camera, kView);
  const WorldRect seen = camera.visible(kView);
  EXPECT_LT(region.x0, seen.x_min);
  EXPECT_GT(region.x1, seen.x_max);
  EXPECT_LT(region.y0, seen.y_min);
  EXPECT_GT(region.y1, seen.y_max);
  EXPECT_LT(region.x1 - region.x0, 1.6 * (seen.x_max - seen.x_min));
  camera.pan(3, 2, kView);
  EXPECT_EQ(arena_region(camera, kView), region);
}

TEST(ArenaRequest, WhileTrainingItIsCoarseAndAtRestRefinedToPixels) {
  const ArenaCamera camera{0, 0, 2.5};
  const Rectangle region = arena_region(camera, kView);
  const SurfaceRequest coarse = arena_surface_request(region, camera, kView, 128, false, std::nullopt);
  EXPECT_NEAR(coarse.nx * coarse.ny, 128 * 128, 600);
  EXPECT_EQ(arena_surface_request(region, camera, kView, 128, true, std::nullopt), coarse);
  SurfaceRequest have = coarse;
  int steps = 0;
  for (; steps < 10; ++steps) {
    const SurfaceRequest next = arena_surface_request(region, camera, kView, 128, true, have);
    if (next == have) break;
    EXPECT_GT(next.nx, have.nx);
    have = next;
  }
  EXPECT_GE(steps, 2);
  EXPECT_LE(steps, 4);
  EXPECT_NEAR((region.x1 - region.x0) / have.nx / camera.units_per_pixel(kView), 1, 0.05);
  // Of another region nothing is known yet.
  const SurfaceRequest elsewhere{{5, 5, 6, 6}, have.nx, have.ny};
  EXPECT_EQ(arena_surface_request(region, camera, kView, 128, true, elsewhere), coarse);
}

TEST(ArenaRequest, AsksForWhatIsVisible) {
  ArenaSettings settings;
  for (LayerSettings& layer : settings.layers) layer.visible = false;
  ProbeRequest request = arena_request(settings, {}, kView, false, std::nullopt);
  EXPECT_FALSE(request.surface);
  EXPECT_FALSE(request.arrows);
  EXPECT_FALSE(request.noise_grid);
  EXPECT_TRUE(request.logits);
  EXPECT_EQ(request.generated, settings.generated_samples);
  for (LayerSettings& layer : settings.layers) layer.visible = true;
  request = arena_request(settings, {}, kView, false, std::nullopt);
  EXPECT_TRUE(request.surface && request.arrows && request.noise_grid);
  EXPECT_FALSE(arena_request(settings, {}, {0, 0}, false, std::nullopt).surface);
}

TEST(ArenaPicture, LeavesOutWhatIsNotFinite) {
  ProbeResult result;
  result.surface.request = {{-2, -1, 2, 1}, 4, 2};
  result.surface.logits.resize(4, 2);
  result.surface.logits << 0, 1, 2, kNan, std::numeric_limits<float>::infinity(), 5, 6, 7;
  result.generated.resize(2, 3);
  result.generated << 1, kNan, 100, 2, 0, 200;
  result.arrows.resize(2, 3);
  result.arrows << 3, 0, kNan, 4, 0, 0;
  result.real = Matrix<float>::Ones(2, 2);
  ArenaPicture picture;
  ASSERT_TRUE(picture.update(result, 1, 8));
  EXPECT_FALSE(picture.update(result, 1, 8));
  EXPECT_EQ(picture.nx, 4);
  EXPECT_EQ(picture.ny, 2);
  for (const float logit : picture.surface) EXPECT_TRUE(std::isfinite(logit));
  EXPECT_DOUBLE_EQ(picture.surface_undefined, 0.25);
  // The outer nodes are half a pixel inside the region.
  EXPECT_DOUBLE_EQ(picture.surface_rect.x_min, -1.5);
  EXPECT_DOUBLE_EQ(picture.surface_rect.y_max, 0.5);
  EXPECT_EQ(picture.generated, (std::vector<float>{1, 2, 100, 200}));
  EXPECT_EQ(picture.generated_undefined, 1);
  EXPECT_EQ(picture.arrow_origins, (std::vector<float>{1, 2}));
  EXPECT_EQ(picture.arrow_vectors, (std::vector<float>{3, 4}));
  EXPECT_DOUBLE_EQ(picture.median_gradient, 5);
  EXPECT_EQ(count_outside(picture.generated, {-2, 2, -2, 2}), 1);
}

TEST(ArenaArrows, LegendIsARoundGradientBelowTheGivenLength) {
  for (const double scale : {1e-4, 0.37, 1.0, 250.0}) {
    const ArrowLegend legend = arrow_legend(scale, 0.01, 44);
    EXPECT_LE(legend.pixels, 44);
    EXPECT_GT(legend.pixels, 44 / 2.6);
    EXPECT_NEAR(legend.pixels, legend.gradient * scale / 0.01, 1e-9 * legend.pixels);
  }
  EXPECT_EQ(arrow_legend(0, 0.01, 44).gradient, 0);
}

TEST(ArenaReadout, NearestModeInItsDeviations) {
  GaussianMixture mixture;
  mixture.centres.resize(2, 2);
  mixture.centres << 0, 1, 0, 0;
  double distance = 0;
  EXPECT_EQ(nearest_mode(mixture, 0.9, 0, &distance), 1);
  EXPECT_NEAR(distance, 0.1, 1e-12);
  EXPECT_EQ(nearest_mode(GaussianMixture{}, 0, 0, nullptr), -1);
}

}  // namespace
}  // namespace gan
