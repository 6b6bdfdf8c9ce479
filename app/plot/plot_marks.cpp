#include "app/plot/plot_marks.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gan {

namespace {

constexpr int kMostRows = 8;

constexpr std::size_t kMostLabels = 128;

auto first_at_or_after(std::span<const PlotMark> marks, double step) {
  return std::lower_bound(marks.begin(), marks.end(), step,
                          [](const PlotMark& mark, double at) { return static_cast<double>(mark.step) < at; });
}

class MarkPlacing {
 public:
  MarkPlacing(std::span<const PlotMark> marks, const Scale& x, const MarkLayout& layout,
              const std::function<float(std::string_view)>& label_width, std::vector<PlacedMark>& out)
      : marks_(marks), x_(x), layout_(layout), label_width_(label_width), out_(out) {}

  // With `reserve` pixels kept free behind each label. How many labels found no place.
  int place(float reserve) {
    out_.clear();
    labels_ = 0, reserve_ = reserve;
    const float least_distance = layout_.gap / 4;
    float last_x = layout_.right + 2 * least_distance;
    int left_out = 0, waiting = 0;  // for the first label
    const auto beyond = first_at_or_after(marks_, x_.value(layout_.right + 1));
    for (std::size_t i = static_cast<std::size_t>(beyond - marks_.begin()); i-- > 0;) {
      PlacedMark mark{.index = i, .x = x_.pixel(static_cast<double>(marks_[i].step))};
      if (mark.x > layout_.right) continue;
      if (mark.x < layout_.left) break;
      const bool own_line = last_x - mark.x >= least_distance;
      if (own_line) {
        last_x = mark.x;
        if (find_place(mark)) mark.more = std::exchange(waiting, 0), labelled_[labels_++] = out_.size();
        out_.push_back(mark);
      }
      if (mark.row >= 0 || marks_[i].label.empty()) continue;
      ++left_out;
      ++(labels_ > 0 ? out_[labelled_[labels_ - 1]].more : waiting);
    }
    return left_out;
  }

 private:
  bool find_place(PlacedMark& mark) const {
    const std::string& label = marks_[mark.index].label;
    if (label.empty() || labels_ == kMostLabels) return false;
    const int rows = std::min(layout_.rows, kMostRows);
    if (rows > 0) mark.width = label_width_(label);
    const float width = mark.width + reserve_;
    mark.label_x = mark.x + layout_.gap / 2;
    if (mark.label_x + width > layout_.right) mark.label_x = mark.x - layout_.gap / 2 - width;
    if (mark.label_x < layout_.left) return false;
    for (int i = 0; i < rows && mark.row < 0; ++i) {
      const int row = layout_.flags ? rows - 1 - i : i;
      if (is_free(mark, row)) mark.row = row;
    }
    return mark.row >= 0;
  }

  bool is_free(const PlacedMark& mark, int row) const {
    const float left = mark.label_x, right = left + mark.width + reserve_, gap = layout_.gap;
    for (std::size_t i = 0; i < labels_; ++i) {
      const PlacedMark& other = out_[labelled_[i]];
      const float other_right = other.label_x + other.width + reserve_;
      if (other.row == row && left < other_right + gap && other.label_x < right + gap) return false;
      // Its line through this label, and this line through its label.
      if (crosses(other.row, row) && other.x > left - gap / 4 && other.x < right + gap / 4) return false;
      if (crosses(row, other.row) && mark.x > other.label_x - gap / 4 && mark.x < other_right + gap / 4) return false;
    }
    return true;
  }
  bool crosses(int row_of_line, int row) const { return layout_.flags ? row_of_line <= row : row_of_line == row; }

  std::span<const PlotMark> marks_;
  const Scale& x_;
  const MarkLayout& layout_;
  const std::function<float(std::string_view)>& label_width_;
  std::vector<PlacedMark>& out_;
  float reserve_ = 0;
  std::array<std::size_t, kMostLabels> labelled_{};
  std::size_t labels_ = 0;
};

}  // namespace

std::string more_text(int more) {
  return "+" + std::to_string(more);
}

void place_marks(std::span<const PlotMark> marks, const Scale& x, const MarkLayout& layout,
                 const std::function<float(std::string_view)>& label_width, std::vector<PlacedMark>& out) {
  MarkPlacing placing{marks, x, layout, label_width, out};
  const int left_out = placing.place(0);
  if (left_out == 0 || layout.rows <= 0) return;
  // Again, with room for the count behind every label.
  const int most = left_out + static_cast<int>(out.size());
  placing.place(layout.gap / 2 + label_width(more_text(most)));
}

MarkSpan marks_near(std::span<const PlotMark> marks, const Scale& x, float at, float reach) {
  const auto begin = first_at_or_after(marks, x.value(at - reach));
  const auto end = first_at_or_after(marks, x.value(at + reach));
  return {static_cast<std::size_t>(begin - marks.begin()),
          static_cast<std::size_t>(std::max(begin, end) - marks.begin())};
}

}  // namespace gan
