#include <algorithm>
#include <cstddef>

#include "app/render/arena_layers.h"
#include "core/base/check.h"
#include "shaders.h"

namespace gan {

namespace {

constexpr float kTriangleInscribed = 0.7776F;  // radius of its inscribed circle by that of a disc of the same area

// Attribute `index` of the bound vertex array: (x, y), or as many numbers, of `buffer` from point `first` on, one an
// instance.
void set_point_attribute(GLuint index, const GlBuffer& buffer, GLint numbers = 2, std::size_t first = 0) {
  glBindBuffer(GL_ARRAY_BUFFER, buffer.id());
  glEnableVertexAttribArray(index);
  const std::size_t offset = first * static_cast<std::size_t>(numbers) * sizeof(float);
  glVertexAttribPointer(index, numbers, GL_FLOAT, GL_FALSE, 0, reinterpret_cast<const void*>(offset));
  glVertexAttribDivisor(index, 1);
}

void upload(const GlBuffer& buffer, std::span<const float> numbers) {
  glBindBuffer(GL_ARRAY_BUFFER, buffer.id());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(numbers.size_bytes()), numbers.data(), GL_STREAM_DRAW);
}

}  // namespace

PointBuffer::PointBuffer() {
  glBindVertexArray(vertex_array_.id());
  set_point_attribute(0, buffer_);
  set_point_attribute(1, ring_buffer_, 3);
  glBindVertexArray(0);
}

void PointBuffer::update(std::span<const float> xy, std::span<const float> rings, std::uint64_t revision) {
  GAN_CHECK(xy.size() % 2 == 0, "points have an x and a y");
  GAN_CHECK(rings.empty() || 2 * rings.size() == 3 * xy.size(), "a ring has a colour");
  if (revision_ == revision) return;
  upload(buffer_, xy);
  rings_ = !rings.empty();
  if (rings_) upload(ring_buffer_, rings);
  count_ = static_cast<int>(xy.size() / 2);
  revision_ = revision;
}

void PointBuffer::draw(Rgb no_ring, std::size_t first, std::size_t last) const {
  if (first >= last) return;
  glBindVertexArray(vertex_array_.id());
  set_point_attribute(0, buffer_, 2, first);
  if (rings_) {
    set_point_attribute(1, ring_buffer_, 3, first);
  } else {
    glDisableVertexAttribArray(1);
    glVertexAttrib3f(1, no_ring.r, no_ring.g, no_ring.b);
  }
  glDrawArraysInstanced(GL_TRIANGLES, 0, 3, static_cast<GLsizei>(last - first));
}

std::optional<MarkPainter> MarkPainter::create(std::string& error) {
  auto program = ShaderProgram::build("marks", shaders::marker_vert, shaders::marker_frag, error);
  if (!program) return std::nullopt;
  return MarkPainter(std::move(*program));
}

void MarkPainter::draw(const PointLayer& layer, MarkShape shape, Rgb fill, const ArenaFrame& frame) {
  if (!layer.visible || layer.xy.empty()) return;
  PointBuffer& marks = shape == MarkShape::kDisc ? discs_ : triangles_;
  marks.update(layer.xy, layer.rings, layer.revision);
  const float radius = layer.radius * frame.scale;
  // Half a pixel of soft edge lies around either shape; the triangle's area equals the disc's.
  const float inscribed = (shape == MarkShape::kDisc ? 1.0F : kTriangleInscribed) * radius;
  const Rgb edge = frame.palette->mark_outline;
  program_.use();
  frame.set_transform(program_);
  program_.set("u_reach", inscribed + 1.0F);
  program_.set("u_shape", static_cast<int>(shape));
  const float outline = 1.0F * frame.scale;
  program_.set("u_ring", layer.rings.empty() ? 0.0F : 2.0F * frame.scale);
  program_.set("u_fill", fill.r, fill.g, fill.b);
  program_.set("u_edge", edge.r, edge.g, edge.b);
  program_.set("u_opacity", layer.opacity);
  // Of a pile first all shapes in the outline's colour, then all insides: the outline is left around the pile only.
  const std::size_t piled = std::min(layer.piled, marks.count());
  program_.set("u_radius", radius);
  program_.set("u_outline", 2.0F * radius);
  marks.draw(fill, 0, piled);
  program_.set("u_radius", radius - outline / (shape == MarkShape::kDisc ? 1.0F : kTriangleInscribed));
  program_.set("u_outline", 0.0F);
  marks.draw(fill, 0, piled);
  program_.set("u_radius", radius);
  program_.set("u_outline", outline);
  marks.draw(fill, piled, marks.count());
}

std::optional<GlowPainter> GlowPainter::create(std::string& error) {
  auto program = ShaderProgram::build("glows", shaders::glow_vert, shaders::glow_frag, error);
  if (!program) return std::nullopt;
  return GlowPainter(std::move(*program));
}

GlowPainter::GlowPainter(ShaderProgram program) : program_(std::move(program)) {
  glBindVertexArray(vertex_array_.id());
  set_point_attribute(0, glows_, 3);
  glBindVertexArray(0);
}

void GlowPainter::draw(const GlowLayer& layer, Rgb colour, const ArenaFrame& frame) {
  if (!layer.visible || layer.glows.empty()) return;
  GAN_CHECK(layer.glows.size() % 3 == 0, "a glow has a place and a radius");
  if (revision_ != layer.revision) {
    upload(glows_, layer.glows);
    count_ = static_cast<int>(layer.glows.size() / 3);
    revision_ = layer.revision;
  }
  program_.use();
  frame.set_transform(program_);
  program_.set("u_scale", frame.scale);
  program_.set("u_colour", colour.r, colour.g, colour.b);
  program_.set("u_opacity", layer.opacity);
  glBindVertexArray(vertex_array_.id());
  glDrawArraysInstanced(GL_TRIANGLES, 0, 3, count_);
}

std::optional<ArrowPainter> ArrowPainter::create(std::string& error) {
  auto program = ShaderProgram::build("arrows", shaders::arrow_vert, shaders::arrow_frag, error);
  if (!program) return std::nullopt;
  return ArrowPainter(std::move(*program));
}

ArrowPainter::ArrowPainter(ShaderProgram program) : program_(std::move(program)) {
  glBindVertexArray(vertex_array_.id());
  set_point_attribute(0, origins_);
  set_point_attribute(1, vectors_);
  glBindVertexArray(0);
}

void ArrowPainter::draw(const ArrowLayer& layer, const ArenaFrame& frame) {
  if (!layer.visible || layer.origins.empty()) return;
  GAN_CHECK(layer.origins.size() == layer.vectors.size() && layer.origins.size() % 2 == 0,
            "an arrow has an origin and a vector");
  if (revision_ != layer.revision) {
    upload(origins_, layer.origins);
    upload(vectors_, layer.vectors);
    count_ = static_cast<int>(layer.origins.size() / 2);
    revision_ = layer.revision;
  }
  const float width = 1.4F * frame.scale;
  const Rgb colour = frame.palette->arrow;
  const Rgb edge = frame.palette->arrow_edge;
  program_.use();
  frame.set_transform(program_);
  program_.set("u_scale", layer.scale);
  program_.set("u_max_length", layer.max_length * frame.scale);
  program_.set("u_width", width);
  program_.set("u_reach", 2.1F * width + 2.0F);
  program_.set("u_colour", colour.r, colour.g, colour.b);
  program_.set("u_edge", edge.r, edge.g, edge.b);
  program_.set("u_opacity", layer.opacity);
  glBindVertexArray(vertex_array_.id());
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, count_);
}

}  // namespace gan
