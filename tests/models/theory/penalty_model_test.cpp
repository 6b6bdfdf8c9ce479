// Penalties as they are seen: histograms on one scale, the target, and the sentences.
#include "app/panels/theory/penalty_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "app/panels/theory/round_top_model.h"

namespace gan {
namespace {

bool mentions(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

const Penalty& penalty(const char* id) {
  for (const Penalty& one : penalties()) {
    if (std::string(one.id) == id) return one;
  }
  ADD_FAILURE() << id;
  return penalties()[0];
}

PenaltySight sight_of(const char* id, std::vector<float> norms, double weight, double value) {
  PenaltySight sight;
  sight.penalty = &penalty(id);
  sight.on = weight > 0;
  sight.weight = weight, sight.value = value;
  sight.points = Matrix<float>::Constant(2, static_cast<Index>(norms.size()), 0.5F);
  sight.norms = std::move(norms);
  return sight;
}

ProbeResult result_of(std::vector<PenaltySight> sights, const Settings& like = {}) {
  Settings settings = like;
  ProbeResult result;
  result.request.penalty.emplace();
  auto snapshot = std::make_shared<Snapshot>();
  result.penalty.d_loss = 1;
  for (const PenaltySight& sight : sights) {
    result.penalty.any_on = result.penalty.any_on || sight.on;
    if (sight.on && sight.steps_off == 0) result.penalty.penalty += sight.value;
    settings.hyperparameters.*sight.penalty->weight = sight.weight;
  }
  snapshot->settings = std::make_shared<Settings>(settings);
  result.snapshot = snapshot;
  result.penalty.sights = std::move(sights);
  return result;
}

TEST(PenaltyModel, CountsNormsOnOneScale) {
  PenaltyPicture picture;
  picture.update(result_of({sight_of("r1", {0, 0.1F, 0.1F, 1.9F}, 1, 0.2), sight_of("wgan_gp", {1, 1, 1, 1}, 10, 0.3)}),
                 1);
  ASSERT_EQ(picture.groups().size(), 2U);
  EXPECT_EQ(picture.top(), 1.5);  // 98 of 100 of these eight lie below 1.9
  const PenaltyGroup &r1 = picture.groups()[0], &gp = picture.groups()[1];
  EXPECT_NEAR(r1.mean, 2.1 / 4, 1e-6);
  EXPECT_EQ(r1.beyond, 0.25);
  EXPECT_EQ(r1.share[0], 0.25F);
  EXPECT_EQ(r1.share[2], 0.5F);
  EXPECT_NEAR(std::accumulate(gp.share.begin(), gp.share.end(), 0.0), 1, 1e-6);
  EXPECT_EQ(picture.place(0.75F), 0.5F);
  EXPECT_EQ(picture.place(9), 1);
}

TEST(PenaltyModel, SaysTargetValueAndShare) {
  PenaltyPicture picture;
  picture.update(result_of({sight_of("r1", {0.5F, 0.5F}, 4, 0.25)}), 1);
  const PenaltyGroup& r1 = picture.groups()[0];
  EXPECT_EQ(r1.title, "R1 at 2 real samples");
  ASSERT_EQ(r1.lines.size(), 2U);
  EXPECT_EQ(r1.lines[0], "Mean ‖∇D‖ 0.5, its target is 0.");
  EXPECT_EQ(r1.lines[1], "It adds 0.25 to D's loss (weight 4), 25.0% of 1.");
  const ColourLegend legend = picture.legend();
  EXPECT_TRUE(legend.length);
  EXPECT_EQ(legend.low, "0: target");
  EXPECT_LT(legend.mark, 0);
  ASSERT_EQ(picture.headings().size(), 1U);
  EXPECT_EQ(picture.headings()[0], "R1: mean ‖∇D‖ 0.5 at real samples");
}

TEST(PenaltyModel, ASmallShareIsNotNone) {
  PenaltyPicture picture;
  picture.update(result_of({sight_of("r1", {0.5F}, 4, 2e-8)}), 1);
  EXPECT_EQ(picture.groups()[0].lines[1], "It adds 2e−8 to D's loss (weight 4), less than 0.1% of 1.");
  picture.update(result_of({sight_of("r1", {0}, 4, 0)}), 2);
  EXPECT_EQ(picture.groups()[0].lines[1], "It adds 0 to D's loss (weight 4), 0.0% of 1.");
}

TEST(PenaltyModel, MarksTheTargetOfOne) {
  PenaltyPicture picture;
  picture.update(result_of({sight_of("dragan", {0.1F, 0.2F}, 10, 7)}), 1);
  EXPECT_EQ(picture.top(), 1.5);
  EXPECT_NEAR(picture.legend().mark, 1 / 1.5, 1e-9);
  EXPECT_EQ(picture.legend().middle, "1: target");
  EXPECT_EQ(picture.legend().low, "0");
}

TEST(PenaltyModel, SaysWhenALazyOneActs) {
  Settings settings;
  settings.hyperparameters.r2_every = 16;
  PenaltySight sight = sight_of("r2", {1}, 0.5, 3);
  sight.steps_off = 5;
  PenaltyPicture picture;
  picture.update(result_of({sight}, settings), 1);
  const std::string& line = picture.groups()[0].lines.at(1);
  EXPECT_TRUE(mentions(line, "every 16 steps of D, next after 5 steps")) << line;
  EXPECT_TRUE(mentions(line, "would add 3")) << line;
  EXPECT_TRUE(mentions(line, "weight 0.5 × 16")) << line;
}

TEST(PenaltyModel, HasNoTargetWhereNothingActs) {
  PenaltyPicture picture;
  picture.update(result_of({sight_of("r1", {3, 3}, 0, 0), sight_of("r2", {1, 1}, 0, 0)}), 1);
  EXPECT_FALSE(picture.any_on());
  EXPECT_EQ(picture.groups()[1].title, "At 2 generated samples");
  EXPECT_EQ(picture.groups()[1].lines.size(), 1U);
  EXPECT_EQ(picture.legend().low, "0");
  EXPECT_LT(picture.legend().mark, 0);
  EXPECT_TRUE(mentions(no_penalty_sentence(), "No penalty acts"));
}

TEST(PenaltyModel, LeavesOutWhatIsNotFinite) {
  PenaltySight sight = sight_of("r1", {1, std::numeric_limits<float>::infinity(), 2}, 1, 1);
  sight.points(1, 2) = std::numeric_limits<float>::quiet_NaN();
  PenaltyPicture picture;
  picture.update(result_of({sight}), 1);
  EXPECT_EQ(picture.groups()[0].norms, std::vector<float>{1});
  EXPECT_EQ(picture.groups()[0].xy.size(), 2U);
  EXPECT_EQ(picture.groups()[0].undefined, 2);
  picture.update(result_of({sight_of("r1", {NAN}, 1, 1)}), 2);
  EXPECT_TRUE(std::isnan(picture.groups()[0].mean));
  EXPECT_GT(picture.top(), 0);
  EXPECT_TRUE(mentions(picture.groups()[0].lines[0], "No ‖∇D‖ is finite"));
}

TEST(PenaltyModel, ForgetsWhatWasNotAskedFor) {
  PenaltyPicture picture;
  picture.update(result_of({sight_of("r1", {1}, 1, 1)}), 1);
  EXPECT_TRUE(picture.known());
  ProbeResult other = result_of({});
  other.request.penalty.reset();
  picture.update(other, 2);
  EXPECT_FALSE(picture.known());
}

TEST(RoundTop, GrowsAtOnceAndShrinksLate) {
  EXPECT_EQ(round_top(0.9), 1);
  EXPECT_EQ(round_top(1), 1);
  EXPECT_EQ(round_top(1.01), 1.5);
  EXPECT_EQ(round_top(8), 10);
  EXPECT_EQ(held_top(0, 2.5), 3);
  EXPECT_EQ(held_top(3, 1.3), 3);
  EXPECT_EQ(held_top(3, 3.1), 5);
  EXPECT_EQ(held_top(3, 1), 1);
  EXPECT_EQ(held_top(0, 0), 1);
  EXPECT_EQ(covering({5, 1, 2, 3, 4}, 0.5), 3);
}

}  // namespace
}  // namespace gan
