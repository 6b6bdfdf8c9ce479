// What the arena shows and how; the decision surface of images shows some of the same layers.
#pragma once

#include "app/panels/view_settings_model.h"

namespace gan {

// Order of the layers: keys 1 to 9 switch them.
enum class ArenaLayer { surface, contours, real, generated, arrows, trails, noise_grid, grid_lines, modes, count };
inline constexpr int kArenaLayers = static_cast<int>(ArenaLayer::count);
// The first four are also those of the decision surface of images: Shift and their digit.
inline constexpr int kSliceLayers = 4;

struct LayerSettings {
  bool visible = true;
  double opacity = 1.0;  // never so little that a layer that is on can't be seen
};

// What layer θ shows: D* in the place of D, or D less D*; ‖∇D‖ where penalties look at it; how samples spread and turn.
inline constexpr int kTheoryBest = 0, kTheoryDifference = 1, kTheoryPenalty = 2, kTheorySpread = 3, kTheoryTurn = 4;
inline constexpr bool shows_flow(int theory_mode) {
  return theory_mode == kTheorySpread || theory_mode == kTheoryTurn;
}

struct ArenaSettings : SettingsSection {
  LayerSettings layers[kArenaLayers] = {{true, 1.0},  {true, 0.8},  {true, 1.0}, {true, 1.0}, {false, 0.8},
                                        {false, 0.6}, {false, 0.7}, {true, 0.5}, {true, 0.7}};
  int surface_mode = 0;         // 0 probability, 1 logit, 2 norm of the gradient
  double logit_range = 5.0;     // at the ends of the colours
  int generated_samples = 512;  // shown in the arena
  int real_samples = 512;
  int surface_resolution = 128;   // nodes along the shorter side
  int trail_length = 24;          // vertices
  double arrow_scale = 1.0;       // times the automatic one
  bool hold_arrow_scale = false;  // that stays as it is, so that two moments can be compared
  bool difference = false;        // beside the first game: D here less D there
  bool joins = false;             // and lines from what the same noise became there
  bool leading_mode = false;      // what the leading mode of an iteration does to the samples

  LayerSettings theory{false, 1.0};  // layer θ
  int theory_mode = kTheoryBest;

  // Of this session only: the button of layer θ is held down, and shows it for as long.
  bool theory_held = false;
  bool shows_theory() const { return theory.visible || theory_held; }
  bool shows_theory(int mode) const { return shows_theory() && theory_mode == mode; }

  // Of this session only: all of the data is to be shown. The view in the arena's place takes it back.
  bool fit = false;

  // Kept with a session alone: where the view in the arena's place looks, and whether a person has moved it. It writes
  // them, and takes them over once they were read.
  double camera_x = 0, camera_y = 0, camera_extent = 1;  // see ArenaCamera
  bool camera_moved = false, camera_read = false;

  std::vector<ViewSetting> table() override;
  std::vector<ViewSetting> session_table() override;
  void session_read() override { camera_read = true; }
  void session_over() override { camera_read = false; }

  LayerSettings& layer(ArenaLayer l) { return layers[static_cast<int>(l)]; }
  const LayerSettings& layer(ArenaLayer l) const { return layers[static_cast<int>(l)]; }
};

}  // namespace gan
