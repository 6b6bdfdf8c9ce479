// The line between two moments as plots: their ranges, the place under the mouse, and the ends that can be chosen.
#include "app/panels/theory/path_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

MomentPath path_of(std::vector<MomentPathPlace> places) {
  MomentPath path;
  path.places = std::move(places);
  return path;
}

TEST(PathPlots, HoldEveryCurveAtRoundNumbers) {
  const auto plots =
      path_plots(path_of({{0, 0.03, 7.2, 1.2, 0.4}, {1, -0.011, 0.4, 1.4, kNan}, {1.25, kNan, kNan, 2, 0.6}}));
  ASSERT_EQ(plots.size(), 3u);
  EXPECT_EQ(plots[0].range, (Range{-0.03, 0.03}));
  EXPECT_EQ(plots[1].range, (Range{0, 8}));
  EXPECT_LT(plots[2].range.low, 0.4);
  EXPECT_GT(plots[2].range.high, 2);
  EXPECT_EQ(plots[2].curves.size(), 2u) << "both losses";
}

TEST(PathPlots, WithoutANumberThereIsStillAnAxis) {
  for (const PathPlot& plot : path_plots(path_of({{0, kNan, kNan, kNan, kNan}}))) EXPECT_GT(plot.range.span(), 0);
  for (const PathPlot& plot : path_plots(path_of({{0, 0, 0, 2, 2}}))) EXPECT_GT(plot.range.span(), 0);
}

TEST(PathPlots, ReadOffTheNearestPlace) {
  const MomentPath path = path_of({{0, 0.5, 1, 1, 1}, {0.5, kNan, 2.5, 0.125, 1}, {1, 0.5, 1, 1, 1}});
  const MomentPathPlace* const place = place_at(path, 0.6);
  ASSERT_EQ(place, &path.places[1]);
  const std::vector<PathPlot> plots = path_plots(path);
  EXPECT_EQ(curve_text(plots[0].curves[0], place), "not finite");
  EXPECT_EQ(curve_text(plots[1].curves[0], place, true), "2.5 at t = 0.50");
  EXPECT_EQ(curve_text(plots[2].curves[0], place), "D 0.125");
  EXPECT_EQ(curve_text(plots[2].curves[1], nullptr), "G");
  EXPECT_EQ(place_at(path_of({}), 0), nullptr);
}

KeptMoment kept(std::uint64_t number, std::int64_t step, std::string name = {}) {
  KeptMoment moment;
  moment.number = number;
  moment.instant.position.step = step;
  moment.name = std::move(name);
  return moment;
}

TEST(PathEnds, AreTheStartWhatIsKeptAndNow) {
  const std::vector<KeptMoment> moments{kept(4, 1240), kept(7, 50, "before")};
  const std::vector<PathEndChoice> ends = path_ends(moments);
  ASSERT_EQ(ends.size(), 4u);
  EXPECT_EQ(ends[0].name, "start");
  EXPECT_EQ(ends[1].name, title_of(moments[0]));
  EXPECT_EQ(ends[2].name, "before");
  EXPECT_EQ(ends[3].name, "now");
  const PathEnd now{PathEnd::Kind::now}, gone{PathEnd::Kind::kept, 5};
  EXPECT_EQ(find_end(ends, ends[2].end, now), 2u);
  EXPECT_EQ(find_end(ends, gone, now), 3u);
}

TEST(PathEnds, AreNamedAsTheMomentsAre) {
  Snapshot snapshot;
  snapshot.run = RunId::next();
  EXPECT_EQ(name_of_moment(snapshot, {}), "start");
  snapshot.position.step = 1240;
  EXPECT_EQ(name_of_moment(snapshot, {}), "step " + whole_text(1240));
  auto keyframe = std::make_shared<Keyframe>();
  keyframe->run = snapshot.run;
  std::vector<KeptMoment> moments{kept(1, 1240, "the collapse")};
  EXPECT_EQ(name_of_moment(snapshot, moments), "step " + whole_text(1240)) << "not found yet";
  moments[0].keyframe = keyframe;
  EXPECT_EQ(name_of_moment(snapshot, moments), "the collapse");
}

}  // namespace
}  // namespace gan
