// What the views of images show: sheets, latent walk, neighbours, layers, and the decision surface over a plane of
// images.
#pragma once

#include "app/geometry/arena_camera.h"
#include "app/geometry/sheet_grid.h"
#include "app/panels/view_settings_model.h"

namespace gan {

// One tile of the sheets, which other views look into.
struct ChosenTile {
  bool real = false;
  int index = 0;
  bool operator==(const ChosenTile&) const = default;
};

enum Sheet { kRaw, kAveraged, kReal, kSheets };

struct ImagesSettings : SettingsSection {
  int sheet_tiles = 64;             // of each sheet
  int sheet_average = 2;            // 0 G with its own weights, 1 with their average, 2 both
  bool walk_axes = false;           // the walk moves along two components of z, not between three chosen vectors
  bool walk_average = false;        // with the average of G's weights, where the game keeps one
  bool chosen_average = false;      // the chosen generated tile is looked at as the average of G's weights makes it
  bool layers_generator = false;    // whose layers are shown: G's, or D's
  bool layers_activations = false;  // what comes out of a layer, or the filters next to the image
  int layers_d = 0, layers_g = 0;   // the chosen layer of each player, by its number in the network
  bool slice_through = false;       // the plane goes through three images, not along the principal components
  bool slice_images = false;        // small images stand in the place of marks
  int slice_samples = 128;          // of each kind, projected

  // Of this session only.
  bool play_walk = false;

  // Kept with a session alone: the chosen tile, which part of each sheet is seen, and where the decision surface looks.
  // Their views write these, and take them over once they were read.
  ChosenTile chosen;
  SheetLook sheets[kSheets];
  ArenaCamera slice_camera;
  bool slice_moved = false;
  bool sheets_read = false, slice_read = false;

  std::vector<ViewSetting> table() override;
  std::vector<ViewSetting> session_table() override;
  void session_read() override { sheets_read = slice_read = true; }
  void session_over() override { sheets_read = slice_read = false; }
};

}  // namespace gan
