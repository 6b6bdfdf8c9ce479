#include "app/plot/plot_marks.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

float width(std::string_view text) {
  return 8.0f * static_cast<float>(text.size());
}

std::vector<PlotMark> marks_at(std::initializer_list<int> steps) {
  std::vector<PlotMark> marks;
  for (const int step : steps) marks.push_back({step, "k 1->5", ""});  // 48 pixels wide
  return marks;
}

const Scale kX({0, 1000}, 0, 1000);
const MarkLayout kLayout{0, 1000, 2, 6};

TEST(PlotMarks, LabelsNeverOverlap) {
  std::vector<PlotMark> marks;
  std::uint32_t state = 1;
  for (int step = 0; step < 1000; step += 1 + static_cast<int>((state = state * 1664525u + 1013904223u) >> 26)) {
    marks.push_back({step, std::string(3 + state % 12, 'x'), ""});
  }
  std::vector<PlacedMark> placed;
  place_marks(marks, kX, kLayout, width, placed);
  int labelled = 0;
  for (const PlacedMark& a : placed) {
    if (a.row < 0) continue;
    ++labelled;
    EXPECT_LT(a.row, 2);
    EXPECT_GE(a.label_x, 0);
    EXPECT_LE(a.label_x + width(marks[a.index].label), 1000);
    for (const PlacedMark& b : placed) {
      if (&a == &b || a.row != b.row) continue;
      const bool apart =
          a.label_x + width(marks[a.index].label) <= b.label_x || b.label_x + width(marks[b.index].label) <= a.label_x;
      EXPECT_TRUE(apart) << a.index << " and " << b.index;
    }
  }
  EXPECT_GT(labelled, 10);
  EXPECT_LT(labelled, static_cast<int>(marks.size()));
}

TEST(PlotMarks, TheNewestIsLabelledAndOthersAreStackedThenThinnedOut) {
  const auto marks = marks_at({500, 510, 520});
  std::vector<PlacedMark> placed;
  place_marks(marks, kX, kLayout, width, placed);
  ASSERT_EQ(placed.size(), 3u);
  EXPECT_EQ(placed[0].index, 2u);
  EXPECT_EQ(placed[0].row, 0);
  EXPECT_EQ(placed[1].row, 1);
  EXPECT_EQ(placed[2].row, -1) << "no room; its line stays";
}

TEST(PlotMarks, AtTheRightEdgeTheLabelStandsToTheLeft) {
  const auto marks = marks_at({995});
  std::vector<PlacedMark> placed;
  place_marks(marks, kX, kLayout, width, placed);
  ASSERT_EQ(placed.size(), 1u);
  EXPECT_EQ(placed[0].row, 0);
  EXPECT_LE(placed[0].label_x + 48, 995);
}

TEST(PlotMarks, OutsideAndOnTheSamePixelNothingIsDrawn) {
  std::vector<PlacedMark> placed;
  place_marks(marks_at({-50, 300, 300, 301, 2000}), kX, kLayout, width, placed);
  ASSERT_EQ(placed.size(), 1u);
  EXPECT_EQ(placed[0].index, 3u);
  place_marks(marks_at({100, 200}), kX, {0, 1000, 0, 6}, width, placed);
  ASSERT_EQ(placed.size(), 2u);
  EXPECT_EQ(placed[0].row, -1) << "no rows, no labels";
}

TEST(PlotMarks, FindsTheOnesNearTheMouse) {
  const auto marks = marks_at({100, 300, 302, 303, 600});
  const MarkSpan near = marks_near(marks, kX, 301, 4);
  EXPECT_EQ(near.begin, 1u);
  EXPECT_EQ(near.end, 4u);
  const MarkSpan none = marks_near(marks, kX, 450, 4);
  EXPECT_EQ(none.begin, none.end);
}

}  // namespace
}  // namespace gan
