#include "app/picture/picture_store.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "app/picture/arena_parts.h"

namespace gan {
namespace {

constexpr unsigned int kFirstPicture = 0x40000000;  // far from what a driver calls its textures

FigureRect rect_of(int x, int y, int width, int height) {
  return {static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + width), static_cast<float>(y + height)};
}

FigurePath filled_rect(const FigureRect& at, Rgb colour) {
  const auto byte = [](float channel) { return static_cast<std::uint8_t>(std::lround(255 * channel)); };
  FigurePath path;
  path.fill = FigureColour{byte(colour.r), byte(colour.g), byte(colour.b), 255};
  path.add({{at.left, at.top}, {at.right, at.top}, {at.right, at.bottom}, {at.left, at.bottom}});
  return path;
}

std::vector<FigurePart> tile_parts(const ImageSheet& sheet, const SheetGrid& grid, const SheetCamera& camera,
                                   std::span<const Rgb> borders, Rgb ground, Viewport viewport) {
  std::vector<FigurePart> parts;
  const FigureRect whole = rect_of(0, 0, viewport.width, viewport.height);
  parts.emplace_back(filled_rect(whole, ground));
  const int border = tile_border(grid, camera);
  const auto width = static_cast<int>(sheet.shape.width), height = static_cast<int>(sheet.shape.height);
  const std::size_t bytes = 4 * static_cast<std::size_t>(sheet.shape.pixels());
  for (int i = 0; i < grid.count; ++i) {
    const TileRect tile = tile_rect(grid, camera, i);
    const FigureRect around =
        rect_of(tile.x - border, tile.y - border, tile.width + 2 * border, tile.height + 2 * border);
    if (common_part(around, whole).empty()) continue;
    parts.emplace_back(filled_rect(around, borders[static_cast<std::size_t>(i)]));
    auto pixels = std::make_shared<FigurePixels>();
    pixels->width = width;
    pixels->height = height;
    pixels->rgba.assign(sheet.image(i), sheet.image(i) + bytes);
    parts.emplace_back(FigureImage{std::move(pixels), rect_of(0, 0, width, height),
                                   rect_of(tile.x, tile.y, tile.width, tile.height), false});
  }
  return parts;
}

}  // namespace

unsigned int PictureStore::keep(float width, float height, std::function<std::vector<FigurePart>()> make) {
  pictures_.push_back({{width, height, {}}, std::move(make)});
  return kFirstPicture + static_cast<unsigned int>(pictures_.size() - 1);
}

const FigurePicture* PictureStore::find(ImTextureID texture) const {
  const auto id = (std::uintptr_t)texture;
  if (id < kFirstPicture || id - kFirstPicture >= pictures_.size()) return nullptr;
  const Kept& kept = pictures_[id - kFirstPicture];
  if (kept.make) kept.picture.parts = std::exchange(kept.make, {})();
  return &kept.picture;
}

unsigned int PictureStore::arena(const ArenaScene& scene, const ArenaCamera& camera, Viewport viewport,
                                 const Palette& palette, float scale) {
  if (viewport.width <= 0 || viewport.height <= 0) return 0;
  return keep(static_cast<float>(viewport.width), static_cast<float>(viewport.height),
              [scene, camera, viewport, palette, scale, resolution = resolution_] {
                return arena_parts(scene, {camera, viewport, palette, scale, resolution});
              });
}

unsigned int PictureStore::tiles(const ImageSheet& sheet, const SheetGrid& grid, const SheetCamera& camera,
                                 std::span<const Rgb> borders, Rgb ground, Viewport viewport) {
  if (viewport.width <= 0 || viewport.height <= 0) return 0;
  return keep(static_cast<float>(viewport.width), static_cast<float>(viewport.height),
              [&sheet, grid, camera, borders, ground, viewport] {
                return tile_parts(sheet, grid, camera, borders, ground, viewport);
              });
}

unsigned int PictureStore::image(int width, int height, std::span<const std::uint8_t> rgba, bool smooth) {
  if (width <= 0 || height <= 0) return 0;
  const auto found = images_.find(rgba.data());
  if (found != images_.end()) return found->second;
  auto pixels = std::make_shared<FigurePixels>();
  pixels->width = width;
  pixels->height = height;
  pixels->rgba.assign(rgba.begin(), rgba.end());
  const FigureRect whole = rect_of(0, 0, width, height);
  const auto make = [pixels = std::move(pixels), whole, smooth] {
    return std::vector<FigurePart>{FigureImage{pixels, whole, whole, smooth}};
  };
  return images_[rgba.data()] = keep(whole.right, whole.bottom, make);
}

}  // namespace gan
