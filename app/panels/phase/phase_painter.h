// The pieces of the phase portrait, drawn into a list: arrows, nullclines, circles of energy, paths, the places that
// matter. Changes nothing.
#pragma once

#include <span>

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/phase/phase_model.h"
#include "app/panels/phase/phase_trail_model.h"

namespace gan {

void draw_energy(const ArenaCanvas& canvas);
void draw_plane_axes(const ArenaCanvas& canvas);
void draw_phase_arrows(const ArenaCanvas& canvas, const PhasePicture& picture);
// With their names, where there is room for any.
void draw_nullclines(const ArenaCanvas& canvas, const PhasePicture& picture, bool names);

// A path through these places, faded towards its beginning; nothing of what does not move by a pixel. `width` in design
// pixels, opacities in [0, 1].
struct PathLook {
  Rgb colour;
  float width = 1;
  float first = 1, last = 1;  // opacity at its beginning and its end
};
void draw_phase_path(const ArenaCanvas& canvas, std::span<const PhasePoint> places, const PathLook& look);
void draw_runs(const ArenaCanvas& canvas, const PhaseTrail& trail, bool earlier);
void draw_thrown(const ArenaCanvas& canvas, std::span<const PhasePath> paths, std::span<const PhasePoint> starts);

void draw_equilibrium(const ArenaCanvas& canvas);
void draw_present(const ArenaCanvas& canvas, PhasePoint at);

// "θ, G's point" at the right end of the level axis and "ψ, D's slope" at the top of the upright one.
void draw_axis_names(const ArenaCanvas& canvas);
// What lines and gestures mean, in the lower right corner; nothing where there is no room.
struct PhaseLegend {
  bool earlier = false, thrown = false, gestures = true;
};
void draw_phase_legend(const ArenaCanvas& canvas, const PhaseLegend& legend);

}  // namespace gan
