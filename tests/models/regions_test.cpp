// Where the window's parts lie, and the names of the tabs.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "app/geometry/tab_rows.h"
#include "app/panels/panel_split_model.h"
#include "app/panels/regions_model.h"
#include "tests/models/region_overlap.h"

namespace gan {
namespace {

RegionSizes sizes_of(float width, float height, float scale) {
  RegionSizes sizes;
  sizes.width = width;
  sizes.height = height;
  sizes.scale = scale;
  sizes.toolbar_height = 44 * scale;
  sizes.strip_height = 96 * scale;
  sizes.numbers_height = 64 * scale;
  sizes.messages_height = 24 * scale;
  return sizes;
}

std::vector<Region> all_of(const Regions& r) {
  return {r.toolbar, r.left, r.stage, r.strip, r.numbers, r.lens, r.track, r.messages};
}

double area(const Region& r) {
  return static_cast<double>(r.width) * static_cast<double>(r.height);
}

// Every size, every text scale, presented or not, with panels and without them, and whatever the splitters say.
TEST(Regions, FillTheWindowWithoutOverlap) {
  for (const float scale : {0.8F, 1.0F, 1.5F, 3.0F}) {
    for (int width = 64; width <= 3840; width = width * 5 / 4 + 1) {
      for (int height = 40; height <= 2400; height = height * 5 / 4 + 1) {
        for (int kind = 0; kind < 16; ++kind) {
          LayoutSettings settings;
          settings.show_left = (kind & 1) == 0;
          settings.show_lens = (kind & 2) == 0;
          if ((kind & 8) != 0) settings.left_width = 480, settings.lens_share = 0.7, settings.track_height = 240;
          RegionSizes sizes = sizes_of(static_cast<float>(width), static_cast<float>(height), scale);
          sizes.present = (kind & 4) != 0;
          const Regions r = compute_regions(sizes, settings);
          const std::vector<Region> all = all_of(r);
          double covered = 0;
          for (std::size_t i = 0; i < all.size(); ++i) {
            ASSERT_GE(all[i].width, 0);
            ASSERT_GE(all[i].height, 0);
            ASSERT_LE(all[i].x + all[i].width, sizes.width);
            ASSERT_LE(all[i].y + all[i].height, sizes.height);
            covered += area(all[i]);
            for (std::size_t k = 0; k < i; ++k) {
              ASSERT_FALSE(test::overlap(all[i], all[k])) << i << " " << k << " at " << width << "x" << height;
            }
          }
          // But for the lines between them nothing is left empty.
          if (width < 400 || height < 300) continue;
          const double lines = 4.0 * (width + height) + 16;
          ASSERT_GE(covered, static_cast<double>(width) * height - lines) << width << "x" << height << " " << kind;
        }
      }
    }
  }
}

TEST(Regions, TheStageIsTheLargestPart) {
  for (const float scale : {1.0F, 1.25F}) {
    for (const auto& [width, height] : {std::pair{1280.F, 800.F}, {1600.F, 1000.F}, {2560.F, 1440.F}, {960.F, 600.F}}) {
      for (const bool present : {false, true}) {
        RegionSizes sizes = sizes_of(width, height, scale);
        sizes.present = present;
        const Regions r = compute_regions(sizes, {});
        for (const Region& other : {r.left, r.strip, r.numbers, r.lens, r.track}) EXPECT_GT(area(r.stage), area(other));
      }
    }
  }
  // As it is drawn at the usual size: sizes in WINDOW's plan, within a tenth.
  const Regions r = compute_regions(sizes_of(1600, 1000, 1), {});
  EXPECT_NEAR(r.stage.width, 840, 84);
  EXPECT_NEAR(r.lens.width, 480, 48);
  EXPECT_EQ(r.strip.height, 96);
  EXPECT_EQ(r.numbers.height, 64);
  EXPECT_EQ(r.track.height + r.messages.height, 96);
}

TEST(Regions, HiddenPanelsGiveTheirRoomToTheStage) {
  LayoutSettings settings;
  const RegionSizes sizes = sizes_of(1600, 1000, 1);
  const Regions before = compute_regions(sizes, settings);
  settings.show_left = settings.show_lens = false;
  const Regions after = compute_regions(sizes, settings);
  EXPECT_GT(after.stage.width, before.stage.width);
  EXPECT_FLOAT_EQ(after.stage.width, 1600);
  EXPECT_TRUE(after.left.empty());
  EXPECT_TRUE(after.lens.empty());
  EXPECT_TRUE(after.numbers.empty());
}

TEST(Regions, ANarrowWindowFoldsTheLeftPanelIntoTheLens) {
  for (const float scale : {1.0F, 2.0F}) {
    const Regions narrow = compute_regions(sizes_of(scale * 1099, scale * 800, scale), {});
    EXPECT_TRUE(narrow.folded);
    EXPECT_TRUE(narrow.left.empty());
    EXPECT_GE(narrow.lens.width, scale * 250);
    const Regions wide = compute_regions(sizes_of(scale * 1100, scale * 800, scale), {});
    EXPECT_FALSE(wide.folded);
    EXPECT_FALSE(wide.left.empty());
  }
}

TEST(Regions, PresentingMakesTheStageLarger) {
  RegionSizes sizes = sizes_of(1600, 1000, 1);
  const Regions before = compute_regions(sizes, {});
  sizes.present = true;
  sizes.scale = 1.6F;
  const Regions after = compute_regions(sizes, {});
  EXPECT_GT(area(after.stage), 1.2 * area(before.stage));
  EXPECT_NEAR(after.stage.width, 1080, 60);
  EXPECT_TRUE(after.left.empty());
  EXPECT_FALSE(after.strip.empty());
  EXPECT_FALSE(after.numbers.empty());
  EXPECT_FALSE(after.lens.empty());
}

TEST(PanelSplit, TheControlsStandBesideOrAbove) {
  for (float width = 0; width < 900; width += 37) {
    for (float height = 0; height < 900; height += 41) {
      const Region panel{10, 20, width, height};
      const PanelSplit split = split_panel(panel, 200, 120, 8);
      EXPECT_EQ(split.stacked, height > width);
      EXPECT_FALSE(test::overlap(split.view, split.controls)) << width << " " << height;
      for (const Region& part : {split.view, split.controls}) {
        if (part.empty()) continue;
        EXPECT_GE(part.x, panel.x);
        EXPECT_GE(part.y, panel.y);
        EXPECT_LE(part.x + part.width, panel.x + panel.width + 0.01F);
        EXPECT_LE(part.y + part.height, panel.y + panel.height + 0.01F);
      }
      if (width < 250 || height < 150) continue;
      EXPECT_EQ(split.stacked ? split.controls.height : split.controls.width, split.stacked ? 120 : 200);
    }
  }
}

TEST(PanelSplit, WithoutRoomBesideTheControlsTheyAreBriefAndAbove) {
  for (float width = 200; width < 700; width += 13) {
    const Region panel{10, 20, width, 180};
    const PanelSplit split = split_panel(panel, 200, 60, 8, 150);
    EXPECT_EQ(split.brief, width - 16 - 200 - 8 < 150) << width;
    EXPECT_EQ(split.stacked, split.brief) << width;
    EXPECT_FALSE(test::overlap(split.view, split.controls)) << width;
    // What is looked at has at least so much either way.
    EXPECT_GE(split.view.width, 150) << width;
  }
  EXPECT_FALSE(split_panel({0, 0, 200, 400}, 200, 60, 8, 150).brief) << "a high panel has room below";
}

TEST(TabRows, NamesStandInAsManyRowsAsTheyNeed) {
  const std::vector<float> widths = {60, 50, 70, 80, 100};
  EXPECT_EQ(place_tabs(widths, 360).rows, 1);
  const TabRows two = place_tabs(widths, 200);
  EXPECT_EQ(two.rows, 2);
  EXPECT_EQ(two.places[2].row, 0);
  EXPECT_EQ(two.places[3].row, 1);
  EXPECT_EQ(two.places[3].x, 0);
  for (float available = 10; available < 400; available += 7) {
    const TabRows rows = place_tabs(widths, available);
    ASSERT_EQ(rows.places.size(), widths.size());
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const TabPlace& place = rows.places[i];
      EXPECT_LE(place.x + place.width, available);
      EXPECT_LT(place.row, rows.rows);
      if (i == 0) continue;
      const TabPlace& before = rows.places[i - 1];
      EXPECT_TRUE(place.row > before.row || place.x >= before.x + before.width) << available;
    }
  }
  EXPECT_EQ(place_tabs({}, 100).rows, 0);
}

}  // namespace
}  // namespace gan
