// What images score: real ones as well as held-out ones do, one class alone badly, and the same in every form.
#include "core/probe/quality/image_measure.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/data/distribution.h"
#include "core/data/glyphs.h"

namespace gan {
namespace {

constexpr int kSamples = 400;

std::shared_ptr<const DataSource> source_of(const char* kind, PixelRange range = PixelRange::symmetric) {
  DataSpec spec;
  spec.kind = find_distribution(kind);
  spec.range = range;
  return make_data_source(spec, 3).value();
}

std::shared_ptr<const ClassifierWeights> glyph_classifier() {
  static const auto kept = [] {
    ClassifierTraining training;
    training.steps = 120;
    return train_classifier(*make_glyph_images(1), training).value();
  }();
  return kept;
}

Matrix<float> drawn(const DataSource& source, int n = kSamples) {
  Matrix<float> images(source.dimension(), n);
  source.sample({8, Stream::view_data, 0, 0}, view_of(images));
  return images;
}

TEST(ImageMeasurer, RealImagesScoreLikeHeldOutOnesAndOneClassDoesNot) {
  const auto source = source_of("glyphs");
  ImageMeasurer measurer;
  ASSERT_TRUE(measurer.prepare(source, glyph_classifier(), kSamples));
  const PerfectImageMetrics& perfect = measurer.perfect();
  EXPECT_EQ(perfect.samples, kSamples);
  const auto real = measurer.measure(drawn(*source));
  ASSERT_TRUE(real);
  EXPECT_EQ(real->features, FeatureKind::classifier);
  EXPECT_EQ(real->classifier_hash, glyph_classifier()->data_hash);
  const auto at = [](ImageMetric m) { return static_cast<std::size_t>(m); };
  EXPECT_EQ((*real)[ImageMetric::classes_covered], 10);
  EXPECT_EQ(perfect.mean[at(ImageMetric::classes_covered)], 10);
  for (const ImageMetric m : {ImageMetric::precision, ImageMetric::recall, ImageMetric::coverage}) {
    EXPECT_GT((*real)[m], 0.8);
    EXPECT_NEAR((*real)[m], perfect.mean[at(m)], 0.1);
  }
  EXPECT_GT(perfect.deviation[at(ImageMetric::frechet_distance)], 0);
  EXPECT_NEAR((*real)[ImageMetric::frechet_distance], perfect.mean[at(ImageMetric::frechet_distance)], 1.0);
  EXPECT_GT((*real)[ImageMetric::inception_score], 7);

  // The first class only: one column of ten, since glyphs follow each other in turn.
  const ImageSet& images = *source->images();
  Matrix<float> discs(images.shape.size(), kSamples);
  for (Index i = 0; i < kSamples; ++i) {
    bytes_to_floats(images.image(10 * i), discs.rows(), PixelRange::symmetric, discs.col(i).data());
  }
  const auto one = measurer.measure(discs);
  ASSERT_TRUE(one);
  EXPECT_LE((*one)[ImageMetric::classes_covered], 3);  // the classifier is no oracle
  EXPECT_GT(one->class_shares[0], 0.9);
  EXPECT_NEAR(one->data_shares[0], 0.1, 1e-9);
  EXPECT_NEAR((*one)[ImageMetric::class_kl], std::log(10.0), 0.4);
  EXPECT_LT((*one)[ImageMetric::recall], 0.3);
  EXPECT_LT((*one)[ImageMetric::inception_score], 2);
  EXPECT_GT((*one)[ImageMetric::frechet_distance], 20 * perfect.mean[at(ImageMetric::frechet_distance)]);
}

TEST(ImageMeasurer, TheRangeOfTheNumbersDoesNotMatter) {
  ImageMeasurer a, b;
  const auto symmetric = source_of("glyphs"), unit = source_of("glyphs", PixelRange::unit);
  ASSERT_TRUE(a.prepare(symmetric, glyph_classifier(), kSamples));
  ASSERT_TRUE(b.prepare(unit, glyph_classifier(), kSamples));
  Matrix<float> beyond = drawn(*symmetric);
  beyond *= 1.5f;  // what lies outside is cut off
  const auto first = a.measure(drawn(*symmetric)), second = b.measure(drawn(*unit)), third = a.measure(beyond);
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(first->values, second->values);
  EXPECT_NE(first->values, third->values);
  EXPECT_NEAR((*first)[ImageMetric::precision], (*third)[ImageMetric::precision], 0.2);
}

TEST(ImageMeasurer, StackedImagesAreSeenChannelByChannel) {
  const auto source = source_of("stacked");
  ASSERT_EQ(source->classes(), 1000);
  ImageMeasurer measurer;
  ASSERT_TRUE(measurer.prepare(source, glyph_classifier(), kSamples));
  const auto real = measurer.measure(drawn(*source));
  ASSERT_TRUE(real);
  EXPECT_EQ(real->classes_total, 1000);
  // 400 of 1000 equally likely classes: 1000 (1 - 0.999^400) = 330 are hit on average.
  EXPECT_NEAR((*real)[ImageMetric::classes_covered], 330, 40);
  std::vector<std::uint16_t> labels(kSamples);
  ASSERT_TRUE(source->labels({8, Stream::view_data, 0, 0}, labels.data(), kSamples));
  double agree = 0;
  for (const std::uint16_t label : labels) agree += real->class_shares[label] > 0;
  EXPECT_GT(agree / kSamples, 0.85);
}

TEST(ImageMeasurer, WithoutAClassifierTheFeaturesAreRandomAndClassesUnknown) {
  const auto source = source_of("glyphs");
  ImageMeasurer measurer;
  ASSERT_TRUE(measurer.prepare(source, nullptr, kSamples));
  const auto real = measurer.measure(drawn(*source));
  ASSERT_TRUE(real);
  EXPECT_EQ(real->features, FeatureKind::random);
  EXPECT_TRUE(std::isnan((*real)[ImageMetric::classes_covered]));
  EXPECT_TRUE(std::isnan((*real)[ImageMetric::inception_score]));
  EXPECT_EQ(real->classes_total, 0);
  EXPECT_GT((*real)[ImageMetric::precision], 0.7);
  Matrix<float> noise = drawn(*source);
  fill_uniform({1, Stream::view_noise, 0, 0}, noise.data(), static_cast<std::size_t>(noise.size()), -1.0f, 1.0f);
  const auto bad = measurer.measure(noise);
  ASSERT_TRUE(bad);
  EXPECT_LT((*bad)[ImageMetric::precision], 0.1);
  EXPECT_GT((*bad)[ImageMetric::frechet_distance], 10 * (*real)[ImageMetric::frechet_distance]);

  // One of another shape is not used.
  EXPECT_TRUE(fits(*glyph_classifier(), *source));
  DataSpec larger;
  larger.kind = find_distribution("glyphs");
  larger.size = 20;
  const auto other = make_data_source(larger, 3).value();
  EXPECT_FALSE(fits(*glyph_classifier(), *other));
  ASSERT_TRUE(measurer.prepare(other, glyph_classifier(), kSamples));
  EXPECT_EQ(measurer.measure(drawn(*other))->features, FeatureKind::random);
}

TEST(ImageMeasurer, TooFewImagesLeaveMetricsUndefinedAndACancelledOneIsAskedAgain) {
  ImageSet few;
  few.shape = {8, 8, 1};
  few.title = "three";
  for (int i = 0; i < 3 * 64; ++i) few.pixels.push_back(static_cast<std::uint8_t>(i));
  DataSpec spec;
  spec.kind = find_distribution("images");
  spec.file = "three";
  spec.images = seal_images(std::move(few));
  const auto source = make_data_source(spec, 1);
  ASSERT_TRUE(source) << source.message();
  ImageMeasurer measurer;
  ASSERT_TRUE(measurer.prepare(source.value(), nullptr, kSamples));
  const auto measured = measurer.measure(drawn(*source.value(), 20));
  ASSERT_TRUE(measured);
  for (const double value : measured->values) EXPECT_TRUE(std::isnan(value));
  for (const double value : measurer.perfect().mean) EXPECT_TRUE(std::isnan(value));

  const std::atomic<bool> stop{true};
  const auto glyphs = source_of("glyphs");
  EXPECT_FALSE(measurer.prepare(glyphs, nullptr, kSamples, CancelFlag(stop)));
  ASSERT_TRUE(measurer.prepare(glyphs, nullptr, kSamples));
  EXPECT_FALSE(measurer.measure(drawn(*glyphs), CancelFlag(stop)).has_value());
  EXPECT_TRUE(measurer.measure(drawn(*glyphs)).has_value());
}

// The first images of the glyphs as a set of its own.
std::shared_ptr<const DataSource> glyphs_of(Index training, Index held_out) {
  const auto glyphs = make_glyph_images(1);
  const auto part = [&](const ImageSet& from, Index count) {
    ImageSet set;
    set.shape = from.shape;
    set.classes = from.classes;
    set.title = "some glyphs";
    set.pixels.assign(from.pixels.begin(), from.pixels.begin() + count * from.shape.size());
    set.labels.assign(from.labels.begin(), from.labels.begin() + count);
    return set;
  };
  ImageSet set = part(*glyphs, training);
  if (held_out > 0) set.held_out = seal_images(part(*glyphs->held_out, held_out));
  DataSpec spec;
  spec.kind = find_distribution("images");
  spec.file = "some";
  spec.images = seal_images(std::move(set));
  return make_data_source(spec, 1).value();
}

// As many generated as held-out images against as many real ones; where these are too few, a reason and no line.
TEST(ImageMeasurer, BothSidesOfAComparisonHaveEquallyMany) {
  ImageMeasurer measurer;
  ASSERT_TRUE(measurer.prepare(glyphs_of(2000, 300), glyph_classifier(), 1000));
  EXPECT_EQ(measurer.samples(), 300);
  EXPECT_EQ(measurer.perfect().samples, 300);
  EXPECT_EQ(measurer.perfect().why_none, "");
  const auto at = static_cast<std::size_t>(ImageMetric::frechet_distance);
  const double perfect = measurer.perfect().mean[at];
  EXPECT_TRUE(std::isfinite(perfect));
  // Real images that it has not seen score what held-out ones do: neither side has more of them.
  const auto all = make_glyph_images(1);
  Matrix<float> fresh(all->shape.size(), measurer.samples());
  bytes_to_floats(all->image(5000), fresh.size(), PixelRange::symmetric, fresh.data());
  const auto real = measurer.measure(fresh);
  ASSERT_TRUE(real);
  EXPECT_NEAR((*real)[ImageMetric::frechet_distance] / perfect, 1, 0.4);

  ASSERT_TRUE(measurer.prepare(glyphs_of(2000, 100), glyph_classifier(), 1000));
  EXPECT_EQ(measurer.samples(), 1000) << "too few held-out images make nobody else fewer";
  EXPECT_EQ(measurer.perfect().why_none, "Only 100 images are held out, and a comparison takes 256");
  for (const double value : measurer.perfect().mean) EXPECT_TRUE(std::isnan(value));
  ASSERT_TRUE(measurer.prepare(glyphs_of(200, 1000), glyph_classifier(), 1000));
  EXPECT_EQ(measurer.samples(), 200);
  EXPECT_EQ(measurer.perfect().why_none, "Only 200 images are trained on, and a comparison takes 256");
  ASSERT_TRUE(measurer.prepare(glyphs_of(200, 0), glyph_classifier(), 1000));
  EXPECT_EQ(measurer.perfect().why_none, "No images are held out to compare with");
}

TEST(ImageMeasurer, AUselessClassifierIsNotUsed) {
  auto useless = std::make_shared<ClassifierWeights>(*glyph_classifier());
  useless->test_accuracy = 0.1;
  ImageMeasurer measurer;
  const auto source = source_of("glyphs");
  ASSERT_TRUE(measurer.prepare(source, useless, kSamples));
  EXPECT_EQ(measurer.measure(drawn(*source))->features, FeatureKind::random);
}

}  // namespace
}  // namespace gan
