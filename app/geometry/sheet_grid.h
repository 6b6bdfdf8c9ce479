// Where the tiles of a sheet of images lie, and which part of the sheet is seen: columns that suit the panel, zoom at
// the cursor, pan, the tile under the mouse. Tiles are measured in their own pixels ("texels"), the panel in the
// screen's. Pure arithmetic.
#pragma once

#include "app/geometry/arena_camera.h"
#include "core/base/sample_shape.h"

namespace gan {

// A tile on the screen, in whole pixels, without its border.
struct TileRect {
  int x = 0, y = 0, width = 0, height = 0;
};

struct SheetGrid {
  int count = 0, columns = 1;
  double width = 1, height = 1;  // of a tile, in texels
  double gap = 0.2;              // between two tiles and around them, in texels
  double border = 0.06;          // around each tile, a part of its larger side; 0: a line

  int rows() const { return columns > 0 ? (count + columns - 1) / columns : 0; }
  double full_width() const { return columns * (width + gap) + gap; }
  double full_height() const { return rows() * (height + gap) + gap; }
  bool operator==(const SheetGrid&) const = default;
};

// As many columns as make the tiles largest in this panel, or nearly so with all rows full; count >= 0.
SheetGrid make_sheet_grid(int count, SampleShape shape, Viewport viewport);

// Which part of a sheet is seen, whatever the panel's size.
struct SheetLook {
  double zoom = 1;          // 1: the whole sheet; larger: so many times as large
  double x = 0.5, y = 0.5;  // what lies in the panel's middle, as shares of the sheet
  bool operator==(const SheetLook&) const = default;
};

struct SheetCamera {
  double scale = 1;     // pixels a texel
  double x = 0, y = 0;  // where the sheet's upper left corner lies, in pixels of the panel

  // The whole sheet, in the middle of the panel.
  void fit(const SheetGrid& grid, Viewport viewport);
  // Makes things `factor` > 0 times as large, keeping what is below the cursor, from the whole sheet up to one tile a
  // panel.
  void zoom_at(PixelPoint cursor, double factor, const SheetGrid& grid, Viewport viewport);
  void pan(double dx, double dy, const SheetGrid& grid, Viewport viewport);
  // Looks there, as near as the sheet's edges and the largest zoom allow; and what it looks at.
  void show(const SheetLook& look, const SheetGrid& grid, Viewport viewport);
  SheetLook look(const SheetGrid& grid, Viewport viewport) const;
  bool operator==(const SheetCamera&) const = default;

 private:
  void keep_inside(const SheetGrid& grid, Viewport viewport);
};

// Tile i on the screen. All tiles are equally large.
TileRect tile_rect(const SheetGrid& grid, const SheetCamera& camera, int i);
// Width of the border around each tile, in pixels: at least one, and two borders fit between two tiles.
int tile_border(const SheetGrid& grid, const SheetCamera& camera);
// The tile under a point of the panel, its border included; -1 between them and outside.
int tile_at(const SheetGrid& grid, const SheetCamera& camera, PixelPoint point);

}  // namespace gan
