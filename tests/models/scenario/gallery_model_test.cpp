// The gallery of scenarios: its groups, its search, where its cards lie and where the arrows lead.
#include "app/panels/scenario/gallery_model.h"

#include <gtest/gtest.h>

#include <set>

#include "core/io/scenario_file.h"

namespace gan {
namespace {

std::vector<Scenario> built_in() {
  std::vector<Scenario> all;
  for (Result<Scenario>& scenario : builtin_scenarios()) all.push_back(std::move(scenario).value());
  return all;
}

TEST(Gallery, HasEachScenarioOnceInItsGroup) {
  const std::vector<Scenario> all = built_in();
  const auto sections = gallery_sections(all, "");
  ASSERT_EQ(sections.size(), 6u);
  EXPECT_EQ(sections[0].title, "Start here");
  ASSERT_EQ(sections[0].cards.size(), first_scenario_ids().size());
  for (std::size_t i = 0; i < sections[0].cards.size(); ++i) {
    EXPECT_EQ(all[sections[0].cards[i]].id, first_scenario_ids()[i]);
  }
  std::set<std::size_t> seen;
  for (const GallerySection& section : sections) {
    for (const std::size_t card : section.cards) EXPECT_TRUE(seen.insert(card).second) << all[card].id;
  }
  EXPECT_EQ(seen.size(), all.size());
  for (std::size_t i = 1; i < sections.size(); ++i) {
    for (const std::size_t card : sections[i].cards) EXPECT_EQ(all[card].group, scenario_groups()[i - 1].group);
  }
}

TEST(Gallery, FindsWhatIsInTheTextsWhateverTheCase) {
  Scenario scenario;
  scenario.title = "Mode Collapse";
  scenario.description = "G runs to one spot.";
  scenario.watch = {{"The losses rise.", ""}, {"Gone.", "collapsed"}};
  for (const char* search : {"", "  ", "mode", "COLLAPSE  spot", "losses gone", "rise. "}) {
    EXPECT_TRUE(matches(scenario, search)) << search;
  }
  for (const char* search : {"modes", "spot wave", "collapsed"}) EXPECT_FALSE(matches(scenario, search)) << search;
  EXPECT_TRUE(gallery_sections(built_in(), "no such word anywhere").empty());
  const auto found = gallery_sections(built_in(), "wasserstein");
  ASSERT_FALSE(found.empty());
  for (const GallerySection& section : found) EXPECT_FALSE(section.cards.empty());
}

constexpr GallerySizes kThreeColumns{340, 100, 80, 10, 20};

TEST(Gallery, CardsLieInTheirWidthWithoutOverlap) {
  const auto sections = gallery_sections(built_in(), "");
  for (const float width : {20.0F, 100.0F, 320.0F, 340.0F, 1000.0F}) {
    GallerySizes sizes = kThreeColumns;
    sizes.width = width;
    const GalleryGrid grid = place_gallery(sections, sizes);
    ASSERT_EQ(grid.headings.size(), sections.size());
    for (std::size_t i = 0; i < grid.cards.size(); ++i) {
      const GalleryGrid::Card& a = grid.cards[i];
      EXPECT_LE(a.x + sizes.card_width, std::max(width, sizes.card_width));
      EXPECT_LE(a.y + sizes.card_height, grid.height);
      for (const float heading : grid.headings) {
        EXPECT_TRUE(heading + sizes.heading <= a.y || heading >= a.y + sizes.card_height);
      }
      for (std::size_t k = 0; k < i; ++k) {
        const GalleryGrid::Card& b = grid.cards[k];
        EXPECT_TRUE(a.y >= b.y + sizes.card_height || a.x >= b.x + sizes.card_width) << width;
        EXPECT_EQ(a.row == b.row, a.y == b.y);
      }
    }
  }
}

TEST(Gallery, TheArrowsReachEveryCard) {
  // Rows of 3; 3 1; 2.
  const std::vector<GallerySection> sections = {{"a", {4, 5, 6}}, {"b", {0, 1, 2, 3}}, {"c", {8, 7}}};
  const GalleryGrid grid = place_gallery(sections, kThreeColumns);
  const auto step = [&](std::size_t from, GalleryStep how) { return step_in(grid, from, how).value(); };
  std::vector<std::size_t> order = {4};
  while (step(order.back(), GalleryStep::right) != order.back())
    order.push_back(step(order.back(), GalleryStep::right));
  EXPECT_EQ(order, (std::vector<std::size_t>{4, 5, 6, 0, 1, 2, 3, 8, 7}));
  EXPECT_EQ(step(0, GalleryStep::left), 6u);
  EXPECT_EQ(step(4, GalleryStep::left), 4u);
  EXPECT_EQ(step(5, GalleryStep::down), 1u);
  EXPECT_EQ(step(1, GalleryStep::down), 3u) << "the row below has one card";
  EXPECT_EQ(step(3, GalleryStep::down), 8u);
  EXPECT_EQ(step(7, GalleryStep::down), 7u);
  EXPECT_EQ(step(7, GalleryStep::up), 3u);
  EXPECT_EQ(step(6, GalleryStep::up), 6u);
  EXPECT_EQ(step(2, GalleryStep::first), 4u);
  EXPECT_EQ(step(2, GalleryStep::last), 7u);
  EXPECT_EQ(step(99, GalleryStep::down), 4u) << "what the search has taken away";
  EXPECT_FALSE(step_in(place_gallery({}, kThreeColumns), 0, GalleryStep::down));
}

}  // namespace
}  // namespace gan
