#include <cstddef>

#include "app/render/arena_layers.h"
#include "core/base/check.h"
#include "shaders.h"

namespace gan {

InstanceBuffer::InstanceBuffer(int components) : components_(components) {
  glBindVertexArray(vertex_array_.id());
  glBindBuffer(GL_ARRAY_BUFFER, buffer_.id());
  glEnableVertexAttribArray(0);
  glVertexAttribPointer(0, components, GL_FLOAT, GL_FALSE, 0, nullptr);
  glVertexAttribDivisor(0, 1);
  glBindVertexArray(0);
}

void InstanceBuffer::update(std::span<const float> numbers, std::uint64_t revision) {
  GAN_CHECK(numbers.size() % static_cast<std::size_t>(components_) == 0, "a layer holds whole instances");
  if (revision_ == revision) return;
  glBindBuffer(GL_ARRAY_BUFFER, buffer_.id());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(numbers.size_bytes()), numbers.data(),
               GL_STREAM_DRAW);
  count_ = static_cast<int>(numbers.size()) / components_;
  revision_ = revision;
}

void InstanceBuffer::draw(int corners) const {
  if (count_ == 0) return;
  glBindVertexArray(vertex_array_.id());
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, corners, count_);
}

std::optional<MarkPainter> MarkPainter::create(std::string& error) {
  auto program = ShaderProgram::build("marks", shaders::marker_vert, shaders::marker_frag, error);
  if (!program) return std::nullopt;
  return MarkPainter(std::move(*program));
}

void MarkPainter::draw(const PointLayer& layer, MarkShape shape, Rgb fill, const ArenaFrame& frame) {
  if (!layer.visible || layer.xy.empty()) return;
  InstanceBuffer& marks = shape == MarkShape::kDisc ? discs_ : triangles_;
  marks.update(layer.xy, layer.revision);
  const float radius = layer.radius * frame.scale;
  // Half a pixel of soft edge lies around either shape; the triangle's area equals the disc's.
  const float inscribed = (shape == MarkShape::kDisc ? 1.0F : 0.7776F) * radius;
  const Rgb edge = frame.palette->mark_outline;
  program_.use();
  frame.set_transform(program_);
  program_.set("u_reach", inscribed + 1.0F);
  program_.set("u_shape", static_cast<int>(shape));
  program_.set("u_radius", radius);
  program_.set("u_outline", 1.0F * frame.scale);
  program_.set("u_fill", fill.r, fill.g, fill.b);
  program_.set("u_edge", edge.r, edge.g, edge.b);
  program_.set("u_opacity", layer.opacity);
  marks.draw(3);
}

std::optional<ArrowPainter> ArrowPainter::create(std::string& error) {
  auto program = ShaderProgram::build("arrows", shaders::arrow_vert, shaders::arrow_frag, error);
  if (!program) return std::nullopt;
  return ArrowPainter(std::move(*program));
}

void ArrowPainter::draw(const ArrowLayer& layer, const ArenaFrame& frame) {
  if (!layer.visible || layer.origin_vector.empty()) return;
  arrows_.update(layer.origin_vector, layer.revision);
  const float width = 1.4F * frame.scale;
  const Rgb color = frame.palette->arrow;
  const Rgb edge = frame.palette->arrow_edge;
  program_.use();
  frame.set_transform(program_);
  program_.set("u_scale", layer.scale);
  program_.set("u_max_length", layer.max_length * frame.scale);
  program_.set("u_width", width);
  program_.set("u_reach", 2.1F * width + 2.0F);
  program_.set("u_color", color.r, color.g, color.b);
  program_.set("u_edge", edge.r, edge.g, edge.b);
  program_.set("u_opacity", layer.opacity);
  arrows_.draw(4);
}

}  // namespace gan
