// Makes a clip of a stretch of a run: looks back to each of its states, draws it off-screen, and adds it to a file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/figure/clip_file.h"
#include "app/window/studio.h"

namespace gan {

struct ClipPlan {
  std::int64_t segment = 0;
  std::int64_t from = 0, to = 0, every = 1;  // steps of it, see clip_steps
  double frames_per_second = 10;
  double scale = 1;  // pixels for one of the interface
  FigureLook look;
};

// How far it is, from 0 to 1; false gives it up.
using ClipWatch = std::function<bool(double share)>;

// Empty where all is done; a sentence where something failed or it was given up.
Outcome make_clip(Studio& studio, const ClipPlan& plan, ClipFile& file, const ClipWatch& watch);

// The name of the recording that lies beside a clip.
std::string beside_clip(const std::string& path);

// A line below what there is: what is shown, and of which step.
void add_caption(FigureScene& scene, const FigureFace& face, const std::string& title, const std::string& moment,
                 const Theme& theme);

}  // namespace gan
