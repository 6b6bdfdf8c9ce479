#include "app/render/arena_renderer.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/window/support/hidden_window.h"

namespace gan {
namespace {

constexpr Viewport kViewport{200, 160};
constexpr int kNodes = 32;

// Where node i of [-2, 2] lies.
constexpr float node(int i) {
  return -2.0F + 4.0F * (static_cast<float>(i) + 0.5F) / kNodes;
}

class ArenaRendererTest : public HiddenWindow {
 protected:
  void SetUp() override {
    HiddenWindow::SetUp();
    if (window_ == nullptr) return;
    ArenaRendererResult result = ArenaRenderer::create();
    ASSERT_NE(result.renderer, nullptr) << result.error;
    renderer_ = std::move(result.renderer);
    // D rises from left to right: logit = 4 x on [-2, 2]².
    logits_.resize(kNodes * kNodes);
    for (int j = 0; j < kNodes; ++j) {
      for (int i = 0; i < kNodes; ++i) logits_[j * kNodes + i] = 4.0F * (node(i));
    }
    scene_.surface.logits = logits_;
    scene_.surface.nx = kNodes;
    scene_.surface.ny = kNodes;
    scene_.surface.rect = {-2.0, 2.0, -2.0, 2.0};
    scene_.surface.revision = 1;
    camera_.half_extent = 1.5;
  }

  void TearDown() override { renderer_.reset(); }

  void draw(Viewport viewport = kViewport) { texture_ = renderer_->draw(scene_, camera_, viewport, palette_, 1.0F); }

  // The colour of the picture where the world point lies.
  Rgb at(double x, double y) {
    const PixelPoint pixel = camera_.to_pixel({x, y}, kViewport);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, renderer_->framebuffer());
    std::array<std::uint8_t, 4> bytes{};
    glReadPixels(static_cast<int>(pixel.x), static_cast<int>(pixel.y), 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
    return {bytes[0] / 255.0F, bytes[1] / 255.0F, bytes[2] / 255.0F};
  }

  static ::testing::AssertionResult close(Rgb found, Rgb wanted) {
    const float difference = colour_difference(found, wanted);
    if (difference < 0.03F) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "(" << found.r << ", " << found.g << ", " << found.b << ") is not ("
                                         << wanted.r << ", " << wanted.g << ", " << wanted.b << ")";
  }

  const Palette palette_ = make_palette(ThemeMode::kLight);
  std::unique_ptr<ArenaRenderer> renderer_;
  std::vector<float> logits_;
  ArenaScene scene_;
  ArenaCamera camera_;
  unsigned int texture_ = 0;
};

TEST_F(ArenaRendererTest, SurfaceRunsFromGeneratedToRealWithABoldMiddle) {
  draw();
  EXPECT_NE(texture_, 0U);
  EXPECT_TRUE(close(at(-1.7, 0.4), palette_.arena_generated));
  EXPECT_TRUE(close(at(1.7, -0.9), palette_.arena_real));
  EXPECT_LT(colour_difference(at(0.0, 0.3), palette_.contour), 0.15F);
}

TEST_F(ArenaRendererTest, RowZeroOfTheGridLiesAtTheBottomOfTheWorld) {
  for (int j = 0; j < kNodes; ++j) {
    for (int i = 0; i < kNodes; ++i) logits_[j * kNodes + i] = 4.0F * (node(j));
  }
  draw();
  EXPECT_TRUE(close(at(0.5, -1.4), palette_.arena_generated));
  EXPECT_TRUE(close(at(-0.5, 1.4), palette_.arena_real));
}

// A critic's outputs may be tiny or far from 0: about their middle they fill the colours, with the bold line where they
// cross it.
TEST_F(ArenaRendererTest, ACriticIsColouredAboutItsMiddle) {
  scene_.surface.mode = SurfaceMode::kLogit;
  for (const auto& [middle, reach] : {std::pair{0.0F, 0.004F}, {-7.0F, 2.0F}, {250.0F, 40.0F}}) {
    for (int j = 0; j < kNodes; ++j) {
      for (int i = 0; i < kNodes; ++i) logits_[j * kNodes + i] = middle + reach * node(i);
    }
    ++scene_.surface.revision;
    scene_.surface.middle = middle;
    scene_.surface.range = reach;
    draw();
    EXPECT_TRUE(close(at(-1.3, 0.4), palette_.arena_generated)) << middle;  // between two level lines
    EXPECT_TRUE(close(at(1.3, -0.9), palette_.arena_real)) << middle;
    EXPECT_LT(colour_difference(at(0.0, 0.3), palette_.contour), 0.15F) << middle;
  }
}

// What is no opinion of D has colours of its own, without lines.
TEST_F(ArenaRendererTest, ANumberWithASignHasColoursOfNeitherPlayer) {
  scene_.surface.mode = SurfaceMode::kSigned;
  scene_.surface.contours = false;
  scene_.surface.range = 0.02F;
  for (int j = 0; j < kNodes; ++j) {
    for (int i = 0; i < kNodes; ++i) logits_[j * kNodes + i] = 0.02F * node(i);
  }
  ++scene_.surface.revision;
  draw();
  EXPECT_TRUE(close(at(-1.3, 0.4), signed_colour(palette_, -1)));
  EXPECT_TRUE(close(at(0.0, 0.3), signed_colour(palette_, 0)));
  EXPECT_TRUE(close(at(1.3, -0.9), signed_colour(palette_, 1)));
}

TEST_F(ArenaRendererTest, InterpolationPassesThroughTheNodes) {
  // A rough surface: every node is set to one of two probabilities; the colour at a node must be that one's.
  scene_.surface.contours = false;
  for (int j = 0; j < kNodes; ++j) {
    for (int i = 0; i < kNodes; ++i) logits_[j * kNodes + i] = (i * 7 + j * 3) % 5 < 2 ? 1.5F : -1.5F;
  }
  camera_.half_extent = 0.2;  // zoomed in, so that the pixel at a node is almost on it
  draw();
  const double share = 1.0 / (1.0 + std::exp(-1.5));
  for (const auto& [i, j] : {std::pair{15, 15}, {16, 15}, {15, 16}, {16, 16}, {14, 15}}) {
    const double side = logits_[j * kNodes + i] > 0.0F ? 2.0 * share - 1.0 : 1.0 - 2.0 * share;
    const Rgb wanted = surface_colour(palette_, static_cast<float>(side));
    EXPECT_TRUE(close(at(node(i), node(j)), wanted)) << i << " " << j;
  }
}

TEST_F(ArenaRendererTest, APictureOfOddSizeHasNoSeamAtItsEdge) {
  scene_.surface.rect = {-9.0, 9.0, -9.0, 9.0};
  const Viewport odd{201, 161};
  draw(odd);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, renderer_->framebuffer());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  std::vector<std::uint8_t> bytes(std::size_t{4} * odd.width * odd.height);
  glReadPixels(0, 0, odd.width, odd.height, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
  const auto pixel = [&](int x, int y) {
    const std::uint8_t* rgba = bytes.data() + 4 * (y * odd.width + x);
    return Rgb{rgba[0] / 255.0F, rgba[1] / 255.0F, rgba[2] / 255.0F};
  };
  for (int i = 0; i < odd.height; ++i) {
    ASSERT_LT(colour_difference(pixel(odd.width - 1, i), pixel(odd.width - 3, i)), 0.03F) << i;
  }
  for (int i = 0; i < odd.width; ++i) {
    ASSERT_LT(colour_difference(pixel(i, odd.height - 1), pixel(i, odd.height - 3)), 0.03F) << i;
  }
}

TEST_F(ArenaRendererTest, AnUndecidedDiscriminatorIsAPlainNeutral) {
  for (float& logit : logits_) logit = 0.0F;
  draw();
  EXPECT_TRUE(close(at(0.3, 0.2), palette_.arena_neutral));
}

TEST_F(ArenaRendererTest, RealSamplesAreDiscsAndGeneratedOnesTriangles) {
  const std::vector<float> real = {-1.0F, 0.5F};
  const std::vector<float> generated = {1.0F, 0.5F};
  scene_.real = {true, real, 1, 8.0F, 1.0F};
  scene_.generated = {true, generated, 1, 8.0F, 1.0F};
  draw();
  EXPECT_TRUE(close(at(-1.0, 0.5), palette_.real));
  EXPECT_TRUE(close(at(1.0, 0.5), palette_.generated));
  // Beside the top of either, half a radius to the right: inside the disc, outside the triangle.
  const double unit = camera_.units_per_pixel(kViewport);
  EXPECT_TRUE(close(at(-1.0 + 4.0 * unit, 0.5 + 4.0 * unit), palette_.real));
  EXPECT_TRUE(close(at(1.0 + 5.0 * unit, 0.5 + 7.0 * unit), palette_.arena_real));
}

TEST_F(ArenaRendererTest, AMarkCanHaveARingOfItsOwnColour) {
  const std::vector<float> real = {-1.0F, 0.5F, 0.5F, -0.5F};
  const Rgb ring = palette_.warning;
  const std::vector<float> rings = {ring.r, ring.g, ring.b, 0, 0, 0};
  scene_.real = {true, real, 1, 12.0F, 1.0F, rings};
  draw();
  // The outline is the outermost pixel, the ring the two inside it.
  const double ringed = 10.0 * camera_.units_per_pixel(kViewport);
  EXPECT_TRUE(close(at(-1.0, 0.5), palette_.real));
  EXPECT_TRUE(close(at(-1.0 + ringed, 0.5), ring));
  EXPECT_TRUE(close(at(0.5 - ringed, -0.5), {0, 0, 0}));
  scene_.real = {true, real, 2, 12.0F, 1.0F};
  draw();
  EXPECT_TRUE(close(at(-1.0 + ringed, 0.5), palette_.real));
}

TEST_F(ArenaRendererTest, APileHasItsOutlineAroundAllOfIt) {
  scene_.surface.visible = false;
  const double pixel = camera_.units_per_pixel(kViewport);
  // The second disc lies on the first, its left edge in the first's middle; the third stands alone.
  const std::vector<float> discs = {-0.5F, 0.0F, static_cast<float>(-0.5 + 9 * pixel), 0.0F, 1.0F, 0.0F};
  scene_.real = {true, discs, 1, 8.0F, 1.0F};
  // The outline is a pixel wide, of which a part may lie beside the one that is looked at.
  const auto outlined = [&](double x) {
    const float off = colour_difference(at(x, 0.0), palette_.mark_outline);
    return off < colour_difference(at(x, 0.0), palette_.real) &&
           off < colour_difference(at(x, 0.0), palette_.arena_neutral);
  };
  draw();
  EXPECT_TRUE(outlined(-0.5 + 1.5 * pixel));
  scene_.real.piled = 2;
  draw();
  EXPECT_TRUE(close(at(-0.5 + 1.5 * pixel, 0.0), palette_.real));
  EXPECT_TRUE(outlined(-0.5 - 6.8 * pixel));
  EXPECT_TRUE(outlined(-0.5 + 16.5 * pixel));
  EXPECT_TRUE(close(at(1.0, 0.0), palette_.real));
  EXPECT_EQ(renderer_->pictures_drawn(), 2U);
}

TEST_F(ArenaRendererTest, AGlowFadesFromItsMiddleToNothing) {
  scene_.surface.visible = false;
  const double pixel = camera_.units_per_pixel(kViewport);
  const std::vector<float> glows = {-0.5F, 0.25F, 20.0F};
  scene_.piles = {true, glows, 1, 1.0F};
  draw();
  float last = -1;
  for (const double away : {0.0, 6.0, 12.0, 18.0}) {
    const float left = colour_difference(at(-0.5 + away * pixel, 0.25), palette_.generated);
    EXPECT_GT(left, last) << away;
    last = left;
  }
  EXPECT_TRUE(close(at(-0.5, 0.25), palette_.generated));
  EXPECT_TRUE(close(at(-0.5, 0.25 - 21 * pixel), palette_.arena_neutral));
}

TEST_F(ArenaRendererTest, TheTrailOfTheCentreIsThickerAndHasARim) {
  scene_.surface.visible = false;
  const std::vector<float> trail = {-1.0F, 0.0F, 1.0F, 0.0F};
  const double pixel = camera_.units_per_pixel(kViewport);
  scene_.centre_trail = {true, trail, 2, 1, 1.0F, 4.0F};
  draw();
  EXPECT_LT(colour_difference(at(0.95, 0.0), palette_.generated), 0.1F);
  EXPECT_LT(colour_difference(at(0.95, -2.5 * pixel), palette_.mark_outline), 0.45F);
  EXPECT_TRUE(close(at(0.95, 5 * pixel), palette_.arena_neutral));
}

TEST_F(ArenaRendererTest, ArrowsPointAlongTheirVectorAndVanishToADot) {
  scene_.surface.visible = false;
  const std::vector<float> origins = {-1.0F, 0.0F, 1.0F, 0.0F};
  const std::vector<float> vectors = {0.0F, 0.5F, 0.0F, 1e-9F};
  scene_.arrows = {true, origins, vectors, 1, 1.0F, 200.0F, 1.0F};
  draw();
  EXPECT_LT(colour_difference(at(-1.0, 0.2), palette_.arrow), 0.35F);
  EXPECT_TRUE(close(at(-1.0, -0.2), palette_.arena_neutral));
  EXPECT_GT(colour_difference(at(1.0, 0.0), palette_.arena_neutral), 0.2F);
  EXPECT_TRUE(close(at(1.0, 0.1), palette_.arena_neutral));
}

TEST_F(ArenaRendererTest, TrailsFadeIntoThePastAndDoNotJoinOneAnother) {
  scene_.surface.visible = false;
  const std::vector<float> trails = {-1.0F, -0.5F, 0.0F, -0.5F, 1.0F, -0.5F,  // from left to right
                                     -1.0F, 0.5F,  0.0F, 0.5F,  1.0F, 0.5F};
  scene_.trails = {true, trails, 3, 1, 1.0F};
  draw();
  const float old = colour_difference(at(-0.8, -0.5), palette_.arena_neutral);
  const float recent = colour_difference(at(0.8, -0.5), palette_.arena_neutral);
  EXPECT_GT(recent, 2.0F * old);
  EXPECT_TRUE(close(at(0.0, 0.0), palette_.arena_neutral));
}

TEST_F(ArenaRendererTest, DrawsAgainOnlyWhenSomethingHasChanged) {
  draw();
  draw();
  EXPECT_EQ(renderer_->pictures_drawn(), 1U);
  ++scene_.surface.revision;
  draw();
  EXPECT_EQ(renderer_->pictures_drawn(), 2U);
  camera_.pan(1.0, 0.0, kViewport);
  draw();
  EXPECT_EQ(renderer_->pictures_drawn(), 3U);
  draw({120, 90});
  EXPECT_EQ(renderer_->pictures_drawn(), 4U);
}

TEST_F(ArenaRendererTest, AnEmptyViewportIsNoPicture) {
  draw({0, 0});
  EXPECT_EQ(texture_, 0U);
  EXPECT_EQ(renderer_->pictures_drawn(), 0U);
  draw({0, 100});
  EXPECT_EQ(texture_, 0U);
}

TEST_F(ArenaRendererTest, LeavesNoOpenGlErrorWithEverythingShown) {
  const std::vector<float> points = {0.0F, 0.0F, 0.5F, 0.5F};
  scene_.real = {true, points, 1};
  scene_.generated = {true, points, 1};
  scene_.arrows = {true, points, points, 1};
  scene_.trails = {true, points, 2, 1};
  scene_.centre_trail = scene_.trails;
  const std::vector<float> glows = {0.0F, 0.0F, 5.0F};
  scene_.piles = {true, glows, 1};
  scene_.warped_grid = {true, points, 2, 1};
  scene_.tick_step = 0.5;
  while (glGetError() != GL_NO_ERROR) {
  }
  for (const SurfaceMode mode :
       {SurfaceMode::kProbability, SurfaceMode::kLogit, SurfaceMode::kGradientNorm, SurfaceMode::kSigned}) {
    scene_.surface.mode = mode;
    draw();
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
  }
}

}  // namespace
}  // namespace gan
