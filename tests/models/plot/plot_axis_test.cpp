#include "app/plot/plot_axis.h"

#include <gtest/gtest.h>

#include <cmath>

#include "app/plot/plot_state.h"

namespace gan {
namespace {

TEST(PlotAxis, AScaleMapsThereAndBack) {
  const Scale x({100, 300}, 10, 410);
  EXPECT_FLOAT_EQ(x.pixel(100), 10);
  EXPECT_FLOAT_EQ(x.pixel(200), 210);
  EXPECT_DOUBLE_EQ(x.value(210), 200);
  const Scale y({0.01, 100}, 400, 0, true);  // upwards
  EXPECT_FLOAT_EQ(y.pixel(0.01), 400);
  EXPECT_FLOAT_EQ(y.pixel(1), 200);
  EXPECT_NEAR(y.value(100), 10, 1e-9);
}

TEST(PlotAxis, ALogarithmicScaleSendsWhatIsNotPositiveBelowItsEnd) {
  const Scale up({0.1, 10}, 400, 0, true);
  EXPECT_GT(up.pixel(0), 400);
  EXPECT_GT(up.pixel(-5), 400);
  EXPECT_LT(up.pixel(-5), 1000);
  const Scale right({0.1, 10}, 0, 400, true);
  EXPECT_LT(right.pixel(0), 0);
}

TEST(PlotAxis, ZoomingKeepsThePointUnderTheMouse) {
  const Range r = zoomed({0, 100}, 30, 2);
  EXPECT_DOUBLE_EQ(r.span(), 50);
  EXPECT_DOUBLE_EQ((30 - r.low) / r.span(), 0.3);
}

TEST(SharedX, ShowsTheWholeRunAsItGrows) {
  SharedX x;
  x.track(1, 3);
  EXPECT_DOUBLE_EQ(x.shown.low, 1);
  EXPECT_GT(x.shown.high, 3) << "a run of three steps is not stretched to the full width";
  x.track(1, 5000);
  EXPECT_EQ(x.shown, (Range{1, 5000}));
}

TEST(SharedX, AZoomThatReachesTheNewestStepGoesOnFollowing) {
  SharedX x;
  x.track(0, 1000);
  x.zoom(1000, 4);
  EXPECT_EQ(x.follow, Follow::window);
  EXPECT_DOUBLE_EQ(x.shown.span(), 250);
  x.track(0, 1100);
  EXPECT_EQ(x.shown, (Range{850, 1100}));
}

TEST(SharedX, AStretchInThePastStandsStill) {
  SharedX x;
  x.track(0, 1000);
  x.zoom(500, 4);
  EXPECT_EQ(x.follow, Follow::none);
  const Range before = x.shown;
  x.track(0, 2000);
  EXPECT_EQ(x.shown, before);
  x.pan(1e9);
  EXPECT_EQ(x.follow, Follow::window);
  EXPECT_DOUBLE_EQ(x.shown.high, 2000);
  x.pan(-1e9);
  EXPECT_DOUBLE_EQ(x.shown.low, 0) << "one can not pan off the run";
  EXPECT_DOUBLE_EQ(x.shown.span(), before.span());
}

TEST(SharedX, ZoomingOutEndsAtTheWholeRunAndZoomingInAtAFewSteps) {
  SharedX x;
  x.track(0, 1000);
  x.zoom(200, 10);
  for (int i = 0; i < 30; ++i) x.zoom(200, 0.7);
  EXPECT_EQ(x.follow, Follow::whole);
  EXPECT_EQ(x.shown, (Range{0, 1000}));
  for (int i = 0; i < 300; ++i) x.zoom(200, 1.5);
  EXPECT_GE(x.shown.span(), 4);
  EXPECT_TRUE(x.shown.contains(200));
}

TEST(SharedX, BeforeTheRunLieTheRunsBeforeIt) {
  SharedX x;
  x.track(1, 1000, -500);
  EXPECT_EQ(x.shown, (Range{1, 1000})) << "nobody has asked for them";
  for (int i = 0; i < 30; ++i) x.zoom(200, 0.7);
  EXPECT_EQ(x.shown, (Range{-500, 1000}));
  x.show({-300, 100});
  EXPECT_EQ(x.follow, Follow::none);
  x.pan(-1e6);
  EXPECT_EQ(x.shown, (Range{-500, -100}));
  x.fit();
  EXPECT_EQ(x.shown, (Range{1, 1000}));
  PlotViewState view;
  view.past = {{1, 400, -902}, {1, 500, -501}};
  EXPECT_EQ(view.own_step(-901), 1);
  EXPECT_EQ(view.own_step(-500), 1);
  EXPECT_EQ(view.own_step(-1), 500);
  EXPECT_EQ(view.own_step(7), 7);
}

TEST(SharedX, ARestartBringsBackTheWholeRun) {
  SharedX x;
  x.track(0, 10'000);
  x.show({5000, 6000});
  EXPECT_EQ(x.follow, Follow::none);
  x.track(0, 10);
  EXPECT_EQ(x.follow, Follow::whole);
  EXPECT_EQ(x.shown, (Range{0, 10}));
  x.track(0, 10'000);
  x.show({9000, 10'000});
  x.track(0, 10);
  EXPECT_EQ(x.follow, Follow::window) << "a window of a thousand steps fills from its left";
  EXPECT_EQ(x.shown, (Range{0, 1000}));
}

TEST(PlotY, FitsWithAMarginAndStaysCalm) {
  PlotY y;
  y.fit({1, 2});
  EXPECT_LT(y.shown.low, 1);
  EXPECT_GT(y.shown.high, 2);
  EXPECT_LT(y.shown.span(), 1.3);
  const Range first = y.shown;
  y.fit({1.1, 1.9});
  EXPECT_EQ(y.shown, first) << "a little less data moves nothing";
  y.fit({1.4, 1.6});
  EXPECT_LT(y.shown.span(), 0.3) << "much less does";
  y.fit({0, 5});
  EXPECT_TRUE(y.shown.contains(0) && y.shown.contains(5));
}

TEST(PlotY, AConstantAndZeroGetRoom) {
  for (const double v : {0.0, 3.0, -1e-8, 1e20}) {
    PlotY y;
    y.fit({v, v});
    EXPECT_GT(y.shown.span(), 0) << v;
    EXPECT_TRUE(y.shown.low < v && v < y.shown.high) << v;
  }
}

TEST(PlotY, FitsInTheLogarithm) {
  PlotY y;
  y.log = true;
  y.fit({1e-4, 1});
  EXPECT_GT(y.shown.low, 1e-5);
  EXPECT_LT(y.shown.low, 1e-4);
  EXPECT_GT(y.shown.high, 1);
  EXPECT_LT(y.shown.high, 10);
}

TEST(PlotY, ZoomAndPanStayFiniteAndPositive) {
  for (const bool log : {false, true}) {
    PlotY y;
    y.log = log;
    y.fit({0.5, 2});
    for (int i = 0; i < 2000; ++i) y.zoom(1, 1.3);
    EXPECT_GT(y.shown.span(), 0);
    EXPECT_FALSE(y.automatic);
    for (int i = 0; i < 4000; ++i) y.zoom(1, 0.7);
    for (int i = 0; i < 4000; ++i) y.pan(0.5);
    EXPECT_TRUE(std::isfinite(y.shown.low) && std::isfinite(y.shown.high) && y.shown.span() > 0);
    EXPECT_TRUE(!log || y.shown.low > 0);
  }
}

TEST(PlotView, HoverIsSeenByAllPlotsInTheNextFrame) {
  PlotViewState view;
  view.begin_frame(0, 100);
  EXPECT_FALSE(view.hovering());
  view.hover(42);
  view.claim_wheel();
  view.begin_frame(0, 100);
  EXPECT_EQ(view.hover_step, 42);
  EXPECT_TRUE(view.wants_wheel);
  view.begin_frame(0, 100);
  EXPECT_FALSE(view.hovering());
  EXPECT_FALSE(view.wants_wheel);
  view.begin_frame(1, 0);
  EXPECT_GT(view.x.shown.span(), 0) << "an empty run has an axis too";
}

TEST(PlotView, SwitchesSeriesAndTheLogarithm) {
  PlotState state;
  EXPECT_TRUE(state.visible(2));
  state.toggle(2);
  EXPECT_FALSE(state.visible(2));
  EXPECT_TRUE(state.visible(1));
  state.y.zoom(0.5, 2);
  state.toggle_log();
  EXPECT_TRUE(state.y.log && state.y.automatic && state.touched_log);
}

TEST(PlotY, IsShownInTheUnitsOfItsAxis) {
  PlotY linear;
  linear.show_units({-2, 3});
  EXPECT_FALSE(linear.automatic);
  EXPECT_EQ(linear.shown, (Range{-2, 3}));
  EXPECT_EQ(linear.units(), (Range{-2, 3}));
  PlotY log;
  log.log = true;
  log.show_units({-3, 1});
  EXPECT_NEAR(log.shown.low, 1e-3, 1e-12);
  EXPECT_NEAR(log.shown.high, 10, 1e-9);
  EXPECT_NEAR(log.units().low, -3, 1e-12);
  // What no axis can show.
  log.show_units({-500, 900});
  EXPECT_GT(log.shown.low, 0);
  EXPECT_TRUE(std::isfinite(log.shown.high));
  log.show_units({400, 500});
  EXPECT_GT(log.shown.span(), 0);
  linear.show_units({1e300, 2e300});
  EXPECT_TRUE(std::isfinite(linear.shown.high));
  EXPECT_GT(linear.shown.span(), 0);
}

}  // namespace
}  // namespace gan
