// What the arena and the decision surface of images share: the mouse on a surface, what lies over it, the surface as
// the settings want it, and the finished picture on the screen.
#pragma once

#include <span>

#include "app/geometry/fitted_camera.h"
#include "app/lab/looks/output_scale.h"
#include "app/panels/arena/arena_overlay.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/stage/stage_fade_model.h"
#include "app/render/arena_scene.h"

namespace gan {

// How much is to be seen of what lies over the stage: less while the mouse rests, and asks for the frames of its
// fading. All of it in pictures.
float stage_opacity(StageFade& fade, const Frame& frame, Actions& actions);

// Of the item that was submitted last, at `low` on the screen: dragging pans, the wheel zooms at the mouse, a
// double click fits. Returns whether it is being dragged; a drag begins `threshold` pixels from where it was
// pressed.
bool drag_and_zoom(FittedCamera& camera, ImVec2 low, Viewport viewport, float threshold);

// Of that item: the wheel alone.
void zoom_by_wheel(FittedCamera& camera, ImVec2 low, Viewport viewport);

// nx·ny values of D over `rect`, shown as `map` says, with the contours and the opacity of the settings.
SurfaceLayer surface_layer(const ArenaSettings& settings, const SurfaceMap& map, std::span<const float> values, int nx,
                           int ny, const WorldRect& rect, std::uint64_t revision);
// The same of what stands in the surface's place, with the opacity of `layer`.
SurfaceLayer surface_layer(const ArenaSettings& settings, const LayerSettings& layer, const SurfaceMap& map,
                           std::span<const float> values, int nx, int ny, const WorldRect& rect,
                           std::uint64_t revision);

// The distance of the lines of the grid.
double tick_step_of(const ArenaCanvas& canvas);

// A painter's texture in the canvas; 0: the colour of an undecided D.
void show_texture(const ArenaCanvas& canvas, unsigned int texture);

}  // namespace gan
