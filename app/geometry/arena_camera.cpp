#include "app/geometry/arena_camera.h"

#include <algorithm>
#include <cmath>

namespace gan {

double ArenaCamera::units_per_pixel(Viewport viewport) const {
  const int shorter = std::min(viewport.width, viewport.height);
  return shorter > 0 ? 2.0 * half_extent / shorter : 1.0;
}

PixelPoint ArenaCamera::to_pixel(WorldPoint world, Viewport viewport) const {
  const double scale = 1.0 / units_per_pixel(viewport);
  return {0.5 * viewport.width + (world.x - centre_x) * scale, 0.5 * viewport.height - (world.y - centre_y) * scale};
}

WorldPoint ArenaCamera::to_world(PixelPoint pixel, Viewport viewport) const {
  const double scale = units_per_pixel(viewport);
  return {centre_x + (pixel.x - 0.5 * viewport.width) * scale, centre_y - (pixel.y - 0.5 * viewport.height) * scale};
}

WorldRect ArenaCamera::visible(Viewport viewport) const {
  const WorldPoint top_left = to_world({0.0, 0.0}, viewport);
  const WorldPoint bottom_right =
      to_world({static_cast<double>(viewport.width), static_cast<double>(viewport.height)}, viewport);
  return {top_left.x, bottom_right.x, bottom_right.y, top_left.y};
}

void ArenaCamera::zoom_at(PixelPoint cursor, double factor, Viewport viewport) {
  if (!(factor > 0.0) || !std::isfinite(factor)) return;
  const WorldPoint before = to_world(cursor, viewport);
  half_extent = std::clamp(half_extent / factor, kMinExtent, kMaxExtent);
  const WorldPoint after = to_world(cursor, viewport);
  centre_x += before.x - after.x;
  centre_y += before.y - after.y;
}

void ArenaCamera::pan(double dx, double dy, Viewport viewport) {
  const double scale = units_per_pixel(viewport);
  centre_x -= dx * scale;
  centre_y += dy * scale;
}

void ArenaCamera::fit(const WorldRect& bounds, double margin, Viewport viewport, Covered covered) {
  const double width = bounds.x_max - bounds.x_min;
  const double height = bounds.y_max - bounds.y_min;
  const int left = std::clamp(covered.left, 0, std::max(viewport.width / 2, 0));
  const int wide = viewport.width - left;
  const int high = viewport.height - std::clamp(covered.top, 0, std::max(viewport.height / 2, 0));
  const bool usable = std::isfinite(width) && std::isfinite(height) && width >= 0.0 && height >= 0.0 &&
                      std::max(width, height) > 0.0 && viewport.width > 0 && viewport.height > 0;
  if (!usable) return;
  centre_x = 0.5 * (bounds.x_min + bounds.x_max);
  centre_y = 0.5 * (bounds.y_min + bounds.y_max);
  const double per_pixel = std::max(width / wide, height / high) * (1.0 + 2.0 * margin);
  half_extent = std::clamp(0.5 * per_pixel * std::min(viewport.width, viewport.height), kMinExtent, kMaxExtent);
  const double beside = 0.5 * (viewport.width - width * (1.0 + 2.0 * margin) / units_per_pixel(viewport));
  pan(std::max(0.0, left - beside), 0.5 * (viewport.height - high), viewport);
}

}  // namespace gan
