#include "app/lab/looks/thumbnail_paint.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

constexpr float kDisc = 3.4F, kTriangle = 5.2F, kRim = 1.4F;  // pixels, from the centre to the edge, and around it

class Canvas {
 public:
  explicit Canvas(Rgb8 ground) : pixels_(std::size_t{3} * kThumbnailWidth * kThumbnailHeight) {
    for (std::size_t i = 0; i < pixels_.size(); ++i) pixels_[i] = ground[i % 3];
  }
  void blend(int x, int y, Rgb8 colour, float share) {
    if (x < 0 || y < 0 || x >= kThumbnailWidth || y >= kThumbnailHeight) return;
    std::uint8_t* pixel = &pixels_[3 * (static_cast<std::size_t>(y) * kThumbnailWidth + static_cast<std::size_t>(x))];
    for (std::size_t c = 0; c < 3; ++c) {
      const auto from = static_cast<float>(pixel[c]), to = static_cast<float>(colour[c]);
      pixel[c] = static_cast<std::uint8_t>(std::lround(from + share * (to - from)));
    }
  }
  // `depth(dx, dy)`: how far within the shape a point is, in pixels; its edge is smoothed over one of them.
  template <class Depth>
  void mark(ThumbnailScene::Dot at, float reach, Rgb8 colour, Rgb8 rim, Depth depth) {
    const float cx = at.x * kThumbnailWidth, cy = (1 - at.y) * kThumbnailHeight;
    const int x0 = static_cast<int>(std::floor(cx - reach)), x1 = static_cast<int>(std::ceil(cx + reach));
    const int y0 = static_cast<int>(std::floor(cy - reach)), y1 = static_cast<int>(std::ceil(cy + reach));
    for (int y = y0; y <= y1; ++y) {
      for (int x = x0; x <= x1; ++x) {
        const float inside = depth(static_cast<float>(x) + 0.5F - cx, static_cast<float>(y) + 0.5F - cy);
        blend(x, y, rim, std::clamp(inside + kRim + 0.5F, 0.0F, 1.0F));
        blend(x, y, colour, std::clamp(inside + 0.5F, 0.0F, 1.0F));
      }
    }
  }
  // A line of so many pixels with a smooth edge.
  void line(ThumbnailScene::Dot from, ThumbnailScene::Dot to, float width, Rgb8 colour, float opacity) {
    const float ax = from.x * kThumbnailWidth, ay = (1 - from.y) * kThumbnailHeight;
    const float bx = to.x * kThumbnailWidth, by = (1 - to.y) * kThumbnailHeight;
    const float dx = bx - ax, dy = by - ay, square = std::max(1e-9F, dx * dx + dy * dy), reach = width / 2 + 1;
    const auto pixel = [](float value, int most) {
      return static_cast<int>(std::clamp(value, -1.0F, static_cast<float>(most)));
    };
    for (int y = pixel(std::min(ay, by) - reach, kThumbnailHeight);
         y <= pixel(std::max(ay, by) + reach, kThumbnailHeight); ++y) {
      for (int x = pixel(std::min(ax, bx) - reach, kThumbnailWidth);
           x <= pixel(std::max(ax, bx) + reach, kThumbnailWidth); ++x) {
        const float px = static_cast<float>(x) + 0.5F - ax, py = static_cast<float>(y) + 0.5F - ay;
        const float along = std::clamp((px * dx + py * dy) / square, 0.0F, 1.0F);
        const float away = std::hypot(px - along * dx, py - along * dy);
        blend(x, y, colour, opacity * std::clamp(width / 2 + 0.5F - away, 0.0F, 1.0F));
      }
    }
  }
  std::vector<std::uint8_t> take() { return std::move(pixels_); }

 private:
  std::vector<std::uint8_t> pixels_;
};

// Between the centres of the surface's cells.
float side_at(const ThumbnailScene& scene, float u, float v) {
  const float gx = std::clamp(u * static_cast<float>(scene.nx) - 0.5F, 0.0F, static_cast<float>(scene.nx - 1));
  const float gy = std::clamp(v * static_cast<float>(scene.ny) - 0.5F, 0.0F, static_cast<float>(scene.ny - 1));
  const int x = std::min(static_cast<int>(gx), scene.nx - 2), y = std::min(static_cast<int>(gy), scene.ny - 2);
  const float fx = gx - static_cast<float>(x), fy = gy - static_cast<float>(y);
  const auto cell = [&](int i, int k) {
    return scene.sides[static_cast<std::size_t>(k) * static_cast<std::size_t>(scene.nx) + static_cast<std::size_t>(i)];
  };
  return (1 - fy) * ((1 - fx) * cell(x, y) + fx * cell(x + 1, y)) +
         fy * ((1 - fx) * cell(x, y + 1) + fx * cell(x + 1, y + 1));
}

void paint_surface(const ThumbnailScene& scene, const ThumbnailLook& look, Canvas& canvas) {
  const auto side = [&](int x, int y) {
    return side_at(scene, (static_cast<float>(x) + 0.5F) / kThumbnailWidth,
                   1 - (static_cast<float>(y) + 0.5F) / kThumbnailHeight);
  };
  const auto last = static_cast<float>(look.surface.size() - 1);
  for (int y = 0; y < kThumbnailHeight; ++y) {
    for (int x = 0; x < kThumbnailWidth; ++x) {
      const float here = side(x, y);
      if (!std::isfinite(here)) continue;
      const float at = std::clamp((here + 1) / 2, 0.0F, 1.0F) * last;
      canvas.blend(x, y, look.surface[static_cast<std::size_t>(std::lround(at))], 1);
      // Where the middle is crossed.
      if ((here > 0) != (side(x + 2, y) > 0) || (here > 0) != (side(x, y + 2) > 0)) canvas.blend(x, y, look.contour, 1);
    }
  }
}

// As many tiles as there are in rows that fill the picture, each of whole pixels where it is enlarged.
void paint_tiles(const ImageSheet& tiles, Canvas& canvas) {
  const auto count = static_cast<int>(tiles.count());
  int columns = 1;
  while (columns * (columns * kThumbnailHeight / kThumbnailWidth) < count && columns < count) ++columns;
  const int rows = (count + columns - 1) / columns;
  const int cell = std::min(kThumbnailWidth / columns, kThumbnailHeight / rows);
  const auto width = static_cast<int>(tiles.shape.width), height = static_cast<int>(tiles.shape.height);
  const int zoom = std::max(1, (cell - 2) / std::max(width, height));
  const int left = (kThumbnailWidth - columns * cell) / 2, top = (kThumbnailHeight - rows * cell) / 2;
  for (int i = 0; i < count; ++i) {
    const std::uint8_t* image = tiles.image(i);
    const int x0 = left + i % columns * cell + (cell - zoom * width) / 2;
    const int y0 = top + i / columns * cell + (cell - zoom * height) / 2;
    for (int y = 0; y < zoom * height; ++y) {
      for (int x = 0; x < zoom * width; ++x) {
        const std::uint8_t* pixel = image + 4 * (y / zoom * width + x / zoom);
        canvas.blend(x0 + x, y0 + y, {pixel[0], pixel[1], pixel[2]}, 1);
      }
    }
  }
}

// The path is laid over itself where it closes, and stays one line.
void paint_portrait(const ThumbnailScene& scene, const ThumbnailLook& look, Canvas& canvas) {
  for (std::size_t i = 0; i + 1 < scene.strokes.size(); i += 2)
    canvas.line(scene.strokes[i], scene.strokes[i + 1], 1.5F, look.contour, 0.35F);
  for (std::size_t i = 0; i + 1 < scene.path.size(); ++i)
    canvas.line(scene.path[i], scene.path[i + 1], 3, look.path, 1);
  if (!scene.players) return;
  canvas.mark(*scene.players, 8, look.path, look.rim, [](float x, float y) { return 6 - std::hypot(x, y); });
}

// Between the lower edge and a curve whose points go from left to right.
void fill_below(const std::vector<ThumbnailScene::Dot>& dots, Rgb8 colour, Canvas& canvas) {
  std::size_t next = 1;
  for (int x = 0; x < kThumbnailWidth && dots.size() > 1; ++x) {
    const float at = (static_cast<float>(x) + 0.5F) / kThumbnailWidth;
    while (next + 1 < dots.size() && dots[next].x < at) ++next;
    const ThumbnailScene::Dot &from = dots[next - 1], &to = dots[next];
    const float height = from.y + (to.y - from.y) * (at - from.x) / (to.x - from.x);
    const auto top = static_cast<int>(std::lround((1 - std::clamp(height, 0.0F, 1.0F)) * kThumbnailHeight));
    for (int y = top; y < kThumbnailHeight; ++y) canvas.blend(x, y, colour, 0.25F);
  }
}

void paint_curves(const ThumbnailScene& scene, const ThumbnailLook& look, Canvas& canvas) {
  fill_below(scene.real_curve, look.real, canvas);
  fill_below(scene.fake_curve, look.fake, canvas);
  const auto curve = [&](const std::vector<ThumbnailScene::Dot>& dots, float width, Rgb8 colour) {
    for (std::size_t i = 0; i + 1 < dots.size(); ++i) canvas.line(dots[i], dots[i + 1], width, colour, 1);
  };
  curve(scene.output_curve, 2.5F, look.contour);
  curve(scene.fake_curve, 4, look.fake);
  curve(scene.real_curve, 4, look.real);
}

}  // namespace

std::vector<std::uint8_t> paint_thumbnail(const ThumbnailScene& scene, const ThumbnailLook& look) {
  Canvas canvas(look.ground);
  if (scene.nx > 1 && scene.ny > 1) paint_surface(scene, look, canvas);
  if (scene.tiles.count() > 0) paint_tiles(scene.tiles, canvas);
  paint_portrait(scene, look, canvas);
  paint_curves(scene, look, canvas);
  for (const ThumbnailScene::Dot& dot : scene.real) {
    canvas.mark(dot, kDisc + 2, look.real, look.rim, [](float x, float y) { return kDisc - std::hypot(x, y); });
  }
  for (const ThumbnailScene::Dot& dot : scene.fake) {
    // Three edges, half as far from the centre as the corners are.
    canvas.mark(dot, kTriangle + 2, look.fake, look.rim, [](float x, float y) {
      constexpr float kHalf = 0.5F, kRootOfThree = 0.8660254F;
      return kTriangle * kHalf - std::max({y, -kHalf * y + kRootOfThree * x, -kHalf * y - kRootOfThree * x});
    });
  }
  return canvas.take();
}

}  // namespace gan
