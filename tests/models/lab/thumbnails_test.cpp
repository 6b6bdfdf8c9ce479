// The scenarios' pictures: what is painted, that each is made, and that they are kept.
#include "app/lab/looks/thumbnails.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>

#include "app/lab/looks/thumbnail_scene.h"
#include "core/data/distribution.h"
#include "core/io/data_files.h"
#include "core/io/files/png_file.h"
#include "core/io/files/text_file.h"
#include "core/io/scenario_file.h"
#include "core/live/inline_executor.h"
#include "tests/models/lab/lab_fixture.h"
#include "tests/own_folder.h"

namespace gan {
namespace {

constexpr Rgb8 kGround{10, 10, 10}, kReal{0, 0, 250}, kFake{250, 120, 0}, kRim{255, 255, 255}, kContour{1, 1, 1},
    kPath{200, 0, 200};

ThumbnailLook test_look(const char* name) {
  ThumbnailLook look;
  look.name = name;
  for (std::size_t i = 0; i < look.surface.size(); ++i) {
    const auto share = static_cast<std::uint8_t>(3 * i);
    look.surface[i] = {static_cast<std::uint8_t>(200 - share), 100, share};
  }
  look.ground = kGround;
  look.contour = kContour;
  look.real = kReal;
  look.fake = kFake;
  look.rim = kRim;
  look.path = kPath;
  return look;
}

Rgb8 pixel(const std::vector<std::uint8_t>& pixels, int x, int y) {
  const std::size_t at = 3 * (static_cast<std::size_t>(y) * kThumbnailWidth + static_cast<std::size_t>(x));
  return {pixels[at], pixels[at + 1], pixels[at + 2]};
}

TEST(ThumbnailPaint, PointsLieWhereTheyAre) {
  ThumbnailScene scene;
  scene.real = {{0.25F, 0.75F}};
  scene.fake = {{0.75F, 0.25F}};
  const auto pixels = paint_thumbnail(scene, test_look("dark"));
  ASSERT_EQ(pixels.size(), 3u * kThumbnailWidth * kThumbnailHeight);
  EXPECT_EQ(pixel(pixels, 84, 56), kReal) << "up is up";
  EXPECT_EQ(pixel(pixels, 252, 168), kFake);
  EXPECT_EQ(pixel(pixels, 10, 10), kGround);
  int rim = 0;
  for (int x = 76; x < 92; ++x) rim += pixel(pixels, x, 56)[0] > 128;  // neither ground nor mark has red
  EXPECT_GT(rim, 1) << "a mark stands out on any ground";
}

TEST(ThumbnailPaint, TheSurfaceRunsFromFakeToRealWithALineBetween) {
  ThumbnailScene scene;
  scene.nx = scene.ny = 2;
  scene.sides = {-1, 1, -1, 1};
  const ThumbnailLook look = test_look("dark");
  const auto pixels = paint_thumbnail(scene, look);
  EXPECT_EQ(pixel(pixels, 2, 100), look.surface.front());
  EXPECT_EQ(pixel(pixels, kThumbnailWidth - 3, 100), look.surface.back());
  int line = 0;
  for (int x = 0; x < kThumbnailWidth; ++x) line += pixel(pixels, x, 100) == kContour;
  EXPECT_GE(line, 1);
  EXPECT_LE(line, 3);
}

TEST(ThumbnailPaint, TilesFillThePicture) {
  ThumbnailScene scene;
  scene.tiles.shape = SampleShape(28, 28, 1);
  scene.tiles.rgba.assign(std::size_t{24} * 28 * 28 * 4, 77);
  scene.tiles.logits.assign(24, 0);
  const auto pixels = paint_thumbnail(scene, test_look("dark"));
  int inked = 0;
  for (int y = 0; y < kThumbnailHeight; ++y) {
    for (int x = 0; x < kThumbnailWidth; ++x) inked += pixel(pixels, x, y) == Rgb8{77, 77, 77};
  }
  EXPECT_EQ(inked % (28 * 28), 0) << "whole tiles, each enlarged alike";
  EXPECT_GE(inked, 24 * 28 * 28);
}

TEST(ThumbnailPaint, CurvesOfDataOnTheLineRunWhereTheyAre) {
  ThumbnailScene scene;
  scene.real_curve = {{0, 0.75F}, {1, 0.75F}};
  scene.fake_curve = {{0, 0.25F}, {1, 0.25F}};
  scene.output_curve = {{0, 0.5F}, {1, 0.5F}};
  const auto pixels = paint_thumbnail(scene, test_look("dark"));
  EXPECT_EQ(pixel(pixels, 100, 56), kReal);
  EXPECT_EQ(pixel(pixels, 100, 168), kFake);
  EXPECT_EQ(pixel(pixels, 100, 112), kContour);
  EXPECT_EQ(pixel(pixels, 100, 20), kGround);
  EXPECT_NE(pixel(pixels, 100, 90), kGround) << "what lies below a density is filled";
  EXPECT_NE(pixel(pixels, 100, 200), pixel(pixels, 100, 90)) << "twice where it is below both";
}

// The sketch shows the data alone, the picture all three curves; of a point mass, which has no density, there is none.
TEST(ThumbnailScene, OfDataOnTheLineIsItsCurves) {
  Settings settings;
  settings.spec.data.kind = find_distribution("gaussian_1d");
  settings.spec.data.sigma = 1;
  settings.spec.generator.hidden = settings.spec.discriminator.hidden = {4};
  const ThumbnailScene sketch = sketch_scene(settings).value();
  ASSERT_GT(sketch.real_curve.size(), 10u);
  EXPECT_TRUE(sketch.fake_curve.empty());
  EXPECT_TRUE(sketch.real.empty());
  const auto highest = std::max_element(sketch.real_curve.begin(), sketch.real_curve.end(),
                                        [](const auto& a, const auto& b) { return a.y < b.y; });
  EXPECT_NEAR(highest->x, 0.5, 0.02) << "the mean is in the middle";
  auto run = std::move(Run::create(settings)).value();
  const ThumbnailScene scene = scene_of(run->snapshot());
  EXPECT_EQ(scene.fake_curve.size(), scene.real_curve.size());
  EXPECT_EQ(scene.output_curve.size(), scene.real_curve.size());
  settings.spec.data.kind = find_distribution("dirac");
  run = std::move(Run::create(settings)).value();
  EXPECT_TRUE(scene_of(run->snapshot()).real_curve.empty());
}

class ThumbnailsTest : public testing::Test {
 protected:
  void SetUp() override { setenv("XDG_CACHE_HOME", folder_.path().c_str(), 1); }
  void TearDown() override { unsetenv("XDG_CACHE_HOME"); }
  // Turns of work until nothing more comes.
  void make_all(Thumbnails& thumbnails, const std::vector<Scenario>& scenarios) {
    for (int i = 0; i < 1000 && !thumbnails.complete(); ++i) {
      thumbnails.want(scenarios, looks_);
      executor_.run_until_idle();
      thumbnails.update();
    }
    ASSERT_TRUE(thumbnails.complete());
  }
  int files() const {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path()))
      count += entry.is_regular_file();
    return count;
  }

  const test::OwnFolder folder_;
  const ThumbnailLooks looks_{test_look("dark"), test_look("light")};
  ManualClock clock_;
  InlineExecutor executor_{clock_};
};

TEST_F(ThumbnailsTest, ASketchComesFirstThenThePictureWhichIsKept) {
  Scenario scenario = small_game();
  std::vector<std::uint8_t> sketch, picture;
  {
    Thumbnails thumbnails(executor_, {});
    EXPECT_EQ(thumbnails.find(0), nullptr);
    // What was kept is looked for, then it is sketched: none of it in the frame that asks.
    for (int frame = 0; frame < 2; ++frame) {
      thumbnails.want({scenario}, looks_);
      EXPECT_EQ(thumbnails.find(0)->state, Thumbnail::State::nothing);
      executor_.run_until_idle();
      thumbnails.update();
    }
    EXPECT_EQ(thumbnails.find(0)->state, Thumbnail::State::sketched) << "before any training";
    sketch = thumbnails.find(0)->pixels[0];
    make_all(thumbnails, {scenario});
    EXPECT_EQ(thumbnails.find(0)->state, Thumbnail::State::trained);
    picture = thumbnails.find(0)->pixels[0];
    EXPECT_NE(picture, sketch);
    EXPECT_EQ(files(), 2) << "one a look";
  }
  // The next start reads it: what lies in the file is what is shown.
  std::vector<std::uint8_t> other = picture;
  for (std::uint8_t& byte : other) byte = static_cast<std::uint8_t>(255 - byte);
  ASSERT_TRUE(
      write_file(thumbnail_path(scenario, looks_[0]), encode_png(other.data(), kThumbnailWidth, kThumbnailHeight, 3)));
  Thumbnails again(executor_, {});
  make_all(again, {scenario});
  EXPECT_EQ(again.find(0)->pixels[0], other);
  // What is broken is made anew; a game with other settings has another picture.
  ASSERT_TRUE(write_file(thumbnail_path(scenario, looks_[0]), "no picture"));
  Thumbnails mended(executor_, {});
  make_all(mended, {scenario});
  EXPECT_EQ(mended.find(0)->pixels[0], picture);
  Scenario changed = scenario;
  changed.settings.hyperparameters.k = 2;
  EXPECT_NE(thumbnail_path(changed, looks_[0]), thumbnail_path(scenario, looks_[0]));
  EXPECT_NE(thumbnail_path(scenario, looks_[1]), thumbnail_path(scenario, looks_[0]));
}

TEST_F(ThumbnailsTest, WithoutItsDataAScenarioHasNone) {
  Scenario scenario = small_game();
  scenario.settings.spec.data.kind = find_distribution("images");
  scenario.settings.spec.data.file = "/nowhere/at/all";
  Thumbnails thumbnails(executor_, {});
  make_all(thumbnails, {scenario});
  EXPECT_EQ(thumbnails.find(0)->state, Thumbnail::State::nothing);
  EXPECT_TRUE(thumbnails.find(0)->refused);
  EXPECT_EQ(files(), 0);
}

TEST_F(ThumbnailsTest, ACancelledTrainingGivesNothing) {
  const auto scene = trained_scene(small_game().settings, [] { return true; });
  ASSERT_TRUE(scene) << scene.message();
  EXPECT_FALSE(scene.value());
}

// Every one that needs no file: none is empty, and no two are the same.
TEST_F(ThumbnailsTest, SlowEveryBuiltInScenarioHasAPicture) {
  std::vector<Scenario> scenarios;
  for (Result<Scenario>& found : builtin_scenarios()) {
    ASSERT_TRUE(found) << found.message();
    if (!needs_loading(found.value().settings.spec.data)) scenarios.push_back(std::move(found).value());
  }
  ASSERT_GE(scenarios.size(), 12u);
  Thumbnails thumbnails(executor_, {});
  make_all(thumbnails, scenarios);
  std::set<std::string> pictures;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    SCOPED_TRACE(scenarios[i].id);
    const Thumbnail& shown = *thumbnails.find(i);
    EXPECT_EQ(shown.state, Thumbnail::State::trained);
    EXPECT_TRUE(pictures.insert(std::string(shown.pixels[0].begin(), shown.pixels[0].end())).second);
    std::size_t ground = 0;
    for (int y = 0; y < kThumbnailHeight; ++y) {
      for (int x = 0; x < kThumbnailWidth; ++x) ground += pixel(shown.pixels[0], x, y) == kGround;
    }
    // A portrait is lines on the ground.
    const double most = scenarios[i].group == ScenarioGroup::theory ? 0.93 : 0.5;
    EXPECT_LT(static_cast<double>(ground), most * kThumbnailWidth * kThumbnailHeight);
  }
  EXPECT_EQ(files(), 2 * static_cast<int>(scenarios.size()));
}

}  // namespace
}  // namespace gan
