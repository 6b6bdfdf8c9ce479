// Where the strip's parts stand: at any width, height, size of the text and loss no two overlap and none leaves it.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "app/panels/strip/strip_model.h"
#include "app/panels/strip/strip_placement_model.h"
#include "app/panels/strip/strip_texts_model.h"
#include "core/base/math/math_markup.h"
#include "core/game/losses.h"
#include "tests/models/region_overlap.h"

namespace gan {
namespace {

// As wide as its letters in one line, 7 design pixels each.
float width_of(const std::string& markup, float unit) {
  float letters = 0;
  for (const char byte : plain_math(markup)) letters += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
  return 7 * unit * letters;
}

StripMeasure measure_of(const Settings& settings, float unit) {
  const StripTexts texts = strip_texts(settings);
  StripMeasure m;
  m.unit = unit;
  m.pairs = texts.pairs;
  for (std::size_t i = 0; i < kStripNodes; ++i) {
    const StripTexts::Node& node = texts.nodes.items[i];
    m.nodes.items[i].with_caption =
        std::max({width_of(node.with_caption, unit), width_of(node.caption, unit), width_of(node.number, unit) + 40});
    m.nodes.items[i].symbol = std::max(width_of(node.symbol, unit), 40 * unit);
  }
  m.label = std::max(width_of(texts.fake_label, unit), width_of(texts.real_label, unit));
  const auto lines = algorithm_line(settings, Turn{Move::discriminator, 2, 5}, true);
  for (std::size_t i = 0; i < lines.size(); ++i) m.algorithm[i] = width_of(lines[i], unit);
  return m;
}

std::vector<Region> parts_of(const StripPlacement& p) {
  std::vector<Region> parts(p.nodes.items.begin(), p.nodes.items.end());
  for (const Region& one : {p.fake_label, p.real_label, p.algorithm}) parts.push_back(one);
  std::erase_if(parts, [](const Region& one) { return one.empty(); });
  return parts;
}

void expect_apart(const std::vector<Region>& parts, float width, float height, const std::string& what) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    EXPECT_GE(parts[i].x, 0) << what;
    EXPECT_GE(parts[i].y, 0) << what;
    EXPECT_LE(parts[i].x + parts[i].width, width + 0.01F) << what;
    EXPECT_LE(parts[i].y + parts[i].height, height + 0.01F) << what;
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(test::overlap(parts[i], parts[j])) << what << ": " << i << ", " << j;
  }
}

std::vector<Settings> every_loss() {
  std::vector<Settings> all;
  for (const LossInfo& loss : loss_infos()) {
    Settings s;
    s.hyperparameters.loss = find_loss(loss.id);
    s.hyperparameters.real_label = 0.9;
    s.hyperparameters.r1_weight = 0.1;
    all.push_back(s);
  }
  return all;
}

TEST(StripPlacement, NoPartOverlapsOrLeavesTheStrip) {
  int drawn = 0, folded = 0;
  for (const Settings& settings : every_loss()) {
    for (const float unit : {0.8F, 1.0F, 1.5F, 3.0F}) {
      const StripMeasure m = measure_of(settings, unit);
      for (int i = 0; i < 40; ++i) {
        const float width = 150.0F + 45.0F * static_cast<float>(i);
        for (const float height : {28.0F, 72.0F, 96.0F, 160.0F}) {
          const StripPlacement p = place_strip(m, width, height * unit);
          const std::string what = std::string(loss_info(settings.hyperparameters.loss).id) + " at " +
                                   std::to_string(width) + " x " + std::to_string(height * unit);
          expect_apart(parts_of(p), width, height * unit, what);
          const bool fits = width >= least_strip_width(m) && height >= 72;
          EXPECT_EQ(p.detail != StripDetail::nothing, fits) << what;
          EXPECT_EQ(parts_of(p).empty(), !fits) << what;
          ++(fits ? drawn : folded);
          if (!fits) continue;
          // The way back runs below the texts of its row.
          EXPECT_GE(p.fake_lane, p.nodes[StripNode::generated].y + p.nodes[StripNode::generated].height) << what;
          EXPECT_LE(p.fake_lane, p.nodes[StripNode::data].y) << what;
          EXPECT_LE(p.real_lane, height * unit) << what;
        }
      }
    }
  }
  EXPECT_GT(drawn, 500);
  EXPECT_GT(folded, 500);
}

TEST(StripPlacement, PartsGoByTheirWorth) {
  for (const Settings& settings : every_loss()) {
    const StripMeasure m = measure_of(settings, 1);
    StripDetail last = StripDetail::nothing;
    std::size_t form = 2;
    for (float width = 100; width < 2500; width += 5) {
      const StripPlacement p = place_strip(m, width, 96);
      EXPECT_LE(p.detail, last) << width;
      last = p.detail;
      if (p.detail == StripDetail::nothing) continue;
      EXPECT_LE(p.algorithm_form, form) << width;
      if (!p.algorithm.empty()) form = p.algorithm_form;
      EXPECT_EQ(p.fake_label.empty(), p.detail != StripDetail::labels || m.label < 1);
      EXPECT_EQ(p.shows(StripNode::noise), p.detail < StripDetail::no_noise);
      for (const StripNode node : {StripNode::generator, StripNode::discriminator, StripNode::value,
                                   StripNode::fake_output, StripNode::real_output, StripNode::real_term}) {
        EXPECT_TRUE(p.shows(node)) << width;
      }
      EXPECT_EQ(p.shows(StripNode::fake_term), !m.pairs);
    }
    EXPECT_EQ(last, StripDetail::labels);
    EXPECT_EQ(form, 0u);
  }
}

// From D's two terms back to D, and on to G's lock; from G's one term through D to G.
TEST(StripPlacement, TheGradientRunsBackAndStopsAtTheLock) {
  for (const Settings& settings : every_loss()) {
    const StripPlacement p = place_strip(measure_of(settings, 1), 1400, 96);
    const auto right = [&](StripNode node) { return p.nodes[node].x + p.nodes[node].width; };
    const std::vector<GradientWay> d = gradient_ways(p, Player::discriminator), g = gradient_ways(p, Player::generator);
    ASSERT_EQ(d.size(), 3u);
    ASSERT_EQ(g.size(), 1u);
    EXPECT_EQ(d[0].to, right(StripNode::discriminator));
    EXPECT_EQ(d[1].to, right(StripNode::discriminator));
    EXPECT_NE(d[0].y, d[1].y);
    EXPECT_FALSE(d[0].stops_at || d[1].stops_at || g[0].stops_at);
    EXPECT_EQ(d[2].from, p.nodes[StripNode::discriminator].x);
    EXPECT_EQ(d[2].to, right(StripNode::generator));
    EXPECT_EQ(d[2].stops_at, Player::generator);
    EXPECT_EQ(g[0].to, right(StripNode::generator));
    for (const GradientWay& way : {d[0], d[1], d[2], g[0]}) EXPECT_GT(way.from, way.to);
    for (const GradientWay& way : {d[0], d[1], g[0]}) EXPECT_GT(way.from, right(StripNode::discriminator));
  }
}

TEST(StripPlacement, TheLineLeavesOutWholeParts) {
  StripLineMeasure m;
  m.parts = {110, 130, 190};
  m.numbers = {50, 50, 50};
  m.equals = 24;
  m.schedule = 160;
  std::size_t last = 0;
  for (float width = 20; width < 900; width += 20) {
    const StripLinePlacement p = place_strip_line(m, width, 28);
    std::vector<Region> parts{p.parts[0], p.parts[1], p.parts[2], p.equals, p.schedule};
    std::erase_if(parts, [](const Region& one) { return one.empty(); });
    expect_apart(parts, width, 28, std::to_string(width));
    EXPECT_EQ(p.parts[1].empty(), p.parts[2].empty());
    EXPECT_EQ(p.parts[1].empty(), p.equals.empty());
    EXPECT_EQ(p.symbols, width >= 130 || p.parts[0].empty()) << width;
    last = parts.size();
  }
  EXPECT_EQ(last, 5u);
  EXPECT_TRUE(place_strip_line(m, 40, 28).parts[0].empty());
  EXPECT_EQ(place_strip_line(m, 80, 28).parts[0].width, 50);
}

// By what is set, so that it does not flip back and forth.
TEST(StripPlacement, TheFormFollowsTheSpeedThatIsSet) {
  EXPECT_FALSE(strip_is_line(false, 1e9, 1000));
  EXPECT_FALSE(strip_is_line(true, 5, 1000));
  EXPECT_FALSE(strip_is_line(true, 0.5, 700));
  EXPECT_TRUE(strip_is_line(true, 10, 1000));
  EXPECT_TRUE(strip_is_line(true, std::numeric_limits<double>::infinity(), 1000));
  EXPECT_TRUE(strip_is_line(false, 1, 699));
}

}  // namespace
}  // namespace gan
