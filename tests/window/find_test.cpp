// A real window: Ctrl+F finds and goes there, and what is refused stands at its field until it is mended.
#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/find/find_synonyms_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/plots/plots_panel_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/panels/views.h"
#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

TEST(FindTabs, OfSynonymsAreInTheArrayOfViews) {
  int tabs = 0;
  for (const FindSynonym& synonym : find_synonyms()) {
    if (synonym.kind != FindKind::tab) continue;
    ++tabs;
    const auto views = view_entries();
    EXPECT_TRUE(std::any_of(views.begin(), views.end(), [&](const ViewEntry& view) {
      return is_target(synonym, FindKind::tab, view.id);
    })) << synonym.target;
  }
  EXPECT_GT(tabs, 5);
}

class FindWindow : public DrivenWindow {
 protected:
  void find(const char* words) {
    press("ctrl+f");
    ASSERT_TRUE(until([&] { return app_->settings().of<FrameSettings>().find; }));
    xdotool(std::string("type '") + words + "'");
    press("Return");
    ASSERT_TRUE(until([&] { return !app_->settings().of<FrameSettings>().find; }));
  }
  // It is there, and inside the panel that scrolls.
  bool in_sight(const char* key) {
    const Region* const at = app_->find_control(key);
    const Region& panel = app_->region(Place::left);
    return at != nullptr && at->y >= panel.y && at->y + at->height <= panel.y + panel.height;
  }
};

TEST_F(FindWindow, GoesToASettingThatWasFoldedAway) {
  constexpr const char* kNorm = "discriminator.spectral_norm";
  ControlsSettings& controls = app_->settings().of<ControlsSettings>();
  controls.open(SettingGroup::networks) = false;
  app_->settings().of<LayoutSettings>().left_tab = 0;
  ASSERT_TRUE(until([&] { return app_->find_control(kNorm) == nullptr; }));
  find("spectral norm D");
  EXPECT_TRUE(until([&] { return in_sight(kNorm); }));
  EXPECT_EQ(app_->settings().of<LayoutSettings>().left_tab, 1);
  EXPECT_EQ(controls.sought, "");
  // Seldom changed ones stand behind "more".
  find("D beta2");
  EXPECT_TRUE(until([&] { return in_sight("hyperparameters.discriminator.beta2"); }));
}

TEST_F(FindWindow, GivesCommandsAndSwitchesLayers) {
  const bool dark = app_->settings().of<FrameSettings>().dark;
  find("dark mode");
  EXPECT_NE(app_->settings().of<FrameSettings>().dark, dark);
  app_->settings().of<ArenaSettings>().layer(ArenaLayer::trails).visible = false;
  find("trajectories");
  EXPECT_TRUE(app_->settings().of<ArenaSettings>().layer(ArenaLayer::trails).visible);
  // A letter that is typed is no shortcut, and Escape leaves everything as it was.
  press("ctrl+f");
  xdotool("type 'gpt'");
  press("Escape");
  EXPECT_TRUE(until([&] { return !app_->settings().of<FrameSettings>().find; }));
  EXPECT_FALSE(app_->settings().of<FrameSettings>().projector);
  EXPECT_EQ(app_->lab().snapshot().position.step, 0);
}

TEST_F(FindWindow, ScrollsToAPlot) {
  app_->settings().of<PlotsSettings>().shown_plots = (1 << plot_infos().size()) - 1;
  for (const char* const name : {"KL of mode frequencies", "Losses", "JSD"}) {
    SCOPED_TRACE(name);
    find(name);
    ASSERT_TRUE(until([&] { return !app_->settings().of<PlotsSettings>().sought; }));
    for (int i = 0; i < 5; ++i) app_->turn(0.02);
    const Region* const at = app_->find_control("plots.found");
    ASSERT_NE(at, nullptr);
    const Region& panel = app_->region(Place::lens);
    EXPECT_GE(at->y, panel.y);
    EXPECT_LE(at->y + at->height, panel.y + panel.height);
  }
}

TEST_F(FindWindow, OpensTheMenuOfAViewSetting) {
  find("length of trails");
  EXPECT_TRUE(until([&] { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup); }));
  EXPECT_EQ(app_->settings().of<LayoutSettings>().sought, "");
  press("Escape");
  EXPECT_TRUE(until([&] { return !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup); }));
  find("font size");
  EXPECT_TRUE(until([&] { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup); }));
  EXPECT_EQ(app_->settings().of<LayoutSettings>().sought, "");
}

TEST_F(FindWindow, ARefusedNumberStandsAtItsField) {
  constexpr const char* kRate = "hyperparameters.discriminator.learning_rate";
  const auto type_rate = [&](const std::string& text) {
    xdotool("mousemove " + place(kRate, 0.3) + " keydown ctrl");
    xdotool("mousedown 1");
    xdotool("mouseup 1 keyup ctrl");
    press("ctrl+a");
    xdotool("type " + text);
    press("Return");
  };
  const auto refused = [&] { return app_->lab().session().refusals().find(kRate) != nullptr; };
  ASSERT_NE(place(kRate, 0.3), "");
  type_rate("fast");
  ASSERT_TRUE(until(refused));
  EXPECT_EQ(app_->lab().session().refusals().find(kRate)->typed, "fast");
  for (int i = 0; i < 10; ++i) app_->turn(0.02);
  EXPECT_TRUE(refused());
  type_rate("0.0042");
  EXPECT_TRUE(until([&] { return !refused() && shown().discriminator.learning_rate == 0.0042; }));
}

}  // namespace
}  // namespace gan
