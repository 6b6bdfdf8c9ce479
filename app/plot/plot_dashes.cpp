#include "app/plot/plot_dashes.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

constexpr std::array<LineStyle, kLineStyles> kStyles{
    LineStyle{},
    LineStyle{{8, 5}, 2},
    LineStyle{{2, 3.5F}, 2},
    LineStyle{{9, 3.5F, 2, 3.5F}, 4},
};

constexpr float kWiggle = 6;  // design pixels: what goes up and down within these has no length of its own

// Where in its pattern a line is.
class Dashes {
 public:
  Dashes(const LineStyle& style, float scale) : pattern_(style.pattern()), scale_(scale), left_(scale * pattern_[0]) {}
  bool drawn() const { return at_ % 2 == 0; }
  float left() const { return left_; }  // of this dash or gap
  void go_on(float distance) { left_ -= distance; }
  void next() {
    at_ = (at_ + 1) % pattern_.size();
    left_ = scale_ * pattern_[at_];
  }

 private:
  std::span<const float> pattern_;
  float scale_;
  std::size_t at_ = 0;
  float left_;
};

LinePoint between(const LinePoint& a, const LinePoint& b, float share) {
  LinePoint point;
  point.x = a.x + share * (b.x - a.x);
  point.y = point.smooth = a.smooth + share * (b.smooth - a.smooth);
  return point;
}

LinePoint as_drawn(const LinePoint& p, bool starts) {
  LinePoint point = between(p, p, 0);
  point.starts = starts;
  return point;
}

}  // namespace

const LineStyle& line_style(std::size_t i) {
  return kStyles[i % kStyles.size()];
}

void dash_line(const SeriesLine& line, const LineStyle& style, const DashWindow& window, SeriesLine& out) {
  out.points.clear();
  out.merged = false;
  const auto& points = line.points;
  // One point beyond the edge is enough to reach it.
  std::size_t first = 0;
  while (first + 1 < points.size() && points[first + 1].x <= window.left) ++first;
  if (style.solid()) {
    out.points.assign(points.begin() + static_cast<std::ptrdiff_t>(first), points.end());
    if (!out.points.empty()) out.points.front().starts = true;
    return;
  }
  Dashes dashes(style, window.scale);
  const float wiggle = kWiggle * window.scale;
  const auto in_sight = [&](float y) { return std::clamp(y, window.top, window.bottom); };
  float calm = 0;  // the height without wiggles
  for (std::size_t i = first; i < points.size(); ++i) {
    const LinePoint& p = points[i];
    if (i == first || p.starts) {
      calm = in_sight(p.smooth);
      if (dashes.drawn()) out.points.push_back(as_drawn(p, true));
      continue;
    }
    const LinePoint& before = points[i - 1];
    const float across = p.x - before.x,
                calmer = in_sight(p.smooth) + (calm - in_sight(p.smooth)) * wiggle / (wiggle + across);
    const float length = std::hypot(across, calmer - calm);
    calm = calmer;
    float done = 0;
    while (length - done > dashes.left()) {
      done += dashes.left();
      LinePoint cut = between(before, p, done / length);
      cut.starts = !dashes.drawn();
      out.points.push_back(cut);
      dashes.next();
    }
    dashes.go_on(length - done);
    if (dashes.drawn()) out.points.push_back(as_drawn(p, false));
  }
}

}  // namespace gan
