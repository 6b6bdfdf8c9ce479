// Makes a clip of a stretch of a run: looks back to each of its states, draws it off-screen, and adds it to a file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/figure/clip_file.h"
#include "app/panels/figure/clip_steps_model.h"
#include "app/window/studio.h"

namespace gan {

struct ClipPlan {
  std::vector<ClipSegment> segments;  // of the run
  RunPlace from, to;
  std::int64_t every = 1;  // see clip_places
  double frames_per_second = 10;
  double scale = 1;  // pixels for one of the interface
  FigureLook look;
};

// How far it is, from 0 to 1; false gives it up.
using ClipWatch = std::function<bool(double share)>;

// Of games side by side all look at the same step. Where the data change, the panel is the one that stands in its place
// then, in a frame of the same size. Empty where all is done; a sentence where something failed or it was given up.
Outcome make_clip(Studio& studio, const ClipPlan& plan, ClipFile& file, const ClipWatch& watch);

// The name of the session that lies beside a clip.
std::string beside_clip(const std::string& path);

// A line below what there is: what is shown, and of which step.
void add_caption(FigureScene& scene, const FigureFace& face, const std::string& title, const ClipMoment& moment,
                 const Theme& theme);

}  // namespace gan
