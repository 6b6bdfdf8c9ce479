// Files of metrics: their columns, which are a promise to those who read them, and the writer that both
// programs use.
#include "core/io/metrics/metrics_csv.h"

#include <cmath>
#include <limits>
#include <map>
#include <new>
#include <set>
#include <sstream>

#include "core/io/metrics/metrics_writer.h"
#include "core/probe/quality/measure.h"
#include "core/record/scalars.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream text(line.substr(0, line.find('\n')));
  for (std::string cell; std::getline(text, cell, ',');) out.push_back(cell);
  return out;
}

constexpr Capabilities kOfImages{Capability::images}, kOfNumbers{Capability::numbers, Capability::line},
    kOfNumbersInThePlane{Capability::numbers, Capability::plane};

// Names and places of published files.
TEST(MetricsCsv, ColumnsStayWhatTheyWere) {
  const std::string points =
      "step,d_loss,g_loss,value,d_real,d_fake,d_accuracy,d_grad_norm,g_grad_norm,modes_covered,high_quality_"
      "fraction,"
      "reverse_kl,jsd,kl_data_generator,kl_generator_data,outside_fraction,penalty,modes_captured";
  EXPECT_EQ(metrics_header().rfind(points, 0), 0u) << metrics_header();
  EXPECT_EQ(metrics_header(kOfImages).rfind(
                points + ",frechet_distance,inception_score,precision,recall,density,coverage,kid,"
                         "classes_covered,class_kl,classes_captured",
                0),
            0u)
      << metrics_header(kOfImages);
  EXPECT_EQ(cells(metrics_header(kOfImages)).back(), "features");
}

TEST(MetricsCsv, EveryScalarHasAColumnOrAReason) {
  std::set<std::string> named;
  for (const Capabilities of : {Capabilities{}, kOfImages, kOfNumbers, kOfNumbersInThePlane}) {
    const std::vector<std::string> columns = cells(metrics_header(of));
    const std::set<std::string> all(columns.begin(), columns.end());
    EXPECT_EQ(all.size(), columns.size()) << "no name twice";
    named.insert(all.begin(), all.end());
    for (const ScalarInfo& s : scalars()) {
      const bool of_numbers = s.needs.has(Capability::numbers);
      const bool fits =
          of_numbers ? of.has_all(s.needs) : of.has(Capability::images) || s.source != ScalarSource::images;
      const bool compared = s.source == ScalarSource::comparison;
      EXPECT_EQ(all.count(s.id), s.why_not_in_files == nullptr && fits && !compared ? 1u : 0u) << s.id;
    }
  }
  const std::vector<std::string> compared = cells(metrics_header({}, true));
  EXPECT_EQ(metrics_header({}, true).rfind(metrics_header().substr(0, metrics_header().size() - 1), 0), 0u)
      << "the others stay where they are";
  EXPECT_EQ(cells(metrics_row({}, {}, {}, true)).size(), compared.size());
  named.insert(compared.begin(), compared.end());
  for (const ScalarInfo& s : scalars()) EXPECT_EQ(named.count(s.id), s.why_not_in_files == nullptr ? 1u : 0u) << s.id;
}

TEST(MetricsCsv, ARowHasTheValuesUnderTheirNames) {
  StepRecord record;
  record.step = 12;
  Metrics m;
  float number = 0.1f;
  for (const ScalarInfo* s : scalars_of(ScalarSource::iteration)) record.*(s->recorded) = number += 1;
  m.modes_total = 8, m.modes_covered = 5, m.modes_captured = 6;
  m.high_quality_fraction = 0.1, m.reverse_kl = 1e-9, m.jsd = 0.3, m.kl_data_generator = 40;
  m.outside_fraction = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < kImageMetrics; ++i) m.images.values[i] = static_cast<double>(i) + 0.7;
  m.images.features = FeatureKind::random;
  for (const Capabilities of : {Capabilities{}, kOfImages, kOfNumbersInThePlane}) {
    const bool images = of == kOfImages;
    const std::vector<std::string> names = cells(metrics_header(of)), row = cells(metrics_row(record, m, of));
    ASSERT_EQ(names.size(), row.size());
    std::map<std::string, std::string> at;
    for (std::size_t i = 0; i < names.size(); ++i) at[names[i]] = row[i];
    EXPECT_EQ(at["step"], "12");
    EXPECT_EQ(at["modes_covered"], "5");
    EXPECT_EQ(at["modes_captured"], "6");
    EXPECT_EQ(at["high_quality_fraction"], "0.1");
    EXPECT_EQ(at["reverse_kl"], "1e-09");
    EXPECT_EQ(at["kl_generator_data"], "nan");
    EXPECT_EQ(at["outside_fraction"], "inf");
    EXPECT_EQ(at["d_loss"], "1.1") << "the digits of single precision";
    for (const ScalarInfo& s : scalars()) {
      if (at.count(s.id) == 0) continue;
      const double value = s.recorded != nullptr ? scalar_value(s, record) : scalar_value(s, m);
      if (!std::isfinite(value)) continue;
      EXPECT_EQ(static_cast<float>(std::stod(at[s.id])), static_cast<float>(value)) << s.id;
    }
    EXPECT_EQ(at.count("features"), images ? 1u : 0u);
    if (images) {
      EXPECT_EQ(at["features"], "random");
    }
  }
  m.modes_total = 0;
  EXPECT_EQ(cells(metrics_row(record, m))[9], "nan") << "there are no modes to cover";
}

class MetricsFile : public TemporaryFolder {
 protected:
  static std::unique_ptr<gan::Run> start(bool images = false) {
    Settings settings;
    settings.spec.generator.hidden = settings.spec.discriminator.hidden = {8};
    settings.hyperparameters.batch_size = 16;
    if (images) settings.spec.data.kind = find_distribution("glyphs"), settings.spec.data.size = 8;
    auto run = gan::Run::create(settings);
    EXPECT_TRUE(run.ok()) << run.message();
    return std::move(run).value();
  }
  static Metrics few(const Snapshot& snapshot) { return measure_snapshot(snapshot, {100, nullptr}); }
  std::unique_ptr<MetricsWriter> open(const MetricsRows& rows, MeasureSnapshot measure = few) {
    auto writer = MetricsWriter::create(path("m.csv"), rows, std::move(measure));
    EXPECT_TRUE(writer.ok()) << writer.message();
    return std::move(writer).value();
  }
  static void train(gan::Run& run, MetricsWriter& writer, int iterations) {
    for (int i = 0; i < iterations; ++i) {
      ASSERT_TRUE(run.step());
      writer.after_iteration(run);
    }
  }
  // The first column, "step 4 8".
  std::string steps() const {
    std::string text;
    std::istringstream file(get("m.csv"));
    for (std::string line; std::getline(file, line);) text += (text.empty() ? "" : " ") + cells(line)[0];
    return text;
  }
};

TEST_F(MetricsFile, HasARowEverySoManyIterationsAndOfTheLast) {
  auto run = start();
  auto writer = open({0, 10, 4});
  train(*run, *writer, 12);
  writer->after_last(*run);
  EXPECT_FALSE(std::filesystem::exists(path("m.csv"))) << "it appears when it is whole";
  ASSERT_TRUE(writer->finish());
  EXPECT_EQ(steps(), "step 4 8 10 12");
  const auto at = get("m.csv").find("\n12,");
  EXPECT_EQ(get("m.csv").substr(at + 1), metrics_row(run->record(), few(*run->snapshot())));
}

TEST_F(MetricsFile, EndsWithTheIterationThatTrainingEndsWith) {
  auto run = start();
  auto writer = open({0, 1000, 4});
  writer->begin(*run->snapshot());
  writer->after_last(*run);
  train(*run, *writer, 6);
  writer->after_last(*run);
  writer->after_last(*run);
  ASSERT_TRUE(writer->finish());
  EXPECT_EQ(steps(), "step 4 6") << "nothing before the first, no row twice";
}

// A game that goes on from a checkpoint counts from there.
TEST_F(MetricsFile, CountsFromWhereItBegins) {
  auto run = start();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(run->step());
  auto writer = open({5, 7, 3});
  train(*run, *writer, 7);
  ASSERT_TRUE(writer->finish());
  EXPECT_EQ(steps(), "step 8 11 12");
}

TEST_F(MetricsFile, HasTwoHundredRowsWhereNobodySaysHowMany) {
  int measured = 0;
  auto run = start();
  auto writer = open({0, 450}, [&](const Snapshot&) { return ++measured, Metrics{}; });
  train(*run, *writer, 450);
  ASSERT_TRUE(writer->finish());
  EXPECT_EQ(measured, 225);
}

TEST_F(MetricsFile, HasTheColumnsOfItsDataEvenWithoutARow) {
  for (const bool images : {false, true}) {
    auto run = start(images);
    auto writer = open({0, 10});
    writer->begin(*run->snapshot());
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(get("m.csv"), metrics_header(run->snapshot()->kind().can));
  }
  ASSERT_TRUE(open({0, 10})->finish());
  EXPECT_EQ(get("m.csv"), metrics_header());
}

// Memory that is too short for measuring ends the rows, is said in one sentence, and leaves what was there.
TEST_F(MetricsFile, AFailureEndsTheRowsAndNotTheTraining) {
  put("m.csv", "before");
  auto run = start();
  int asked = 0;
  auto writer = open({0, 10, 1}, [&](const Snapshot&) -> Metrics {
    if (++asked == 3) throw std::bad_alloc();
    return {};
  });
  train(*run, *writer, 10);
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(has(writer->state().message(), "cannot write " + path("m.csv") + ": there is not enough memory"));
  EXPECT_FALSE(writer->finish());
  EXPECT_EQ(get("m.csv"), "before");
}

TEST(PathCsv, HasARowForEachPlace) {
  MomentPath path;
  path.places = {{-0.25, 0.5, 2, 1.5, 0.125}, {1, std::numeric_limits<double>::quiet_NaN(), 0, 3, -1}};
  EXPECT_EQ(path_csv(path), "t,cosine,norm,d_loss,g_loss\n-0.25,0.5,2,1.5,0.125\n1,nan,0,3,-1\n");
}

TEST(SamplesCsv, OfTheLineHaveOneColumn) {
  Matrix<float> line(1, 2), plane(2, 2);
  line << 0.5F, -2;
  plane << 0.5F, -2, 3, 4;
  EXPECT_EQ(samples_csv(line), "x\n0.5\n-2\n");
  EXPECT_EQ(samples_csv(plane), "x,y\n0.5,3\n-2,4\n");
}

}  // namespace
}  // namespace gan
