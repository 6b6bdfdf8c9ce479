// Icons drawn from lines and triangles, so that they need no icon font and are sharp at every size. Each
// fills a square of `size` pixels around `centre` and takes its colour from the caller.
#pragma once

#include "imgui.h"

namespace gan {

enum class Icon {
  kPlay,
  kPause,
  kStep,      // one iteration
  kRestart,   // same start
  kNewStart,  // new seed
  kUndo,
  kRedo,
  kCheck,
  kChevronDown,
  kChevronRight,
  kClose,
  kWarning,
  kFit,       // show everything
  kDisc,      // legend: real
  kTriangle,  // legend: generated
  kLock,      // held constant
  kSurface,   // a plane in two shades
  kContours,
  kArrow,
  kTrail,
  kBentGrid,  // G's map
  kAxes,
  kModes,
  kTheta,  // theory
  kImage,
  kKeep,    // a bookmark
  kBranch,  // goes on beside what was
  kLive,    // where training is
  kMore,
};

void draw_icon(ImDrawList& draw_list, Icon icon, ImVec2 centre, float size, ImU32 colour);

// A square button of the frame's height with an icon; `id` as for ImGui::Button. True where it was pressed.
bool icon_button(const char* id, Icon icon, ImU32 colour);

}  // namespace gan
