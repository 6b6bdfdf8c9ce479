#include "app/plot/plot_marks.h"

#include <gtest/gtest.h>

#include <algorithm>

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

// What is drawn of the labels: their boxes with the counts behind them, and the lines that reach them.
struct Drawn {
  float left, right;
  int row;
};

std::vector<Drawn> drawn_labels(std::span<const PlotMark> marks, const std::vector<PlacedMark>& placed, float gap) {
  std::vector<Drawn> all;
  for (const PlacedMark& mark : placed) {
    if (mark.row < 0) continue;
    const float label = width(marks[mark.index].label);
    EXPECT_EQ(mark.width, label);
    all.push_back(
        {mark.label_x, mark.label_x + label + (mark.more > 0 ? gap / 2 + width(more_text(mark.more)) : 0), mark.row});
  }
  return all;
}

// As on the track: many marks, near each other and far apart.
TEST(PlotMarks, WhatIsLeftOutIsCountedAndNothingLiesOnALabel) {
  std::uint32_t state = 7;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16) % below;
  };
  int counted = 0;
  for (int game = 0; game < 60; ++game) {
    std::vector<PlotMark> marks;
    const int spread = game % 3 == 0 ? 40 : 1000;
    for (std::uint32_t i = 0, n = 1 + random(120); i < n; ++i) {
      const bool by_hand = random(8) == 0;
      marks.push_back({game % 3 == 0 ? 480 + random(40) : random(static_cast<std::uint32_t>(spread) + 1),
                       by_hand ? "" : std::string(3 + random(12), 'x'), ""});
    }
    std::stable_sort(marks.begin(), marks.end(), [](auto& a, auto& b) { return a.step < b.step; });
    for (const bool flags : {false, true}) {
      const MarkLayout layout{0, 1000, 3, 6, flags};
      std::vector<PlacedMark> placed;
      place_marks(marks, kX, layout, width, placed);
      const std::vector<Drawn> labels = drawn_labels(marks, placed, layout.gap);
      for (std::size_t i = 0; i < labels.size(); ++i) {
        EXPECT_GE(labels[i].left, 0);
        EXPECT_LE(labels[i].right, 1000);
        for (std::size_t k = 0; k < i; ++k) {
          const bool apart =
              labels[i].row != labels[k].row || labels[i].right <= labels[k].left || labels[k].right <= labels[i].left;
          EXPECT_TRUE(apart) << game << ": labels " << i << " and " << k;
        }
        for (const PlacedMark& mark : placed) {
          // A flag's line reaches from the axis up to its row.
          if (!flags || mark.row < 0 || mark.row > labels[i].row) continue;
          EXPECT_FALSE(mark.x > labels[i].left && mark.x < labels[i].right) << game << ": a line through label " << i;
        }
      }
      int told = static_cast<int>(labels.size());
      for (const PlacedMark& mark : placed) told += mark.more, counted += mark.more;
      const auto named = std::count_if(marks.begin(), marks.end(), [](const PlotMark& m) { return !m.label.empty(); });
      if (!labels.empty()) {
        EXPECT_EQ(told, static_cast<int>(named)) << game;
      }
      EXPECT_TRUE(!labels.empty() || named == 0) << game;
    }
  }
  EXPECT_GT(counted, 1000);
}

TEST(PlotMarks, AFlagStandsLowAndTheOneBeforeItAbove) {
  const auto marks = marks_at({500, 510, 520});
  std::vector<PlacedMark> placed;
  place_marks(marks, kX, {0, 1000, 2, 6, true}, width, placed);
  ASSERT_EQ(placed.size(), 3U);
  EXPECT_EQ(placed[0].row, 1);
  EXPECT_EQ(placed[1].row, 0);
  EXPECT_EQ(placed[2].row, -1);
  EXPECT_EQ(placed[1].more, 1) << "at its newer neighbour";
  EXPECT_EQ(placed[0].more, 0);
  EXPECT_EQ(more_text(3), "+3");
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
