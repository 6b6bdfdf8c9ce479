// The line between two moments as plots over t, and the ends that can be chosen. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/lab/actions.h"
#include "app/lab/past/kept.h"
#include "app/plot/plot_axis.h"
#include "core/probe/path/moment_path.h"

namespace gan {

enum class PathColour { neither, muted, discriminator, generator };

struct PathCurve {
  const char* name;  // beside the title; "" where that names it
  double MomentPathPlace::*value;
  PathColour colour;
};
struct PathPlot {
  const char* title;
  Range range;
  std::span<const PathCurve> curves;
};
// Of a path that there is, from top to bottom; 0 is in sight in the first two. A plot without a finite number has the
// range from 0 to 1.
std::vector<PathPlot> path_plots(const MomentPath& path);

// The place nearest to t; null where there is none.
const MomentPathPlace* place_at(const MomentPath& path, double t);
// What stands beside a curve's name there: "0.02", "D 1.2", and with `place` "0.02 at t = 0.50"; without a place the
// name alone.
std::string curve_text(const PathCurve& curve, const MomentPathPlace* place, bool with_place = false);

// What an end is called beside a plot: "start", "step 1 240", or a kept moment's own name.
std::string name_of_moment(const Snapshot& snapshot, std::span<const KeptMoment> kept);

struct PathEndChoice {
  PathEnd end;
  std::string name;  // "start", "now", "step 1 240"
};
// In the order of a list: the start, the kept moments, the present.
std::vector<PathEndChoice> path_ends(std::span<const KeptMoment> kept);
// The place in it of `end`, or of `otherwise` where it is not there any more.
std::size_t find_end(std::span<const PathEndChoice> ends, const PathEnd& end, const PathEnd& otherwise);

}  // namespace gan
