#include "app/geometry/sheet_grid.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

constexpr double kGap = 0.16;     // of a tile's larger side
constexpr double kRagged = 0.85;  // what full rows are worth in size

double fitting_scale(const SheetGrid& grid, Viewport viewport) {
  return std::min(viewport.width / grid.full_width(), viewport.height / grid.full_height());
}

// From the whole sheet up to one tile a panel.
double allowed_scale(double scale, const SheetGrid& grid, Viewport viewport) {
  const double least = fitting_scale(grid, viewport);
  const double most = std::max(
      least, std::min(viewport.width / (grid.width + 2 * grid.gap), viewport.height / (grid.height + 2 * grid.gap)));
  return std::clamp(scale, least, most);
}

}  // namespace

SheetGrid make_sheet_grid(int count, SampleShape shape, Viewport viewport) {
  SheetGrid best;
  best.count = std::max(count, 0);
  best.width = static_cast<double>(shape.width);
  best.height = static_cast<double>(shape.height);
  best.gap = kGap * std::max(best.width, best.height);
  if (viewport.width <= 0 || viewport.height <= 0 || best.count == 0) return best;
  double largest = 0;
  for (SheetGrid grid = best; grid.columns <= grid.count; ++grid.columns) {
    const double scale = fitting_scale(grid, viewport) * (grid.count % grid.columns == 0 ? 1 : kRagged);
    if (scale <= largest) continue;
    largest = scale;
    best = grid;
  }
  return best;
}

void SheetCamera::fit(const SheetGrid& grid, Viewport viewport) {
  if (viewport.width <= 0 || viewport.height <= 0) return;
  scale = fitting_scale(grid, viewport);
  x = 0.5 * (viewport.width - scale * grid.full_width());
  y = 0.5 * (viewport.height - scale * grid.full_height());
}

void SheetCamera::keep_inside(const SheetGrid& grid, Viewport viewport) {
  // A sheet that is smaller than the panel stands in its middle; of a larger one no edge leaves its side.
  const auto keep = [](double& at, double size, double room) {
    at = size <= room ? 0.5 * (room - size) : std::clamp(at, room - size, 0.0);
  };
  keep(x, scale * grid.full_width(), viewport.width);
  keep(y, scale * grid.full_height(), viewport.height);
}

void SheetCamera::zoom_at(PixelPoint cursor, double factor, const SheetGrid& grid, Viewport viewport) {
  if (!(factor > 0) || !std::isfinite(factor) || viewport.width <= 0 || viewport.height <= 0) return;
  const double before = scale;
  scale = allowed_scale(scale * factor, grid, viewport);
  x = cursor.x - (cursor.x - x) * scale / before;
  y = cursor.y - (cursor.y - y) * scale / before;
  keep_inside(grid, viewport);
}

void SheetCamera::pan(double dx, double dy, const SheetGrid& grid, Viewport viewport) {
  x += dx;
  y += dy;
  keep_inside(grid, viewport);
}

void SheetCamera::show(const SheetLook& look, const SheetGrid& grid, Viewport viewport) {
  if (viewport.width <= 0 || viewport.height <= 0) return;
  scale = allowed_scale(look.zoom * fitting_scale(grid, viewport), grid, viewport);
  x = 0.5 * viewport.width - look.x * scale * grid.full_width();
  y = 0.5 * viewport.height - look.y * scale * grid.full_height();
  keep_inside(grid, viewport);
}

SheetLook SheetCamera::look(const SheetGrid& grid, Viewport viewport) const {
  if (viewport.width <= 0 || viewport.height <= 0) return {};
  const double fitting = fitting_scale(grid, viewport);
  if (scale <= fitting) return {};
  return {scale / fitting, (0.5 * viewport.width - x) / (scale * grid.full_width()),
          (0.5 * viewport.height - y) / (scale * grid.full_height())};
}

TileRect tile_rect(const SheetGrid& grid, const SheetCamera& camera, int i) {
  const int column = i % grid.columns, row = i / grid.columns;
  const auto whole = [](double v) { return static_cast<int>(std::lround(v)); };
  return {whole(camera.x + camera.scale * (grid.gap + column * (grid.width + grid.gap))),
          whole(camera.y + camera.scale * (grid.gap + row * (grid.height + grid.gap))),
          std::max(1, whole(camera.scale * grid.width)), std::max(1, whole(camera.scale * grid.height))};
}

int tile_border(const SheetGrid& grid, const SheetCamera& camera) {
  const double side = camera.scale * std::max(grid.width, grid.height);
  return std::clamp(static_cast<int>(std::lround(grid.border * side)), 1,
                    std::max(1, static_cast<int>(0.5 * camera.scale * grid.gap)));
}

int tile_at(const SheetGrid& grid, const SheetCamera& camera, PixelPoint point) {
  if (grid.count == 0) return -1;
  const double cell_width = grid.width + grid.gap, cell_height = grid.height + grid.gap;
  const double column = std::floor(((point.x - camera.x) / camera.scale - 0.5 * grid.gap) / cell_width);
  const double row = std::floor(((point.y - camera.y) / camera.scale - 0.5 * grid.gap) / cell_height);
  if (column < 0 || column >= grid.columns || row < 0 || row >= grid.rows()) return -1;
  const int i = static_cast<int>(row) * grid.columns + static_cast<int>(column);
  if (i >= grid.count) return -1;
  const TileRect tile = tile_rect(grid, camera, i);
  const int border = tile_border(grid, camera);
  const bool inside = point.x >= tile.x - border && point.x < tile.x + tile.width + border &&
                      point.y >= tile.y - border && point.y < tile.y + tile.height + border;
  return inside ? i : -1;
}

}  // namespace gan
