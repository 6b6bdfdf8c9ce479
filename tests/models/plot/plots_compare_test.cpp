// Marks of the games beside the one in focus.
#include <gtest/gtest.h>

#include "app/panels/plots/plots_compare_model.h"
#include "tests/models/lab/history_rows.h"

namespace gan {
namespace {

using test::mark;
using test::train;

std::vector<std::string> labels(const std::vector<PlotMark>& marks) {
  std::vector<std::string> all;
  for (const PlotMark& one : marks) all.push_back(std::to_string(one.step) + " " + one.label);
  return all;
}

TEST(PlotsCompare, OnlyWhatTheyDoNotHaveInCommonIsMarkedByLetter) {
  RunHistory a, b, c;
  for (RunHistory* history : {&a, &b, &c}) {
    train(*history, 0, 1, 40);
    history->add_mark(mark(0, 10, "k 1→2"));
  }
  a.add_mark(mark(0, 30, "batch size 64→32"));
  b.add_mark(mark(0, 20, "k 2→5"));
  c.add_mark(mark(0, 30, "batch size 64→32"));
  HistoryMark by_hand = mark(0, 25, "D step");
  by_hand.counts = false;
  c.add_mark(by_hand);
  std::vector<PlotMark> marks{{10, "k 1→2", ""}, {30, "batch size 64→32", ""}};
  const LetteredHistory others[] = {{&b, 'B'}, {&c, 'C'}};
  add_marks_of_others(a, others, marks);
  EXPECT_EQ(labels(marks), (std::vector<std::string>{"10 k 1→2", "20 B k 2→5", "30 batch size 64→32"}));
  EXPECT_EQ(marks[1].text, "B · k 2→5 changed.");
}

TEST(PlotsCompare, WhatWasBeforeTheLastStartOfTheOtherIsNoMark) {
  RunHistory a, b;
  train(a, 0, 1, 40);
  train(b, 0, 1, 40);
  b.add_mark(mark(0, 5, "k 1→9"));
  b.begin_segment(1);
  b.add_mark(mark(1, 0, "restart", true));
  train(b, 1, 1, 40);
  b.add_mark(mark(1, 12, "k 9→3"));
  std::vector<PlotMark> marks;
  const LetteredHistory others[] = {{&b, 'B'}};
  add_marks_of_others(a, others, marks);
  EXPECT_EQ(labels(marks), std::vector<std::string>{"12 B k 9→3"});
}

TEST(PlotsCompare, TheLegendTakesASecondRowBeforeItCutsFourGamesShort) {
  const float short_texts[] = {40, 50, 60, 30}, long_texts[] = {40, 150, 200, 90}, two[] = {300, 40};
  const auto one = place_game_legend(short_texts, 30, 10, 400);
  EXPECT_EQ(one.back().row, 0);
  EXPECT_FLOAT_EQ(one[2].x, 30 + 40 + 10 + 30 + 50 + 10);
  EXPECT_FLOAT_EQ(one[2].width, 60);
  const auto rows = place_game_legend(long_texts, 30, 10, 400);
  EXPECT_EQ(rows[1].row, 0);
  EXPECT_EQ(rows[2].row, 1);
  EXPECT_FLOAT_EQ(rows[1].x, rows[3].x);
  EXPECT_FLOAT_EQ(rows[0].width, 40);
  EXPECT_FLOAT_EQ(rows[2].width, 165) << "half of the width, without the swatch";
  const auto cut = place_game_legend(two, 30, 10, 270);
  EXPECT_EQ(cut[1].row, 0);
  EXPECT_FLOAT_EQ(cut[0].width, 160);
  EXPECT_FLOAT_EQ(cut[1].width, 40);
  EXPECT_LE(cut[1].x + 30 + cut[1].width, 270);
}

}  // namespace
}  // namespace gan
