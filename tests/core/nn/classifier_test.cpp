// The classifier of images: its loss's gradient, that it learns the glyphs, and that it is the same every time.
#include "core/classifier/classifier.h"

#include "core/base/random.h"
#include "core/classifier/cross_entropy.h"
#include "core/data/glyphs.h"
#include "tests/core/nn/finite_difference.h"
#include "tests/seed.h"

namespace gan {
namespace {

TEST(Classifier, CrossEntropyAndItsGradient) {
  for (const Index classes : {2, 5}) {
    const Index m = 4;
    Matrix<double> logits(classes, m);
    fill_normal({4, Stream::view_noise, 0, 0}, logits.data(), static_cast<std::size_t>(logits.size()));
    const std::vector<std::uint16_t> labels{0, 1, 1, 0};
    Matrix<double> gradient = logits;
    softmax_cross_entropy(view_of(gradient), std::span<const std::uint16_t>(labels));
    const auto loss = [&] {
      Matrix<double> copy = logits;
      return softmax_cross_entropy(view_of(copy), std::span<const std::uint16_t>(labels));
    };
    expect_gradient(loss, logits.data(), gradient.data(), static_cast<std::size_t>(logits.size()), 1e-8);
  }
  // Even odds: log C. Far out nothing overflows.
  Matrix<float> even = Matrix<float>::Constant(10, 1, 3.0f), far(2, 1);
  const std::vector<std::uint16_t> first{0};
  EXPECT_NEAR(softmax_cross_entropy(view_of(even), std::span<const std::uint16_t>(first)), std::log(10.0f), 1e-6);
  far << -1e4f, 1e4f;
  EXPECT_FLOAT_EQ(softmax_cross_entropy(view_of(far), std::span<const std::uint16_t>(first)), 2e4f);
}

TEST(Classifier, LearnsTheGlyphsAndAlwaysTheSame) {
  const auto glyphs = make_glyph_images(test::seed(1), 16);
  ClassifierTraining training;
  training.steps = kSanitized ? 15 : 150;
  double last_share = 0, last_loss = 1e9;
  training.progress = [&](double share, double loss) { last_share = share, last_loss = loss; };
  const auto trained = train_classifier(*glyphs, training);
  ASSERT_TRUE(trained) << trained.message();
  EXPECT_EQ(last_share, 1);
  if (!kSanitized) {
    EXPECT_LT(last_loss, 1);
    EXPECT_GT(trained.value()->test_accuracy, 0.9);
  }
  EXPECT_EQ(trained.value()->data_hash, glyphs->hash);
  training.threads = 2;
  const auto again = train_classifier(*glyphs, training);
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value()->parameters, trained.value()->parameters);

  // Columns of probabilities sum to one; features are what the last layer reads: none is negative, not all are zero.
  Classifier classifier(trained.value());
  Matrix<float> x(256, 300), features(kClassifierFeatures, 300), probabilities(10, 300);
  bytes_to_floats(glyphs->held_out->pixels.data(), 256 * 300, PixelRange::symmetric, x.data());
  classifier.evaluate({x.data(), 256, 300}, view_of(features), view_of(probabilities));
  EXPECT_LT((probabilities.colwise().sum().array() - 1).abs().maxCoeff(), 1e-5f);
  EXPECT_GE(features.minCoeff(), 0);
  EXPECT_GT(features.maxCoeff(), 0);
}

TEST(Classifier, SaysWhatItCanNotLearn) {
  ImageSet set;
  set.title = "three greys";
  set.shape = {8, 8, 1};
  set.pixels.assign(3 * 64, 7);
  EXPECT_EQ(train_classifier(*seal_images(ImageSet(set)), {}).message(),
            "a classifier needs labels, and three greys has none");
  set.labels = {0, 0, 0};
  set.classes = 1;
  EXPECT_EQ(train_classifier(*seal_images(ImageSet(set)), {}).message(),
            "a classifier needs at least two classes, and three greys has one");
  set.classes = 2;
  std::atomic<bool> stop = true;
  EXPECT_EQ(train_classifier(*seal_images(std::move(set)), {}, CancelFlag(stop)).message(),
            "the training of the classifier was cancelled");
}

// Guessing the most frequent class, and what has to be exceeded for a classifier to be used.
TEST(Classifier, OneThatIsNoBetterThanGuessingIsUseless) {
  ClassifierWeights weights;
  EXPECT_EQ(why_useless(weights), "") << "random features claim nothing";
  weights.classes = 10;
  weights.test_accuracy = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(why_useless(weights), "cannot be tested: no images with labels are held out");
  ImageSet images;
  ImageSet held_out;
  held_out.shape = {8, 8, 1};
  held_out.classes = 10;
  for (int i = 0; i < 500; ++i) held_out.labels.push_back(static_cast<std::uint16_t>(i < 60 ? 0 : 1 + i % 9));
  held_out.pixels.assign(500 * 64, 3);
  images.held_out = seal_images(std::move(held_out));
  note_test(images, weights);
  EXPECT_EQ(weights.tested, 500);
  EXPECT_DOUBLE_EQ(weights.chance, 0.12);
  // 0.12 + max(0.1 * 0.88, 2 sqrt(0.12 * 0.88 / 500)) = 0.208
  EXPECT_NEAR(least_useful_accuracy(weights.chance, weights.tested), 0.208, 1e-12);
  weights.test_accuracy = 0.2;
  EXPECT_EQ(why_useless(weights), "is right for 20.0% of 500 held-out images, where guessing is for 12.0%");
  weights.test_accuracy = 0;
  EXPECT_NE(why_useless(weights), "");
  weights.test_accuracy = 0.21;
  EXPECT_EQ(why_useless(weights), "");
  // Of two classes and few images chance alone is right often: 0.5 + 2 sqrt(0.25 / 16) = 0.75.
  EXPECT_NEAR(least_useful_accuracy(0.5, 16), 0.75, 1e-12);
  EXPECT_GE(least_useful_accuracy(0.5, 4), 1) << "four images tell nothing";
}

}  // namespace
}  // namespace gan
