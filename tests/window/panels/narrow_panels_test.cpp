// What has to fit in narrow panels: the heading of the plots, and sentences of more than one line.
#include <gtest/gtest.h>
#include <imgui.h>

#include <cmath>
#include <string>

#include "app/panels/drawing.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/platform/imgui_layer.h"
#include "app/ui/fonts.h"
#include "tests/window/support/golden_game.h"
#include "tests/window/support/hidden_window.h"

namespace gan {
namespace {

class BalancedWrap : public HiddenWindow {};

TEST_F(BalancedWrap, LeavesNoWordAloneAndNeedsNoMoreLines) {
  ImGuiLayer layer(*window_);
  const FontFiles files = find_font_files();
  load_fonts(*ImGui::GetIO().Fonts, files, 1);
  layer.fonts_changed();
  layer.begin_frame(WindowSize{640, 400});
  {
    const FontScope font(TypeFace::kSmall);
    const auto lines = [](const std::string& text, float wrap) {
      return std::lround(ImGui::CalcTextSize(text.c_str(), nullptr, false, wrap).y / ImGui::GetFontSize());
    };
    for (const std::string text :
         {"At mean f(G(z)) = −0.0312, gradient w.r.t. f: −1, and nothing else to say.",
          "At D(G(z)) = 0.45, gradient w.r.t. the logit: −0.55 (non-saturating), −0.45 (minimax)."}) {
      const float whole = text_width(text);
      EXPECT_EQ(balanced_wrap(text, whole + 1), whole + 1);
      for (const float share : {0.55F, 0.7F, 0.85F, 0.97F}) {
        const float most = share * whole, wrap = balanced_wrap(text, most);
        EXPECT_LE(wrap, most);
        EXPECT_EQ(lines(text, most), 2) << share;
        EXPECT_EQ(lines(text, wrap), 2) << share;
        // The first line is about half of the text, so the second one is the other half.
        EXPECT_LT(wrap, 0.65F * whole) << text << " at " << share;
      }
    }
  }
  layer.end_frame(0, 0, 0, 0);
}

// The panel shrinks, and so does the slider in it.
TEST(NarrowPlots, TheHeadingStaysInItsPanel) {
  GoldenGame game;
  game.open("ring", "ring8", 0);
  ASSERT_TRUE(game.is_open());
  WindowApp& app = game.app();
  for (const double text_scale : {1.0, 1.5}) {
    app.settings().of<FrameSettings>().text_scale = text_scale;
    for (const double share : {0.2, 0.36, 0.7}) {
      app.settings().of<LayoutSettings>().lens_share = share;
      for (const WindowSize size : {WindowSize{960, 600}, WindowSize{1280, 800}, WindowSize{1600, 1000}}) {
        for (int i = 0; i < 3; ++i) app.build_frame(size);
        const Region panel = app.region(Place::lens);
        if (panel.empty()) continue;
        const Region* const button = app.find_control("plots.follow");
        // In the narrowest of all there is room for the choice of the plots alone.
        if (panel.width > static_cast<float>(180 * text_scale)) {
          ASSERT_NE(button, nullptr) << text_scale << " " << share << " " << size.width;
        }
        if (button == nullptr) continue;
        EXPECT_GE(button->x, panel.x) << text_scale << " " << share << " " << size.width;
        EXPECT_LE(button->x + button->width, panel.x + panel.width) << text_scale << " " << share << " " << size.width;
      }
    }
  }
}

}  // namespace
}  // namespace gan
