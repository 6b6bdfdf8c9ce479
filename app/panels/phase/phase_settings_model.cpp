#include "app/panels/phase/phase_settings_model.h"

#include "app/geometry/arena_camera.h"

namespace gan {

std::vector<ViewSetting> PhaseSettings::table() {
  return {{"phase.arrows", &layer(PhaseLayer::arrows)},
          {"phase.nullclines", &layer(PhaseLayer::nullclines)},
          {"phase.energy", &layer(PhaseLayer::energy)},
          {"phase.earlier", &layer(PhaseLayer::earlier)},
          {"phase.iteration", &iteration},
          {"phase.whole_circle", &whole_circle},
          {"theory.part", &theory_part, 0, static_cast<int>(TheoryPart::count) - 1}};
}

std::vector<ViewSetting> PhaseSettings::session_table() {
  constexpr double kFar = 1e9;
  return {{"phase.camera.x", &camera_x, -kFar, kFar},
          {"phase.camera.y", &camera_y, -kFar, kFar},
          {"phase.camera.extent", &camera_extent, ArenaCamera::kMinExtent, ArenaCamera::kMaxExtent},
          {"phase.camera.moved", &camera_moved}};
}

std::unique_ptr<SettingsSection> make_phase_settings() {
  return std::make_unique<PhaseSettings>();
}

}  // namespace gan
