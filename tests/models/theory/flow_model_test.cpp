// How samples move, for the stage and in words: which moment is compared with, the surface, and the sentences.
#include "app/panels/theory/flow_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gan {
namespace {

bool tells(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

struct Walk {
  RunId run = RunId::next();
  SampleHistory history;

  void at(std::int64_t step, std::int64_t segment = 0, Index samples = 3) {
    history.add({run, {segment, step, 0, 0}}, Matrix<float>::Constant(2, samples, static_cast<float>(step)));
  }
  std::int64_t other(std::int64_t step) const {
    const auto found = history.other(step);
    if (!found) return -1;
    EXPECT_EQ((*found->other)(0, 0), static_cast<float>(found->step));
    return found->step;
  }
};

TEST(SampleHistory, ComparesWithWhatIsAboutTenIterationsEarlier) {
  Walk walk;
  EXPECT_EQ(walk.other(0), -1);
  walk.at(40);
  EXPECT_EQ(walk.other(40), -1);
  for (const int step : {50, 53, 57, 60}) walk.at(step);
  EXPECT_EQ(walk.other(60), 50);
  EXPECT_EQ(walk.other(63), 53);
  EXPECT_EQ(walk.other(57), 50);
  EXPECT_EQ(walk.other(45), 40);
  EXPECT_EQ(walk.other(500), 60);
  walk.at(501);
  EXPECT_EQ(walk.other(502), 501);  // rather than one that is hundreds away
}

// Looking back to the first moments that are known.
TEST(SampleHistory, ComparesWithWhatComesLaterWhereNothingNearIsEarlier) {
  Walk walk;
  for (const int step : {500, 503, 507, 510, 520}) walk.at(step);
  EXPECT_EQ(walk.other(500), 510);
  EXPECT_EQ(walk.other(100), 500);
  walk.at(3);
  EXPECT_EQ(walk.other(500), 510);
  EXPECT_EQ(walk.other(20), 3);
}

TEST(SampleHistory, BeginsAnewWithAnotherSegmentOrNumberOfSamples) {
  Walk walk;
  walk.at(10), walk.at(20);
  walk.at(30, 1);
  EXPECT_EQ(walk.other(40), 30);
  EXPECT_EQ(walk.history.size(), 1U);
  walk.at(50, 1, 4);
  EXPECT_EQ(walk.history.size(), 1U);
}

TEST(SampleHistory, IsBoundedAndKeepsTheNewest) {
  Walk walk;
  for (int step = 0; step < 1000; step += 10) walk.at(step), walk.at(step);
  EXPECT_LE(walk.history.size(), SampleHistory::kMost);
  EXPECT_EQ(walk.other(990), 980);
  EXPECT_EQ(walk.other(985), 970);
  EXPECT_LE(std::abs(walk.other(300) - 300), 100);
}

ProbeResult flowing(float divergence, float curl) {
  ProbeResult result;
  result.snapshot = std::make_shared<Snapshot>();
  SampleFlow& flow = result.flow;
  flow.request.lattice = {{0, 0, 4, 3}, 4, 3};
  flow.divergence = Matrix<float>::Constant(4, 3, divergence);
  flow.curl = Matrix<float>::Constant(4, 3, curl);
  flow.divergence(2, 1) = flow.curl(2, 1) = std::numeric_limits<float>::quiet_NaN();
  flow.divergence_size = std::abs(divergence), flow.mean_divergence = divergence;
  flow.curl_size = std::abs(curl), flow.mean_curl = curl;
  flow.samples = 500, flow.from = 1200, flow.to = 1210, flow.width = 0.2;
  result.request.flow = flow.request;
  return result;
}

TEST(FlowField, IsTheCurlOrTheDivergence) {
  FlowField field;
  field.update(flowing(0.01F, -0.04F), 1, true);
  ASSERT_TRUE(field.known());
  ASSERT_EQ(field.values().size(), 12U);
  EXPECT_EQ(field.values()[0], -0.04F);
  EXPECT_EQ(field.values()[1 * 4 + 2], 0);  // unknown: no colour
  EXPECT_NEAR(field.range(), 0.05, 1e-12);
  EXPECT_EQ(field.at(0.5, 0.5).value(), static_cast<double>(-0.04F));
  EXPECT_FALSE(field.at(2.5, 1.5));
  EXPECT_FALSE(field.at(4.5, 1.5));
  EXPECT_TRUE(tells(field.heading(), "Curl")) << field.heading();
  EXPECT_TRUE(tells(field.legend().low, "turn right")) << field.legend().low;
  EXPECT_TRUE(field.legend().neither);
  const std::uint64_t before = field.revision();
  field.update(flowing(0.01F, -0.04F), 1, true);
  EXPECT_EQ(field.revision(), before);
  field.update(flowing(0.01F, -0.04F), 1, false);
  EXPECT_NE(field.revision(), before);
  EXPECT_EQ(field.values()[0], 0.01F);
  EXPECT_NEAR(field.range(), 0.05, 1e-12);
  EXPECT_TRUE(tells(field.legend().high, "spread")) << field.legend().high;
}

TEST(FlowField, StaysWhereAPictureHasNoOtherMoment) {
  FlowField field;
  field.update(flowing(0.01F, 0.02F), 1, false);
  ProbeResult without = flowing(0, 0);
  without.flow.divergence.resize(0, 0);
  field.update(without, 2, false);
  EXPECT_TRUE(field.known());
  without.request.flow.reset();
  field.update(without, 3, false);
  EXPECT_FALSE(field.known());
}

TEST(FlowLines, SayWhetherSamplesTurn) {
  const std::vector<std::string> turning = flow_lines(flowing(0.01F, -0.04F).flow);
  ASSERT_EQ(turning.size(), 3U);
  EXPECT_TRUE(tells(turning[0], "mostly turn: mean |curl| is 0.04 and mean |div| 0.01")) << turning[0];
  EXPECT_TRUE(tells(turning[0], "80% rotation")) << turning[0];
  EXPECT_TRUE(tells(turning[1], "turn right by 1.1°")) << turning[1];
  EXPECT_TRUE(tells(turning[1], "spread by 1.00%")) << turning[1];
  EXPECT_TRUE(tells(turning[2], "500 samples")) << turning[2];
  EXPECT_TRUE(tells(flow_lines(flowing(-0.04F, 0.01F).flow)[0], "mostly spread or gather"));
  EXPECT_TRUE(tells(flow_lines(flowing(0.04F, 0.04F).flow)[0], "about as much"));
  EXPECT_TRUE(tells(flow_lines(flowing(0, 0).flow)[0], "neither spread nor turn"));
  EXPECT_TRUE(tells(flow_lines({})[0], "takes two moments"));
  SampleFlow alone = flowing(1, 1).flow;
  alone.samples = 0;
  EXPECT_TRUE(tells(flow_lines(alone)[0], "Nowhere enough samples"));
}

}  // namespace
}  // namespace gan
