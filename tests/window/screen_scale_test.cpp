// Sizes on screens of other densities, and starts on them.
#include "app/platform/screen_scale.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "app/ui/theme.h"

namespace gan {
namespace {

constexpr double kScales[] = {0.75, 1, 1.25, 1.5, 2, 3};

TEST(ScreenScale, NonsenseIsOne) {
  for (const double nonsense : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(usable_scale(nonsense), 1) << nonsense;
  }
  for (const double scale : kScales) EXPECT_EQ(usable_scale(scale), scale);
  EXPECT_EQ(usable_scale(0.01), 0.5);
  EXPECT_EQ(usable_scale(1e9), 4);
}

// Opening, closing and opening again, ten times over: the window does not grow, nor shrink.
TEST(ScreenScale, TheWindowIsAsLargeAtEveryStart) {
  for (const double scale : kScales) {
    for (const WindowSize wished : {WindowSize{1600, 1000}, {1281, 803}, {997, 641}}) {
      WindowSize units = wished;
      const WindowSize first = opening_size(units, SizeIn::kUnits, scale, 1, {});
      EXPECT_NEAR(first.width, wished.width * scale, 0.51);
      EXPECT_NEAR(first.height, wished.height * scale, 0.51);
      for (int start = 0; start < 10; ++start) {
        units = to_units(opening_size(units, SizeIn::kUnits, scale, 1, {}), scale);
        EXPECT_NEAR(units.width, wished.width, 1) << scale;
        EXPECT_NEAR(units.height, wished.height, 1) << scale;
      }
      EXPECT_EQ(opening_size(units, SizeIn::kUnits, scale, 1, {}), first) << scale;
    }
  }
}

TEST(ScreenScale, AWindowMovedBetweenScreensKeepsItsUnits) {
  for (const double here : kScales) {
    for (const double there : kScales) {
      const WindowSize closed = from_units({1600, 1000}, here);
      const WindowSize opened = opening_size(to_units(closed, here), SizeIn::kUnits, there, 1, {});
      EXPECT_NEAR(opened.width, 1600 * there, 1 + there);
      EXPECT_NEAR(opened.height, 1000 * there, 1 + there);
    }
  }
}

TEST(ScreenScale, NeverLargerThanTheWorkArea) {
  for (const double scale : kScales) {
    for (const SizeIn in : {SizeIn::kUnits, SizeIn::kScreen, SizeIn::kPixels}) {
      const WindowSize opened = opening_size({12800, 8000}, in, scale, 1, {1920, 1053});
      EXPECT_EQ(opened, (WindowSize{1920, 1053}));
    }
  }
  EXPECT_EQ(opening_size({1280, 800}, SizeIn::kUnits, 1, 1, {1920, 1053}), (WindowSize{1280, 800}));
}

// What a version before saved on a screen of scale 2 is as large as it was there, and in units from then on.
TEST(ScreenScale, RememberedScreenCoordinatesAreTakenAsTheyAre) {
  EXPECT_EQ(opening_size({3200, 2000}, SizeIn::kScreen, 2, 1, {}), (WindowSize{3200, 2000}));
  EXPECT_EQ(to_units({3200, 2000}, 2), (WindowSize{1600, 1000}));
  // A picture's or a window's size in pixels, where a coordinate is two of them.
  EXPECT_EQ(opening_size({1600, 1000}, SizeIn::kPixels, 1, 2, {}), (WindowSize{800, 500}));
}

// The screen's scale enters the size of the text once, however large the window is there.
TEST(ScreenScale, TextIsScaledOnce) {
  for (const double scale : kScales) {
    const WindowSize pixels = from_units({1600, 1000}, scale);
    const double density = scale * text_scale_for(to_units(pixels, scale), false);
    EXPECT_NEAR(make_theme(ThemeMode::kDark, false, static_cast<float>(density)).scale, scale, 1e-6);
  }
  EXPECT_EQ(text_scale_for({2560, 1600}, false), 1.5);
  EXPECT_EQ(text_scale_for({1280, 800}, false), 1);
  EXPECT_EQ(text_scale_for({1, 1}, false), 1);
  EXPECT_LT(text_scale_for({1280, 800}, true), 1);
  EXPECT_GE(text_scale_for({1, 1}, true) * static_cast<double>(kProjectorScale), 1.149);
}

// However large a person wants it, the window's parts keep their room; a small window does not shrink it.
TEST(ScreenScale, LargeTextLeavesRoomForTheParts) {
  EXPECT_EQ(text_that_fits({2560, 1440}, 3, false), 3);
  EXPECT_EQ(text_that_fits({1440, 900}, 3, false), 2);
  EXPECT_EQ(text_that_fits({1440, 600}, 3, false), 600.0 / 450);
  EXPECT_EQ(text_that_fits({1600, 1000}, 0.8, false), 0.8);
  EXPECT_EQ(text_that_fits({200, 100}, 1.5, false), 1);
  for (const WindowSize size : {WindowSize{960, 600}, {1280, 800}, {2560, 1440}}) {
    for (const bool projector : {false, true}) {
      const double enlarged = projector ? static_cast<double>(kProjectorScale) : 1;
      const double scale = enlarged * text_that_fits(size, 3 * text_scale_for(size, projector), projector);
      EXPECT_GE(size.width / scale, 720 - 1e-9);
      EXPECT_GE(size.height / scale, 450 - 1e-9);
    }
  }
}

}  // namespace
}  // namespace gan
