// The decision surface of images: what is asked for, the three images, what is drawn of an answer, what
// is read off it.
#include "app/panels/slice/slice_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "core/run/run.h"

namespace gan {
namespace {

constexpr Viewport kView{600, 400};

std::shared_ptr<const Snapshot> glyphs_game(std::uint64_t seed = 1) {
  Settings s;
  s.spec.seed = seed;
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.data.size = 8;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {8};
  s.hyperparameters.batch_size = 8;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  while (run.value()->position().step < 2) run.value()->substep();
  return run.value()->snapshot();
}

std::shared_ptr<const ProbeResult> answer(const std::shared_ptr<const Snapshot>& snapshot, const SliceRequest& slice) {
  Evaluators networks;
  ProbeRequest request;
  request.slice = slice;
  request.generated = request.real = slice.generated;
  request.logits = true;
  return run_probe(snapshot, request, networks);
}

TEST(SliceTexts, SayInWhoseCompanyDJudges) {
  Snapshot snapshot = *glyphs_game();
  auto settings = std::make_shared<Settings>(*snapshot.settings);
  snapshot.settings = settings;
  EXPECT_EQ(company_meaning(snapshot), "");
  settings->spec.discriminator.deviation_group = 4;
  EXPECT_EQ(
      company_meaning(snapshot),
      " D has minibatch deviation: the plane is judged as in a batch half real, half generated, each image as in a "
      "batch of its own kind, as in training.");
  settings->spec.discriminator.packing = 3;
  EXPECT_EQ(
      company_meaning(snapshot),
      " D sees packs of 3: the plane is its mean in real and in generated company, each image is judged in company "
      "of its own kind, as in training.");
}

SliceRequest look(bool located, bool at_rest, double cost, std::optional<SurfaceRequest> have = std::nullopt) {
  ImagesSettings settings;
  settings.slice_samples = 40;
  return slice_request({}, settings, {{0, 0, 4}, kView, located, at_rest, cost}, nullptr, have);
}

TEST(SliceRequest, WaitsForAPlaceToLookAt) {
  const SliceRequest first = look(false, false, 1e6);
  EXPECT_FALSE(first.surface);
  EXPECT_EQ(first.generated, 40);
  EXPECT_EQ(first.real, 40);
  EXPECT_TRUE(look(true, false, 1e6).surface);
  ArenaSettings settings;
  settings.layer(ArenaLayer::surface).visible = settings.layer(ArenaLayer::contours).visible = false;
  EXPECT_FALSE(slice_request(settings, {}, {{}, kView, true, false, 1e6}, nullptr, std::nullopt).surface);
}

TEST(SliceRequest, IsCoarseWhileTrainingAndFinerAtRest) {
  const auto points = [](const SliceRequest& r) { return static_cast<double>(r.surface->nx) * r.surface->ny; };
  const SliceRequest cheap = look(true, false, 1e3), dear = look(true, false, 1.7e6), dearest = look(true, false, 1e9);
  EXPECT_GT(points(cheap), 100 * 100);
  EXPECT_NEAR(points(dear), 2e9 / 1.7e6, 100);
  EXPECT_NEAR(points(dearest), 256, 20);
  // In steps, up to a limit.
  SurfaceRequest have = *dear.surface;
  int steps = 0;
  for (; steps < 10; ++steps) {
    const SurfaceRequest next = *look(true, true, 1.7e6, have).surface;
    if (next == have) break;
    EXPECT_GT(next.nx, have.nx);
    have = next;
  }
  EXPECT_GE(steps, 2);
  EXPECT_LE(steps, 3);
  EXPECT_NEAR(static_cast<double>(have.nx) * have.ny, 16 * 2e9 / 1.7e6, 500);
}

TEST(SliceCorners, AreOfThreeClassesWhereThereAreThree) {
  using Three = std::array<int, 3>;
  EXPECT_EQ(first_of_three_classes(std::vector<std::uint16_t>{4, 4, 1, 4, 1, 9, 2}), (Three{0, 2, 5}));
  EXPECT_EQ(first_of_three_classes(std::vector<std::uint16_t>{4, 4, 4, 4, 1}), (Three{0, 4, 1}));
  EXPECT_EQ(first_of_three_classes(std::vector<std::uint16_t>{4, 4, 4}), (Three{0, 1, 2}));
  EXPECT_EQ(first_of_three_classes({}), (Three{0, 1, 2}));
}

TEST(SliceCorners, StayAsTheyWereChosenUntilTheDataChange) {
  const auto snapshot = glyphs_game();
  SliceCorners corners;
  corners.follow(*snapshot);
  const auto first = corners.images();
  ASSERT_EQ(first->cols(), 3);
  std::vector<std::uint16_t> labels(64);
  ASSERT_TRUE(snapshot->data->labels(view_data_key(*snapshot), labels.data(), 64));
  const Matrix<float> real = sample_data(*snapshot, view_data_key(*snapshot), 64);
  std::set<int> classes;
  for (int i = 0; i < 3; ++i) {
    Index found = 0;
    while (found < 64 && real.col(found) != first->col(i)) ++found;
    ASSERT_LT(found, 64);
    classes.insert(labels[static_cast<std::size_t>(found)]);
    EXPECT_EQ(corners.short_name(i), "real " + std::to_string(found + 1));
  }
  EXPECT_EQ(classes.size(), 3u);

  SliceRequest request;
  request.generated = request.real = 10;
  const auto result = answer(snapshot, request);
  EXPECT_FALSE(corners.choose(1, {false, 10}, *result));
  EXPECT_EQ(corners.images(), first);
  ASSERT_TRUE(corners.choose(1, {false, 6}, *result));
  EXPECT_NE(corners.images(), first);
  EXPECT_EQ(corners.images()->col(1), result->generated.col(6));
  EXPECT_EQ(corners.images()->col(0), first->col(0));
  EXPECT_EQ(corners.name(1), "G(z), noise 7, step 2");
  const auto chosen = corners.images();
  corners.follow(*snapshot);
  EXPECT_EQ(corners.images(), chosen);
  corners.follow(*glyphs_game(2));
  EXPECT_NE(corners.images(), chosen);
  EXPECT_EQ(corners.name(1).substr(0, 4), "real");
}

TEST(SliceImage, TakesAnAnswerAndReadsTheSurfaceBetweenItsNodes) {
  const auto snapshot = glyphs_game();
  const auto result = answer(snapshot, look(true, false, 1e7));
  SliceImage image;
  EXPECT_FALSE(image.surface_at(0, 0));
  image.take(result);
  EXPECT_EQ(image.real.count(), 40u);
  EXPECT_EQ(image.generated.count(), 40u);
  EXPECT_EQ(image.generated.undefined, 0);
  ASSERT_EQ(image.surface.size(), static_cast<std::size_t>(image.nx * image.ny));
  const WorldRect r = image.surface_rect;
  const double dx = (r.x_max - r.x_min) / (image.nx - 1), dy = (r.y_max - r.y_min) / (image.ny - 1);
  const Matrix<float>& logits = result->slice.surface.logits;
  EXPECT_NEAR(*image.surface_at(r.x_min + 2 * dx, r.y_min + 3 * dy), logits(2, 3), 1e-4);
  EXPECT_NEAR(*image.surface_at(r.x_max, r.y_max), logits(image.nx - 1, image.ny - 1), 1e-4);
  EXPECT_NEAR(*image.surface_at(r.x_min + 2.5 * dx, r.y_min + 3 * dy), (logits(2, 3) + logits(3, 3)) / 2, 1e-4);
  EXPECT_NEAR(*image.surface_at(r.x_min + 2 * dx, r.y_min + 3.25 * dy), 0.75F * logits(2, 3) + 0.25F * logits(2, 4),
              1e-4);
  EXPECT_FALSE(image.surface_at(r.x_max + dx, r.y_min));
  EXPECT_GT((logits.array() - logits(0, 0)).abs().maxCoeff(), 1e-3);
  // The samples alone leave the surface of the same plane; of another plane it goes.
  const std::vector<float> before = image.surface;
  auto alone = std::make_shared<ProbeResult>(*result);
  alone->slice.surface = {};
  image.take(alone);
  EXPECT_EQ(image.surface, before);
  alone = std::make_shared<ProbeResult>(*alone);
  alone->slice.plane = std::make_shared<ImagePlane>(*alone->slice.plane);
  image.take(alone);
  EXPECT_TRUE(image.surface.empty());
  EXPECT_EQ(image.nx, 0);
}

TEST(SliceImage, LeavesOutWhatIsNotFinite) {
  ProjectedSamples from;
  from.at.places.setZero(2, 3);
  from.at.places(1, 1) = std::numeric_limits<float>::quiet_NaN();
  from.at.places(0, 2) = 5;
  from.at.distances.setConstant(1, 3, 2);
  from.logits.setConstant(1, 3, 7);
  SliceSamples samples;
  samples.take(from);
  EXPECT_EQ(samples.tiles, (std::vector<int>{0, 2}));
  EXPECT_EQ(samples.xy, (std::vector<float>{0, 0, 5, 0}));
  EXPECT_EQ(samples.undefined, 1);
  EXPECT_EQ(nearest_sample(samples, 4.5, 0, 1), 1);
  EXPECT_EQ(nearest_sample(samples, 2.4, 0, 3), 0);
  EXPECT_EQ(nearest_sample(samples, 2.4, 0, 1), -1);
}

TEST(SliceBounds, HoldRealSamplesAndCorners) {
  ImageSlice slice;
  auto plane = std::make_shared<ImagePlane>();
  plane->corners.resize(2, 0);
  slice.plane = plane;
  slice.real.at.places.resize(2, 2);
  slice.real.at.places << -1, 2, 3, 5;
  WorldRect box = slice_bounds(slice);
  EXPECT_EQ(box.x_min, -1);
  EXPECT_EQ(box.x_max, 2);
  EXPECT_EQ(box.y_min, 3);
  EXPECT_EQ(box.y_max, 5);
  plane->corners.setConstant(2, 3, 9);
  box = slice_bounds(slice);
  EXPECT_EQ(box.x_max, 9);
  EXPECT_EQ(box.y_max, 9);
  slice.real.at.places.resize(2, 0);
  box = slice_bounds(slice);
  EXPECT_LT(box.x_min, box.x_max);
}

TEST(PlaneTitles, SayWhatTheAxesAre) {
  ImagePlane plane;
  plane.corners.resize(2, 0);
  plane.variance_share = {0.2347, 0.0042};
  EXPECT_EQ(plane_axis_title(plane, 0), "1st principal component, 23% of the variance");
  EXPECT_EQ(plane_axis_title(plane, 1), "2nd principal component, below 1% of the variance");
  EXPECT_EQ(plane_caveat(plane), "");
  plane.corners.resize(2, 3);
  plane.axes = {PlaneAxis::to_second, PlaneAxis::to_third};
  EXPECT_EQ(plane_axis_title(plane, 0), "from A to B");
  EXPECT_EQ(plane_axis_title(plane, 1), "towards C, at a right angle to A to B");
  EXPECT_EQ(plane_caveat(plane), "");
  plane.axes = {PlaneAxis::to_third, PlaneAxis::first_component};
  EXPECT_EQ(plane_axis_title(plane, 0), "from A to C");
  EXPECT_EQ(plane_axis_title(plane, 1), "1st principal component of the data");
  EXPECT_NE(plane_caveat(plane).find("in a line"), std::string::npos);
  plane.axes = {PlaneAxis::first_component, PlaneAxis::second_component};
  EXPECT_NE(plane_caveat(plane).find("one image"), std::string::npos);
}

TEST(CutOff, CountsWhatNoPixelShows) {
  const float image[] = {-1.5F, -1, 0, 1, 1.2F, std::numeric_limits<float>::quiet_NaN(), -1.0001F, 0.5F};
  EXPECT_DOUBLE_EQ(cut_off_share(image, PixelRange::symmetric), 3.0 / 8);
  EXPECT_DOUBLE_EQ(cut_off_share(image, PixelRange::unit), 5.0 / 8);
  EXPECT_EQ(cut_off_share({}, PixelRange::unit), 0);
}

}  // namespace
}  // namespace gan
