// The drawing of one kind of thing each: the surface, marks (discs, triangles) and the glow of piles of them, arrows,
// and lines. Each owns
// its shader and its buffers, which keep their memory between frames; the arena's renderer puts them on top
// of one another.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/platform/gl_objects.h"
#include "app/render/arena_scene.h"
#include "app/ui/palette.h"

namespace gan {

// What all layers share while one picture is drawn.
struct ArenaFrame {
  ArenaCamera camera;
  Viewport viewport;
  const Palette* palette = nullptr;
  float scale = 1.0F;

  // Sets u_world_to_pixel and u_viewport of the program in use.
  void set_transform(const ShaderProgram& program) const;
};

// D's surface from a grid of logits.
class SurfacePainter {
 public:
  static std::optional<SurfacePainter> create(std::string& error);
  void draw(const SurfaceLayer& layer, const ArenaFrame& frame, const RenderTarget& target);

 private:
  SurfacePainter(ShaderProgram columns, ShaderProgram pieces, ShaderProgram surface);
  void interpolate(const SurfaceLayer& layer, const ArenaFrame& frame);
  void set_colours(const Palette& palette, SurfaceMode mode) const;

  ShaderProgram columns_program_;
  ShaderProgram pieces_program_;
  ShaderProgram surface_program_;
  GlVertexArray no_attributes_;
  GlTexture logits_;
  RenderTarget columns_;
  RenderTarget pieces_;
  std::optional<std::uint64_t> revision_;
};

enum class MarkShape { kDisc = 0, kTriangle = 1 };

// Points (x, y), one an instance, at attribute 0, and the colours of their rings at attribute 1; sent again only when
// their revision changes, into memory that is kept.
class PointBuffer {
 public:
  PointBuffer();
  void update(std::span<const float> xy, std::span<const float> rings, std::uint64_t revision);
  // The points from `first` to before `last`. `no_ring`: the colour at attribute 1 where there are no rings.
  void draw(Rgb no_ring, std::size_t first, std::size_t last) const;
  std::size_t count() const { return static_cast<std::size_t>(count_); }

 private:
  int count_ = 0;
  bool rings_ = false;
  GlVertexArray vertex_array_;
  GlBuffer buffer_, ring_buffer_;
  std::optional<std::uint64_t> revision_;
};

class MarkPainter {
 public:
  static std::optional<MarkPainter> create(std::string& error);
  void draw(const PointLayer& layer, MarkShape shape, Rgb fill, const ArenaFrame& frame);

 private:
  explicit MarkPainter(ShaderProgram program) : program_(std::move(program)) {}
  ShaderProgram program_;
  PointBuffer discs_;
  PointBuffer triangles_;
};

class GlowPainter {
 public:
  static std::optional<GlowPainter> create(std::string& error);
  void draw(const GlowLayer& layer, Rgb colour, const ArenaFrame& frame);

 private:
  explicit GlowPainter(ShaderProgram program);
  ShaderProgram program_;
  int count_ = 0;
  GlVertexArray vertex_array_;
  GlBuffer glows_;
  std::optional<std::uint64_t> revision_;
};

class ArrowPainter {
 public:
  static std::optional<ArrowPainter> create(std::string& error);
  void draw(const ArrowLayer& layer, const ArenaFrame& frame);

 private:
  explicit ArrowPainter(ShaderProgram program);
  ShaderProgram program_;
  int count_ = 0;
  GlVertexArray vertex_array_;
  GlBuffer origins_;
  GlBuffer vectors_;
  std::optional<std::uint64_t> revision_;
};

// Polylines of vertices (x, y, opacity) in one buffer.
class LineBuffer {
 public:
  LineBuffer();
  bool is_current(std::uint64_t revision) const { return revision_ == revision; }
  void clear() { vertices_.clear(); }
  // `opacity` ≥ 0; the last vertex of a polyline says so.
  void add(float x, float y, float opacity, bool last);
  void upload(std::uint64_t revision);
  void draw_pieces() const;

 private:
  std::vector<float> vertices_;
  int count_ = 0;
  GlVertexArray vertex_array_;
  GlBuffer buffer_;
  std::optional<std::uint64_t> revision_;
};

class LinePainter {
 public:
  static std::optional<LinePainter> create(std::string& error);
  void draw_ticks(double step, const ArenaFrame& frame);
  void draw_trails(const TrailLayer& layer, const ArenaFrame& frame);
  void draw_centre_trail(const TrailLayer& layer, const ArenaFrame& frame);
  void draw_joins(const TrailLayer& layer, const ArenaFrame& frame);
  void draw_grid(const GridLayer& layer, const ArenaFrame& frame);

 private:
  explicit LinePainter(ShaderProgram program) : program_(std::move(program)) {}
  // Whether there is something to draw.
  static bool update(LineBuffer& lines, const TrailLayer& layer);
  void draw(const LineBuffer& lines, const ArenaFrame& frame, Rgb colour, float opacity, float width) const;

  ShaderProgram program_;
  LineBuffer ticks_;
  LineBuffer trails_;
  LineBuffer centre_trail_;
  LineBuffer joins_;
  LineBuffer grid_;
};

}  // namespace gan
