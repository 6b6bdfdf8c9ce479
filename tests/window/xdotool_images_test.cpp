// Images by mouse and keys, as xdotool_test.cpp drives points.
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <string>

#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

class DrivenPictures : public DrivenWindow {
 protected:
  void prepare(Settings& settings) override {
    settings.spec.data = {};
    settings.spec.data.kind = find_distribution("glyphs");
    settings.spec.data.size = 8;
    settings.spec.generator.hidden = settings.spec.discriminator.hidden = {16};
  }
  // The newest answer with a surface over a plane of pictures; null: none yet.
  std::shared_ptr<const ProbeResult> slice() {
    Actions ignored;
    const ViewContext context = app_->lab().context(app_->settings(), ignored, 0);
    const bool there = context.probe != nullptr && context.probe->slice.plane;
    return there && context.probe->slice.surface.logits.size() > 0 ? context.probe : nullptr;
  }
  Rectangle region() { return slice()->slice.surface.request.region; }
};

TEST_F(DrivenPictures, TheDecisionSurfaceTakesTheMouse) {
  EXPECT_NE(app_->find_control("sheet.real"), nullptr);
  EXPECT_EQ(slice(), nullptr);
  xdotool("key ctrl+2");
  EXPECT_EQ(app_->find_control("sheet.real"), nullptr);
  ASSERT_TRUE(until([&] { return slice() != nullptr && app_->lab().settled(); }));
  EXPECT_EQ(slice()->slice.plane->corners.cols(), 0);

  // The mouse rests on it: a tooltip with the picture opens.
  xdotool("mousemove " + place("slice.surface", 0.5, 0.5));
  ASSERT_TRUE(until([&] {
    for (const ImGuiWindow* window : GImGui->Windows) {
      if (window->Active && (window->Flags & ImGuiWindowFlags_Tooltip) != 0 && window->Size.y > 168) return true;
    }
    return false;
  }));

  // The wheel zooms in, dragging moves what is seen to the right.
  const Rectangle whole = region();
  for (int i = 0; i < 4; ++i) xdotool("click 4");
  ASSERT_TRUE(until([&] { return slice() != nullptr && region().x1 - region().x0 < 0.8 * (whole.x1 - whole.x0); }));
  const Rectangle near = region();
  xdotool("mousedown 1");
  xdotool("mousemove " + place("slice.surface", 0.7, 0.5));
  xdotool("mousemove " + place("slice.surface", 0.9, 0.5) + " mouseup 1");
  ASSERT_TRUE(until([&] { return slice() != nullptr && region().x0 < near.x0 - 0.2 * (near.x1 - near.x0); }));
  xdotool("key f");
  ASSERT_TRUE(until([&] { return slice() != nullptr && region() == whole; }));

  // Through three pictures; the first corner becomes a generated one.
  xdotool("mousemove " + place("slice.through", 0.5) + " click 1");
  ASSERT_TRUE(until([&] { return slice() != nullptr && slice()->slice.plane->corners.cols() == 3; }));
  const auto three = slice()->request.slice->through;
  app_->settings().of<ImagesSettings>().chosen = {false, 3};
  xdotool("mousemove " + place("slice.a", 0.5) + " click 1");
  ASSERT_TRUE(until([&] { return slice() != nullptr && slice()->request.slice->through != three; }));
  EXPECT_EQ(slice()->request.slice->through->col(0), slice()->generated.col(3));
  EXPECT_EQ(slice()->request.slice->through->col(1), three->col(1));
  xdotool("key ctrl+1");
  EXPECT_NE(app_->find_control("sheet.real"), nullptr);
}

// 500 ms a frame while it trains at full speed: a click of a moment lies between two frames, and acts.
TEST_F(DrivenPictures, ShortClicksActAtLowFrameRates) {
  xdotool("key ctrl+2");
  ASSERT_TRUE(until([&] { return !place("slice.through", 0.5).empty(); }));
  xdotool("key space");
  ASSERT_TRUE(until([&] { return app_->lab().session().training(); }));
  for (int click = 0; click < 6; ++click) {
    app_->settings().of<ImagesSettings>().slice_through = false;
    app_->turn(0);
    xdotool_between_frames("mousemove " + std::to_string(300 + 10 * click) + " 400 mousemove " +
                           place("slice.through", 0.5) + " mousedown 1 sleep 0.07 mouseup 1");
    int frames = 0;
    for (const int before = ImGui::GetFrameCount(); frames < 8 && !app_->settings().of<ImagesSettings>().slice_through;
         frames = ImGui::GetFrameCount() - before) {
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
      app_->turn(0);
    }
    EXPECT_TRUE(app_->settings().of<ImagesSettings>().slice_through) << "click " << click;
  }
}

}  // namespace
}  // namespace gan
