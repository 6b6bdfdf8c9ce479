#include "app/plot/plot_marks.h"

#include <algorithm>
#include <array>

namespace gan {

namespace {

constexpr int kMostRows = 8;

auto first_at_or_after(std::span<const PlotMark> marks, double step) {
  return std::lower_bound(marks.begin(), marks.end(), step,
                          [](const PlotMark& mark, double at) { return static_cast<double>(mark.step) < at; });
}

}  // namespace

void place_marks(std::span<const PlotMark> marks, const Scale& x, const MarkLayout& layout,
                 const std::function<float(std::string_view)>& label_width, std::vector<PlacedMark>& out) {
  out.clear();
  // For each row the left edge of what has been placed there, coming from the right.
  std::array<float, kMostRows> occupied;
  occupied.fill(layout.right + layout.gap);
  const int rows = std::min(layout.rows, kMostRows);
  const float least_distance = layout.gap / 4;
  float last_x = layout.right + 2 * least_distance;
  const auto beyond = first_at_or_after(marks, x.value(layout.right + 1));
  for (std::size_t i = static_cast<std::size_t>(beyond - marks.begin()); i-- > 0;) {
    PlacedMark mark{i, x.pixel(static_cast<double>(marks[i].step)), 0, -1};
    if (mark.x > layout.right || last_x - mark.x < least_distance) continue;
    if (mark.x < layout.left) break;
    last_x = mark.x;
    const float width = rows > 0 ? label_width(marks[i].label) : 0;
    for (int row = 0; row < rows && mark.row < 0; ++row) {
      float label_x = mark.x + layout.gap / 2;
      if (label_x + width > layout.right) label_x = mark.x - layout.gap / 2 - width;
      if (label_x < layout.left || label_x + width + layout.gap > occupied[row]) continue;
      mark.label_x = label_x;
      mark.row = row;
      occupied[row] = std::min(label_x, mark.x);
    }
    out.push_back(mark);
  }
}

MarkSpan marks_near(std::span<const PlotMark> marks, const Scale& x, float at, float reach) {
  const auto begin = first_at_or_after(marks, x.value(at - reach));
  const auto end = first_at_or_after(marks, x.value(at + reach));
  return {static_cast<std::size_t>(begin - marks.begin()),
          static_cast<std::size_t>(std::max(begin, end) - marks.begin())};
}

}  // namespace gan
