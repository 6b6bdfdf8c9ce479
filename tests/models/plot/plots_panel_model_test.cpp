// The table of plots, reference lines and marks.
#include "app/panels/plots/plots_panel_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "app/panels/plots/plots_settings_model.h"
#include "tests/models/lab/history_rows.h"

namespace gan {
namespace {

using test::mark;
using test::train;

const DataKind kEight{{Capability::extent, Capability::plane, Capability::density, Capability::modes}, 2, 8, 0};

const DataKind kLabelled{{Capability::images, Capability::classes}, 64, 0, 10};

TEST(PlotsPanel, EveryLineOfTheTableIsASeriesOfTheHistory) {
  const RunHistory history;
  std::set<std::string> ids;
  for (const PlotInfo& plot : plot_infos()) {
    EXPECT_TRUE(ids.insert(plot.id).second) << plot.id;
    EXPECT_FALSE(plot.lines.empty()) << plot.id;
    for (const ScalarInfo* scalar : plot.lines) EXPECT_NE(history.find(scalar->id), nullptr) << scalar->id;
  }
  EXPECT_EQ(default_shown_plots(), PlotsSettings{}.shown_plots);
  EXPECT_LT(plot_infos().size(), 31u);
}

// What one plot says of its lines has to hold for each of them.
TEST(PlotsPanel, ScalarsOfOnePlotBelongTogether) {
  std::set<const ScalarInfo*> drawn;
  for (const PlotInfo& plot : plot_infos()) {
    for (const ScalarInfo* scalar : plot.lines) {
      EXPECT_TRUE(drawn.insert(scalar).second) << scalar->id << " is drawn once";
      EXPECT_EQ(scalar->source, plot.lines[0]->source) << plot.id;
      EXPECT_EQ(scalar->needs, plot.needs) << plot.id;
      EXPECT_EQ(scalar->reading == ScalarReading::plain, plot.reads == ScalarReading::plain) << plot.id;
      EXPECT_FALSE(scalar->only_in_files) << scalar->id;
    }
    EXPECT_EQ(plot.percent, plot.low < plot.high) << plot.id;
  }
}

TEST(PlotsPanel, TitlesAreThoseOfTheScalarsOrOfWhatTheyAreTogether) {
  std::string titles;
  for (const PlotInfo& plot : plot_infos()) titles += plot.title + "; ";
  EXPECT_TRUE(
      titles.starts_with("Losses; Value function; Mean D(x) and D(G(z)); D's accuracy; Gradient norms; Modes covered; "
                         "Fraction of high-quality samples; JSD(p_data, p_g), nats; Iterations per second; Penalty; KL "
                         "of mode frequencies; Fréchet "
                         "distance; Precision and recall; Classes covered; Inception score; Density and coverage; "
                         "KID; KL of class frequencies; "))
      << titles;
}

TEST(PlotsPanel, ReferencesNameWhatTheoryAndAPerfectGeneratorGive) {
  PerfectMetrics perfect;
  perfect.high_quality_fraction.mean = 0.98889;
  bool value = false, quality = false;
  for (const PlotInfo& plot : plot_infos()) {
    const auto with = plot_references(plot, &perfect, kEight), without = plot_references(plot, nullptr, kEight);
    if (std::string(plot.id) == "value") {
      ASSERT_EQ(without.size(), 1u);
      EXPECT_NEAR(without[0].value, -1.386294, 1e-6);
      value = true;
    }
    if (std::string(plot.id) == "quality") {
      EXPECT_TRUE(without.empty());
      ASSERT_EQ(with.size(), 1u);
      EXPECT_EQ(with[0].label, "ideal 98.9%");
      quality = true;
    }
    if (std::string(plot.id) == "modes") {
      EXPECT_EQ(without[0].value, 8);
    }
  }
  EXPECT_TRUE(value && quality);
}

const PlotInfo& plot_of(std::string_view id) {
  return *std::find_if(plot_infos().begin(), plot_infos().end(), [&](const PlotInfo& p) { return p.id == id; });
}

std::string letters(const PlotInfo& plot, const LossInfo& loss) {
  std::string all = plot_title(plot, loss) + "; " + plot_short_title(plot, loss) + "; " + plot_meaning(plot, loss);
  for (const ScalarInfo* scalar : plot.lines) all += std::string("; ") + scalar_name(*scalar, loss);
  for (const ReferenceLine& line : plot_references(plot, nullptr, kEight, {&loss})) all += "; " + line.label;
  return all;
}

// Of a critic no plot speaks of V, of −log 4, of ½ or of a probability, and its outputs are not cut off at 0 and 1.
TEST(PlotsPanel, EveryLossIsPlottedAsWhatItIs) {
  for (const LossInfo& loss : loss_infos()) {
    for (const PlotInfo& plot : plot_infos()) {
      if (plot.reads == ScalarReading::plain) continue;
      const std::string text = letters(plot, loss);
      EXPECT_EQ(text.find("; ;"), std::string::npos) << text;
      const Range limits = plot_limits(plot, loss);
      if (loss.output.probability) continue;
      for (const char* word : {"V(D", "log 4", "½;", "; ½", "D(x)", "D(G(z))"}) {
        const bool half_squares = std::string(word) == "½;" || std::string(word) == "; ½";
        EXPECT_TRUE(text.find(word) == std::string::npos || (half_squares && plot.reads == ScalarReading::value))
            << loss.id << ": '" << word << "' in " << text;
      }
      if (plot.reads == ScalarReading::real_output) {
        EXPECT_GE(limits.low, limits.high) << loss.id;
      }
    }
  }
  const LossInfo &wasserstein = loss_info(find_loss("wasserstein")), &minimax = loss_info(find_loss("minimax"));
  EXPECT_EQ(plot_title(plot_of("value"), wasserstein), "Wasserstein estimate");
  EXPECT_EQ(scalar_name(*plot_of("value").lines[0], wasserstein), std::string("E f(x) − E f(G(z))"));
  EXPECT_TRUE(plot_references(plot_of("value"), nullptr, kEight, {&wasserstein}).empty());
  EXPECT_TRUE(plot_references(plot_of("outputs"), nullptr, kEight, {&wasserstein}).empty());
  EXPECT_EQ(plot_references(plot_of("outputs"), nullptr, kEight, {&minimax})[0].label, "½");
  const LossInfo& squares = loss_info(find_loss("least_squares"));
  EXPECT_EQ(plot_references(plot_of("outputs"), nullptr, kEight, {&squares, 0.9})[1].label, "0.9");
  EXPECT_EQ(plot_references(plot_of("value"), nullptr, kEight, {&squares, 1})[0].label, "−0.25");
}

// The ceiling of V stands where it is one, and its floor is the reference.
TEST(PlotsPanel, VHasItsCeilingInTheOriginalGameOnKnownDensities) {
  const PlotInfo value = plot_of("value");
  const DataKind points{{Capability::extent, Capability::plane}, 2, 0, 0};
  for (const LossInfo& loss : loss_infos()) {
    for (const DataKind& data : {kEight, points, kLabelled}) {
      const std::vector<const ScalarInfo*> lines = plot_lines(value, data, loss);
      const bool bounded = loss.output.probability && data.has(Capability::density);
      ASSERT_EQ(lines.size(), bounded ? 2u : 1u) << loss.id;
      EXPECT_STREQ(lines[0]->id, "value");
      EXPECT_STREQ(lines.back()->id, bounded ? "best_value" : "value");
      EXPECT_EQ(plot_lines(plot_of("losses"), data, loss).size(), 2u);
    }
  }
  const LossInfo& saturating_not = loss_info(find_loss("non_saturating"));
  EXPECT_EQ(plot_lines(value, kEight, saturating_not).size(), 2u);
  EXPECT_EQ(plot_references(value, nullptr, kEight, {&saturating_not})[0].label, "−log 4");
}

// Shares stand in percent in every view.
TEST(PlotsPanel, SharesAreInPercent) {
  for (const char* id : {"accuracy", "quality", "precision_recall"}) EXPECT_TRUE(plot_of(id).percent) << id;
  EXPECT_FALSE(plot_of("density_coverage").percent) << "density can be above 1";
}

TEST(PlotsPanel, DataWithoutModesHasFewerPlots) {
  const int all = default_shown_plots();
  const auto shown = [&](const DataKind& data, Capabilities needs) {
    int count = 0;
    for (std::size_t i = 0; i < plot_infos().size(); ++i) {
      if (plot_infos()[i].needs == needs) count += visible_plots(all, data) >> i & 1;
    }
    return count;
  };
  using enum Capability;
  const DataKind scattered{{extent, plane}, 2, 0, 0}, with_modes{{extent, plane, density, modes}, 2, 8, 0},
      bare{{images}, 64, 0, 0}, labelled{{images, classes}, 64, 0, 10};
  for (const DataKind& data : {scattered, with_modes, bare, labelled}) EXPECT_EQ(shown(data, {}), 4);
  EXPECT_EQ(shown(scattered, {modes}), 0);
  EXPECT_EQ(shown(with_modes, {modes}), 2);
  EXPECT_EQ(shown(with_modes, {images}), 0);
  EXPECT_EQ(shown(bare, {images}), 2);
  EXPECT_EQ(shown(bare, {images, classes}), 0);
  EXPECT_EQ(shown(labelled, {images}), 2);
  EXPECT_EQ(shown(labelled, {images, classes}), 1);
  EXPECT_EQ(shown(labelled, {modes}), 0);
}

TEST(PlotsPanel, ImagesStandBesideWhatHeldOutOnesScore) {
  PerfectMetrics perfect;
  const auto set = [&](ImageMetric m, double value) { perfect.images.mean[static_cast<std::size_t>(m)] = value; };
  set(ImageMetric::precision, 0.86);
  set(ImageMetric::recall, 0.87);
  set(ImageMetric::density, 0.99);
  set(ImageMetric::coverage, 0.8);
  set(ImageMetric::classes_covered, 10);
  set(ImageMetric::frechet_distance, 0.694);
  const auto of = [&](std::string_view id) {
    const auto plot =
        std::find_if(plot_infos().begin(), plot_infos().end(), [&](const PlotInfo& p) { return p.id == id; });
    return plot_references(*plot, &perfect, kLabelled);
  };
  ASSERT_EQ(of("precision_recall").size(), 2u);
  EXPECT_EQ(of("precision_recall")[0].label, "held-out");
  EXPECT_EQ(of("precision_recall")[1].value, 0.87);
  EXPECT_EQ(of("precision_recall")[1].label, "") << "the two lines lie side by side";
  EXPECT_EQ(of("density_coverage")[1].label, "held-out coverage");
  EXPECT_EQ(of("classes")[0].label, "all 10");
  set(ImageMetric::classes_covered, 9.5);
  EXPECT_EQ(of("classes")[0].label, "held-out 9.5");
  EXPECT_EQ(of("frechet")[0].label, "held-out 0.69");
  EXPECT_TRUE(of("kid").empty());
  for (const PlotInfo& plot : plot_infos()) {
    if (plot.reads != ScalarReading::plain) continue;
    EXPECT_EQ(plot_title(plot, loss_infos()[1], FeatureKind::random) != plot.title, reads_features(plot));
    EXPECT_EQ(plot_title(plot, loss_infos()[1], FeatureKind::classifier), plot.title);
  }
}

TEST(PlotsPanel, HeightsFillThePanelUntilTheyWouldBeTooLow) {
  EXPECT_FLOAT_EQ(plot_height(4, 420, 20, 60), 100);
  EXPECT_FLOAT_EQ(plot_height(10, 420, 20, 60), 60);
}

TEST(PlotsPanel, MarksAreInOrderAndLeaveSingleStepsOut) {
  std::vector<HistoryMark> marks{mark(0, 30, "b"), mark(0, 10, "a"), mark(0, 0, "start", true), mark(0, 20, "D step")};
  marks[3].counts = false;
  RunHistory history;
  for (const HistoryMark& m : marks) history.add_mark(m);
  std::vector<PlotMark> out;
  collect_plot_marks(history, out);
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].label, "a");
  EXPECT_EQ(out[1].step, 30);
}

TEST(PlotsPanel, MarksOfThePastLieWhereItsStepsDo) {
  RunHistory history;
  history.add_mark(mark(0, 10, "a"));
  train(history, 0, 1, 50);
  history.add_mark(mark(1, 0, "restart", true));
  train(history, 1, 1, 20);
  history.add_mark(mark(1, 7, "b"));
  std::vector<PlotMark> out;
  collect_plot_marks(history, out);
  ASSERT_EQ(out.size(), 3u);
  EXPECT_EQ(out[0].step, 10 - 51);
  EXPECT_EQ(out[1].label, "restart");
  EXPECT_EQ(out[1].step, 0);
  EXPECT_EQ(out[2].step, 7);
}

TEST(PlotLooks, ComeBackAsTheyWere) {
  PlotViewState view;
  std::vector<PlotState> states(kMostPlots);
  view.x.track(0, 1000);
  view.x.show({200, 300});
  states[0].y.show_units({-1, 4});
  states[1].toggle(2);
  states[2].toggle_log();
  states[3].y.log = true;  // as that plot has it by itself
  states[3].y.show_units({-2, 2});
  PlotsSettings kept;
  note_looks(view, states, kept);
  PlotViewState other;
  std::vector<PlotState> same(kMostPlots);
  same[0].toggle(0);
  same[4].y.show_units({5, 6});
  show_looks(kept, other, same);
  EXPECT_EQ(other.x.follow, Follow::none);
  EXPECT_EQ(other.x.shown, view.x.shown);
  for (std::size_t i = 0; i < kMostPlots; ++i) {
    EXPECT_EQ(same[i].hidden, states[i].hidden) << i;
    EXPECT_EQ(same[i].touched_log, states[i].touched_log) << i;
    EXPECT_EQ(same[i].y.automatic, states[i].y.automatic) << i;
    EXPECT_EQ(same[i].y.log, states[i].y.log) << i;
    if (!states[i].y.automatic) {
      EXPECT_NEAR(same[i].y.shown.low, states[i].y.shown.low, 1e-9) << i;
      EXPECT_NEAR(same[i].y.shown.high, states[i].y.shown.high, 1e-9) << i;
    }
  }
  // The whole run is that of any session.
  view.x.fit();
  note_looks(view, states, kept);
  EXPECT_EQ(kept.x_low, PlotsSettings().x_low);
  EXPECT_EQ(kept.x_span, PlotsSettings().x_span);
}

}  // namespace
}  // namespace gan
