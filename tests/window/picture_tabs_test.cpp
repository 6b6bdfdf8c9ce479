// The views below the sheets as a person opens them: every tab is drawn, Neighbours and Layers follow the
// training and the tile that is chosen, and the game that was watched is the game that was not.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <set>
#include <thread>

#include "app/window/window_app.h"
#include "core/io/start_options.h"

namespace gan {
namespace {

constexpr int kTabs = 4;

class PictureTabs : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "no display: run it with xvfb-run";
    StartOptions start;
    start.set = {"data.kind=glyphs",        "data.size=8",
                 "noise.dimension=8",       "generator.hidden=16",
                 "discriminator.hidden=16", "hyperparameters.batch_size=16"};
    const auto scenario = prepare_scenario(start);
    ASSERT_TRUE(scenario.ok()) << scenario.message();
    WindowAppOptions options;
    options.scenario = scenario.value();
    options.size = WindowSize{1280, 800};
    options.visible = false;
    options.random_features = true;
    auto opened = WindowApp::open(options);
    for (int again = 0; again < 20 && !opened; ++again) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      opened = WindowApp::open(options);
    }
    ASSERT_TRUE(opened.ok()) << opened.message();
    app_ = std::move(opened).value();
  }

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
        const auto at = static_cast<std::size_t>(3 * (y * 1280 + x));
        found.insert(picture.rgb[at] << 16 | picture.rgb[at + 1] << 8 | picture.rgb[at + 2]);
      }
    }
    return found.size();
  }

  std::unique_ptr<WindowApp> app_;
};

TEST_F(PictureTabs, EveryTabIsDrawnWhileItTrains) {
  app_->lab().play();
  for (int tab = 0; tab < kTabs; ++tab) {
    app_->settings().picture_tab = tab;
    const std::int64_t from = app_->lab().snapshot().position.step;
    EXPECT_TRUE(until([&] { return app_->lab().snapshot().position.step > from + 5; })) << tab;
  }
  app_->settings().picture_tab = 2;
  EXPECT_TRUE(until([&] { return app_->find_control("neighbours.nearest") != nullptr; }));
  EXPECT_EQ(app_->find_control("layers.sheet"), nullptr);
  app_->settings().picture_tab = 3;
  EXPECT_TRUE(until([&] { return app_->find_control("layers.sheet") != nullptr; }));
}

TEST_F(PictureTabs, NeighboursAndLayersShowTheChosenTile) {
  ViewSettings& settings = app_->settings();
  app_->lab().run_to(40);
  app_->wait_until_paused();
  Picture generated, real, other;
  settings.picture_tab = 2;
  EXPECT_GT(colours("neighbours.nearest", generated), 10u);
  settings.passing.chosen = {true, 3};
  EXPECT_GT(colours("neighbours.nearest", real), 10u);
  EXPECT_NE(generated.rgb, real.rgb);
  settings.picture_tab = 3;
  EXPECT_GT(colours("layers.sheet", generated), 20u);
  settings.layers_activations = true;
  EXPECT_GT(colours("layers.sheet", real), 5u);
  EXPECT_NE(generated.rgb, real.rgb);
  settings.passing.chosen = {true, 4};
  EXPECT_GT(colours("layers.sheet", other), 5u);
  EXPECT_NE(other.rgb, real.rgb);
  settings.layers_generator = true;  // which has no noise for a real picture: a sentence
  EXPECT_GT(colours("layers.sheet", real), 1u);
  settings.passing.chosen = {false, 4};
  settings.layers_g = 2;
  EXPECT_GT(colours("layers.sheet", other), 20u);
  EXPECT_NE(other.rgb, real.rgb);
}

TEST_F(PictureTabs, LookingChangesNoNumber) {
  ViewSettings& settings = app_->settings();
  settings.layers_activations = true;
  app_->lab().run_to(60);
  for (int frame = 0; app_->lab().snapshot().position.step < 60; ++frame) {
    settings.picture_tab = 2 + frame / 4 % 2;
    settings.passing.chosen = {frame % 3 == 0, frame % 20};
    settings.layers_generator = frame % 8 < 4;
    app_->build_frame({1280, 800});
    ASSERT_LT(frame, 100000);
  }
  auto alone = Run::create(*app_->lab().snapshot().settings);
  ASSERT_TRUE(alone.ok());
  while (alone.value()->position().step < 60) alone.value()->step();
  EXPECT_EQ(hash_state(*app_->lab().snapshot().state), alone.value()->hash());
}

}  // namespace
}  // namespace gan
