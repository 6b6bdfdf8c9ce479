// The pure half of the arena: what to ask of the probe desk, and from its answers the plain numbers that are
// drawn: finite samples, arrows, trails of positions that the model really produced, the surface with its
// rectangle, and counts of what cannot be seen. No ImGui, no GL.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/geometry/arena_camera.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/arena/arena_trails_model.h"
#include "core/probe/probe.h"

namespace gan {

// One line a layer, in the order of ArenaLayer: the digit key that switches it is its place, from 1.
struct ArenaLayerInfo {
  const char* title;    // on the button
  const char* meaning;  // one sentence
};
std::span<const ArenaLayerInfo> arena_layer_infos();

// The stretch of the plane to ask for: what the camera shows and a margin, on a raster an eighth of the view
// wide, so that a small move of the camera asks for nothing new.
Rectangle arena_region(const ArenaCamera& camera, Viewport viewport);

// Sizes of the surface that is asked for: about `resolution` squared points while it trains. At rest it is
// refined step by step to about one point a pixel. `have` is what is shown of the very same snapshot and
// region; nothing means none.
SurfaceRequest arena_surface_request(const Rectangle& region, const ArenaCamera& camera, Viewport viewport,
                                     int resolution, bool at_rest, std::optional<SurfaceRequest> have);

// The same for any region: about `coarse` points, at rest step by step up to `finest`; both >= 4.
SurfaceRequest refined_request(const Rectangle& region, double coarse, double finest, bool at_rest,
                               std::optional<SurfaceRequest> have);

// All that the visible layers need, but for the motion of the samples, which takes another moment. Samples and logits
// are always asked for: other views show them too. D* where layer θ is to show it and `has_theory` says that there is
// one.
ProbeRequest arena_request(const ArenaSettings& settings, const ArenaCamera& camera, Viewport viewport, bool at_rest,
                           std::optional<SurfaceRequest> have, bool has_theory = false);

// Where the camera looks at first, and after "fit": the data's extent.
WorldRect arena_bounds(const DataSource& data);
// Of a D that judges a point by the others that it sees with it: in whose company the points of its surface are. "" of
// one that judges each alone.
std::string company_note(const Snapshot& snapshot);
// Whether a camera that was fitted to data of the one extent is to be fitted to those of the other. `moved`: they are
// the same game's, which then stays in the picture as long as all but their margin does.
bool leads_elsewhere(const Extent& fitted, const Extent& now, bool moved);

// A surface as the painter takes it: finite, row-major from below, and the rectangle of its outer nodes, which stays as
// it is where there are none. Returns the share of points where D's output is not finite.
double finite_surface(const Surface& from, std::vector<float>& out, WorldRect& rect);

// What is drawn of one result; its memory is used again for the next.
struct ArenaPicture {
  std::uint64_t version = 0;   // of the result; 0: none was shown yet
  std::uint64_t revision = 0;  // of the numbers below
  Moment moment;               // of the snapshot that it shows
  ProbeRequest request;        // what was asked for

  std::vector<float> surface;  // finite; row-major from below, nx * ny
  int nx = 0, ny = 0;
  WorldRect surface_rect;        // of the outer nodes
  double surface_undefined = 0;  // share of points where D's output is not finite
  std::vector<float> real;       // x, y in turn, finite ones only
  std::vector<float> generated;
  std::vector<float> arrow_origins, arrow_vectors;  // x, y in turn
  std::vector<float> noise_grid;                    // finite ones; a line with a point that is not finite is left out
  int noise_grid_length = 0;                        // vertices a line
  Index generated_undefined = 0;                    // generated samples that are not finite
  double median_gradient = std::numeric_limits<double>::quiet_NaN();  // length of the arrows
  ArenaTrails trails;

  // Takes over the result of this version; false when it is the one that is shown already.
  bool update(const ProbeResult& result, std::uint64_t result_version, int trail_length);
  // Nothing is known of the present game.
  void clear();

 private:
  void take_surface(const Surface& from);
  void take_arrows(const ProbeResult& from);
  void take_noise_grid(const NoiseGrid& from);
  std::vector<float> lengths_;
};

// Samples of `xy` that the rectangle does not show.
Index count_outside(const std::vector<float>& xy, const WorldRect& visible);

// An arrow for the legend: a round gradient whose arrow is as long as fits below `most_pixels`.
struct ArrowLegend {
  double gradient = 0;
  double pixels = 0;
};
ArrowLegend arrow_legend(double world_scale, double units_per_pixel, double most_pixels);

// What stands at one point of the plane: coordinates and slopes are in the data's own units.
struct ArenaReadout {
  double x = 0, y = 0;
  double resolution_x = 0, resolution_y = 0;  // of a pixel
  double logit = 0;                           // what D gives there: a logit or f(x), by the loss
  double dx = 0, dy = 0, norm = 0;            // of that
  int mode = -1;                              // nearest centre, from 0; -1: the data has no modes
  double mode_distance = 0;                   // in its deviations
  // Of the samples drawn those in that mode's circle, and what a perfect generator has there; NaN: not known.
  double mode_share = std::numeric_limits<double>::quiet_NaN(), mode_ideal = 0;
  // Where D* is shown: D* there, or D − D*; NaN: it is not.
  double best = std::numeric_limits<double>::quiet_NaN();
  bool best_is_difference = false;
  // Where the motion of the samples is shown: its divergence there, or its curl; NaN: it is not.
  double flow = std::numeric_limits<double>::quiet_NaN();
  bool flow_turns = false;
};
// The point is in the game's coordinates, and so is the size of a pixel.
ArenaReadout arena_readout(const Snapshot& snapshot, double x, double y, Evaluators& networks, double pixel = 0);

// Nearest centre of the mixture; -1 without any.
int nearest_mode(const GaussianMixture& mixture, double x, double y, double* distance);

}  // namespace gan
