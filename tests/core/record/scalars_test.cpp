// The table of scalars: that its entries are whole, what they read, and how their values and references are
// written.
#include "core/record/scalars.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "core/game/measure.h"
#include "core/insight/facts.h"
#include "tests/core/probe/probe_snapshot.h"

namespace gan {
namespace {

const DataKind kEight{{Capability::extent, Capability::plane, Capability::density, Capability::modes}, 2, 8, 0};
const DataKind kLabelled{{Capability::images, Capability::classes, Capability::held_out}, 64, 0, 10};

TEST(Scalars, EntriesAreWhole) {
  std::set<std::string> ids;
  for (const ScalarInfo& s : scalars()) {
    SCOPED_TRACE(s.id);
    EXPECT_TRUE(ids.insert(s.id).second);
    EXPECT_EQ(find_scalar(s.id), &s);
    EXPECT_EQ(std::string(s.id).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string::npos)
        << "a column's name needs no quotes";
    EXPECT_STRNE(s.title, "");
    EXPECT_STRNE(s.name, "");
    EXPECT_NE(std::string(".?").find(std::string(s.meaning).back()), std::string::npos) << "a sentence";
    EXPECT_EQ(s.recorded != nullptr, s.source == ScalarSource::iteration);
    const bool measured =
        s.source == ScalarSource::points || s.source == ScalarSource::images || s.source == ScalarSource::comparison;
    EXPECT_EQ(s.measured.value != nullptr, measured);
    EXPECT_EQ(s.of_spectrum != nullptr, s.source == ScalarSource::spectrum);
    EXPECT_EQ(s.needs != Capabilities{}, measured || s.needs.has(Capability::numbers));
    EXPECT_EQ(s.needs.has(Capability::images), s.source == ScalarSource::images);
    EXPECT_EQ(s.form == ScalarForm::count, s.total.of_data != nullptr && s.total.of_metrics != nullptr);
    if (s.perfect_label != nullptr) {
      EXPECT_NE(s.measured.perfect, nullptr);
    }
    if (s.why_not_in_files != nullptr) {
      EXPECT_STRNE(s.why_not_in_files, "");
    }
  }
  EXPECT_EQ(find_scalar("no_such"), nullptr);
}

// A record whose numbers are all different, by the names of its members.
StepRecord distinct_record(std::map<std::string, double>& numbers) {
  StepRecord r = empty_record(7);
  const std::map<std::string, float*> members{
      {"d_loss", &r.d_loss},   {"g_loss", &r.g_loss},           {"value", &r.value},
      {"d_real", &r.d_real},   {"d_fake", &r.d_fake},           {"d_accuracy", &r.d_accuracy},
      {"penalty", &r.penalty}, {"d_grad_norm", &r.d_grad_norm}, {"g_grad_norm", &r.g_grad_norm},
      {"theta_1", &r.theta_1}, {"theta_2", &r.theta_2},         {"psi_1", &r.psi_1},
      {"psi_2", &r.psi_2},     {"distance", &r.distance}};
  for (const auto& [name, member] : members) {
    *member = 0.125f + static_cast<float>(numbers.size());
    numbers[name] = static_cast<double>(*member);
  }
  return r;
}

TEST(Scalars, ReadTheRecordByTheirIds) {
  std::map<std::string, double> numbers;
  const StepRecord record = distinct_record(numbers);
  for (const auto& [id, number] : numbers) EXPECT_EQ(scalar_value(scalar_info(id), record), number) << id;
  std::vector<float> row;
  fill_row(record, row);
  const std::vector<std::string> ids = scalar_ids(ScalarSource::iteration);
  ASSERT_EQ(row.size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(static_cast<double>(row[i]), scalar_value(scalar_info(ids[i]), record)) << ids[i];
  }
  EXPECT_EQ(std::set<float>(row.begin(), row.end()).size(), row.size()) << "no two read the same";
}

TEST(Scalars, OfAnIterationThatMeasuredNothingAreUndefined) {
  const StepRecord record = empty_record(3);
  EXPECT_EQ(record.step, 3);
  for (const ScalarInfo* s : scalars_of(ScalarSource::iteration)) {
    const double value = scalar_value(*s, record);
    EXPECT_TRUE(std::string(s->id) == "penalty" ? value == 0 : std::isnan(value)) << s->id;
  }
}

TEST(Scalars, ReadMetricsByTheirIds) {
  Metrics m;
  m.modes_covered = 5, m.modes_captured = 6, m.modes_total = 8;
  m.high_quality_fraction = 0.25, m.reverse_kl = 0.5, m.jsd = 0.375;
  m.kl_data_generator = 1.5, m.kl_generator_data = 2.5, m.outside_fraction = 0.0625, m.best_value = -0.75;
  m.core_width = 0.875, m.mass_distance = 0.125, m.far_fraction = 0.03125;
  const std::map<std::string, double> points{
      {"modes_covered", 5},  {"modes_captured", 6},      {"high_quality_fraction", 0.25}, {"reverse_kl", 0.5},
      {"jsd", 0.375},        {"kl_data_generator", 1.5}, {"kl_generator_data", 2.5},      {"outside_fraction", 0.0625},
      {"best_value", -0.75}, {"core_width", 0.875},      {"mass_distance", 0.125},        {"far_fraction", 0.03125}};
  for (const auto& [id, number] : points) EXPECT_EQ(scalar_value(scalar_info(id), m), number) << id;
  std::vector<float> row;
  fill_row(ScalarSource::points, m, row);
  EXPECT_EQ(std::set<float>(row.begin(), row.end()).size(), row.size()) << "no two read the same";
  m.modes_total = 0;
  EXPECT_TRUE(std::isnan(scalar_value(scalar_info("modes_covered"), m))) << "there are none to count";
  EXPECT_TRUE(std::isnan(scalar_value(scalar_info("modes_captured"), m)));
}

TEST(Scalars, ReadASpectrumByTheirIds) {
  Spectrum s;
  std::vector<float> row;
  fill_row(s, row);
  ASSERT_EQ(row.size(), scalar_ids(ScalarSource::spectrum).size());
  for (const float value : row) EXPECT_TRUE(std::isnan(value)) << "nothing was found";
  s.multipliers = {{0, 1.25}, {0, -1.25}, {0.5, 0}};
  EXPECT_EQ(scalar_value(scalar_info("spectral_radius"), s), 1.25);
  EXPECT_NEAR(scalar_value(scalar_info("leading_turn"), s), 90, 1e-12);
  EXPECT_TRUE(std::isnan(scalar_value(scalar_info("jsd"), s)));
}

// Each number that images are measured by has one entry, whatever the order of either.
TEST(Scalars, EveryMetricOfImagesHasOneEntry) {
  Metrics m;
  PerfectMetrics perfect;
  std::multiset<double> expected, values, scores;
  for (std::size_t i = 0; i < kImageMetrics; ++i) {
    m.images.values[i] = 10 + static_cast<double>(i);
    perfect.images.mean[i] = m.images.values[i], perfect.images.deviation[i] = -m.images.values[i];
    expected.insert(m.images.values[i]);
  }
  for (const ScalarInfo* s : scalars_of(ScalarSource::images)) {
    values.insert(scalar_value(*s, m));
    const PerfectScore score = s->measured.perfect(perfect);
    scores.insert(score.mean);
    EXPECT_EQ(score.mean, scalar_value(*s, m)) << s->id;
    EXPECT_EQ(score.deviation, -score.mean) << s->id;
  }
  EXPECT_EQ(values, expected);
  EXPECT_EQ(scores, expected);
  EXPECT_EQ(scalar_value(scalar_info("kid"), m), m.images[ImageMetric::kid]);
  EXPECT_EQ(scalar_value(scalar_info("classes_covered"), m), m.images[ImageMetric::classes_covered]);
}

TEST(Scalars, EveryMetricOfAComparisonHasOneEntry) {
  Metrics m;
  PerfectMetrics perfect;
  std::multiset<double> expected, values;
  for (std::size_t i = 0; i < kSampleMetrics; ++i) {
    m.comparison.values[i] = 10 + static_cast<double>(i);
    perfect.comparison.mean[i] = m.comparison.values[i], perfect.comparison.deviation[i] = -m.comparison.values[i];
    expected.insert(m.comparison.values[i]);
  }
  for (const ScalarInfo* s : scalars_of(ScalarSource::comparison)) {
    values.insert(scalar_value(*s, m));
    const PerfectScore score = s->measured.perfect(perfect);
    EXPECT_EQ(score.mean, scalar_value(*s, m)) << s->id;
    EXPECT_EQ(score.deviation, -score.mean) << s->id;
  }
  EXPECT_EQ(values, expected);
  EXPECT_EQ(scalar_value(scalar_info("points_recall"), m), m.comparison[SampleMetric::recall]);
  EXPECT_EQ(scalar_value(scalar_info("rbf_mmd"), m), m.comparison[SampleMetric::rbf_mmd]);
}

TEST(Scalars, OfAnotherSourceAreUndefined) {
  std::map<std::string, double> numbers;
  const StepRecord record = distinct_record(numbers);
  Metrics m;
  m.jsd = 0.5;
  for (const ScalarInfo& s : scalars()) {
    EXPECT_EQ(std::isnan(scalar_value(s, record)), s.source != ScalarSource::iteration) << s.id;
    if (s.source == ScalarSource::iteration || s.source == ScalarSource::clock || s.source == ScalarSource::spectrum) {
      EXPECT_TRUE(std::isnan(scalar_value(s, m))) << s.id;
    }
  }
}

TEST(Scalars, AreWrittenInTheirForm) {
  EXPECT_EQ(scalar_text(ScalarForm::percent, 0.98889), "98.9%");
  EXPECT_EQ(scalar_text(ScalarForm::count, 9.5), "9.5");
  EXPECT_EQ(scalar_text(ScalarForm::count, 10), "10");
  EXPECT_EQ(scalar_text(ScalarForm::nats, 0.00142), "0.0014");
  EXPECT_EQ(scalar_text(ScalarForm::nats, 0.142), "0.142");
  EXPECT_EQ(scalar_text(ScalarForm::number, 12.34), "12.3");
  EXPECT_EQ(scalar_text(ScalarForm::number, Metrics::kUndefined), "–");
  Metrics m;
  m.modes_covered = 7, m.modes_total = 8;
  EXPECT_EQ(scalar_text(scalar_info("modes_covered"), m), "7 of 8");
  EXPECT_EQ(scalar_text(scalar_info("classes_covered"), m), "–");
  m.images[ImageMetric::classes_covered] = 9, m.images.classes_total = 10;
  EXPECT_EQ(scalar_text(scalar_info("classes_covered"), m), "9 of 10");
}

// "value label", one after the other.
std::string references(const char* id, const PerfectMetrics* perfect, const DataKind& data, const char* loss,
                       double real_label = 1) {
  std::string text;
  for (const ReferenceLine& line :
       reference_lines(scalar_info(id), perfect, data, loss_info(find_loss(loss)), real_label)) {
    text += (text.empty() ? "" : "; ") + std::to_string(line.value) + " " + line.label;
  }
  return text;
}

TEST(Scalars, ReferencesAreThoseOfTheoryTheDataAndAPerfectGenerator) {
  EXPECT_EQ(references("value", nullptr, kEight, "minimax"), "-1.386294 −log 4");
  EXPECT_EQ(references("value", nullptr, kEight, "wasserstein"), "");
  EXPECT_EQ(references("d_accuracy", nullptr, kEight, "hinge"), "0.500000 50%");
  EXPECT_EQ(references("d_fake", nullptr, kEight, "minimax"), "0.500000 ½");
  EXPECT_EQ(references("d_real", nullptr, kEight, "wasserstein"), "");
  EXPECT_EQ(references("d_loss", nullptr, kEight, "minimax"), "");
  EXPECT_EQ(references("modes_covered", nullptr, kEight, "minimax"), "8.000000 all 8");
  EXPECT_EQ(references("classes_covered", nullptr, kLabelled, "minimax"), "") << "not all images of a class look it";
  PerfectMetrics perfect;
  EXPECT_EQ(references("jsd", &perfect, kEight, "minimax"), "") << "not known";
  perfect.jsd.mean = 0.0625, perfect.high_quality_fraction.mean = 0.98889;
  perfect.images.mean[static_cast<std::size_t>(ImageMetric::classes_covered)] = 9.5;
  perfect.images.mean[static_cast<std::size_t>(ImageMetric::frechet_distance)] = 0.694;
  EXPECT_EQ(references("jsd", nullptr, kEight, "minimax"), "");
  EXPECT_EQ(references("jsd", &perfect, kEight, "minimax"), "0.062500 ideal");
  EXPECT_EQ(references("high_quality_fraction", &perfect, kEight, "minimax"), "0.988890 ideal 98.9%");
  EXPECT_EQ(references("classes_covered", &perfect, kLabelled, "minimax"), "9.500000 held-out 9.5");
  EXPECT_EQ(references("frechet_distance", &perfect, kLabelled, "minimax"), "0.694000 held-out 0.69");
  perfect.images.mean[static_cast<std::size_t>(ImageMetric::classes_covered)] = 10;
  EXPECT_EQ(references("classes_covered", &perfect, kLabelled, "minimax"), "10.000000 all 10");
}

// A name that nobody has would give facts that are never known.
TEST(Scalars, FactsAskForNoOther) {
  std::set<std::string> asked;
  const Series some = [] {
    Series series;
    for (std::int64_t step = 1; step <= 300; ++step) series.append(step, static_cast<float>(step));
    return series;
  }();
  const FindSeries find = [&](std::string_view id) {
    asked.emplace(id);
    return &some;
  };
  const Facts facts = gather_facts(*test::TestGame::random({4}).snapshot(), {}, find, nullptr, nullptr);
  EXPECT_GE(asked.size(), 7u);
  for (const std::string& id : asked) EXPECT_NE(find_scalar(id), nullptr) << id;
  EXPECT_EQ(facts.records, 100);
  EXPECT_EQ(facts.most_covered, 300);
  EXPECT_DOUBLE_EQ(facts.d_accuracy, 250.5);
}

}  // namespace
}  // namespace gan
