#include <gtest/gtest.h>

#include <cmath>

#include "core/metrics/classes.h"

namespace gan {
namespace {

TEST(InceptionScore, HasItsExtremes) {
  constexpr Index kClasses = 10;
  Matrix<double> spread = Matrix<double>::Zero(kClasses, 200);
  for (Index i = 0; i < 200; ++i) spread(i % kClasses, i) = 1;
  EXPECT_NEAR(inception_score(spread).value(), 10, 1e-12);
  EXPECT_NEAR(inception_score<float>(spread.cast<float>()).value(), 10, 1e-12);
  const Matrix<double> unsure = Matrix<double>::Constant(kClasses, 50, 0.1);
  EXPECT_NEAR(inception_score(unsure).value(), 1, 1e-12);
  const Matrix<double> collapsed = spread.col(3).replicate(1, 50);
  EXPECT_NEAR(inception_score(collapsed).value(), 1, 1e-12);
  const Matrix<double> half = spread.leftCols(5);
  EXPECT_NEAR(inception_score(half).value(), 5, 1e-12);
}

TEST(InceptionScore, IsItsDefinition) {
  Matrix<double> p(2, 2);
  p << 0.9, 0.4, 0.1, 0.6;
  const double q0 = 0.65, q1 = 0.35;
  const double kl =
      (0.9 * std::log(0.9 / q0) + 0.1 * std::log(0.1 / q1) + 0.4 * std::log(0.4 / q0) + 0.6 * std::log(0.6 / q1)) / 2;
  EXPECT_NEAR(inception_score(p).value(), std::exp(kl), 1e-13);
}

TEST(InceptionScore, SaysWhatCannotBeMeasured) {
  Matrix<double> p = Matrix<double>::Constant(2, 3, 0.5);
  p(1, 2) = 0.4;
  EXPECT_EQ(inception_score(p).message(), "the class probabilities of sample 3 sum to 0.900000 instead of 1");
  p(1, 2) = NAN;
  EXPECT_EQ(inception_score(p).message(), "the probability of class 1 of sample 3 is nan, not a number from 0 to 1");
  p.col(2) << 1.5, -0.5;
  EXPECT_EQ(inception_score(p).message(),
            "the probability of class 0 of sample 3 is 1.500000, not a number from 0 to 1");
  EXPECT_EQ(inception_score(Matrix<double>(2, 0)).message(), "there are no class probabilities to score");
}

TEST(ClassCoverage, CountsAndCompares) {
  Matrix<float> p(3, 4);
  p << 0.2f, 0.5f, 0.0f, 0.4f, 0.7f, 0.5f, 0.1f, 0.4f, 0.1f, 0.0f, 0.9f, 0.2f;
  const std::vector<int> labels = most_probable_classes(p);
  EXPECT_EQ(labels, (std::vector<int>{1, 0, 2, 0}));
  const double frequencies[] = {50, 25, 25};
  const ClassCoverage same = class_coverage(labels, frequencies).value();
  EXPECT_EQ(same.counts, (std::vector<Index>{2, 1, 1}));
  EXPECT_EQ(same.captured, 3);
  EXPECT_EQ(same.total, 3);
  EXPECT_NEAR(same.kl, 0, 1e-15);
  const int collapsed[] = {0, 0, 1, 0};
  const ClassCoverage missing = class_coverage(collapsed, frequencies).value();
  EXPECT_EQ(missing.captured, 2);
  EXPECT_NEAR(missing.kl, 0.75 * std::log(0.75 / 0.5), 1e-15);  // the other term is 0
  const double without_first[] = {0, 1, 1};
  const ClassCoverage strange = class_coverage(labels, without_first).value();
  EXPECT_EQ(strange.captured, 2);
  EXPECT_EQ(strange.total, 2);
  EXPECT_EQ(strange.kl, INFINITY);
}

TEST(ClassCoverage, SaysWhatCannotBeMeasured) {
  const double frequencies[] = {1, 1}, none[] = {0, 0}, negative[] = {1, -1};
  const int labels[] = {0, 2}, good[] = {0, 1};
  EXPECT_EQ(class_coverage(labels, frequencies).message(), "sample 2 has class 2, expected 0 to 1");
  EXPECT_EQ(class_coverage({}, frequencies).message(), "there are no samples whose classes could be counted");
  EXPECT_EQ(class_coverage(good, none).message(), "the data has no classes");
  EXPECT_EQ(class_coverage(good, negative).message(), "the frequency of class 1 is not a finite number of at least 0");
}

}  // namespace
}  // namespace gan
