// The slider of a view setting, driven by mouse and keyboard, by ImGui without a renderer.
#include <gtest/gtest.h>
#include <imgui.h>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

constexpr float kSliderWidth = 200;

class SettingSlider : public testing::Test {
 protected:
  SettingSlider() : context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = ImVec2(400, 200);
    io.DeltaTime = 1.0F / 60;
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    io.MousePos = ImVec2(-1, -1);
    frame();
    frame();
  }
  ~SettingSlider() override { ImGui::DestroyContext(context_); }

  void frame() {
    ImGui::NewFrame();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(400, 200));
    ImGui::Begin("options", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    ImGui::SetNextItemWidth(kSliderWidth);
    setting_slider("samples", settings_, arena_.real_samples, {"%d", true});
    low_ = ImGui::GetItemRectMin();
    high_ = ImGui::GetItemRectMax();
    ImGui::SetNextItemWidth(kSliderWidth);
    setting_slider("range", settings_, arena_.logit_range, {"%.1f"});
    ImGui::End();
    ImGui::Render();
  }

  // Of the slider of samples.
  void mouse_at(float share) {
    ImGui::GetIO().MousePos = ImVec2(low_.x + share * kSliderWidth, (low_.y + high_.y) / 2);
    frame();
  }
  void button(bool down) {
    ImGui::GetIO().MouseDown[0] = down;
    frame();
  }
  void control(bool down) {
#if IMGUI_VERSION_NUM >= 18900
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, down);
#elif IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddKeyEvent(ImGuiKey_ModCtrl, down);
#else
    ImGui::GetIO().KeyCtrl = down;
#endif
  }

  ImGuiContext* context_;
  ViewSettings settings_;
  ArenaSettings& arena_ = settings_.of<ArenaSettings>();
  ImVec2 low_, high_;
};

TEST_F(SettingSlider, RunsOverTheRangeOfTheTable) {
  const ViewSetting& line = settings_.line_of(arena_.real_samples);
  mouse_at(0.5F);
  button(true);
  EXPECT_NE(arena_.real_samples, static_cast<int>(line.standard));
  mouse_at(3);
  EXPECT_EQ(arena_.real_samples, static_cast<int>(line.maximum));
  mouse_at(-3);
  EXPECT_EQ(arena_.real_samples, static_cast<int>(line.minimum));
  button(false);
  EXPECT_EQ(arena_.logit_range, 5.0);
}

// What is typed would go into the settings file, which is not read beyond the range.
TEST_F(SettingSlider, BringsATypedNumberIntoItsRange) {
  mouse_at(0.5F);
  control(true);
  button(true);
  control(false);
  button(false);
  ImGui::GetIO().AddInputCharactersUTF8("99999999");
  for (int i = 0; i < 20; ++i) frame();  // newer versions of ImGui take one letter a frame
  EXPECT_EQ(arena_.real_samples, 4096);
}

// The second press is held for some frames, as a hand does.
TEST_F(SettingSlider, ADoubleClickGivesTheDefaultBack) {
  mouse_at(0.2F);
  button(true);
  EXPECT_NE(arena_.real_samples, 512);
  button(false);
  button(true);
  for (int i = 0; i < 5; ++i) frame();
  EXPECT_EQ(arena_.real_samples, 512);
  button(false);
  frame();
  EXPECT_EQ(arena_.real_samples, 512);
  // The next press moves it again.
  for (int i = 0; i < 60; ++i) frame();
  button(true);
  EXPECT_NE(arena_.real_samples, 512);
  button(false);
}

}  // namespace
}  // namespace gan
