// The pure half of figure 1, the stage of games whose data lie on a line: what to ask of the probe desk for the stretch
// that is seen, how high the densities stand, where everything has its place from top to bottom, and what is said of
// the value function.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/geometry/arena_camera.h"
#include "app/lab/looks/output_scale.h"
#include "app/panels/line/line_settings_model.h"
#include "app/panels/numbers/best_gap_model.h"
#include "core/probe/probe.h"

namespace gan {

// One line a layer, in the order of LineLayer.
struct LineLayerInfo {
  const char* title;
  const char* meaning;  // one sentence
};
std::span<const LineLayerInfo> line_layer_infos();

// Of what is seen and a quarter of it on each side, so that a drag finds something there; a column every 1.5 pixels.
LineRequest line_request(const ArenaCamera& camera, Viewport viewport);

// What "fit" shows: the data, and the generated samples (1 x n) but for a few far out, as far as they do not make the
// data small.
WorldRect line_bounds(const DataSource& data, const Matrix<float>& generated);

// The density at the top of the picture: a round number above all of p_data that is seen and above p_g as far as that
// is at most kHighest times as high. It stays as it is while the curves fill more than 0.45 of it.
class DensityTop {
 public:
  static constexpr double kHighest = 2.5;
  double update(const LineCurves& curves, double seen_low, double seen_high);
  double top() const { return top_; }

 private:
  double top_ = 1;
};

// The upper corner in which the curves of D and D* stand lower, so that a legend hides little; it changes sides only
// for a clear difference. NaN of D* counts as nothing.
enum class LegendSide { left, right };
LegendSide legend_side(const LineCurves& curves, const OutputScale& output, double seen_low, double seen_high,
                       LegendSide before);

// D's logit at x, between the columns along a line; NaN where there are no columns.
double logit_at(const LineCurves& curves, double x);

// Heights on the stage, in pixels from its top; rows that there is no room for have no height.
struct LineZones {
  float top = 0, base = 0;       // of the curves: density `top` and 0
  float marks = 0;               // of each of both rows of samples, below the base
  float ticks = 0;               // upper edge of the numbers of x; 0: none
  float x_axis = 0, z_axis = 0;  // between them the map; equal: none
};
// header: what the formulas above take; line: height of a line of text; unit: a step of the grid, all in pixels.
LineZones line_zones(float height, float header, float line, float unit, bool map, bool samples);

// Where z stands across the width: in [0, 1], the middle of the prior in the middle.
double place_of_noise(NoiseKind kind, double z);

// The value function in both its forms, with what bounds it.
struct LineValueRow {
  std::string formula;  // markup
  std::string text;     // "= −1.352", with m or the error
};
struct LineValues {
  std::vector<LineValueRow> rows;
  double value = 0, floor = 0, ceiling = 0;  // of the gauge
  BestGap gap;                               // of the integral
  std::string bounds;                        // "floor −log 4 = −1.386 · ceiling −log 4 + 2·JSD = −1.021"
  std::string verdict;                       // "D is 0.21 below its best response"
};
// minibatch: V as training or the present samples have it, a mean over m of each kind; NaN: not known.
LineValues line_values(const LineCurves& curves, double minibatch, Index m);

// What stands under the mouse.
struct LineReadoutRow {
  std::string name, value;
};
std::vector<LineReadoutRow> line_readout(const LineCurves& curves, double x, double pixel, const OutputScale& output);

// Notes about what can't be seen: the blur, noise of several numbers, samples outside.
std::vector<std::string> line_notes(const LineCurves& curves, const Matrix<float>& generated, const WorldRect& seen);

}  // namespace gan
