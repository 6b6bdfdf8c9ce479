#include "app/panels/view_settings_model.h"

namespace gan {
namespace {

constexpr const char* kLayerKeys[kArenaLayers] = {
    "surface", "contours", "real", "generated", "arrows", "trails", "noise_grid", "grid_lines", "modes"};

}  // namespace

std::vector<ViewSettingsField> view_settings_fields(ViewSettings& s) {
  std::vector<ViewSettingsField> table = {
      {"window.dark", &s.dark},
      {"window.projector", &s.projector},
      {"window.text_scale", &s.text_scale, 0.5, 3},
      {"window.width", &s.window_width, kLeastWindowWidth, kMostWindowSide},
      {"window.height", &s.window_height, kLeastWindowHeight, kMostWindowSide},
      {"window.scale", &s.window_scale, 0, 4},
      {"arena.surface_mode", &s.surface_mode, 0, 2},
      {"arena.logit_range", &s.logit_range, 0.1, 100},
      {"arena.generated_samples", &s.generated_samples, 1, 4096},
      {"arena.real_samples", &s.real_samples, 1, 4096},
      {"arena.surface_resolution", &s.surface_resolution, 16, 512},
      {"arena.trail_length", &s.trail_length, 2, 200},
      {"arena.arrow_scale", &s.arrow_scale, 1e-3, 1e3},
      {"images.tiles", &s.sheet_tiles, 32, 256},
      {"images.average", &s.sheet_average, 0, 2},
      {"images.walk_axes", &s.walk_axes},
      {"images.walk_average", &s.walk_average},
      {"images.chosen_average", &s.chosen_average},
      {"images.layers_generator", &s.layers_generator},
      {"images.layers_activations", &s.layers_activations},
      {"images.layers_d", &s.layers_d, 0, 99},
      {"images.layers_g", &s.layers_g, 0, 99},
      {"images.tab", &s.image_tab, 0, 31},
      {"images.arena_tab", &s.arena_tab, 0, 31},
      {"images.slice_through", &s.slice_through},
      {"images.slice_images", &s.slice_images},
      {"images.slice_samples", &s.slice_samples, 16, 512},
      {"plots.smoothing", &s.smoothing, 0, 0.98},
      {"plots.log_losses", &s.log_losses},
      {"plots.log_gradients", &s.log_gradients},
      {"plots.columns", &s.plot_columns, 1, 3},
      {"plots.follow", &s.plot_follow, 0, 1},
      {"plots.shown", &s.shown_plots, 0, 0x7fffffff},
      {"plots.loss_curve_probability", &s.loss_curve_probability},
      {"panels.controls_width", &s.controls_width, 200, 480},
      {"panels.plots_share", &s.plots_share, 0.2, 0.7},
      {"panels.timeline_height", &s.timeline_height, 24, 240},
      {"panels.modes_share", &s.modes_share, 0.08, 0.6},
      {"panels.images_share", &s.images_share, 0.1, 0.85},
      {"panels.loss_curve_share", &s.loss_curve_share, 0.1, 0.7},
      {"panels.show_controls", &s.show_controls},
      {"panels.show_plots", &s.show_plots},
      {"trainer.speed", &s.speed, 0.5, 1e9},
  };
  for (int i = 0; i < kArenaLayers; ++i) {
    const std::string key = std::string("arena.") + kLayerKeys[i];
    table.push_back({key + ".visible", &s.layers[i].visible});
    table.push_back({key + ".opacity", &s.layers[i].opacity, 0, 1});
  }
  for (int i = 0; i < kControlGroups; ++i) {
    table.push_back({"controls.open_" + std::to_string(i), &s.open_groups[i]});
  }
  return table;
}

}  // namespace gan
