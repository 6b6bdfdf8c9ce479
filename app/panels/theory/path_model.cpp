#include "app/panels/theory/path_model.h"

#include <algorithm>
#include <cmath>

#include "app/plot/plot_lines.h"
#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr int kSteps = 4;  // of the round number that an axis ends at
constexpr double kMargin = 0.06;

constexpr PathCurve kCosine[] = {{"", &MomentPathPlace::cosine, PathColour::neither}};
constexpr PathCurve kNorm[] = {{"", &MomentPathPlace::norm, PathColour::muted}};
constexpr PathCurve kLosses[] = {{"D", &MomentPathPlace::d_loss, PathColour::discriminator},
                                 {"G", &MomentPathPlace::g_loss, PathColour::generator}};

// The least and the largest finite number; {0, 0} where there is none.
Range extent(const MomentPath& path, std::span<const PathCurve> curves) {
  Range range{0, 0};
  bool any = false;
  for (const MomentPathPlace& place : path.places) {
    for (const PathCurve& curve : curves) {
      add_extent(place.*curve.value, false, range, any);
    }
  }
  return range;
}

double round_up(double most) {
  if (!(most > 0)) return 1;
  const double step = nice_step(most, kSteps);
  return step * std::ceil(most / step - 1e-9);
}

Range around_zero(Range of) {
  const double most = round_up(std::max(std::abs(of.low), std::abs(of.high)));
  return {-most, most};
}

Range with_margin(Range of) {
  if (!(of.span() > 0)) return {of.low - 0.5, of.low + 0.5};
  return {of.low - kMargin * of.span(), of.high + kMargin * of.span()};
}

}  // namespace

std::vector<PathPlot> path_plots(const MomentPath& path) {
  return {{"Cosine with the direction", around_zero(extent(path, kCosine)), kCosine},
          {"Norm of the field", {0, round_up(extent(path, kNorm).high)}, kNorm},
          {"Losses", with_margin(extent(path, kLosses)), kLosses}};
}

const MomentPathPlace* place_at(const MomentPath& path, double t) {
  const auto nearer = [t](const MomentPathPlace& a, const MomentPathPlace& b) {
    return std::abs(a.t - t) < std::abs(b.t - t);
  };
  const auto found = std::min_element(path.places.begin(), path.places.end(), nearer);
  return found == path.places.end() ? nullptr : &*found;
}

std::string curve_text(const PathCurve& curve, const MomentPathPlace* place, bool with_place) {
  std::string text = curve.name;
  if (place == nullptr) return text;
  const double value = place->*curve.value;
  if (!text.empty()) text += " ";
  text += std::isfinite(value) ? short_text(value) : "not finite";
  if (with_place) text += std::string(" at t = ") + fixed_text(place->t, 2).c_str();
  return text;
}

std::string name_of_moment(const Snapshot& snapshot, std::span<const KeptMoment> kept) {
  for (const KeptMoment& moment : kept) {
    const bool it = moment.instant == snapshot.instant() && moment.keyframe && moment.keyframe->run == snapshot.run;
    if (it) return title_of(moment);
  }
  if (snapshot.position == Position{snapshot.position.segment, 0, 0, 0}) return "start";
  return "step " + whole_text(snapshot.position.step);
}

std::vector<PathEndChoice> path_ends(std::span<const KeptMoment> kept) {
  std::vector<PathEndChoice> ends{{{PathEnd::Kind::start}, "start"}};
  for (const KeptMoment& moment : kept) ends.push_back({{PathEnd::Kind::kept, moment.number}, title_of(moment)});
  ends.push_back({{PathEnd::Kind::now}, "now"});
  return ends;
}

std::size_t find_end(std::span<const PathEndChoice> ends, const PathEnd& end, const PathEnd& otherwise) {
  const auto at = [&](const PathEnd& wanted) {
    return std::find_if(ends.begin(), ends.end(), [&](const PathEndChoice& one) { return one.end == wanted; });
  };
  const auto found = at(end) != ends.end() ? at(end) : at(otherwise);
  return found == ends.end() ? 0 : static_cast<std::size_t>(found - ends.begin());
}

}  // namespace gan
