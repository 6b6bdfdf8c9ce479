#include "tests/window/support/golden_game.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "core/io/checkpoint.h"
#include "core/io/scenario_file.h"
#include "tests/paths.h"
#include "tests/patience.h"
#include "tests/window/support/open_window.h"
#include "tests/window/support/picture_difference.h"

namespace gan {
namespace {

void disturb(AlignedBlock<float>& block, float noise, std::mt19937& random) {
  if (noise == 0) return;
  for (float& value : block) value *= 1 + ((random() & 1) != 0 ? noise : -noise);
}

// The run at the checkpoint; null where it can't be opened.
std::unique_ptr<Run> continued(const std::string& path, float noise) {
  const auto saved = load_checkpoint(path);
  if (!saved) {
    ADD_FAILURE() << saved.message();
    return nullptr;
  }
  auto game = std::make_shared<SavedGame>(*saved.value());
  std::mt19937 random(1);
  for (PlayerState<float>* player : {&game->state.generator, &game->state.discriminator}) {
    for (auto* block : {&player->parameters, &player->average, &player->first_moment}) disturb(*block, noise, random);
  }
  auto run = Run::create(game->settings);
  if (!run) {
    ADD_FAILURE() << run.message();
    return nullptr;
  }
  const auto loaded = run.value()->apply(LoadGame{game});
  EXPECT_TRUE(loaded.ok()) << loaded.message();
  return loaded ? std::move(run).value() : nullptr;
}

}  // namespace

std::string golden_folder() {
  return test::source_folder() + "/tests/window/golden";
}

void GoldenGame::open(const std::string& name, const std::string& like, float noise, std::optional<FontFiles> fonts) {
  WindowAppOptions options;
  options.started = std::make_shared<StartedRun>();
  options.started->run = continued(golden_folder() + "/" + name + ".safetensors", noise);
  ASSERT_NE(options.started->run, nullptr);
  const auto scenario = find_scenario(like);
  ASSERT_TRUE(scenario.ok()) << scenario.message();
  options.scenario = scenario.value();
  options.scenario.settings = options.started->run->settings();
  options.scenario.pauses.clear();
  options.fonts = fonts ? std::move(fonts) : find_font_family("DejaVu Sans");
  ASSERT_TRUE(options.fonts->text && options.fonts->emphasis)
      << "the golden pictures are written in DejaVu Sans, regular and bold: install fonts-dejavu-core";
  options.size = kWholeSize;
  options.visible = false;
  options.dark = true;
  options.projector = false;
  options.random_features = true;
  // Read by Mesa whenever a display is opened.
  setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
  std::unique_ptr<WindowApp> opened = test::open_window(options);
  ASSERT_NE(opened, nullptr);
  const std::string renderer = opened->window().opengl_description();
  ASSERT_TRUE(renderer.find("llvmpipe") != std::string::npos)
      << "this is " << renderer << ", and the golden pictures are of Mesa's software renderer: expected llvmpipe (of "
      << "libgl1-mesa-dri), which LIBGL_ALWAYS_SOFTWARE=1 chooses";
  app_ = std::move(opened);
}

void GoldenGame::rest() {
  const auto end = std::chrono::steady_clock::now() + test::kPatience;
  // Without a look at what is halfway: that would be a matter of speed.
  while (!app_->lab().session().requests_done() || app_->lab().session().training()) {
    ASSERT_LT(std::chrono::steady_clock::now(), end) << "the training does not come to rest";
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

void GoldenGame::train() {
  app_->lab().session().advance(1);
  rest();
  picture();
}

void GoldenGame::restart() {
  Actions actions;
  actions.request(LabRequest::same_start);
  app_->lab().carry_out(actions);
  rest();
}

void GoldenGame::set(const std::string& key, const Value& value) {
  Actions actions;
  actions.set(key, value);
  app_->lab().carry_out(actions);
  rest();
  picture();
}

Picture GoldenGame::part(Place place, const Picture& whole) const {
  const Region& region = app_->region(place);
  return crop(whole, static_cast<int>(region.x), static_cast<int>(region.y), static_cast<int>(region.width),
              static_cast<int>(region.height));
}

}  // namespace gan
