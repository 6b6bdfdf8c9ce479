#include "app/geometry/sheet_grid.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gan {
namespace {

constexpr Viewport kPanel{400, 300};

TEST(SheetGrid, TilesAreAsLargeAsThePanelAllows) {
  for (const int count : {1, 32, 63, 64, 256}) {
    const SheetGrid grid = make_sheet_grid(count, {16, 16, 1}, kPanel);
    SheetCamera camera;
    camera.fit(grid, kPanel);
    EXPECT_GE(grid.columns * grid.rows(), count);
    for (int columns = 1; columns <= count; ++columns) {
      SheetGrid other = grid;
      other.columns = columns;
      SheetCamera fitted;
      fitted.fit(other, kPanel);
      // Full rows may cost some of the size.
      EXPECT_LE(0.85 * fitted.scale, camera.scale) << count << " " << columns;
    }
    EXPECT_TRUE(count != 64 || grid.columns * grid.rows() == count);
    for (int i = 0; i < count; ++i) {
      const TileRect tile = tile_rect(grid, camera, i);
      EXPECT_GE(tile.x, 0);
      EXPECT_GE(tile.y, 0);
      EXPECT_LE(tile.x + tile.width, kPanel.width);
      EXPECT_LE(tile.y + tile.height, kPanel.height);
    }
  }
}

TEST(SheetGrid, APointFindsItsTileAndTheGapsNone) {
  const SheetGrid grid = make_sheet_grid(50, {8, 12, 3}, kPanel);
  SheetCamera camera;
  camera.fit(grid, kPanel);
  camera.zoom_at({100, 120}, 1.7, grid, kPanel);
  const int border = tile_border(grid, camera);
  for (int i = 0; i < grid.count; ++i) {
    const TileRect tile = tile_rect(grid, camera, i);
    EXPECT_EQ(tile_at(grid, camera, {tile.x + 0.5 * tile.width, tile.y + 0.5 * tile.height}), i);
    EXPECT_EQ(tile_at(grid, camera, {tile.x + tile.width + border - 0.5, tile.y + 1.0}), i);
    EXPECT_NE(tile_at(grid, camera, {tile.x + tile.width + border + 0.01, tile.y + 1.0}), i);
  }
  EXPECT_EQ(tile_at(grid, camera, {camera.x - 1, 10}), -1);
  // 50 tiles leave the last row unfinished.
  const TileRect last = tile_rect(grid, camera, grid.columns * grid.rows() - 1);
  EXPECT_EQ(tile_at(grid, camera, {last.x + 1.0, last.y + 1.0}), grid.columns * grid.rows() == 50 ? 49 : -1);
}

TEST(SheetGrid, ZoomKeepsWhatIsBelowTheCursorAndStopsAtBothEnds) {
  const SheetGrid grid = make_sheet_grid(64, {16, 16, 1}, kPanel);
  SheetCamera camera, fitted;
  camera.fit(grid, kPanel);
  fitted = camera;
  const PixelPoint cursor{210, 140};
  const auto below = [&] { return (cursor.x - camera.x) / camera.scale; };
  camera.zoom_at(cursor, 2, grid, kPanel);
  const double world = below();
  camera.zoom_at(cursor, 1.3, grid, kPanel);
  EXPECT_NEAR(below(), world, 1e-9);
  for (int i = 0; i < 60; ++i) camera.zoom_at(cursor, 1.3, grid, kPanel);
  const TileRect tile = tile_rect(grid, camera, 0);
  EXPECT_LE(tile.height, kPanel.height);
  EXPECT_GT(tile.height, kPanel.height / 2);
  camera.pan(1e6, -1e6, grid, kPanel);
  EXPECT_LE(camera.x, 0);
  EXPECT_GE(camera.y + camera.scale * grid.full_height(), kPanel.height - 1e-6);
  for (int i = 0; i < 60; ++i) camera.zoom_at(cursor, 1 / 1.3, grid, kPanel);
  EXPECT_NEAR(camera.scale, fitted.scale, 1e-9);
  EXPECT_NEAR(camera.x, fitted.x, 1e-6);
  EXPECT_NEAR(camera.y, fitted.y, 1e-6);
}

TEST(SheetGrid, NothingToShowBreaksNothing) {
  for (const Viewport panel : {Viewport{0, 0}, Viewport{1, 1}, kPanel}) {
    const SheetGrid grid = make_sheet_grid(0, {16, 16, 1}, panel);
    SheetCamera camera;
    camera.fit(grid, panel);
    camera.zoom_at({0, 0}, 2, grid, panel);
    camera.pan(1, 1, grid, panel);
    EXPECT_EQ(tile_at(grid, camera, {0, 0}), -1);
  }
}

TEST(SheetLook, IsTheSameInAPanelOfAnotherSize) {
  const SampleShape shape{28, 28, 1};
  const Viewport small{320, 240}, large{960, 720};
  const SheetGrid grid = make_sheet_grid(64, shape, small);
  SheetCamera camera;
  camera.fit(grid, small);
  EXPECT_EQ(camera.look(grid, small), SheetLook{}) << "the whole sheet";
  camera.zoom_at({80, 60}, 3, grid, small);
  const SheetLook look = camera.look(grid, small);
  EXPECT_NEAR(look.zoom, 3, 1e-9);
  EXPECT_LT(look.x, 0.5);
  SheetCamera other;
  other.show(look, grid, large);
  const SheetLook there = other.look(grid, large);
  EXPECT_NEAR(there.zoom, look.zoom, 1e-9);
  EXPECT_NEAR(there.x, look.x, 1e-9);
  EXPECT_NEAR(there.y, look.y, 1e-9);
  EXPECT_NEAR(other.scale, 3 * camera.scale, 1e-9);
}

TEST(SheetLook, StaysOnTheSheet) {
  const Viewport panel{320, 240};
  const SheetGrid grid = make_sheet_grid(64, {28, 28, 1}, panel);
  SheetCamera camera;
  camera.show({1e3, 0, 1}, grid, panel);
  EXPECT_LE(camera.scale * grid.width, panel.width);
  EXPECT_LE(camera.x, 0);
  EXPECT_NEAR(camera.y + camera.scale * grid.full_height(), panel.height, 1e-6) << "its lower edge at the panel's";
  SheetCamera whole, fitted;
  whole.show({0.1, 0.9, 0.9}, grid, panel);
  fitted.fit(grid, panel);
  EXPECT_EQ(whole, fitted) << "never smaller than the whole";
}

}  // namespace
}  // namespace gan
