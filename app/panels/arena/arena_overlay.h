// What lies on top of the arena's picture: the names of piles, axis labels, the legends of colour and arrows, notes
// about what cannot be seen, the read-out under the mouse. Draws into a draw list; changes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/geometry/label_place.h"
#include "app/lab/looks/output_scale.h"
#include "app/panels/arena/arena_marks_model.h"
#include "app/panels/arena/arena_model.h"
#include "app/panels/view.h"

namespace gan {

// The arena's place on the screen and how it maps the world to it.
struct ArenaCanvas {
  ImDrawList& list;
  const Frame& frame;
  ImVec2 low, high;  // screen
  ArenaCamera camera;
  Viewport viewport;  // high - low in whole pixels
  float left = 0;     // pixels at the left edge that the column of layers takes, with the space around it

  ImVec2 at(double x, double y) const {
    const PixelPoint p = camera.to_pixel({x, y}, viewport);
    return {low.x + static_cast<float>(p.x), low.y + static_cast<float>(p.y)};
  }
  WorldPoint world(ImVec2 screen) const {
    return camera.to_world({static_cast<double>(screen.x - low.x), static_cast<double>(screen.y - low.y)}, viewport);
  }
};

// Letters that read on any colour: a thin ground around them.
void halo_text(const ArenaCanvas& canvas, ImVec2 at, ImU32 colour, std::string_view text, float align);

// Where labels lie on the picture, and what they should not hide; on the screen.
struct LabelBoxes {
  std::vector<LabelBox> texts, marks;

  void clear() {
    texts.clear();
    marks.clear();
  }
};

// "512 of 512 here" beside each large pile: on no other text, and where there is room on no mark either.
void draw_pile_names(const ArenaCanvas& canvas, const ArenaMarks& marks, LabelBoxes& labels);

// Numbers along the lower and the left edge, at the distance of the lines that the picture has, in the data's own
// coordinates; those at the left beside the column of layers.
// `head`, `foot`: pixels at the ends of the upright axis, above the numbers of the other one, that are left to titles.
void draw_axis_labels(const ArenaCanvas& canvas, double tick_step, const PlaneUnits& units = {}, float head = 0,
                      float foot = 0);

// The plates in the lower corners. Each returns where it lies; empty where it has nothing to say. That of the arrows
// stands above `colours`, where the other one lies, if it would reach it, and is left out where there is no room.
LabelBox draw_colour_legend(const ArenaCanvas& canvas, const ColourLegend& legend);
float colour_legend_width(const ArenaCanvas& canvas, const ColourLegend& legend);
LabelBox draw_arrow_legend(const ArenaCanvas& canvas, double world_scale, double median_gradient,
                           const LabelBox& colours);

// "37 samples outside the view" and its like, in the upper right corner under `top`.
LabelBox draw_notes(const ArenaCanvas& canvas, const std::vector<std::string>& notes, float top);

// At the mouse.
void show_readout(const Frame& frame, const ArenaReadout& readout, const OutputScale& output);

}  // namespace gan
