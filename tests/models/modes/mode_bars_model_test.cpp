// Bars, the line of a perfect generator, an axis that stays calm, and data for which most numbers are not
// defined.
#include "app/panels/modes/mode_bars_model.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

class FakeData : public DataSource {
 public:
  explicit FakeData(int modes) {
    mixture_.centres = Matrix<double>::Random(2, modes);
    mixture_.weights = Vector<double>::Constant(modes, 1.0 / std::max(modes, 1));
    mixture_.sigma = Vector<double>::Constant(modes, 0.02);
  }
  void sample(const StreamKey&, MatrixView<float>) const override {}
  const GaussianMixture* mixture() const override { return mixture_.centres.cols() > 0 ? &mixture_ : nullptr; }
  Extent extent() const override { return {}; }

 private:
  GaussianMixture mixture_;
};

Metrics metrics_of(const std::vector<double>& shares) {
  Metrics m;
  m.samples = 2500;
  m.modes_total = static_cast<int>(shares.size());
  m.high_quality_fraction = 0;
  for (const double share : shares) {
    ModeStatistics mode;
    mode.share = share;
    mode.count = static_cast<Index>(share * 2500);
    m.modes.push_back(mode);
    mode.covered = covers(mode.count, 1.0 / static_cast<double>(shares.size()), 2500);
    m.modes_covered += mode.covered ? 1 : 0;
    m.high_quality_fraction += share;
  }
  return m;
}

// 200 samples: so many shares of them on the centres, the others far out.
Matrix<float> samples_of(const DataSource& data, const std::vector<double>& shares) {
  constexpr Index kCount = 200;
  Matrix<float> samples = Matrix<float>::Constant(2, kCount, 1e3F);
  Index at = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    for (auto n = std::lround(shares[k] * kCount); n > 0; --n) {
      samples.col(at++) = data.mixture()->centres.col(static_cast<Index>(k)).cast<float>();
    }
  }
  return samples;
}

TEST(ModeBars, OneBarAModeAndTheRestElsewhere) {
  ModeBarsModel model;
  const FakeData data(4);
  prepare_mode_bars(data, samples_of(data, {0.5, 0.25, 0, 0.1}), model);
  prepare_mode_table(metrics_of({0.5, 0.25, 0, 0.1}), nullptr, model);
  EXPECT_EQ(model.samples, 200);
  ASSERT_EQ(model.bars.size(), 4u);
  EXPECT_TRUE(model.bars[0].covered);
  EXPECT_FALSE(model.bars[2].covered);
  EXPECT_NEAR(model.elsewhere, 0.15, 1e-12);
  EXPECT_NEAR(model.bars[0].perfect, 0.25 * 0.98889, 1e-5);
  EXPECT_EQ(model.rows[0].value, "3 of 4");
  EXPECT_EQ(model.rows[1].value, "85.0%");
  EXPECT_EQ(model.rows[1].perfect, "");
}

TEST(ModeBars, PerfectValuesStandBesideWithTheirSpread) {
  PerfectMetrics perfect;
  perfect.high_quality_fraction = {0.98889, 0.002};
  perfect.reverse_kl = {0.0014, 0.0007};
  ModeBarsModel model;
  prepare_mode_table(metrics_of({0.25, 0.25, 0.25, 0.24}), &perfect, model);
  EXPECT_EQ(model.rows[1].perfect, "98.9%");
  EXPECT_EQ(model.rows[2].perfect, "0.0014 ± 0.0007");
}

TEST(ModeBars, AxisComesDownOnlyWhenHalfOfItIsEmpty) {
  ModeBarsModel model;
  const FakeData data(8);
  prepare_mode_bars(data, samples_of(data, {0.9, 0, 0, 0, 0, 0, 0, 0}), model);
  EXPECT_EQ(model.top, 1);
  prepare_mode_bars(data, samples_of(data, {0.6, 0, 0, 0, 0, 0, 0, 0}), model);
  EXPECT_EQ(model.top, 1);
  prepare_mode_bars(data, samples_of(data, {0.13, 0, 0, 0, 0, 0, 0, 0}), model);
  EXPECT_EQ(model.top, 0.2);
  // Nothing is known yet: no bar stands, and none has fallen on "none".
  prepare_mode_bars(data, Matrix<float>(), model);
  ASSERT_EQ(model.bars.size(), 8u);
  for (const ModeBar& bar : model.bars) EXPECT_EQ(bar.share, 0);
  EXPECT_EQ(model.elsewhere, 0);
}

TEST(ModeBars, DataWithoutModesShowsWhatIsDefined) {
  Metrics metrics;
  metrics.samples = 2500;
  metrics.outside_fraction = 0.031;
  ModeBarsModel model;
  prepare_mode_bars(FakeData(0), Matrix<float>::Zero(2, 5), model);
  prepare_mode_table(metrics, nullptr, model);
  EXPECT_TRUE(model.bars.empty());
  ASSERT_EQ(model.rows.size(), 1u);
  EXPECT_EQ(model.rows[0].value, "3.1%");
}

// All of them from the start, for whoever shows them has them measured: a table that grows line by line would jump.
TEST(ModeBars, AComparisonIsAnotherTable) {
  Metrics metrics;
  PerfectMetrics perfect;
  ModeBarsModel model;
  prepare_mode_table(metrics, nullptr, model, ScalarSource::comparison);
  ASSERT_EQ(model.rows.size(), kSampleMetrics);
  EXPECT_EQ(model.rows[0].value, "–");
  EXPECT_FALSE(model.rows[0].defined);
  metrics.comparison[SampleMetric::precision] = 0.5;
  metrics.comparison[SampleMetric::rbf_mmd] = -0.0002;
  perfect.comparison.mean[0] = 0.975, perfect.comparison.deviation[0] = 0.002;
  prepare_mode_table(metrics, &perfect, model, ScalarSource::comparison);
  EXPECT_EQ(model.rows.front().value, "50.0%");
  EXPECT_EQ(model.rows.front().perfect, "97.5%");
  EXPECT_EQ(model.rows.back().value, "−0.0002");
  EXPECT_STREQ(model.rows.front().title, "precision");
}

TEST(ModeBars, RowsOfComparedGamesNameTheBest) {
  ModeBarsModel model;
  Metrics a = metrics_of({0.5, 0.45}), b = metrics_of({0.9, 0.01});
  a.jsd = 0.02, b.jsd = 0.3;
  prepare_mode_table(a, nullptr, model);
  const Metrics* const games[] = {&b, &a, nullptr};
  compare_rows(games, model.rows);
  std::size_t compared = 0;
  for (const MetricRow& row : model.rows) {
    ASSERT_EQ(row.games.size(), 3u) << row.title;
    EXPECT_EQ(row.games[1], row.value);
    EXPECT_EQ(row.games[2], "–") << "not measured yet";
    if (std::string_view(row.scalar->id) == "jsd") {
      EXPECT_EQ(row.best, 1u);
      ++compared;
    }
    if (row.scalar->better == ScalarBetter::neither) {
      EXPECT_EQ(row.best, std::nullopt) << row.title;
    }
  }
  EXPECT_EQ(compared, 1u);
}

}  // namespace
}  // namespace gan
