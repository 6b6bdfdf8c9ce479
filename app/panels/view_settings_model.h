// ViewSettings: everything that is only looked at, kept between sessions. The table view_settings_fields()
// drives both saving and loading; adding a setting is one member here and one line there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/data/kind.h"

namespace gan {

// Order of the layers: keys 1 to 9 switch them.
enum class ArenaLayer {
  surface,
  contours,
  real,
  generated,
  arrows,
  trails,
  noise_grid,
  grid_lines,
  modes,
  count
};
inline constexpr int kArenaLayers = static_cast<int>(ArenaLayer::count);
// The first four are also those of the decision surface of images: Shift and their digit.
inline constexpr int kSliceLayers = 4;
inline constexpr int kControlGroups = 8;

// The sizes of the window that are remembered.
constexpr int kLeastWindowWidth = 320, kLeastWindowHeight = 200, kMostWindowSide = 16384;

struct LayerSettings {
  bool visible = true;
  double opacity = 1.0;  // 0 to 1
};

struct ViewSettings {
  bool dark = true;
  bool projector = false;
  double text_scale = 1.0;  // on top of the screen's density and the projector mode
  int window_width = 1600;  // units: pixels of a screen of scale 1
  int window_height = 1000;
  double window_scale = 0;  // of the screen where that was saved; 0: by a version that saved screen coordinates

  // Arena.
  LayerSettings layers[kArenaLayers] = {{true, 1.0},  {true, 0.8},  {true, 0.8}, {true, 1.0}, {true, 0.8},
                                        {false, 0.6}, {false, 0.7}, {true, 0.5}, {true, 0.7}};
  int surface_mode = 0;         // 0 probability, 1 logit, 2 norm of the gradient
  double logit_range = 5.0;     // > 0
  int generated_samples = 512;  // shown in the arena
  int real_samples = 512;
  int surface_resolution = 128;  // nodes along the shorter side
  int trail_length = 24;         // pictures
  double arrow_scale = 1.0;

  // Plots.
  double smoothing = 0.0;  // 0 to 0.98
  bool log_losses = false;
  bool log_gradients = true;
  int plot_columns = 1;
  int plot_follow = 0;                  // 0 the whole run, 1 the newest stretch
  int shown_plots = 0b11'1000'0111'0111;  // one bit an entry of plot_infos()
  bool loss_curve_probability = true;  // its axis is D's probability, not the logit

  // Images.
  int sheet_tiles = 64;    // of each sheet
  int sheet_average = 2;   // 0 G with its own weights, 1 with their average, 2 both
  int image_tab = 0;     // of the views below the sheets
  int arena_tab = 0;       // of the views in the place of the sheets
  bool walk_axes = false;  // the walk moves along two components of z, not between three chosen vectors
  bool walk_average = false;  // with the average of G's weights, where the game keeps one
  bool slice_through = false;   // the plane goes through three images, not along the principal components
  bool slice_images = false;  // small images stand in the place of marks
  int slice_samples = 128;      // of each kind, projected
  bool chosen_average = false;     // the chosen generated tile is looked at as the average of G's weights makes it
  bool layers_generator = false;   // whose layers are shown: G's, or D's
  bool layers_activations = false; // what comes out of a layer, or the filters next to the image
  int layers_d = 0, layers_g = 0;  // the chosen layer of each player, by its number in the network

  // Panels, as shares of the window or in design pixels.
  double controls_width = 280;    // design pixels
  double plots_share = 0.36;      // of what is right of the controls
  double timeline_height = 54;    // design pixels
  double modes_share = 0.24;      // of the arena's column, for the bars below it
  double images_share = 0.42;   // the same of a game with images, for the views below the sheets
  double loss_curve_share = 0.3;  // of the plots' column, for the loss curve below them
  bool show_controls = true;
  bool show_plots = true;
  bool open_groups[kControlGroups] = {true, true, true, false, false, false, false, true};

  double speed = 1e9;  // sub-steps a second; 1e9 is unlimited

  // One tile of the sheets, which other views look into.
  struct ChosenTile {
    bool real = false;
    int index = 0;
    bool operator==(const ChosenTile&) const = default;
  };

  // Of this session only, not in the table.
  struct Passing {
    bool scenarios = false;  // the picker is open
    bool help = false;
    bool messages = false;
    bool fit_arena = false;                    // asked for with the keyboard; the arena takes it back
    DataKind kind;                             // of the data: the window says so
    ChosenTile chosen;
    bool play_walk = false;
    std::optional<std::int64_t> centre_plots;  // on this step; the plots take it back
  } passing;

  LayerSettings& layer(ArenaLayer l) { return layers[static_cast<int>(l)]; }
  const LayerSettings& layer(ArenaLayer l) const { return layers[static_cast<int>(l)]; }
};

// One line of the table: where a setting is stored in the file and in memory, and its range.
struct ViewSettingsField {
  std::string key;  // "arena.trails.visible"
  std::variant<bool*, int*, double*> place;
  double minimum = 0;  // of numbers
  double maximum = 0;
};

// The table for one object, in the order of the file.
std::vector<ViewSettingsField> view_settings_fields(ViewSettings& settings);

}  // namespace gan
