// V below its ceiling: the noise of V from the logits, and what is said of a gap and of none.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "app/panels/numbers/best_gap_model.h"
#include "core/base/random.h"
#include "tests/seed.h"

namespace gan {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

TEST(ValueError, IsTheSpreadOfMeansOverBatches) {
  constexpr Index kBatches = 4000, kBatch = 32;
  Matrix<float> real(1, kBatches * kBatch), fake(1, kBatches * kBatch);
  fill_normal({test::seed(3), Stream::view_noise, 0, 0}, real.data(), static_cast<std::size_t>(real.size()));
  fill_normal({test::seed(4), Stream::view_noise, 0, 0}, fake.data(), static_cast<std::size_t>(fake.size()));
  real.array() += 1, fake.array() -= 2;
  double sum = 0, squares = 0;
  for (Index b = 0; b < kBatches; ++b) {
    double value = 0;
    for (Index i = b * kBatch; i < (b + 1) * kBatch; ++i) {
      value += -std::log1p(std::exp(-static_cast<double>(real(0, i)))) -
               std::log1p(std::exp(static_cast<double>(fake(0, i))));
    }
    value /= static_cast<double>(kBatch);
    sum += value, squares += value * value;
  }
  const double n = static_cast<double>(kBatches);
  const double spread = std::sqrt(squares / n - sum * sum / (n * n));
  EXPECT_GT(spread, 0.01);
  // The spread of 4 000 means is itself known to about 1%.
  EXPECT_NEAR(value_error(real, fake, kBatch), spread, 0.06 * spread);
}

TEST(ValueError, IsUnknownWithoutSamplesAndFiniteForACertainD) {
  const Matrix<float> none, one = Matrix<float>::Zero(1, 1), many = Matrix<float>::Constant(1, 64, 500.0F);
  EXPECT_TRUE(std::isnan(value_error(none, many, 64)));
  EXPECT_TRUE(std::isnan(value_error(many, one, 64)));
  EXPECT_TRUE(std::isnan(value_error(many, many, 0)));
  EXPECT_EQ(value_error(many, -many, 64), 0);
}

TEST(BestGap, IsNamedOnlyWhereItIsMoreThanNoise) {
  EXPECT_EQ(gap_text(best_gap(-1.24, 0.02, -1.03)), "D is 0.21 below its best response");
  EXPECT_EQ(short_gap_text(best_gap(-1.24, 0.02, -1.03)), "0.21 below best");
  EXPECT_EQ(gap_text(best_gap(-1.06, 0.002, -1.03)), "D is 0.030 below its best response");
  EXPECT_EQ(gap_text(best_gap(-1.24, 0.2, -1.03)), "D is at its best response") << "V is too noisy to tell";
  EXPECT_EQ(gap_text(best_gap(-1.02, 0.02, -1.03)), "D is at its best response") << "a little above is noise too";
}

TEST(BestGap, NeverSaysThatDIsBetterThanTheBest) {
  const BestGap above = best_gap(-0.6, 0.02, -1.03);
  EXPECT_EQ(above.kind, BestGap::Kind::above);
  for (const std::string& text :
       {gap_text(above), short_gap_text(above), shortest_gap_text(above), gap_sentence(above)}) {
    EXPECT_NE(text.find("noise"), std::string::npos) << text;
  }
  EXPECT_EQ(gap_text(above).find("0.4"), std::string::npos);
}

TEST(BestGap, IsUnknownWhereAnythingIs) {
  for (const BestGap& gap :
       {best_gap(kUnknown, 0.1, -1), best_gap(-1.2, kUnknown, -1), best_gap(-1.2, 0.1, kUnknown)}) {
    EXPECT_EQ(gap.kind, BestGap::Kind::unknown);
    EXPECT_EQ(gap_text(gap) + short_gap_text(gap) + shortest_gap_text(gap) + gap_sentence(gap), "");
  }
}

}  // namespace
}  // namespace gan
