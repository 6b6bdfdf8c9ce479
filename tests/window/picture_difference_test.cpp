// The comparison of golden pictures from both sides: what must pass, and what must not.
#include "tests/window/support/picture_difference.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <cmath>
#include <random>

#include "app/platform/gl_objects.h"
#include "app/platform/imgui_layer.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"
#include "tests/window/support/hidden_window.h"

namespace gan {
namespace {

constexpr int kSceneWidth = 200, kSceneHeight = 120;

// A coloured slope with a bright disc on it, whose edge is anti-aliased; its centre and radius in pixels.
Picture scene(double x, double y, double radius) {
  Picture picture{kSceneWidth, kSceneHeight, {}};
  for (int j = 0; j < kSceneHeight; ++j) {
    for (int i = 0; i < kSceneWidth; ++i) {
      const double inside = std::clamp(radius - std::hypot(i - x, j - y) + 0.5, 0.0, 1.0);
      for (const double ground : {40.0 + 0.5 * i, 60.0 + 0.3 * j, 130.0 - 0.2 * i}) {
        picture.rgb.push_back(static_cast<std::uint8_t>(std::lround(ground + inside * (235 - ground))));
      }
    }
  }
  return picture;
}

std::uint8_t& channel(Picture& picture, int x, int y, int c) {
  const auto at = [](int i) { return static_cast<std::size_t>(i); };
  return picture.rgb[3 * (at(y) * at(picture.width) + at(x)) + at(c)];
}

void add(Picture& picture, int x, int y, int levels) {
  for (int c = 0; c < 3; ++c) {
    std::uint8_t& value = channel(picture, x, y, c);
    value = static_cast<std::uint8_t>(std::clamp(value + levels, 0, 255));
  }
}

TEST(PictureDifference, NoiseOfALevelOrTwoEverywherePasses) {
  const Picture expected = scene(90, 60, 35);
  EXPECT_TRUE(compare(expected, expected).agrees());
  EXPECT_EQ(compare(expected, expected).most_levels, 0);
  for (const int levels : {1, 2}) {
    Picture noisy = expected, lighter = expected;
    std::mt19937 random(7);
    for (std::uint8_t& value : noisy.rgb)
      value = static_cast<std::uint8_t>(value + static_cast<int>(random() % 3 - 1) * levels);
    for (std::uint8_t& value : lighter.rgb) value = static_cast<std::uint8_t>(value + levels);
    EXPECT_TRUE(compare(expected, noisy).agrees()) << compare(expected, noisy).sentence();
    EXPECT_TRUE(compare(expected, lighter).agrees()) << compare(expected, lighter).sentence();
  }
}

TEST(PictureDifference, JitterOfAnAntiAliasedEdgePasses) {
  const Picture expected = scene(90, 60, 35);
  // A fiftieth of a pixel to the side.
  const PictureDifference moved = compare(expected, scene(90.02, 59.98, 35));
  EXPECT_GT(moved.most_levels, 0);
  EXPECT_TRUE(moved.agrees()) << moved.sentence();
  // Single pixels that lie on the other side of the edge.
  Picture flipped = expected;
  for (int i = 0; i < 12; ++i) {
    const double angle = 2 * std::acos(-1.0) * i / 12;
    add(flipped, static_cast<int>(std::lround(90 + 36 * std::cos(angle))),
        static_cast<int>(std::lround(60 + 36 * std::sin(angle))), 200);
  }
  EXPECT_TRUE(compare(expected, flipped).agrees()) << compare(expected, flipped).sentence();
}

TEST(PictureDifference, AnEdgeThatMovesFails) {
  for (const double by : {0.5, 1.0}) EXPECT_FALSE(compare(scene(90, 60, 35), scene(90 + by, 60, 35)).agrees()) << by;
  EXPECT_FALSE(compare(scene(90, 60, 35), scene(90, 60, 35.5)).agrees());
}

TEST(PictureDifference, AColourOfASmallPatchFailsWhereverItIs) {
  const Picture expected = scene(90, 60, 35);
  for (const int side : {4, 6}) {
    for (int y = 0; y + side <= kSceneHeight; y += 29) {
      for (int x = 0; x + side <= kSceneWidth; x += 7) {
        for (int c = 0; c < 3; ++c) {
          Picture other = expected;
          for (int j = y; j < y + side; ++j) {
            for (int i = x; i < x + side; ++i) {
              std::uint8_t& value = channel(other, i, j, c);
              value = static_cast<std::uint8_t>(value > 127 ? value - 8 : value + 8);
            }
          }
          const PictureDifference found = compare(expected, other);
          ASSERT_FALSE(found.agrees()) << side << " at " << x << ", " << y;
          const int half = side / 2, half_block = PictureDifference::kBlock / 2;
          ASSERT_NEAR(found.x + half_block, x + half, PictureDifference::kBlock);
          ASSERT_NEAR(found.y + half_block, y + half, PictureDifference::kBlock);
        }
      }
    }
  }
}

TEST(PictureDifference, AnotherSizeFails) {
  const Picture expected = scene(90, 60, 35);
  EXPECT_FALSE(compare(expected, crop(expected, 0, 0, kSceneWidth - 1, kSceneHeight)).agrees());
  EXPECT_EQ(crop(expected, 0, 0, kSceneWidth, kSceneHeight).rgb, expected.rgb);
  const Picture part = crop(expected, 50, 20, 3, 2);
  Picture copy = expected;
  EXPECT_EQ(part.rgb[5], channel(copy, 51, 20, 2));
  EXPECT_EQ(part.rgb[9], channel(copy, 50, 21, 0));
}

TEST(PictureDifference, ThePictureOfItShowsWhatDiffers) {
  const Picture expected = scene(90, 60, 35);
  Picture other = expected;
  add(other, 20, 30, 60);
  Picture shown = difference_picture(expected, other);
  EXPECT_GT(channel(shown, 20, 30, 0), channel(shown, 20, 30, 1) + 100);
  EXPECT_EQ(channel(shown, 21, 30, 0), channel(shown, 21, 30, 1));
}

class LabelDifference : public HiddenWindow {
 protected:
  // Labels as the window writes them: small, muted, on the ground of a panel.
  Picture label(const std::string& text, Rgb colour, const Theme& theme) {
    layer_->begin_frame(WindowSize{kSceneWidth, kSceneHeight});
    {
      const FontScope font(TypeFace::kSmall);
      ImGui::GetForegroundDrawList()->AddText(ImVec2(9, 11), pack(colour), text.c_str());
    }
    const Rgb ground = theme.palette.panel;
    layer_->end_frame(target_->framebuffer(), ground.r, ground.g, ground.b);
    return read_framebuffer(target_->framebuffer(), kSceneWidth, kSceneHeight);
  }
  void TearDown() override {
    layer_.reset();
    target_.reset();
  }

  std::unique_ptr<ImGuiLayer> layer_;
  std::unique_ptr<RenderTarget> target_;
};

TEST_F(LabelDifference, OneOtherLetterFails) {
  layer_ = std::make_unique<ImGuiLayer>(*window_);
  target_ = std::make_unique<RenderTarget>(GL_RGBA8, GL_NEAREST);
  target_->resize(kSceneWidth, kSceneHeight);
  const FontFiles files = find_font_files();
  load_fonts(*ImGui::GetIO().Fonts, files, 1);
  layer_->fonts_changed();
  for (const ThemeMode mode : {ThemeMode::kDark, ThemeMode::kLight}) {
    const Theme theme = make_theme(mode, false, 1);
    apply_theme(theme, ImGui::GetStyle());
    const Rgb muted = theme.palette.text_muted;
    for (const auto& [text, other] : {std::pair{"Mean D(x) 0.4931", "Mean D(x) 0.4981"},
                                      {"V(D,G) −1.386", "V(D,G) +1.386"},
                                      {"V(D,G) −1.386", "V(D,G) 1.386"},
                                      {"modes covered", "modes cowered"},
                                      {"step 1 240", "step 1 241"},
                                      {"gradient norms", "gradient norm"},
                                      {"illegible", "iIlegible"},
                                      {"0.25", "0,25"}}) {
      const Picture expected = label(text, muted, theme);
      EXPECT_TRUE(compare(expected, label(text, muted, theme)).agrees());
      EXPECT_FALSE(compare(expected, label(other, muted, theme)).agrees())
          << text << " and " << other << ": " << compare(expected, label(other, muted, theme)).sentence();
    }
    // And another colour of the same text.
    EXPECT_FALSE(compare(label("of the data", muted, theme), label("of the data", theme.palette.text, theme)).agrees());
  }
}

}  // namespace
}  // namespace gan
