#include "app/render/arena_renderer.h"

#include <bit>
#include <initializer_list>
#include <optional>
#include <utility>

#include "app/render/arena_layers.h"
#include "core/base/check.h"

namespace gan {
namespace {

// A fingerprint (FNV-1a over 64-bit words) of all that a picture depends on.
class PictureKey {
 public:
  void add(std::uint64_t word) { hash_ = (hash_ ^ word) * 0x100000001b3ULL; }
  void add(int value) { add(static_cast<std::uint64_t>(value)); }
  void add(bool value) { add(std::uint64_t{value ? 1U : 2U}); }
  void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
  void add(float value) { add(std::uint64_t{std::bit_cast<std::uint32_t>(value)}); }
  void add(Rgb colour) {
    add(colour.r);
    add(colour.g);
    add(colour.b);
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

void add_points(PictureKey& key, const PointLayer& layer) {
  key.add(layer.visible);
  key.add(layer.revision);
  key.add(std::uint64_t{layer.xy.size()});
  key.add(layer.radius);
  key.add(layer.opacity);
  key.add(std::uint64_t{layer.rings.size()});
  key.add(std::uint64_t{layer.piled});
}

template <typename Lines>
void add_lines(PictureKey& key, const Lines& layer) {
  key.add(layer.visible);
  key.add(layer.revision);
  key.add(std::uint64_t{layer.xy.size()});
  key.add(layer.opacity);
}

std::uint64_t picture_key(const ArenaScene& scene, const ArenaFrame& frame) {
  PictureKey key;
  key.add(frame.camera.centre_x);
  key.add(frame.camera.centre_y);
  key.add(frame.camera.half_extent);
  key.add(frame.viewport.width);
  key.add(frame.viewport.height);
  key.add(frame.scale);
  const Palette& palette = *frame.palette;
  for (const Rgb colour : {palette.arena_neutral, palette.arena_real, palette.arena_generated, palette.contour}) {
    key.add(colour);
  }
  const SurfaceLayer& surface = scene.surface;
  key.add(surface.visible);
  key.add(surface.revision);
  key.add(std::uint64_t{surface.logits.size()});
  key.add(static_cast<int>(surface.mode));
  key.add(surface.middle);
  key.add(surface.range);
  key.add(surface.contours);
  key.add(surface.opacity);
  for (const double edge : {surface.rect.x_min, surface.rect.x_max, surface.rect.y_min, surface.rect.y_max}) {
    key.add(edge);
  }
  add_points(key, scene.real);
  add_points(key, scene.generated);
  key.add(scene.piles.visible);
  key.add(scene.piles.revision);
  key.add(std::uint64_t{scene.piles.glows.size()});
  key.add(scene.piles.opacity);
  key.add(scene.arrows.visible);
  key.add(scene.arrows.revision);
  key.add(std::uint64_t{scene.arrows.origins.size()});
  key.add(scene.arrows.scale);
  key.add(scene.arrows.max_length);
  key.add(scene.arrows.opacity);
  add_lines(key, scene.trails);
  key.add(scene.trails.width);
  add_lines(key, scene.centre_trail);
  key.add(scene.centre_trail.width);
  add_lines(key, scene.joins);
  add_lines(key, scene.warped_grid);
  key.add(scene.tick_step);
  return key.value();
}

}  // namespace

void ArenaFrame::set_transform(const ShaderProgram& program) const {
  const PixelPoint origin = camera.to_pixel({0.0, 0.0}, viewport);
  const auto pixels = static_cast<float>(1.0 / camera.units_per_pixel(viewport));
  program.set("u_world_to_pixel", pixels, -pixels, static_cast<float>(origin.x), static_cast<float>(origin.y));
  program.set("u_viewport", static_cast<float>(viewport.width), static_cast<float>(viewport.height));
}

struct ArenaRenderer::Parts {
  SurfacePainter surface;
  MarkPainter marks;
  GlowPainter glows;
  ArrowPainter arrows;
  LinePainter lines;
  RenderTarget target{GL_RGBA8, GL_LINEAR};
  std::optional<std::uint64_t> drawn_key = std::nullopt;
  std::uint64_t pictures_drawn = 0;

  void paint(const ArenaScene& scene, const ArenaFrame& frame);
};

void ArenaRenderer::Parts::paint(const ArenaScene& scene, const ArenaFrame& frame) {
  target.resize(frame.viewport.width, frame.viewport.height);
  target.bind();
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
  const Palette& palette = *frame.palette;
  glClearColor(palette.arena_neutral.r, palette.arena_neutral.g, palette.arena_neutral.b, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  surface.draw(scene.surface, frame, target);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  // The picture stays opaque whatever lies on it.
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
  lines.draw_ticks(scene.tick_step, frame);
  lines.draw_grid(scene.warped_grid, frame);
  glows.draw(scene.piles, palette.generated, frame);
  marks.draw(scene.real, MarkShape::kDisc, palette.real, frame);
  lines.draw_trails(scene.trails, frame);
  lines.draw_joins(scene.joins, frame);
  lines.draw_centre_trail(scene.centre_trail, frame);
  marks.draw(scene.generated, MarkShape::kTriangle, palette.generated, frame);
  arrows.draw(scene.arrows, frame);
  glDisable(GL_BLEND);
  glBindVertexArray(0);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

ArenaRendererResult ArenaRenderer::create() {
  std::string error;
  auto surface = SurfacePainter::create(error);
  auto marks = MarkPainter::create(error);
  auto glows = GlowPainter::create(error);
  auto arrows = ArrowPainter::create(error);
  auto lines = LinePainter::create(error);
  if (!surface || !marks || !glows || !arrows || !lines) return {nullptr, error};
  auto parts = std::unique_ptr<Parts>(
      new Parts{std::move(*surface), std::move(*marks), std::move(*glows), std::move(*arrows), std::move(*lines)});
  return {std::unique_ptr<ArenaRenderer>(new ArenaRenderer(std::move(parts))), ""};
}

ArenaRenderer::ArenaRenderer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

ArenaRenderer::~ArenaRenderer() = default;

unsigned int ArenaRenderer::draw(const ArenaScene& scene, const ArenaCamera& camera, Viewport viewport,
                                 const Palette& palette, float scale) {
  GAN_CHECK(scale > 0.0F, "marks are enlarged by a positive factor");
  if (viewport.width <= 0 || viewport.height <= 0) return 0;
  const ArenaFrame frame{camera, viewport, &palette, scale};
  const std::uint64_t key = picture_key(scene, frame);
  if (parts_->drawn_key != key) {
    parts_->paint(scene, frame);
    parts_->drawn_key = key;
    ++parts_->pictures_drawn;
  }
  return parts_->target.texture().id();
}

std::uint64_t ArenaRenderer::pictures_drawn() const {
  return parts_->pictures_drawn;
}

unsigned int ArenaRenderer::framebuffer() const {
  return parts_->target.framebuffer();
}

}  // namespace gan
