#include "app/picture/arena_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace gan {
namespace {

constexpr float kInscribed = 0.7776F;  // see MarkPainter: of a triangle of the same area as a disc
constexpr int kFadeSteps = 16;         // in which trails fade

FigureColour shade_of(Rgb c, float opacity) {
  const auto byte = [](float channel) {
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(channel, 0.0F, 1.0F)));
  };
  return {byte(c.r), byte(c.g), byte(c.b), byte(opacity)};
}

class ArenaFigure {
 public:
  explicit ArenaFigure(const SurfaceView& view) : view_(view), palette_(view.palette) {
    const PixelPoint origin = view.camera.to_pixel({0, 0}, view.viewport);
    pixels_ = static_cast<float>(1 / view.camera.units_per_pixel(view.viewport));
    x_ = static_cast<float>(origin.x);
    y_ = static_cast<float>(origin.y);
  }

  std::vector<FigurePart> draw(const ArenaScene& scene) {
    const auto width = static_cast<float>(view_.viewport.width), height = static_cast<float>(view_.viewport.height);
    FigurePath ground;
    ground.fill = shade_of(palette_.arena_neutral, 1);
    ground.add({{0, 0}, {width, 0}, {width, height}, {0, height}});
    parts_.emplace_back(std::move(ground));
    for (FigurePart& part : surface_parts(scene.surface, view_)) parts_.push_back(std::move(part));
    ticks(scene.tick_step);
    grid(scene.warped_grid);
    glows(scene.piles);
    marks(scene.real, true, palette_.real);
    trails(scene.trails, palette_.trail, scene.trails.width);
    trails(scene.centre_trail, palette_.mark_outline, scene.centre_trail.width + 2);
    trails(scene.centre_trail, palette_.generated, scene.centre_trail.width);
    marks(scene.generated, false, palette_.generated);
    arrows(scene.arrows);
    return std::move(parts_);
  }

 private:
  FigurePoint place(std::span<const float> xy, std::size_t i) const {
    return {x_ + pixels_ * xy[2 * i], y_ - pixels_ * xy[2 * i + 1]};
  }
  static bool finite(FigurePoint p) { return std::isfinite(p.x) && std::isfinite(p.y); }
  bool near(FigurePoint p, float reach) const {
    return finite(p) && p.x > -reach && p.y > -reach && p.x < static_cast<float>(view_.viewport.width) + reach &&
           p.y < static_cast<float>(view_.viewport.height) + reach;
  }

  // See LinePainter::draw_ticks.
  void ticks(double step) {
    if (!(step > 0)) return;
    const WorldRect seen = view_.camera.visible(view_.viewport);
    constexpr double kMostLines = 200;
    if ((seen.x_max - seen.x_min + seen.y_max - seen.y_min) / step > kMostLines) return;
    const float thick = std::fmax(1.0F, std::floor(view_.scale));
    const auto width = static_cast<float>(view_.viewport.width), height = static_cast<float>(view_.viewport.height);
    const auto line = [&](FigurePoint from, FigurePoint to, double index) {
      const float strength = index == 0 ? 1.0F : 0.45F;
      parts_.emplace_back(
          FigurePath{{from, to}, {0}, false, {}, shade_of(palette_.arena_grid, 0.22F * strength), thick, false});
    };
    for (double i = std::ceil(seen.x_min / step); i * step <= seen.x_max; i += 1) {
      const float x = std::floor(x_ + pixels_ * static_cast<float>(i * step)) + 0.5F;
      line({x, 0}, {x, height}, i);
    }
    for (double i = std::ceil(seen.y_min / step); i * step <= seen.y_max; i += 1) {
      const float y = std::floor(y_ - pixels_ * static_cast<float>(i * step)) + 0.5F;
      line({0, y}, {width, y}, i);
    }
  }

  void grid(const GridLayer& layer) {
    if (!layer.visible || layer.xy.empty() || layer.length < 2) return;
    FigurePath path{{}, {0}, false, {}, shade_of(palette_.trail, layer.opacity), view_.scale, true};
    const auto length = static_cast<std::size_t>(layer.length);
    for (std::size_t first = 0; first + length <= layer.xy.size() / 2; first += length) {
      std::vector<FigurePoint> line;
      for (std::size_t i = first; i < first + length; ++i) {
        if (finite(place(layer.xy, i))) line.push_back(place(layer.xy, i));
      }
      if (line.size() > 1) path.add(line);
    }
    if (!path.points.empty()) parts_.emplace_back(std::move(path));
  }

  void glows(const GlowLayer& layer) {
    if (!layer.visible) return;
    for (std::size_t i = 0; i + 2 < layer.glows.size(); i += 3) {
      const FigurePoint at{x_ + pixels_ * layer.glows[i], y_ - pixels_ * layer.glows[i + 1]};
      const float radius = layer.glows[i + 2] * view_.scale;
      if (near(at, radius)) parts_.emplace_back(FigureGlow{at, radius, shade_of(palette_.generated, layer.opacity)});
    }
  }

  void trails(const TrailLayer& layer, Rgb shade, float width) {
    if (!layer.visible || layer.xy.empty() || layer.length < 2) return;
    // By how strong they are: of the oldest first.
    std::map<int, FigurePath> by_strength;
    const auto length = static_cast<std::size_t>(layer.length);
    for (std::size_t first = 0; first + length <= layer.xy.size() / 2; first += length) {
      for (std::size_t t = 0; t + 1 < length; ++t) {
        const FigurePoint from = place(layer.xy, first + t), to = place(layer.xy, first + t + 1);
        if (!finite(from) || !finite(to)) continue;
        const float middle = (static_cast<float>(t) + 0.5F) / static_cast<float>(length - 1);
        const int strength = static_cast<int>(std::lround(kFadeSteps * middle));
        if (strength == 0) continue;
        FigurePath& path = by_strength[strength];
        path.closed = false;
        // A piece goes on where the one before has ended.
        if (path.points.empty()) path.starts.clear();
        if (path.points.empty() || !(path.points.back() == from)) {
          path.starts.push_back(static_cast<std::uint32_t>(path.points.size()));
          path.points.push_back(from);
        }
        path.points.push_back(to);
      }
    }
    for (auto& [strength, path] : by_strength) {
      path.line = shade_of(shade, layer.opacity * static_cast<float>(strength) / kFadeSteps);
      path.width = width * view_.scale;
      parts_.emplace_back(std::move(path));
    }
  }

  // A disc, or a triangle that points up, whose outer edge lies where a disc's of this radius would.
  void shape(bool disc, FigurePoint at, float radius, std::optional<FigureColour> fill,
             std::optional<FigureColour> line, float width) {
    if (disc) {
      parts_.emplace_back(FigureDisc{at, radius, fill, line, width});
      return;
    }
    const float inscribed = kInscribed * radius;
    FigurePath path;
    path.add({{at.x, at.y - 2 * inscribed},
              {at.x + 1.7320508F * inscribed, at.y + inscribed},
              {at.x - 1.7320508F * inscribed, at.y + inscribed}});
    path.fill = fill;
    path.line = line;
    path.width = width;
    parts_.emplace_back(std::move(path));
  }

  void marks(const PointLayer& layer, bool disc, Rgb shade) {
    if (!layer.visible) return;
    const float radius = layer.radius * view_.scale, outline = view_.scale;
    const FigureColour fill = shade_of(shade, layer.opacity), edge = shade_of(palette_.mark_outline, layer.opacity);
    const std::size_t count = layer.xy.size() / 2, piled = std::min(layer.piled, count);
    // The outline lies inside of the shape's edge; a triangle's is as wide.
    const float inset = disc ? outline : outline / kInscribed;
    for (std::size_t i = 0; i < piled; ++i) {
      if (near(place(layer.xy, i), 2 * radius)) shape(disc, place(layer.xy, i), radius, edge, {}, 0);
    }
    for (std::size_t i = 0; i < piled; ++i) {
      if (near(place(layer.xy, i), 2 * radius)) shape(disc, place(layer.xy, i), radius - inset, fill, {}, 0);
    }
    for (std::size_t i = piled; i < count; ++i) {
      const FigurePoint at = place(layer.xy, i);
      if (!near(at, 2 * radius)) continue;
      shape(disc, at, radius - inset / 2, fill, edge, outline);
      if (layer.rings.empty()) continue;
      const Rgb ring{layer.rings[3 * i], layer.rings[3 * i + 1], layer.rings[3 * i + 2]};
      const float within = 2 * view_.scale;
      shape(disc, at, radius - inset - within / (disc ? 2 : 2 * kInscribed), {}, shade_of(ring, layer.opacity), within);
    }
  }

  // See shaders/arrow.frag.
  void arrows(const ArrowLayer& layer) {
    if (!layer.visible) return;
    const float width = 1.4F * view_.scale, outline = 0.75F;
    const FigureColour fill = shade_of(palette_.arrow, layer.opacity),
                       edge = shade_of(palette_.arrow_edge, 0.55F * layer.opacity);
    for (std::size_t i = 0; i < layer.origins.size() / 2; ++i) {
      const FigurePoint at = place(layer.origins, i);
      const float dx = layer.vectors[2 * i] * layer.scale * pixels_,
                  dy = -layer.vectors[2 * i + 1] * layer.scale * pixels_;
      const float full = std::hypot(dx, dy), size = std::min(full, layer.max_length * view_.scale);
      if (!near(at, size + 4 * width) || !std::isfinite(full)) continue;
      if (size < 2 * width) {
        parts_.emplace_back(FigureDisc{at, 0.8F * width, fill, edge, 2 * outline});
        continue;
      }
      const float x = dx / full, y = dy / full, head = std::min(4.5F * width, size), neck = size - 0.9F * head;
      const auto point = [&](float along, float across) {
        return FigurePoint{at.x + x * along - y * across, at.y + y * along + x * across};
      };
      const float half = width / 2, wing = 0.45F * head;
      FigurePath path;
      path.add({point(0, -half), point(neck, -half), point(size - head, -wing), point(size, 0),
                point(size - head, wing), point(neck, half), point(0, half)});
      FigurePath rim = path;
      rim.line = edge;
      rim.width = 2 * outline;
      path.fill = fill;
      parts_.emplace_back(std::move(rim));
      parts_.emplace_back(std::move(path));
    }
  }

  const SurfaceView& view_;
  const Palette& palette_;
  float pixels_ = 1, x_ = 0, y_ = 0;
  std::vector<FigurePart> parts_;
};

}  // namespace

std::vector<FigurePart> arena_parts(const ArenaScene& scene, const SurfaceView& view) {
  return ArenaFigure(view).draw(scene);
}

}  // namespace gan
