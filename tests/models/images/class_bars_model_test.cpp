// Bars of classes with their names, in order or sorted where there are many, and what is said when classes go missing.
#include "app/panels/images/class_bars_model.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

std::shared_ptr<const DataSource> source_of(const char* kind) {
  DataSpec spec;
  spec.kind = find_distribution(kind);
  return make_data_source(spec, 1).value();
}

Metrics metrics_of(std::vector<double> shares) {
  Metrics m;
  m.samples = 2500;
  ImageMetrics& p = m.images;
  p.features = FeatureKind::classifier;
  p.classes_total = static_cast<int>(shares.size());
  p.data_shares.assign(shares.size(), 1.0 / static_cast<double>(shares.size()));
  p[ImageMetric::frechet_distance] = 12.34;
  p[ImageMetric::kid] = -0.0004;
  p.class_shares = std::move(shares);
  double covered = 0;
  for (std::size_t c = 0; c < p.class_shares.size(); ++c) covered += class_covered(p, c) ? 1 : 0;
  p[ImageMetric::classes_covered] = covered;
  return m;
}

PerfectMetrics perfect_of(double classes) {
  PerfectMetrics perfect;
  perfect.images.mean[static_cast<std::size_t>(ImageMetric::classes_covered)] = classes;
  perfect.images.mean[static_cast<std::size_t>(ImageMetric::frechet_distance)] = 0.7;
  perfect.images.deviation[static_cast<std::size_t>(ImageMetric::frechet_distance)] = 0.05;
  return perfect;
}

const MetricRow& row(const ClassBarsModel& model, std::string_view title) {
  return *std::find_if(model.rows.begin(), model.rows.end(), [&](const MetricRow& r) { return r.title == title; });
}

TEST(ClassBars, OneBarAClassBesideTheData) {
  const auto data = source_of("glyphs");
  const PerfectMetrics perfect = perfect_of(10);
  ClassBarsModel model;
  prepare_class_bars(*data, metrics_of({0.4, 0.1, 0, 0.1, 0.1, 0.1, 0.1, 0.1, 0, 0}), &perfect, model);
  ASSERT_EQ(model.bars.size(), 10u);
  EXPECT_FALSE(model.sorted);
  EXPECT_EQ(model.covered, 7);
  EXPECT_EQ(model.bars[0].name, data->images()->class_names[0]);
  EXPECT_EQ(model.bars[0].share, 0.4);
  EXPECT_EQ(model.bars[2].data, 0.1);
  EXPECT_EQ(model.top, 0.5);
  EXPECT_EQ(row(model, "classes covered").value, "7 of 10");
  EXPECT_EQ(row(model, "classes covered").perfect, "10");
  EXPECT_EQ(row(model, "Fréchet distance").value, "12.3");
  EXPECT_EQ(row(model, "Fréchet distance").perfect, "0.70 ± 0.05");
  EXPECT_EQ(row(model, "KID").value, "−0.0004");
  EXPECT_FALSE(row(model, "precision").defined);
  const auto& names = data->images()->class_names;
  EXPECT_EQ(model.sentence.tone, Tone::warning);
  EXPECT_EQ(model.sentence.text, "Only 7 of 10 classes: none classified as \"" + names[2] + "\", \"" + names[8] +
                                     "\" or \"" + names[9] + "\"");
  for (const MetricRow& r : model.rows) EXPECT_STRNE(r.title, "classes captured") << "of files alone";
}

TEST(ClassBars, ASentenceSaysWhatIsMissing) {
  const auto data = source_of("glyphs");
  const PerfectMetrics perfect = perfect_of(10);
  const auto said = [&](std::vector<double> shares) {
    return class_sentence(*data, metrics_of(std::move(shares)).images, &perfect.images);
  };
  EXPECT_EQ(said({0.5, 0.3, 0.2, 0, 0, 0, 0, 0, 0, 0}).text, "Only 3 of 10 classes");
  EXPECT_EQ(said(std::vector<double>(10, 0.1)).text, "All 10 classes");
  EXPECT_EQ(said(std::vector<double>(10, 0.1)).tone, Tone::good);
  EXPECT_EQ(said({0.191, 0.009, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}).text,
            "Only 9 of 10 classes: hardly any " + data->images()->class_names[1]);
  EXPECT_EQ(said({0.2, 0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.19, 0.01}).text,
            "Only 8 of 10 classes: none classified as \"" + data->images()->class_names[1] + "\", hardly any " +
                data->images()->class_names[9]);
  EXPECT_EQ(said({0.94, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.02}).text, "Only 1 of 10 classes");
}

// A classifier finds something of every class in fog.
TEST(ClassBars, WithoutPrecisionNoClassCounts) {
  const auto data = source_of("glyphs");
  Metrics fog = metrics_of(std::vector<double>(10, 0.1));
  EXPECT_EQ(fog.images[ImageMetric::classes_covered], 10) << "where the precision is unknown, shares decide";
  fog.images[ImageMetric::precision] = 0.001;
  for (std::size_t c = 0; c < 10; ++c) EXPECT_FALSE(class_covered(fog.images, c));
  const Sentence said = class_sentence(*data, fog.images, nullptr);
  EXPECT_EQ(said.text, "The images do not resemble the data yet (precision 0.1%)");
  EXPECT_EQ(said.tone, Tone::neutral);
  fog.images[ImageMetric::precision] = 0.1;
  EXPECT_TRUE(class_covered(fog.images, 3));
}

TEST(ClassBars, AThousandClassesStandInTheOrderOfTheirShares) {
  const auto data = source_of("stacked");
  const auto& names = data->images()->class_names;
  EXPECT_EQ(class_name(*data, 274), names[2] + " · " + names[7] + " · " + names[4]);
  std::vector<double> shares(1000, 0.0);
  for (std::size_t c = 80; c < 1000; ++c) shares[c] = 1.0 / 1000;
  shares[500] = 81.0 / 1000;
  const PerfectMetrics perfect = perfect_of(922);
  ClassBarsModel model;
  prepare_class_bars(*data, metrics_of(shares), &perfect, model);
  EXPECT_TRUE(model.sorted);
  EXPECT_EQ(model.covered, 920);
  EXPECT_EQ(model.bars[0].name, class_name(*data, 500));
  EXPECT_EQ(model.bars[999].share, 0);
  // As many as held-out images show, within what chance does.
  EXPECT_EQ(model.sentence.tone, Tone::good);
  EXPECT_EQ(class_sentence(*data, metrics_of(shares).images, nullptr).text, "Only 920 of 1 000 classes");
  for (std::size_t c = 80; c < 200; ++c) shares[c] = 0;
  prepare_class_bars(*data, metrics_of(shares), &perfect, model);
  EXPECT_EQ(model.sentence.text, "Only 800 of 1 000 classes");
}

TEST(ClassBars, RandomFeaturesKnowNoClasses) {
  Metrics metrics;
  metrics.images.features = FeatureKind::random;
  ClassBarsModel model;
  prepare_class_bars(*source_of("glyphs"), metrics, nullptr, model);
  EXPECT_TRUE(model.bars.empty());
  EXPECT_EQ(model.rows.size(), 6u);
  EXPECT_EQ(model.sentence.text, "");
}

// How many images stand on each side, why there is no second column, and what copies do to the numbers.
TEST(ClassBars, NotesSayWhatTheNumbersAreOf) {
  const auto glyphs = source_of("glyphs");
  PerfectMetrics perfect = perfect_of(10);
  perfect.images.samples = 2500;
  ClassBarsModel model;
  const Metrics metrics = metrics_of(std::vector<double>(10, 0.1));
  prepare_class_bars(*glyphs, metrics, &perfect, model);
  EXPECT_EQ(model.notes, (std::vector<std::string>{"n = 2 500 on each side: generated, and real held out"}));
  perfect.images = {};
  perfect.images.why_none = "Only 12 images are held out, and a comparison takes 256";
  prepare_class_bars(*glyphs, metrics, &perfect, model);
  EXPECT_EQ(model.notes, (std::vector<std::string>{perfect.images.why_none}));
  EXPECT_EQ(row(model, "Fréchet distance").perfect, "");

  ImageSet set;
  set.shape = {8, 8, 1};
  set.title = "copies";
  for (int i = 0; i < 40; ++i) set.pixels.insert(set.pixels.end(), 64, static_cast<std::uint8_t>(i % 30));
  ImageSet held_out = set;
  held_out.pixels.resize(20 * 64);
  std::fill(held_out.pixels.begin(), held_out.pixels.begin() + 15 * 64, std::uint8_t{200});
  set.held_out = seal_images(std::move(held_out));
  DataSpec spec;
  spec.kind = find_distribution("images");
  spec.file = "somewhere";
  spec.images = seal_images(std::move(set));
  prepare_class_bars(*make_data_source(spec, 1).value(), metrics, nullptr, model);
  EXPECT_EQ(model.notes,
            (std::vector<std::string>{"25.0% of the images are exact copies of others: density and coverage say little",
                                      "25.0% of the held-out images are trained on as well"}));
}

}  // namespace
}  // namespace gan
