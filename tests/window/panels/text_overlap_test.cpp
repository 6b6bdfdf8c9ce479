// No text lies on another and none is cut off, at forty sizes of the window and three sizes of the text, in every tab.
#include <gtest/gtest.h>
#include <imgui.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/regions_model.h"
#include "tests/sanitized.h"
#include "tests/window/support/golden_game.h"
#include "tests/window/support/text_on_screen.h"

namespace gan {
namespace {

// Forty of them: the least, usual screens, and odd ones in between.
std::vector<WindowSize> sizes() {
  std::vector<WindowSize> all = {{960, 600}, {1280, 800}, {1600, 1000}, {1920, 1080}, {2560, 1440}};
  for (int i = 0; all.size() < 40; ++i) all.push_back({960 + i * 389 % 1600, 600 + i * 211 % 840});
  return all;
}

// Panels that scroll are cut where they go on.
bool scrolls(const std::string& window) {
  for (const char* name : {"Settings", "Scenario", "plots", "panel", "methods"}) {
    if (window.find(name) != std::string::npos) return true;
  }
  return false;
}

class TextOnScreen : public testing::Test {
 protected:
  void open(const char* name, const char* like, int iterations, std::optional<FontFiles> fonts = {}) {
    ASSERT_NE(std::getenv("DISPLAY"), nullptr) << "this test needs a display: run it with xvfb-run";
    game_.open(name, like, 0, std::move(fonts));
    ASSERT_TRUE(game_.is_open());
    game_.picture({1600, 1000});
    for (int i = 0; i < iterations; ++i) game_.train();
  }

  // In every tab of the lens and of the stage, at every `nth` size.
  void look_everywhere(int stage_tabs, int lens_tabs, std::size_t nth = 1) {
    if (kSanitized) nth *= 5;
    LayoutSettings& layout = game_.app().settings().of<LayoutSettings>();
    FrameSettings& look = game_.app().settings().of<FrameSettings>();
    int place = 0;
    for (const double text_scale : {0.8, 1.0, 3.0}) {
      look.text_scale = text_scale;
      const std::vector<WindowSize> all = sizes();
      for (std::size_t i = 0; i < all.size(); i += nth) {
        const WindowSize& size = all[i];
        for (int tab = 0; tab < lens_tabs; ++tab) {
          layout.lens_tab = tab;
          layout.stage_tab = tab % stage_tabs;
          game_.app().settings().of<PhaseSettings>().theory_part = place % static_cast<int>(TheoryPart::count);
          look.projector = place++ % 5 == 4;
          for (int frame = 0; frame < 4; ++frame) game_.app().build_frame(size);
          if (!look_at_text(size, text_scale) && ++failed_ > kEnough) return;
        }
      }
    }
  }

  GoldenGame game_;

  // Whether nothing was found.
  bool look_at_text(WindowSize size, double text_scale) {
    const LayoutSettings& layout = game_.app().settings().of<LayoutSettings>();
    const std::string where = std::to_string(size.width) + "x" + std::to_string(size.height) + ", text " +
                              std::to_string(text_scale).substr(0, 3) + ", lens " + std::to_string(layout.lens_tab) +
                              ", stage " + std::to_string(layout.stage_tab) +
                              (game_.app().settings().of<FrameSettings>().projector ? ", presented" : "");
    const std::vector<TextRun> runs = text_on_screen(*ImGui::GetDrawData());
    EXPECT_GT(runs.size(), 10u) << where;
    std::vector<std::string> found = text_on_text(runs);
    for (const TextRun& run : runs) {
      if (!run.cut_sideways && (!run.cut_above_or_below || scrolls(run.window))) continue;
      found.push_back("'" + run.text + "' is cut off in " + run.window);
    }
    for (const std::string& each : found) ADD_FAILURE() << each << ": " << where;
    return found.empty();
  }

  // Where the text that begins so, without spaces, stands; none where it is not shown.
  static std::optional<float> top_of(const std::string& beginning) {
    for (const TextRun& run : text_on_screen(*ImGui::GetDrawData())) {
      if (run.text.rfind(beginning, 0) == 0 && !run.letters.empty()) return run.letters.front().y;
    }
    return {};
  }

 private:
  static constexpr int kEnough = 40;  // frames with a fault
  int failed_ = 0;
};

TEST_F(TextOnScreen, OfPointsIsLegibleAtEverySize) {
  open("ring", "ring8", 5);
  if (HasFatalFailure()) return;
  game_.app().settings().of<LayoutSettings>().lens_tab = 3;
  game_.app().settings().of<ArenaSettings>().leading_mode = true;
  game_.picture();  // waits for the spectrum
  look_everywhere(1, 4);
}

// A portrait with its legend, and eigenvalues with their words.
TEST_F(TextOnScreen, OfTwoNumbersIsLegible) {
  open("dirac", "dirac", 3);
  if (HasFatalFailure()) return;
  look_everywhere(1, 3, 5);
}

// Curves with their legend and notes, the value function, and the axes of x and z.
TEST_F(TextOnScreen, OfDataOnTheLineIsLegible) {
  open("line", "figure-1", 3);
  if (HasFatalFailure()) return;
  look_everywhere(1, 2, 5);
}

// With italics where there are any; with the run before behind this one, and more marks than have room.
TEST_F(TextOnScreen, OfManyChangesIsLegibleInTheFontsOfThisMachine) {
  open("ring", "ring8", 3, find_font_files());
  if (HasFatalFailure()) return;
  const auto change = [&](int times) {
    for (int i = 0; i < times; ++i) {
      game_.set("hyperparameters.k", std::int64_t{1 + i % 3});
      game_.set("hyperparameters.r1_weight", 0.01 * (1 + i));
      game_.train();
    }
  };
  change(3);
  game_.restart();
  change(8);
  look_everywhere(1, 3, 4);
}

// A legend for all plots, a row of numbers a game, columns of metrics, and settings that differ.
TEST_F(TextOnScreen, OfGamesSideBySideIsLegible) {
  open("ring", "ring8", 3);
  if (HasFatalFailure()) return;
  const auto compare = [&](const char* key, const Value& value) {
    Actions actions;
    actions.request(LabRequest::compare_here);
    game_.app().lab().carry_out(actions);
    game_.set(key, value);
    game_.train();
  };
  compare("hyperparameters.k", std::int64_t{5});
  look_everywhere(1, 3, 8);
  compare("hyperparameters.loss", std::string("wasserstein"));
  compare("hyperparameters.batch_size", std::int64_t{32});
  ASSERT_EQ(game_.app().lab().games(), 4u);
  look_everywhere(1, 3, 8);
}

// What both arrows and D have to say does not always stand side by side.
TEST_F(TextOnScreen, OfLegendsIsLegibleOnSmallStages) {
  open("ring", "ring8", 5);
  if (HasFatalFailure()) return;
  game_.app().settings().of<ArenaSettings>().layer(ArenaLayer::arrows).visible = true;
  game_.picture();  // waits for the arrows
  FrameSettings& look = game_.app().settings().of<FrameSettings>();
  bool beside = false, above = false, neither = false;
  for (const WindowSize size : {WindowSize{960, 600}, {960, 800}, {1100, 700}, {1280, 800}}) {
    for (const double text_scale : {0.8, 1.0, 1.25, 1.5, 2.0}) {
      for (const bool presented : {false, true}) {
        look.text_scale = text_scale;
        look.projector = presented;
        for (int frame = 0; frame < 4; ++frame) game_.app().build_frame(size);
        look_at_text(size, text_scale);
        const std::optional<float> arrows = top_of("arrowscale"), colours = top_of("D(x):probability");
        beside |= arrows && colours && *arrows >= *colours;
        above |= arrows && colours && *arrows < *colours;
        neither |= !arrows;
      }
    }
  }
  EXPECT_TRUE(beside && above && neither) << "not every case was looked at: " << beside << above << neither;
}

TEST_F(TextOnScreen, OfImagesIsLegibleAtEverySize) {
  open("glyphs", "glyphs-mlp", 3);
  if (HasFatalFailure()) return;
  look_everywhere(2, 6);
}

// A critic's numbers are of any size, and its surface has no ends that are known beforehand.
TEST_F(TextOnScreen, OfACriticIsLegibleAtEverySize) {
  open("ring", "wgan-gp", 2);
  if (HasFatalFailure()) return;
  game_.set("hyperparameters.loss", std::string("wasserstein"));
  game_.set("hyperparameters.gp_weight", 10.0);
  game_.train();
  look_everywhere(1, 3);
}

TEST_F(TextOnScreen, OfACriticOfImagesIsLegibleAtEverySize) {
  open("glyphs", "glyphs-conv", 2);
  if (HasFatalFailure()) return;
  game_.set("hyperparameters.loss", std::string("wasserstein"));
  game_.set("hyperparameters.gp_weight", 10.0);
  game_.train();
  look_everywhere(2, 6);
}

// What the tests above would find.
TEST(TextOnText, IsFound) {
  TextRun a{"step", "Plots", {{0, 0, 10, 10}, {10, 0, 20, 10}}, false, false};
  TextRun b{"12", "Plots", {{20, 0, 30, 10}}, false, false};
  EXPECT_TRUE(text_on_text({a, b}).empty());
  b.letters.push_back({15, 2, 25, 12});
  ASSERT_EQ(text_on_text({a, b}).size(), 1u);
  EXPECT_EQ(text_on_text({a, b})[0], "'12' on 'step' in Plots at 15, 2");
  // The rim of a text is its own.
  TextRun rim = a;
  for (ImVec4& letter : rim.letters) letter.x += 1, letter.z += 1;
  EXPECT_TRUE(text_on_text({a, rim}).empty());
}

}  // namespace
}  // namespace gan
