// What the phase portrait shows, and the theory tab.
#pragma once

#include <vector>

#include "app/lab/actions.h"
#include "app/panels/view_settings_model.h"
#include "core/probe/phase/numbers_play.h"

namespace gan {

// Order of the layers: keys 1 to 4 switch them.
enum class PhaseLayer { arrows, nullclines, energy, earlier, count };
inline constexpr int kPhaseLayers = static_cast<int>(PhaseLayer::count);

// What the theory tab shows: how small changes grow, ‖∇D‖ where penalties look at it, how samples move, or what the
// game does along the line between two moments.
enum class TheoryPart { growth, penalty, motion, path, count };

struct PhaseSettings : SettingsSection {
  bool layers[kPhaseLayers] = {true, true, true, true};
  bool iteration = false;     // arrows and nullclines are of one iteration of the rule, not of the field
  bool whole_circle = false;  // multipliers are shown in the whole unit circle, however near to 1 they are
  int theory_part = 0;        // of the theory tab: see TheoryPart

  // Of this session only: starts that were thrown, shared by games side by side, in the order along the line.
  std::vector<PhasePoint> thrown;
  // The same: the ends of the line, where they are still there.
  PathEnd path_from{PathEnd::Kind::start}, path_to{PathEnd::Kind::now};

  // Kept with a session alone: where the portrait looks, and whether a person has moved it, as the arena keeps it.
  double camera_x = 0, camera_y = 0, camera_extent = 1;
  bool camera_moved = false, camera_read = false;

  std::vector<ViewSetting> table() override;
  std::vector<ViewSetting> session_table() override;
  void session_read() override { camera_read = true; }

  bool& layer(PhaseLayer l) { return layers[static_cast<int>(l)]; }
  bool layer(PhaseLayer l) const { return layers[static_cast<int>(l)]; }
};

}  // namespace gan
