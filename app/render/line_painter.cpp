#include <cmath>
#include <cstddef>

#include "app/render/arena_layers.h"
#include "core/base/check.h"
#include "shaders.h"

namespace gan {
namespace {

constexpr int kComponents = 3;

// Appends polylines of `length` vertices; `opacity_at(t)` says how strong the line is at vertex t.
template <typename Opacity>
void add_polylines(LineBuffer& lines, std::span<const float> xy, int length, Opacity opacity_at) {
  const auto per_line = static_cast<std::size_t>(length);
  GAN_CHECK(length >= 2 && xy.size() % (2 * per_line) == 0, "polylines have two vertices or more, all as many");
  lines.clear();
  for (std::size_t vertex = 0; vertex < xy.size() / 2; ++vertex) {
    const std::size_t t = vertex % per_line;
    lines.add(xy[2 * vertex], xy[2 * vertex + 1], opacity_at(t), t + 1 == per_line);
  }
}

}  // namespace

LineBuffer::LineBuffer() {
  // Piece i reads vertex i at attribute 0 and vertex i + 1 at attribute 1, from the same buffer.
  constexpr GLsizei kStride = kComponents * sizeof(float);
  glBindVertexArray(vertex_array_.id());
  glBindBuffer(GL_ARRAY_BUFFER, buffer_.id());
  for (GLuint attribute = 0; attribute < 2; ++attribute) {
    glEnableVertexAttribArray(attribute);
    glVertexAttribPointer(attribute, kComponents, GL_FLOAT, GL_FALSE, kStride,
                          reinterpret_cast<const void*>(static_cast<std::size_t>(attribute) * kStride));
    glVertexAttribDivisor(attribute, 1);
  }
  glBindVertexArray(0);
}

void LineBuffer::add(float x, float y, float opacity, bool last) {
  constexpr float kLeast = 1e-3F;  // keeps the sign, which is the mark of a last vertex
  opacity = std::fmax(opacity, kLeast);
  vertices_.insert(vertices_.end(), {x, y, last ? -opacity : opacity});
}

void LineBuffer::upload(std::uint64_t revision) {
  glBindBuffer(GL_ARRAY_BUFFER, buffer_.id());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices_.size() * sizeof(float)), vertices_.data(),
               GL_STREAM_DRAW);
  count_ = static_cast<int>(vertices_.size()) / kComponents;
  revision_ = revision;
}

void LineBuffer::draw_pieces() const {
  if (count_ < 2) return;
  glBindVertexArray(vertex_array_.id());
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, count_ - 1);
}

std::optional<LinePainter> LinePainter::create(std::string& error) {
  auto program = ShaderProgram::build("lines", shaders::segment_vert, shaders::segment_frag, error);
  if (!program) return std::nullopt;
  return LinePainter(std::move(*program));
}

void LinePainter::draw(const LineBuffer& lines, const ArenaFrame& frame, Rgb colour, float opacity, float width) const {
  program_.use();
  frame.set_transform(program_);
  program_.set("u_reach", 0.5F * width + 1.0F);
  program_.set("u_width", width);
  program_.set("u_colour", colour.r, colour.g, colour.b);
  program_.set("u_opacity", opacity);
  lines.draw_pieces();
}

void LinePainter::draw_ticks(double step, const ArenaFrame& frame) {
  if (!(step > 0.0)) return;
  const Viewport viewport = frame.viewport;
  const WorldRect visible = frame.camera.visible(viewport);
  constexpr double kMostLines = 200.0;
  if ((visible.x_max - visible.x_min + visible.y_max - visible.y_min) / step > kMostLines) return;
  // Lines go through the middle of pixels, so that each is one sharp pixel wide.
  const auto middle = [](double pixel) { return std::floor(pixel) + 0.5; };
  const auto strength = [](double index) { return index == 0.0 ? 1.0F : 0.45F; };
  const auto add = [&](PixelPoint from, PixelPoint to, float opacity) {
    const WorldPoint a = frame.camera.to_world(from, viewport);
    const WorldPoint b = frame.camera.to_world(to, viewport);
    ticks_.add(static_cast<float>(a.x), static_cast<float>(a.y), opacity, false);
    ticks_.add(static_cast<float>(b.x), static_cast<float>(b.y), opacity, true);
  };
  ticks_.clear();
  for (double i = std::ceil(visible.x_min / step); i * step <= visible.x_max; i += 1.0) {
    const double x = middle(frame.camera.to_pixel({i * step, 0.0}, viewport).x);
    add({x, 0.0}, {x, static_cast<double>(viewport.height)}, strength(i));
  }
  for (double i = std::ceil(visible.y_min / step); i * step <= visible.y_max; i += 1.0) {
    const double y = middle(frame.camera.to_pixel({0.0, i * step}, viewport).y);
    add({0.0, y}, {static_cast<double>(viewport.width), y}, strength(i));
  }
  ticks_.upload(0);
  draw(ticks_, frame, frame.palette->arena_grid, 0.22F, std::fmax(1.0F, std::floor(frame.scale)));
}

bool LinePainter::update(LineBuffer& lines, const TrailLayer& layer) {
  if (!layer.visible || layer.xy.empty() || layer.length < 2) return false;
  if (lines.is_current(layer.revision)) return true;
  const float last = static_cast<float>(layer.length - 1);
  add_polylines(lines, layer.xy, layer.length, [last](std::size_t t) { return static_cast<float>(t) / last; });
  lines.upload(layer.revision);
  return true;
}

void LinePainter::draw_trails(const TrailLayer& layer, const ArenaFrame& frame) {
  if (update(trails_, layer)) draw(trails_, frame, frame.palette->trail, layer.opacity, layer.width * frame.scale);
}

void LinePainter::draw_centre_trail(const TrailLayer& layer, const ArenaFrame& frame) {
  if (!update(centre_trail_, layer)) return;
  draw(centre_trail_, frame, frame.palette->mark_outline, layer.opacity, (layer.width + 2.0F) * frame.scale);
  draw(centre_trail_, frame, frame.palette->generated, layer.opacity, layer.width * frame.scale);
}

void LinePainter::draw_joins(const TrailLayer& layer, const ArenaFrame& frame) {
  if (update(joins_, layer)) draw(joins_, frame, frame.palette->trail, layer.opacity, layer.width * frame.scale);
}

void LinePainter::draw_grid(const GridLayer& layer, const ArenaFrame& frame) {
  if (!layer.visible || layer.xy.empty() || layer.length < 2) return;
  if (!grid_.is_current(layer.revision)) {
    add_polylines(grid_, layer.xy, layer.length, [](std::size_t) { return 1.0F; });
    grid_.upload(layer.revision);
  }
  draw(grid_, frame, frame.palette->trail, layer.opacity, 1.0F * frame.scale);
}

}  // namespace gan
