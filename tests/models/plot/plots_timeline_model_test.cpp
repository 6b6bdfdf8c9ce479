// The table of plots, reference lines, marks for the plots, and the timeline's segments and span.
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "app/panels/frame/timeline_model.h"
#include "app/panels/plots/plots_panel_model.h"
#include "app/panels/plots/plots_settings_model.h"

namespace gan {
namespace {

const DataKind kEight{{Capability::extent, Capability::plane, Capability::density, Capability::modes}, 2, 8, 0};
const DataKind kLabelled{{Capability::images, Capability::classes}, 64, 0, 10};

HistoryMark mark(std::int64_t segment, std::int64_t step, std::string label, bool starts = false) {
  HistoryMark m;
  m.segment = segment, m.step = step, m.label = label, m.sentence = label + " changed.",
  m.starts_segment = starts;
  return m;
}

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
  EXPECT_TRUE(titles.starts_with("Losses; Value function; Mean output of D; D's accuracy; Gradient norms; Modes covered; "
                                 "High-quality samples; JSD; Iterations per second; Penalty; Reverse KL of modes; Fréchet "
                                 "distance; Precision and recall; Classes covered; Inception score; Density and coverage; "
                                 "KID; KL of classes; "))
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
  const DataKind points{{extent, plane}, 2, 0, 0}, with_modes{{extent, plane, density, modes}, 2, 8, 0},
      bare{{images}, 64, 0, 0}, labelled{{images, classes}, 64, 0, 10};
  for (const DataKind& data : {points, with_modes, bare, labelled}) EXPECT_EQ(shown(data, {}), 4);
  EXPECT_EQ(shown(points, {modes}), 0);
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
    const auto plot = std::find_if(plot_infos().begin(), plot_infos().end(), [&](const PlotInfo& p) { return p.id == id; });
    return plot_references(*plot, &perfect, kLabelled);
  };
  ASSERT_EQ(of("precision_recall").size(), 2u);
  EXPECT_EQ(of("precision_recall")[0].label, "perfect");
  EXPECT_EQ(of("precision_recall")[1].value, 0.87);
  EXPECT_EQ(of("precision_recall")[1].label, "") << "the two lines lie side by side";
  EXPECT_EQ(of("density_coverage")[1].label, "perfect coverage");
  EXPECT_EQ(of("classes")[0].label, "all 10");
  set(ImageMetric::classes_covered, 9.5);
  EXPECT_EQ(of("classes")[0].label, "perfect 9.5");
  EXPECT_EQ(of("frechet")[0].label, "perfect 0.69");
  EXPECT_TRUE(of("kid").empty());
  for (const PlotInfo& plot : plot_infos()) {
    if (plot.reads != ScalarReading::plain) continue;
    EXPECT_EQ(plot_title(plot, loss_infos()[1], FeatureKind::random) != plot.title, reads_features(plot));
    EXPECT_EQ(plot_title(plot, loss_infos()[1], FeatureKind::classifier), plot.title);
  }
}

void train(RunHistory& history, std::int64_t segment, std::int64_t first, std::int64_t last) {
  for (std::int64_t step = first; step <= last; ++step) {
    SegmentRecord record;
    record.segment.number = segment;
    record.record.step = step;
    record.record.g_loss = static_cast<float>(100 * segment);
    history.append(record);
  }
}

Measurement measured(std::int64_t segment, std::int64_t step, FeatureKind kind, std::uint64_t hash, double distance) {
  Measurement m;
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->position.segment = segment;
  snapshot->position.step = step;
  m.snapshot = std::move(snapshot);
  m.metrics.images.features = kind;
  m.metrics.images.classifier_hash = hash;
  m.metrics.images[ImageMetric::frechet_distance] = distance;
  return m;
}

// Every scalar of the table, by its id, whatever the order of the table.
TEST(History, HasEveryScalarUnderItsId) {
  RunHistory history;
  SegmentRecord record;
  record.record.step = 1;
  float number = 0;
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::iteration)) record.record.*(scalar->recorded) = number += 0.5f;
  history.append(record);
  Measurement m = measured(0, 1, FeatureKind::random, 0, 0);
  m.metrics.modes_total = 8, m.metrics.modes_covered = 3, m.metrics.modes_captured = 4;
  m.metrics.high_quality_fraction = 0.25, m.metrics.reverse_kl = 0.5, m.metrics.jsd = 0.125;
  m.metrics.kl_data_generator = 1.5, m.metrics.kl_generator_data = 2.5, m.metrics.outside_fraction = 0.75;
  for (std::size_t i = 0; i < kImageMetrics; ++i) m.metrics.images.values[i] = 10 + static_cast<double>(i);
  history.append(m);
  history.append_rate(history.segment_id(), 1, 5000);
  for (const ScalarInfo& scalar : scalars()) {
    const Series* const series = history.find(scalar.id);
    ASSERT_NE(series, nullptr) << scalar.id;
    ASSERT_EQ(series->size(), 1u) << scalar.id;
    const double value = scalar.source == ScalarSource::iteration ? scalar_value(scalar, record.record)
                         : scalar.source == ScalarSource::clock   ? 5000
                                                                  : scalar_value(scalar, m.metrics);
    EXPECT_EQ(static_cast<double>(series->last()), value) << scalar.id;
  }
  EXPECT_EQ(history.find("high_quality_fraction")->last(), 0.25f);
  EXPECT_EQ(history.find("recall")->last(), 13);
  EXPECT_EQ(history.find("no_such"), nullptr);
}

TEST(History, NumbersOfTwoKindsOfFeaturesNeverMeet) {
  RunHistory history;
  history.append(measured(0, 0, FeatureKind::none, 0, 1));
  EXPECT_TRUE(history.find("frechet_distance")->empty()) << "points have none";
  history.append(measured(0, 10, FeatureKind::random, 0, 70));
  history.append(measured(0, 20, FeatureKind::random, 0, 60));
  EXPECT_EQ(history.find("frechet_distance")->size(), 2u);
  history.append(measured(0, 30, FeatureKind::classifier, 5, 9));
  EXPECT_EQ(history.find("frechet_distance")->size(), 1u);
  EXPECT_EQ(history.find("frechet_distance")->last(), 9);
  EXPECT_EQ(history.find("jsd")->size(), 4u);
  for (std::int64_t segment = 0; segment < 4; ++segment) {
    train(history, segment, 1, 3);
    if (segment > 0) history.append(measured(segment, 3, FeatureKind::classifier, segment == 2 ? 6 : 5, 8));
  }
  // Segment 3 is in features of classifier 5, as 0 and 1 are.
  EXPECT_NE(history.find_past(0, "frechet_distance"), nullptr);
  EXPECT_NE(history.find_past(1, "frechet_distance"), nullptr);
  EXPECT_EQ(history.find_past(2, "frechet_distance"), nullptr);
  EXPECT_NE(history.find_past(2, "jsd"), nullptr);
}

TEST(PlotsPanel, HeightsFillThePanelUntilTheyWouldBeTooLow) {
  EXPECT_FLOAT_EQ(plot_height(4, 420, 20, 60), 100);
  EXPECT_FLOAT_EQ(plot_height(10, 420, 20, 60), 60);
}

TEST(PlotsPanel, MarksAreInOrderAndLeaveSingleStepsOut) {
  std::vector<HistoryMark> marks{mark(0, 30, "b"), mark(0, 10, "a"), mark(0, 0, "start", true),
                                 mark(0, 20, "D step")};
  marks[3].counts = false;
  RunHistory history;
  for (const HistoryMark& m : marks) history.add_mark(m);
  std::vector<PlotMark> out;
  collect_plot_marks(history, out);
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].label, "a");
  EXPECT_EQ(out[1].step, 30);
}

TEST(History, SegmentsThatAreOverLieLeftOfTheCurrentOne) {
  RunHistory history;
  train(history, 0, 1, 50);
  history.begin_segment(1);  // nothing happened in it
  train(history, 2, 301, 340);  // a checkpoint of step 300
  train(history, 3, 1, 5);
  EXPECT_EQ(history.first_step(), 1);
  EXPECT_EQ(history.last_step(), 5);
  EXPECT_EQ(history.find("g_loss")->size(), 5u);
  const std::vector<PastSegment> past = history.past();
  ASSERT_EQ(past.size(), 2u);
  EXPECT_EQ(past[0].segment, 0);
  EXPECT_EQ(past[1].segment, 2);
  // Step 340 at −1, the break at 0; 40 steps before it the next one.
  EXPECT_EQ(past[1].last_step + past[1].shift, -1);
  EXPECT_EQ(past[1].first_step + past[1].shift, -40);
  EXPECT_EQ(past[0].last_step + past[0].shift, -42);
  EXPECT_EQ(history.find_past(0, "g_loss")->last(), 0);
  EXPECT_EQ(history.find_past(1, "g_loss")->last(), 200);
}

// Of two games the numbers of segments and steps are alike: only the run's identity tells their rows apart.
TEST(History, RowsOfAnotherRunAreDropped) {
  const RunId mine = RunId::next(), other = RunId::next();
  RunHistory history(mine);
  SegmentRecord row;
  row.record.step = 1;
  for (const RunId run : {other, RunId{}}) {
    row.segment = {run, 0};
    history.append(row);
    row.segment = {run, 3};
    history.append(row);
  }
  EXPECT_EQ(history.segment(), 0);
  EXPECT_EQ(history.last_step(), 0);
  Measurement measurement = measured(0, 5, FeatureKind::random, 0, 1);
  history.append(measurement);
  history.append_rate({other, 0}, 5, 100);
  EXPECT_TRUE(history.find("modes_covered")->empty());
  EXPECT_TRUE(history.find("iterations_per_second")->empty());
  row.segment = {mine, 0};
  history.append(row);
  EXPECT_EQ(history.last_step(), 1);
}

TEST(History, TheOldestSegmentsGoFirst) {
  RunHistory history;
  for (std::int64_t segment = 0; segment < 60; ++segment) train(history, segment, 1, 3);
  const std::vector<PastSegment> past = history.past();
  ASSERT_GE(past.size(), 8u);
  EXPECT_LT(past.size(), 59u);
  EXPECT_EQ(past.back().segment, 58);
  EXPECT_LT(history.memory_bytes(), std::size_t{64} << 20);
}

TEST(PlotsPanel, MarksOfThePastLieWhereItsStepsDo) {
  RunHistory history;
  history.add_mark(mark(0, 10, "a"));
  train(history, 0, 1, 50);
  history.add_mark(mark(1, 0, "same start", true));
  train(history, 1, 1, 20);
  history.add_mark(mark(1, 7, "b"));
  std::vector<PlotMark> out;
  collect_plot_marks(history, out);
  ASSERT_EQ(out.size(), 3u);
  EXPECT_EQ(out[0].step, 10 - 51);
  EXPECT_EQ(out[1].label, "same start");
  EXPECT_EQ(out[1].step, 0);
  EXPECT_EQ(out[2].step, 7);
}

TEST(Timeline, SegmentsBeforeTheCurrentOneAreBreaks) {
  RunHistory history;
  history.add_mark(mark(0, 100, "k 1→5"));
  history.begin_segment(1);
  history.add_mark(mark(1, 0, "same start", true));
  HistoryMark scheduled = mark(1, 500, "lr 0.1");
  scheduled.scheduled = true;
  history.add_mark(scheduled);
  TimelineModel model;
  model.update(history);
  ASSERT_EQ(model.earlier.size(), 1u);
  EXPECT_EQ(model.earlier[0].sentences.size(), 1u);
  EXPECT_EQ(model.current.label, "same start");
  ASSERT_EQ(model.marks.size(), 1u);
  EXPECT_EQ(model.marks[0].label, "lr 0.1");
  EXPECT_EQ(model.scheduled[0], 1);
}

// Records come sooner than snapshots: toolbar and timeline write the same step.
TEST(Timeline, ToolbarAndTimelineShareOneStep) {
  RunHistory history;
  const auto at = [](std::int64_t segment, std::int64_t step) { return Position{segment, step, 0, 0}; };
  EXPECT_EQ(newest_step(history, at(0, 0)), 0);
  train(history, 0, 1, 2515);
  EXPECT_EQ(newest_step(history, at(0, 2310)), 2515);
  EXPECT_EQ(newest_step(history, at(0, 2600)), 2600) << "a checkpoint's step, before its first record";
  history.begin_segment(1);
  EXPECT_EQ(newest_step(history, at(0, 2515)), 0) << "the snapshot is of the run before";
  EXPECT_EQ(newest_step(history, at(2, 7)), 7) << "the history is";
}

// What another loss wrote before a change is another quantity.
TEST(History, KnowsFromWhereOnRecordsReadAlike) {
  RunHistory history;
  const int saturating = find_loss("minimax"), plain = find_loss("non_saturating"), critic = find_loss("wasserstein");
  const auto go = [&](std::int64_t segment, std::int64_t first, std::int64_t last, int loss) {
    for (std::int64_t step = first; step <= last; ++step) {
      SegmentRecord record;
      record.segment.number = segment, record.record.step = step, record.record.loss = loss;
      history.append(record);
    }
  };
  EXPECT_EQ(history.reads_alike_from(plain), 0);
  go(0, 1, 10, saturating);
  go(0, 11, 20, plain);
  EXPECT_EQ(history.reads_alike_from(plain), 1) << "both give V and probabilities";
  EXPECT_EQ(history.reads_alike_from(critic), 21) << "nothing yet";
  go(0, 21, 30, critic);
  EXPECT_EQ(history.reads_alike_from(critic), 21);
  EXPECT_EQ(history.reads_alike_from(plain), 31);
  go(1, 1, 5, critic);
  EXPECT_EQ(history.reads_alike_from(critic), 1);
  EXPECT_EQ(history.past_reads_alike_from(0, critic), 21);
  EXPECT_EQ(history.past_reads_alike_from(0, plain), 31);
}

TEST(Timeline, SpanIsRoundAndMovesSeldom) {
  Range span = timeline_span(0, 0, {0, 0});
  EXPECT_EQ(span.low, 0);
  EXPECT_GE(span.high, 100);
  int moves = 0;
  for (std::int64_t step = 0; step <= 100000; step += 10) {
    const Range next = timeline_span(0, step, span);
    moves += next == span ? 0 : 1;
    span = next;
    EXPECT_GE(span.high, static_cast<double>(step));
    EXPECT_LE(span.high, 2.5 * std::max<double>(100, static_cast<double>(step)));
  }
  EXPECT_LT(moves, 130);
}

}  // namespace
}  // namespace gan
