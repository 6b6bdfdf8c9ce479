#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "app/render/arena_layers.h"
#include "core/base/check.h"
#include "shaders.h"

namespace gan {
namespace {

// Index along an axis of nodes, which lie at the centres of equal cells, = pixel · scale + shift.
struct PixelToNode {
  float scale = 0.0F;
  float shift = 0.0F;
};

PixelToNode pixel_to_node(double world_at_zero, double world_per_pixel, double first, double last, int nodes) {
  const double per_world = nodes / (last - first);
  return {static_cast<float>(world_per_pixel * per_world),
          static_cast<float>((world_at_zero - first) * per_world - 0.5)};
}

}  // namespace

std::optional<SurfacePainter> SurfacePainter::create(std::string& error) {
  const std::string_view corners = shaders::fullscreen_vert;
  auto columns = ShaderProgram::build("surface columns", corners, shaders::surface_columns_frag, error);
  auto pieces = ShaderProgram::build("surface pieces", corners, shaders::surface_pieces_frag, error);
  auto surface = ShaderProgram::build("surface", corners, shaders::surface_frag, error);
  if (!columns || !pieces || !surface) return std::nullopt;
  return SurfacePainter(std::move(*columns), std::move(*pieces), std::move(*surface));
}

SurfacePainter::SurfacePainter(ShaderProgram columns, ShaderProgram pieces, ShaderProgram surface)
    : columns_program_(std::move(columns)),
      pieces_program_(std::move(pieces)),
      surface_program_(std::move(surface)),
      logits_(GL_NEAREST),
      columns_(GL_R32F, GL_NEAREST),
      pieces_(GL_RGBA32F, GL_NEAREST) {}

void SurfacePainter::set_colours(const Palette& palette, SurfaceMode mode) const {
  // The parabola through the map's neutral, the middle of a side, and its end.
  const Rgb n = palette.arena_neutral;
  const auto set_side = [&](const char* slope, const char* bend, Rgb m, Rgb e) {
    surface_program_.set(slope, 4.0F * m.r - 3.0F * n.r - e.r, 4.0F * m.g - 3.0F * n.g - e.g,
                         4.0F * m.b - 3.0F * n.b - e.b);
    surface_program_.set(bend, 2.0F * (n.r - 2.0F * m.r + e.r), 2.0F * (n.g - 2.0F * m.g + e.g),
                         2.0F * (n.b - 2.0F * m.b + e.b));
  };
  // The gradient and what has another sign than D's opinion belong to neither player: they have colours of their own.
  const auto at = [&](float side) {
    return mode == SurfaceMode::kGradientNorm ? length_colour(palette, std::abs(side))
           : mode == SurfaceMode::kSigned     ? signed_colour(palette, side)
                                              : surface_colour(palette, side);
  };
  set_side("u_real_slope", "u_real_bend", at(0.5F), at(1));
  set_side("u_generated_slope", "u_generated_bend", at(-0.5F), at(-1));
  surface_program_.set("u_neutral", n.r, n.g, n.b);
  surface_program_.set("u_contour", palette.contour.r, palette.contour.g, palette.contour.b);
}

void SurfacePainter::interpolate(const SurfaceLayer& layer, const ArenaFrame& frame) {
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

  pieces_.resize(frame.viewport.width, layer.ny - 1);
  pieces_.bind();
  pieces_program_.use();
  pieces_program_.set("u_columns", 0);
  columns_.texture().bind(0);
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

void SurfacePainter::draw(const SurfaceLayer& layer, const ArenaFrame& frame, const RenderTarget& target) {
  if (!layer.visible || layer.logits.empty()) return;
  GAN_CHECK(layer.nx >= 2 && layer.ny >= 2, "a surface has at least two nodes a side");
  GAN_CHECK(layer.logits.size() == static_cast<std::size_t>(layer.nx) * static_cast<std::size_t>(layer.ny),
            "a surface holds one logit a node");
  GAN_CHECK(layer.rect.x_max > layer.rect.x_min && layer.rect.y_max > layer.rect.y_min, "a surface has an extent");
  GAN_CHECK(layer.range > 0.0F, "the range of a surface's map is positive");
  if (revision_ != layer.revision) {
    logits_.upload(GL_R32F, layer.nx, layer.ny, GL_RED, GL_FLOAT, layer.logits.data());
    revision_ = layer.revision;
  }
  glDisable(GL_BLEND);
  glBindVertexArray(no_attributes_.id());
  interpolate(layer, frame);

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

  const double units = frame.camera.units_per_pixel(frame.viewport);
  const WorldPoint corner = frame.camera.to_world({0.0, 0.0}, frame.viewport);
  const auto nodes = pixel_to_node(corner.y, -units, layer.rect.y_min, layer.rect.y_max, layer.ny);
  const ShaderProgram& program = surface_program_;
  program.use();
  set_colours(*frame.palette, layer.mode);
  program.set("u_pieces", 0);
  program.set("u_row_to_node", nodes.scale, nodes.shift);
  const bool linear = layer.mode == SurfaceMode::kLogit || layer.mode == SurfaceMode::kSigned;
  program.set("u_mode", linear ? static_cast<int>(SurfaceMode::kLogit) : static_cast<int>(layer.mode));
  program.set("u_middle", layer.mode == SurfaceMode::kProbability ? 0.0F : layer.middle);
  program.set("u_unit", linear ? layer.range : 1.0F);
  program.set("u_range", layer.range);
  program.set("u_levels", linear ? 5.0F : 5.0F / layer.range);
  program.set("u_pixels_per_unit", static_cast<float>(1.0 / units));
  program.set("u_contour_opacity", layer.contours ? 0.9F : 0.0F);
  program.set("u_line_width", 2.0F * frame.scale);
  program.set("u_opacity", layer.opacity);
  pieces_.texture().bind(0);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDisable(GL_SCISSOR_TEST);
}

}  // namespace gan
