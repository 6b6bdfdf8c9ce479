// The menu of a control by mouse and keys, and the buttons at the end of the track (as xdotool_test.cpp says).
#include <gtest/gtest.h>
#include <imgui.h>

#include "app/panels/frame/frame_settings_model.h"
#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

class ControlMenuDriven : public DrivenAtBothSizes {
 protected:
  const Lab& lab() { return app_->lab(); }
  const Settings& settings(std::size_t game) { return lab().game(game).shown_settings(); }
  bool settled() { return app_->lab().settled(); }
  bool there(const char* key) { return app_->find_control(key) != nullptr; }
  static bool popup_open() {
    return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  }
  void click(const char* key, const char* button = "1", double across = 0.5) {
    ASSERT_NE(place(key, across), "") << key;
    xdotool("mousemove " + place(key, across) + " mousedown " + button);
    xdotool(std::string("mouseup ") + button);
  }
  void train_a_little() {
    press("space");
    ASSERT_TRUE(until([&] { return lab().snapshot().position.step > 20; }));
    press("space");
    ASSERT_TRUE(until([&] { return settled(); }));
  }
};

TEST_P(ControlMenuDriven, ARightClickAsksForTheOtherValueAndPutsThatGameBeside) {
  train_a_little();
  const std::int64_t step = lab().snapshot().position.step;
  click("hyperparameters.k", "3", 0.3);
  ASSERT_TRUE(until([&] { return there("menu.here"); }));
  EXPECT_TRUE(there("menu.from_start"));
  click("menu.here");
  ASSERT_TRUE(until([&] { return there("menu.value"); }));
  EXPECT_FALSE(there("menu.here"));
  xdotool("mousemove " + place("menu.value", 0.3) + " keydown ctrl");
  xdotool("mousedown 1");
  xdotool("mouseup 1 keyup ctrl");
  xdotool("type 6");
  press("Return");
  ASSERT_TRUE(until([&] { return lab().games() == 2 && settled(); }));
  EXPECT_EQ(settings(0).hyperparameters.k, 1);
  EXPECT_EQ(settings(1).hyperparameters.k, 6);
  // Where it had stopped within an iteration, that was completed.
  const std::int64_t stands = lab().game(0).snapshot()->position.step;
  EXPECT_TRUE(stands == step || stands == step + 1) << stands << " instead of " << step;
  EXPECT_EQ(lab().game(1).snapshot()->position.step, stands);
  EXPECT_FALSE(popup_open());
  EXPECT_FALSE(there("menu.value"));

  // A choice asks with its list, and Escape changes nothing.
  click("hyperparameters.loss", "3");
  ASSERT_TRUE(until([&] { return there("menu.from_start"); }));
  press("Escape");
  ASSERT_TRUE(until([&] { return !popup_open(); }));
  EXPECT_EQ(lab().games(), 2u);
  click("hyperparameters.loss", "3");
  ASSERT_TRUE(until([&] { return there("menu.from_start"); }));
  click("menu.from_start");
  ASSERT_TRUE(until([&] { return there("menu.value"); }));
  click("menu.value", "1", 0.2);
  ASSERT_TRUE(until([&] { return lab().games() == 3 && settled(); }));
  EXPECT_EQ(lab().snapshot().position.step, 0);
  EXPECT_NE(settings(2).hyperparameters.loss, settings(1).hyperparameters.loss);
  EXPECT_FALSE(popup_open());
}

// Presented, the controls are gone, and a menu that was open with them.
TEST_P(ControlMenuDriven, NothingStaysOpenWhereTheControlsGo) {
  click("hyperparameters.k", "3", 0.3);
  ASSERT_TRUE(until([&] { return there("menu.here"); }));
  press("p");
  ASSERT_TRUE(until([&] { return app_->settings().of<FrameSettings>().projector; }));
  ASSERT_TRUE(until([&] { return !popup_open(); }));
  press("p");
  ASSERT_TRUE(until([&] { return there("hyperparameters.k"); }));
  EXPECT_FALSE(popup_open());
  EXPECT_FALSE(there("menu.here"));
}

// Tab brings the keyboard to the controls; the menu key opens the menu of the first that has one.
TEST_P(ControlMenuDriven, TheKeyboardAloneComparesToo) {
  train_a_little();
  xdotool("mousemove 5 5");
  press("Tab");
  for (int i = 0; i < 12 && !there("menu.here"); ++i) {
    press("Down");
    press("Menu");
  }
  ASSERT_TRUE(there("menu.here"));
  // Past the entries above it, whose number depends on the control, and chosen when it is reached.
  for (int i = 0; i < 8 && there("menu.here"); ++i) {
    press("Down");
    const std::size_t before = lab().games();
    press("space");
    if (there("menu.value") || lab().games() > before) break;
    ASSERT_TRUE(there("menu.here") || there("menu.value")) << "another entry was chosen";
  }
  ASSERT_TRUE(there("menu.value"));
  press("Escape");
  ASSERT_TRUE(until([&] { return !popup_open(); }));
  EXPECT_EQ(lab().games(), 1u);
}

TEST_P(ControlMenuDriven, TheAxisKeepsItsLengthWhileAHandDragsAlongIt) {
  train_a_little();
  ASSERT_NE(place("track.axis", 0.5), "");
  const float width = app_->find_control("track.axis")->width;
  xdotool("mousemove " + place("track.axis", 0.5) + " mousedown 1");
  ASSERT_TRUE(until([&] { return lab().session().in_past(); }));
  for (int i = 0; i < 3; ++i) app_->turn(0.02);
  EXPECT_EQ(app_->find_control("track.axis")->width, width);
  EXPECT_FALSE(there("track.back_to_live"));
  xdotool("mouseup 1");
  EXPECT_TRUE(until([&] { return there("track.back_to_live"); }));
}

TEST_P(ControlMenuDriven, TheTrackHasKeepAndInThePastTheWaysOn) {
  train_a_little();
  EXPECT_FALSE(there("track.back_to_live"));
  click("track.keep");
  ASSERT_TRUE(until([&] { return lab().kept().moments().all().size() == 1; }));
  const std::int64_t front = lab().snapshot().position.step;
  press("Left");
  ASSERT_TRUE(until([&] { return lab().session().in_past() && settled(); }));
  click("track.back_to_live");
  ASSERT_TRUE(until([&] { return !lab().session().in_past(); }));
  EXPECT_EQ(lab().snapshot().position.step, front);
  press("Left");
  ASSERT_TRUE(until([&] { return lab().session().in_past() && settled(); }));
  const RunId before = lab().session().id();
  click("track.play_from_here");
  ASSERT_TRUE(until([&] { return lab().session().id() != before && lab().training(); }));
  press("space");
  ASSERT_TRUE(until([&] { return settled(); }));
  EXPECT_EQ(lab().branches().all().size(), 2u);
  EXPECT_FALSE(there("track.back_to_live"));
}

INSTANTIATE_TEST_SUITE_P(Windows, ControlMenuDriven, testing::Values(WindowSize{1280, 800}, WindowSize{2560, 1440}),
                         [](const auto& tested) {
                           return std::to_string(tested.param.width) + "x" + std::to_string(tested.param.height);
                         });

}  // namespace
}  // namespace gan
