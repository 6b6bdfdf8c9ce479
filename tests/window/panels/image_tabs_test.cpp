// The views below the sheets as a person opens them: every tab is drawn, Neighbours and Layers follow the
// training and the tile that is chosen, and the game that was watched is the game that was not.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/views.h"
#include "app/window/window_app.h"
#include "core/io/start_options.h"

namespace gan {
namespace {

// The number of a view among the lens's tabs of images; of none that has this id: how many there are.
int tab_of(std::string_view id) {
  DataKind images;
  images.can.add(Capability::images);
  int tab = 0;
  for (const ViewEntry& entry : view_entries()) {
    if (entry.place != Place::lens || !entry.fits(images)) continue;
    if (entry.id == id) break;
    ++tab;
  }
  return tab;
}

class ImageTabs : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(std::getenv("DISPLAY"), nullptr) << "this test needs a display: run it with xvfb-run";
    StartOptions start;
    start.set = {"data.kind=glyphs",    "data.size=8",   "noise.dimension=8",
                 "generator.hidden=16", discriminator(), "hyperparameters.batch_size=16"};
    const auto scenario = prepare_scenario(start);
    ASSERT_TRUE(scenario.ok()) << scenario.message();
    WindowAppOptions options;
    options.scenario = scenario.value();
    options.size = WindowSize{1280, 800};
    options.visible = visible();
    options.random_features = true;
    auto opened = WindowApp::open(options);
    for (int again = 0; again < 20 && !opened; ++again) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      opened = WindowApp::open(options);
    }
    ASSERT_TRUE(opened.ok()) << opened.message();
    app_ = std::move(opened).value();
  }

  virtual bool visible() const { return false; }
  virtual const char* discriminator() const { return "discriminator.hidden=16"; }
  // Frames until `done`; false after a minute.
  bool until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      app_->build_frame({1280, 800});
    }
    return true;
  }
  // Different colours in a region of a picture of the window.
  std::size_t colours(const char* key, Picture& picture) {
    picture = app_->take_picture({1280, 800});
    const Region* const region = app_->find_control(key);
    if (region == nullptr) return 0;
    std::set<int> found;
    for (int y = static_cast<int>(region->y); y < static_cast<int>(region->y + region->height); ++y) {
      for (int x = static_cast<int>(region->x); x < static_cast<int>(region->x + region->width); ++x) {
        const auto at = 3 * (static_cast<std::size_t>(y) * 1280 + static_cast<std::size_t>(x));
        found.insert(picture.rgb[at] << 16 | picture.rgb[at + 1] << 8 | picture.rgb[at + 2]);
      }
    }
    return found.size();
  }

  std::unique_ptr<WindowApp> app_;
};

TEST_F(ImageTabs, EveryTabIsDrawnWhileItTrains) {
  app_->lab().session().play();
  for (int tab = 0; tab < tab_of(""); ++tab) {
    app_->settings().of<LayoutSettings>().lens_tab = tab;
    const std::int64_t from = app_->lab().snapshot().position.step;
    EXPECT_TRUE(until([&] { return app_->lab().snapshot().position.step > from + 5; })) << tab;
  }
  app_->settings().of<LayoutSettings>().lens_tab = tab_of("neighbours");
  EXPECT_TRUE(until([&] { return app_->find_control("neighbours.nearest") != nullptr; }));
  EXPECT_EQ(app_->find_control("layers.sheet"), nullptr);
  app_->settings().of<LayoutSettings>().lens_tab = tab_of("layers");
  EXPECT_TRUE(until([&] { return app_->find_control("layers.sheet") != nullptr; }));
}

TEST_F(ImageTabs, NeighboursAndLayersShowTheChosenTile) {
  LayoutSettings& layout = app_->settings().of<LayoutSettings>();
  ImagesSettings& settings = app_->settings().of<ImagesSettings>();
  app_->lab().session().run_to(40);
  app_->wait_until_paused();
  Picture generated, real, other;
  layout.lens_tab = tab_of("neighbours");
  EXPECT_GT(colours("neighbours.nearest", generated), 10u);
  settings.chosen = {true, 3};
  EXPECT_GT(colours("neighbours.nearest", real), 10u);
  EXPECT_NE(generated.rgb, real.rgb);
  layout.lens_tab = tab_of("layers");
  EXPECT_GT(colours("layers.sheet", generated), 20u);
  settings.layers_activations = true;
  EXPECT_GT(colours("layers.sheet", real), 5u);
  EXPECT_NE(generated.rgb, real.rgb);
  settings.chosen = {true, 4};
  EXPECT_GT(colours("layers.sheet", other), 5u);
  EXPECT_NE(other.rgb, real.rgb);
  settings.layers_generator = true;  // which has no noise for a real image: a sentence
  EXPECT_GT(colours("layers.sheet", real), 1u);
  settings.chosen = {false, 4};
  settings.layers_g = 2;
  EXPECT_GT(colours("layers.sheet", other), 20u);
  EXPECT_NE(other.rgb, real.rgb);
}

class LargeImages : public ImageTabs {
 protected:
  const char* discriminator() const override { return "discriminator.hidden=160,160"; }
};

// A view that has just been opened asks for more when it knows what it looks at, here for a fine surface, which takes
// longer than a few frames: the image waits for that, too.
TEST_F(LargeImages, AImageIsComplete) {
  LayoutSettings& layout = app_->settings().of<LayoutSettings>();
  app_->lab().session().run_to(20);
  app_->wait_until_paused();
  for (layout.stage_tab = 0; layout.stage_tab < 2; ++layout.stage_tab) {
    const Picture first = app_->take_picture({1280, 800});
    EXPECT_TRUE(app_->take_picture({1280, 800}).rgb == first.rgb) << layout.stage_tab;
  }
}

TEST_F(ImageTabs, LookingChangesNoNumber) {
  LayoutSettings& layout = app_->settings().of<LayoutSettings>();
  ImagesSettings& settings = app_->settings().of<ImagesSettings>();
  settings.layers_activations = true;
  app_->lab().session().run_to(60);
  for (int frame = 0; app_->lab().snapshot().position.step < 60; ++frame) {
    layout.lens_tab = tab_of(frame % 8 < 4 ? "neighbours" : "layers");
    settings.chosen = {frame % 3 == 0, frame % 20};
    settings.layers_generator = frame % 16 < 8;
    app_->build_frame({1280, 800});
    ASSERT_LT(frame, 100000);
  }
  auto alone = Run::create(*app_->lab().snapshot().settings);
  ASSERT_TRUE(alone.ok());
  while (alone.value()->position().step < 60) alone.value()->step();
  EXPECT_EQ(hash_state(*app_->lab().snapshot().state), alone.value()->hash());
}

// The mouse over every kind of small image, and a click on a tile.
class ImageTabsByMouse : public ImageTabs {
 protected:
  bool visible() const override { return true; }
  void xdotool(const std::string& arguments) {
    ASSERT_EQ(std::system(("xdotool " + arguments + " >/dev/null").c_str()), 0) << arguments;
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
    while (std::chrono::steady_clock::now() < end) app_->turn(0.02);
  }
  bool turn_until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!done() && std::chrono::steady_clock::now() < end) app_->turn(0.05);
    return done();
  }
  void point_at(const char* key) {
    ASSERT_TRUE(turn_until([&] { return app_->find_control(key) != nullptr && app_->lab().settled(); })) << key;
    const Region* const region = app_->find_control(key);
    // Off the middle, where two tiles of an even number meet.
    xdotool("mousemove " + std::to_string(static_cast<int>(region->x + 0.44F * region->width)) + " " +
            std::to_string(static_cast<int>(region->y + 0.44F * region->height)));
  }
  // In two steps: what is pressed and let go within one frame may be missed.
  void click_on(const char* key) {
    point_at(key);
    xdotool("mousedown 1");
    xdotool("mouseup 1");
  }
};

TEST_F(ImageTabsByMouse, ImagesExplainThemselvesAndTilesAreChosen) {
  if (std::system("command -v xdotool >/dev/null") != 0) GTEST_SKIP() << "this test needs xdotool";
  xdotool("search --onlyvisible --name '^Ganscope' windowfocus windowmove 0 0");
  app_->lab().session().run_to(30);
  point_at("sheet.generated");
  click_on("sheet.real");
  EXPECT_TRUE(turn_until([&] { return app_->settings().of<ImagesSettings>().chosen.real; }));
  xdotool("key " + std::to_string(tab_of("neighbours") + 1));
  EXPECT_TRUE(turn_until([&] { return app_->settings().of<LayoutSettings>().lens_tab == tab_of("neighbours"); }));
  point_at("neighbours.nearest");
  xdotool("key " + std::to_string(tab_of("layers") + 1));
  point_at("layers.sheet");
  app_->settings().of<ImagesSettings>().layers_activations = true;
  point_at("layers.sheet");
  click_on("sheet.generated");
  EXPECT_TRUE(turn_until([&] { return !app_->settings().of<ImagesSettings>().chosen.real; }));
}

}  // namespace
}  // namespace gan
