#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "app/render/arena_layers.h"
#include "core/base/check.h"
#include "shaders.h"

namespace gan {
namespace {

// index along an axis of nodes = pixel · scale + shift
struct PixelToNode {
  float scale = 0.0F;
  float shift = 0.0F;
};

PixelToNode pixel_to_node(double world_at_zero, double world_per_pixel, double first, double last,
                          int nodes) {
  const double per_world = (nodes - 1) / (last - first);
  return {static_cast<float>(world_per_pixel * per_world),
          static_cast<float>((world_at_zero - first) * per_world)};
}

}  // namespace

std::optional<SurfacePainter> SurfacePainter::create(std::string& error) {
  auto columns =
      ShaderProgram::build("surface columns", shaders::fullscreen_vert, shaders::surface_columns_frag, error);
  auto surface = ShaderProgram::build("surface", shaders::fullscreen_vert, shaders::surface_frag, error);
  if (!columns || !surface) return std::nullopt;
  return SurfacePainter(std::move(*columns), std::move(*surface));
}

SurfacePainter::SurfacePainter(ShaderProgram columns, ShaderProgram surface)
    : columns_program_(std::move(columns)),
      surface_program_(std::move(surface)),
      logits_(GL_NEAREST),
      map_(GL_LINEAR),
      columns_(GL_R32F, GL_NEAREST) {}

void SurfacePainter::update_map(const Palette& palette) {
  const Rgb neutral = palette.arena_neutral;
  if (map_neutral_ && map_neutral_->r == neutral.r && map_neutral_->g == neutral.g &&
      map_neutral_->b == neutral.b) {
    return;
  }
  const SurfaceMap map = make_surface_map(palette);
  std::array<std::uint8_t, std::size_t{3} * kSurfaceMapSize> bytes;
  for (std::size_t i = 0; i < map.size(); ++i) {
    bytes[3 * i] = static_cast<std::uint8_t>(std::lround(map[i].r * 255.0F));
    bytes[3 * i + 1] = static_cast<std::uint8_t>(std::lround(map[i].g * 255.0F));
    bytes[3 * i + 2] = static_cast<std::uint8_t>(std::lround(map[i].b * 255.0F));
  }
  map_.upload(GL_RGB8, kSurfaceMapSize, 1, GL_RGB, GL_UNSIGNED_BYTE, bytes.data());
  map_neutral_ = neutral;
}

void SurfacePainter::interpolate_columns(const SurfaceLayer& layer, const ArenaFrame& frame) {
  columns_.resize(frame.viewport.width, layer.ny);
  columns_.bind();
  const WorldPoint corner = frame.camera.to_world({0.0, 0.0}, frame.viewport);
  const auto nodes = pixel_to_node(corner.x, frame.camera.units_per_pixel(frame.viewport), layer.rect.x_min,
                                   layer.rect.x_max, layer.nx);
  columns_program_.use();
  columns_program_.set("u_column_to_node", nodes.scale, nodes.shift);
  columns_program_.set("u_logits", 0);
  logits_.bind(0);
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

void SurfacePainter::draw(const SurfaceLayer& layer, const ArenaFrame& frame, const RenderTarget& target) {
  if (!layer.visible || layer.logits.empty()) return;
  GAN_CHECK(layer.nx >= 2 && layer.ny >= 2, "a surface has at least two nodes a side");
  GAN_CHECK(layer.logits.size() == static_cast<std::size_t>(layer.nx) * static_cast<std::size_t>(layer.ny),
            "a surface holds one logit a node");
  GAN_CHECK(layer.rect.x_max > layer.rect.x_min && layer.rect.y_max > layer.rect.y_min,
            "a surface has an extent");
  GAN_CHECK(layer.range > 0.0F, "the range of a surface's map is positive");
  if (revision_ != layer.revision) {
    logits_.upload(GL_R32F, layer.nx, layer.ny, GL_RED, GL_FLOAT, layer.logits.data());
    revision_ = layer.revision;
  }
  update_map(*frame.palette);
  glDisable(GL_BLEND);
  glBindVertexArray(no_attributes_.id());
  interpolate_columns(layer, frame);

  // Nothing is known beyond the rectangle: it is left in the neutral that the picture was cleared to.
  target.bind();
  const PixelPoint low = frame.camera.to_pixel({layer.rect.x_min, layer.rect.y_max}, frame.viewport);
  const PixelPoint high = frame.camera.to_pixel({layer.rect.x_max, layer.rect.y_min}, frame.viewport);
  const auto edge = [](double pixel, int size) {
    return static_cast<int>(std::lround(std::clamp(pixel, 0.0, static_cast<double>(size))));
  };
  const int left = edge(low.x, frame.viewport.width);
  const int top = edge(low.y, frame.viewport.height);
  glEnable(GL_SCISSOR_TEST);
  glScissor(left, top, edge(high.x, frame.viewport.width) - left, edge(high.y, frame.viewport.height) - top);

  const Palette& palette = *frame.palette;
  const double units = frame.camera.units_per_pixel(frame.viewport);
  const WorldPoint corner = frame.camera.to_world({0.0, 0.0}, frame.viewport);
  const auto nodes = pixel_to_node(corner.y, -units, layer.rect.y_min, layer.rect.y_max, layer.ny);
  const ShaderProgram& program = surface_program_;
  program.use();
  program.set("u_columns", 0);
  program.set("u_map", 1);
  program.set("u_row_to_node", nodes.scale, nodes.shift);
  program.set("u_mode", static_cast<int>(layer.mode));
  program.set("u_range", layer.range);
  program.set("u_logit_step", layer.range / 5.0F);
  program.set("u_pixels_per_unit", static_cast<float>(1.0 / units));
  program.set("u_neutral", palette.arena_neutral.r, palette.arena_neutral.g, palette.arena_neutral.b);
  program.set("u_contour", palette.contour.r, palette.contour.g, palette.contour.b);
  program.set("u_contour_opacity", layer.contours ? 0.9F : 0.0F);
  program.set("u_line_width", 2.0F * frame.scale);
  program.set("u_opacity", layer.opacity);
  columns_.texture().bind(0);
  map_.bind(1);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDisable(GL_SCISSOR_TEST);
}

}  // namespace gan
