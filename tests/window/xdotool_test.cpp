// A real window, driven by xdotool's mouse and keyboard: what is done by hand reaches the game and its
// recording.
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <string>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "core/game/losses.h"
#include "core/io/recording_file.h"
#include "tests/own_folder.h"
#include "tests/window/support/driven_window.h"

namespace gan {

bool DrivenWindow::glfw_focused() {
  return glfwGetWindowAttrib(app_->window().handle(), GLFW_FOCUSED) == GLFW_TRUE;
}

namespace {

constexpr const char* kRate = "hyperparameters.discriminator.learning_rate";

bool changes(const Recording& recording, const std::string& key, const Value& value) {
  for (const StampedCommand& stamped : recording.commands) {
    const auto* change = std::get_if<SetValue>(&stamped.command);
    if (change != nullptr && change->key == key && change->value == value) return true;
  }
  return false;
}

// What is pasted into a line of text arrives whole, however long it is.
TEST_F(DrivenWindow, ALongLineOfTextIsTakenWhole) {
  constexpr const char* kLine = "generator.hidden";
  std::string line;
  for (int layer = 0; layer < 7; ++layer) line += std::string(200, '0') + "16, ";
  line += "17";
  ASSERT_GT(line.size(), 1400U);
  ControlsSettings& headings = app_->settings().of<ControlsSettings>();
  for (bool& open : headings.open_groups) open = !open;
  xdotool("mousemove 130 600");
  ASSERT_TRUE(until([&] {
    const Region* region = app_->find_control(kLine);
    if (region != nullptr && region->y + region->height < 700) return true;
    xdotool("click 5");
    return false;
  }));
  ImGui::SetClipboardText(line.c_str());
  xdotool("mousemove " + place(kLine, 0.7) + " click 1");
  press("ctrl+a");
  press("ctrl+v");
  press("Return");
  const std::vector<std::int64_t> expected{16, 16, 16, 16, 16, 16, 16, 17};
  EXPECT_TRUE(until([&] { return app_->lab().snapshot().settings->spec.generator.hidden == expected; }));
}

TEST_P(DrivenAtBothSizes, ChangesByMouseAndKeyboardAreInTheRecording) {
  // Space plays.
  xdotool("key space");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step > 20; }));

  // k is dragged to the right.
  ASSERT_NE(place("hyperparameters.k", 0.1), "");
  xdotool("mousemove " + place("hyperparameters.k", 0.09) + " mousedown 1");
  xdotool("mousemove " + place("hyperparameters.k", 0.2));
  xdotool("mousemove " + place("hyperparameters.k", 0.3) + " mouseup 1");
  ASSERT_TRUE(until([&] { return shown().k > 1; }));
  const int k = shown().k;

  // D's learning rate is typed.
  xdotool("mousemove " + place(kRate, 0.3) + " keydown ctrl");
  xdotool("mousedown 1");
  xdotool("mouseup 1 keyup ctrl");
  xdotool("type 0.0042");
  press("Return");
  ASSERT_TRUE(until([&] { return shown().discriminator.learning_rate == 0.0042; }));

  // The loss is chosen from its list with the keys.
  const int before = shown().loss;
  xdotool("mousemove " + place("hyperparameters.loss", 0.5) + " mousedown 1");
  xdotool("mouseup 1");
  press("Down");
  press("space");
  ASSERT_TRUE(until([&] { return shown().loss != before; }));
  const std::string loss = loss_info(shown().loss).id;

  // Undone and made again.
  xdotool("key ctrl+z");
  ASSERT_TRUE(until([&] { return shown().loss == before; }));
  xdotool("key ctrl+y");
  ASSERT_TRUE(until([&] { return shown().loss != before; }));
  xdotool("key space");
  ASSERT_TRUE(until([&] { return !app_->lab().session().training(); }));

  const test::OwnFolder folder;
  const std::string path = (folder / "driven.toml").string();
  const Outcome saved = save_recording(app_->lab().session().finish_recording().get(), path);
  ASSERT_TRUE(saved.ok()) << saved.message();
  const auto read = read_recording(path);
  ASSERT_TRUE(read.ok()) << read.message();
  const Recording recording = read.value().recording();
  EXPECT_TRUE(changes(recording, "hyperparameters.k", std::int64_t{k}));
  EXPECT_TRUE(changes(recording, kRate, 0.0042));
  EXPECT_TRUE(changes(recording, "hyperparameters.loss", loss));
  const ReplayResult replayed = replay(recording);
  EXPECT_TRUE(replayed.agrees) << replayed.problem;
  EXPECT_EQ(replayed.final_hash, hash_state(*app_->lab().snapshot().state));
}

TEST_P(DrivenAtBothSizes, KeysDriveTheWindow) {
  xdotool("key Right");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step == 1; }));
  xdotool("key d");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.discriminator_inner == 1; }));
  const bool dark = app_->settings().of<FrameSettings>().dark;
  xdotool("key t");
  EXPECT_NE(app_->settings().of<FrameSettings>().dark, dark);
  xdotool("key p");
  EXPECT_TRUE(app_->settings().of<FrameSettings>().projector);
  xdotool("key question");
  EXPECT_TRUE(app_->settings().of<FrameSettings>().help);
  press("Escape");
  EXPECT_TRUE(until([&] { return !app_->settings().of<FrameSettings>().help; }));
  xdotool("key ctrl+o");
  EXPECT_TRUE(app_->settings().of<ControlsSettings>().scenarios);
  press("Return");
  EXPECT_TRUE(until([&] {
    return !app_->settings().of<ControlsSettings>().scenarios && app_->lab().snapshot().position.segment == 1;
  }));
}

// Everything that a person does while one frame takes long: the place, the press, the release, what is typed.
TEST_F(DrivenWindow, NothingIsLostBetweenTwoFrames) {
  xdotool("key space");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step > 20; }));
  xdotool_between_frames("mousemove " + place(kRate, 0.3) + " keydown ctrl click 1 keyup ctrl type 0.0042");
  xdotool_between_frames("key Return");
  EXPECT_TRUE(until([&] { return shown().discriminator.learning_rate == 0.0042; }));
  // No letter of it was taken for a shortcut.
  EXPECT_TRUE(until([&] { return app_->window().input().empty(); }));
  for (int i = 0; i < kArenaLayers; ++i)
    EXPECT_EQ(app_->settings().of<ArenaSettings>().layers[i].visible, ArenaSettings{}.layers[i].visible) << i;
  xdotool_between_frames("key t key p key t key t");
  EXPECT_TRUE(until(
      [&] { return !app_->settings().of<FrameSettings>().dark && app_->settings().of<FrameSettings>().projector; }));
  // A list is opened and its third line below the present one is chosen.
  xdotool("key p");
  ASSERT_TRUE(until([&] { return !app_->settings().of<FrameSettings>().projector; }));
  // The settings are there again, which are not while presenting.
  for (int i = 0; i < 5; ++i) app_->turn(0.02);
  const int before = shown().loss;
  xdotool_between_frames("mousemove " + place("hyperparameters.loss", 0.5) + " click 1");
  xdotool_between_frames("key Down key space");
  EXPECT_TRUE(until([&] { return shown().loss != before; }));
}

// The second press is held for some frames, as a hand does, and the mouse trembles: the press would go on to drag.
TEST_P(DrivenAtBothSizes, ADoubleClickOnASliderGivesTheDefaultBack) {
  const auto double_click = [this](const std::string& at, const std::string& beside) {
    xdotool("mousemove " + at + " click 1 mousedown 1");
    xdotool("mousemove " + beside);
    xdotool("mouseup 1");
  };
  const double standard = shown().discriminator.learning_rate;
  xdotool("mousemove " + place(kRate, 0.1) + " mousedown 1");
  xdotool("mousemove " + place(kRate, 0.4) + " mouseup 1");
  ASSERT_TRUE(until([&] { return shown().discriminator.learning_rate != standard; }));
  double_click(place(kRate, 0.42), place(kRate, 0.45));
  EXPECT_TRUE(until([&] { return app_->lab().settled(); }));
  EXPECT_EQ(shown().discriminator.learning_rate, standard);
}

// ImGui's fonts end while the plots are not drawn.
TEST_F(DrivenWindow, FontsMayChangeWhileAPanelIsHidden) {
  app_->settings().of<LayoutSettings>().show_lens = false;
  for (int i = 0; i < 4; ++i) app_->turn(0.02);
  xdotool("key p");
  xdotool("key p");
  app_->settings().of<LayoutSettings>().show_lens = true;
  for (int i = 0; i < 10; ++i) app_->turn(0.02);
  xdotool("key p");
  for (const char* size : {"1280 60", "1280 800", "300 200", "1280 800"}) {
    xdotool(std::string("search --onlyvisible --name '^Ganscope' windowsize ") + size);
    for (int i = 0; i < 10; ++i) app_->turn(0.02);
  }
  const int frames = ImGui::GetFrameCount();
  EXPECT_TRUE(until([&] {
    return ImGui::GetFrameCount() > frames || app_->window().size() == WindowSize({1280, 800});
  }));
}

// The keyboard alone.
TEST_P(DrivenAtBothSizes, TheScenarioPickerFollowsTheKeys) {
  const auto& all = app_->lab().scenarios();
  std::size_t at = 0;
  while (all[at].id != app_->lab().scenario().id) ++at;
  xdotool("key ctrl+o");
  ASSERT_TRUE(until([&] { return app_->settings().of<ControlsSettings>().scenarios; }));
  for (int i = 0; i < 3; ++i) press("Right");
  press("Left");
  press("Return");
  ASSERT_TRUE(until([&] { return !app_->settings().of<ControlsSettings>().scenarios; }));
  EXPECT_TRUE(until([&] { return app_->lab().scenario().id == all[at + 2].id; })) << app_->lab().scenario().id;
  // All at once, as on a slow machine; Escape opens nothing.
  xdotool_between_frames("key ctrl+o key Home key Right key Right key Left key Return");
  EXPECT_TRUE(until([&] { return app_->lab().scenario().id == all[1].id; })) << app_->lab().scenario().id;
  xdotool_between_frames("key ctrl+o key Down key Escape key t");
  EXPECT_TRUE(until([&] { return !app_->settings().of<FrameSettings>().dark; }));
  EXPECT_TRUE(until([&] { return !app_->settings().of<ControlsSettings>().scenarios; }));
  EXPECT_EQ(app_->lab().scenario().id, all[1].id);
}

// What is typed into the gallery searches it, and is no shortcut.
TEST_F(DrivenWindow, TheScenarioPickerSearchesWhatIsTyped) {
  xdotool("key ctrl+o");
  ASSERT_TRUE(until([&] { return app_->settings().of<ControlsSettings>().scenarios; }));
  const Position before = app_->lab().snapshot().position;
  xdotool("type 'vanish gradient'");
  EXPECT_EQ(app_->lab().snapshot().position, before) << "no letter has taken a step";
  press("Return");
  ASSERT_TRUE(until([&] { return !app_->settings().of<ControlsSettings>().scenarios; }));
  EXPECT_TRUE(until([&] { return app_->lab().scenario().id == "vanishing-gradient"; })) << app_->lab().scenario().id;
}

// The settings on the scenario's card are those of the game.
TEST_F(DrivenWindow, TheCardsControlsActAtOnce) {
  app_->settings().of<LayoutSettings>().left_tab = 0;
  xdotool("mousemove 130 600");
  // The rate of D is not on it.
  ASSERT_TRUE(until(
      [&] { return app_->find_control("hyperparameters.k") != nullptr && app_->find_control(kRate) == nullptr; }));
  xdotool("mousemove " + place("hyperparameters.k", 0.09) + " mousedown 1");
  xdotool("mousemove " + place("hyperparameters.k", 0.2));
  xdotool("mousemove " + place("hyperparameters.k", 0.3) + " mouseup 1");
  EXPECT_TRUE(until([&] { return shown().k > 1; }));
  xdotool("key ctrl+z");
  EXPECT_TRUE(until([&] { return shown().k == 1; }));
}

// A popup that its key closes again leaves the keys to the game.
TEST_F(DrivenWindow, KeysGoToTheGameAfterTheListOfKeysIsClosed) {
  for (const char* key : {"question", "F1", "ctrl+o"}) {
    const bool& help = app_->settings().of<FrameSettings>().help;
    const bool& scenarios = app_->settings().of<ControlsSettings>().scenarios;
    xdotool(std::string("key ") + key);
    ASSERT_TRUE(until([&] { return help || scenarios; })) << key;
    xdotool(std::string("key ") + key);
    ASSERT_TRUE(until([&] { return !help && !scenarios; })) << key;
    const std::int64_t step = app_->lab().snapshot().position.step;
    xdotool("key Right");
    EXPECT_TRUE(until([&] { return app_->lab().snapshot().position.step == step + 1; })) << key;
  }
}

TEST_P(DrivenAtBothSizes, TheFirstTabMarksAControlAndEscapeLetsGo) {
  const auto marked = [] { return GImGui->NavId != 0 && !GImGui->NavDisableHighlight; };
  EXPECT_FALSE(marked());
  xdotool("key Tab");
  ASSERT_TRUE(until(marked));
  const ImGuiID first = GImGui->NavId;
  EXPECT_TRUE(GImGui->NavIdIsAlive);
  xdotool("key Tab");
  EXPECT_TRUE(until([&] { return marked() && GImGui->NavId != first; }));
  xdotool("key shift+Tab");
  EXPECT_TRUE(until([&] { return marked() && GImGui->NavId == first; }));
  // Space presses the control and does not play; all other keys are shortcuts.
  const bool dark = app_->settings().of<FrameSettings>().dark;
  xdotool("key t");
  EXPECT_TRUE(until([&] { return app_->settings().of<FrameSettings>().dark != dark; }));
  xdotool("key Escape");
  EXPECT_TRUE(until([&] { return !marked(); }));
  const std::int64_t step = app_->lab().snapshot().position.step;
  xdotool("key Right");
  EXPECT_TRUE(until([&] { return app_->lab().snapshot().position.step == step + 1; }));
}

TEST_F(DrivenWindow, ShortcutsActWhileAFieldIsTypedInto) {
  xdotool("mousemove " + place(kRate, 0.3) + " keydown ctrl click 1 keyup ctrl");
  ASSERT_TRUE(until([&] { return ImGuiLayer::typing(); }));
  const std::size_t messages = app_->lab().messages().count();
  xdotool("key ctrl+s");
  EXPECT_TRUE(until([&] { return app_->lab().messages().count() > messages; }));
  xdotool("key F1");
  EXPECT_TRUE(until([&] { return app_->settings().of<FrameSettings>().help; }));
}

// As somebody who shows it: plays, looks into another tab, opens a game from the gallery, presents it and goes on with
// the presenter's remote.
TEST_P(DrivenAtBothSizes, ATourWithMouseKeysAndRemote) {
  const auto scenario = [&] { return app_->lab().scenario().id; };
  LayoutSettings& layout = app_->settings().of<LayoutSettings>();
  xdotool("key space");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step > 20; }));
  for (const auto& [tab, number] : {std::pair{"tab.loss_curve", 1}, {"tab.modes", 2}, {"tab.plots", 0}}) {
    ASSERT_NE(place(tab, 0.5), "") << tab;
    xdotool("mousemove " + place(tab, 0.5) + " click 1");
    EXPECT_TRUE(until([&, wanted = number] { return layout.lens_tab == wanted; })) << tab;
  }
  xdotool("key ctrl+o");
  ASSERT_TRUE(until([&] { return !place("card.mode-collapse", 0.5).empty(); }));
  xdotool("mousemove " + place("card.mode-collapse", 0.5) + " click 1");
  press("Return");
  ASSERT_TRUE(until([&] { return scenario() == "mode-collapse"; })) << scenario();
  xdotool("key ctrl+f");
  ASSERT_TRUE(until([&] { return app_->settings().of<FrameSettings>().find; }));
  xdotool("type 'step size'");
  press("Return");
  ASSERT_TRUE(until([&] { return !app_->settings().of<FrameSettings>().find && !place(kRate, 0.5).empty(); }));
  const double rate = shown().discriminator.learning_rate;
  xdotool("mousemove " + place(kRate, 0.1) + " mousedown 1");
  xdotool("mousemove " + place(kRate, 0.4) + " mouseup 1");
  EXPECT_TRUE(until([&] { return shown().discriminator.learning_rate != rate; }));
  xdotool("key p");
  ASSERT_TRUE(until([&] { return app_->settings().of<FrameSettings>().projector; }));
  // Whatever is left of the remedy comes before the next game.
  for (int press = 0; press < 5 && scenario() == "mode-collapse"; ++press) {
    xdotool("key Next");
    ASSERT_TRUE(until([&] { return app_->lab().session().requests_done(); }));
    for (int i = 0; i < 10; ++i) app_->turn(0.02);
  }
  EXPECT_NE(scenario(), "mode-collapse");
  xdotool("key p");
  EXPECT_TRUE(until([&] { return !app_->settings().of<FrameSettings>().projector; }));
}

INSTANTIATE_TEST_SUITE_P(Windows, DrivenAtBothSizes, testing::Values(WindowSize{1280, 800}, WindowSize{2560, 1440}),
                         [](const auto& tested) {
                           return std::to_string(tested.param.width) + "x" + std::to_string(tested.param.height);
                         });

}  // namespace
}  // namespace gan
