#include "app/panels/arena/arena_settings_model.h"

#include "app/geometry/arena_camera.h"

namespace gan {
namespace {

constexpr const char* kLayerKeys[kArenaLayers] = {"surface", "contours",   "real",       "generated", "arrows",
                                                  "trails",  "noise_grid", "grid_lines", "modes"};

}  // namespace

std::vector<ViewSetting> ArenaSettings::table() {
  std::vector<ViewSetting> lines = {{"arena.surface_mode", &surface_mode, 0, 2},
                                    {"arena.logit_range", &logit_range, 0.1, 100},
                                    {"arena.generated_samples", &generated_samples, 1, 4096},
                                    {"arena.real_samples", &real_samples, 1, 4096},
                                    {"arena.surface_resolution", &surface_resolution, 16, 512},
                                    {"arena.trail_length", &trail_length, 2, 200},
                                    {"arena.arrow_scale", &arrow_scale, 1e-3, 1e3},
                                    {"arena.hold_arrow_scale", &hold_arrow_scale},
                                    {"arena.difference", &difference},
                                    {"arena.joins", &joins},
                                    {"arena.leading_mode", &leading_mode},
                                    {"arena.theory.visible", &theory.visible},
                                    {"arena.theory.opacity", &theory.opacity, 0.1, 1},
                                    {"arena.theory.mode", &theory_mode, kTheoryBest, kTheoryTurn}};
  for (int i = 0; i < kArenaLayers; ++i) {
    const std::string key = std::string("arena.") + kLayerKeys[i];
    lines.push_back({key + ".visible", &layers[i].visible});
    lines.push_back({key + ".opacity", &layers[i].opacity, 0.1, 1});
  }
  return lines;
}

std::vector<ViewSetting> ArenaSettings::session_table() {
  constexpr double kFar = 1e9;
  return {{"camera.x", &camera_x, -kFar, kFar},
          {"camera.y", &camera_y, -kFar, kFar},
          {"camera.extent", &camera_extent, ArenaCamera::kMinExtent, ArenaCamera::kMaxExtent},
          {"camera.moved", &camera_moved}};
}

std::unique_ptr<SettingsSection> make_arena_settings() {
  return std::make_unique<ArenaSettings>();
}

}  // namespace gan
