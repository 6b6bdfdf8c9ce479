// The leading mode on the stage: one stroke a place, at its samples.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "app/panels/arena/mode_strokes_model.h"

namespace gan {
namespace {

Spectrum with_mode(Index samples) {
  Spectrum s;
  s.multipliers = {{1.0, 0.1}};
  s.residuals = {0};
  s.mode_real = Matrix<float>::Ones(2, samples);
  s.mode_imaginary = Matrix<float>::Constant(2, samples, 0.5F);
  return s;
}

TEST(ModeStrokes, StandAtTheirSamplesAtTheirLength) {
  Matrix<float> at(2, 2);
  at << 0, 10, 0, -10;
  Spectrum s = with_mode(2);
  s.mode_real(0, 1) = 3;
  ModeStrokes mode;
  mode.update(at, s, 1, 0.25);
  ASSERT_EQ(mode.strokes().size(), 2u);
  EXPECT_TRUE(mode.turns());
  const ModeStroke& far = mode.strokes()[1];
  EXPECT_EQ(far.x, 10);
  EXPECT_EQ(far.y, -10);
  EXPECT_EQ(far.ax, 0.75F);
  EXPECT_EQ(far.by, 0.125F);
  EXPECT_NE(mode.heading().find("1.00499"), std::string::npos) << mode.heading();
}

// Of a heap the one that moves most is kept; what is not finite is not drawn.
TEST(ModeStrokes, AreThinned) {
  Matrix<float> at = Matrix<float>::Constant(2, 5, 0.5F);
  at(0, 4) = std::numeric_limits<float>::quiet_NaN();
  Spectrum s = with_mode(5);
  s.mode_real(1, 2) = 7;
  ModeStrokes mode;
  mode.update(at, s, 1, 1);
  ASSERT_EQ(mode.strokes().size(), 1u);
  EXPECT_EQ(mode.strokes()[0].ay, 7);
  s.mode_real.setZero(), s.mode_imaginary.setZero();
  mode.update(at, s, 1, 1);
  EXPECT_TRUE(mode.strokes().empty()) << "G does not move";
  mode.update(at, Spectrum{}, 1, 1);
  EXPECT_TRUE(mode.strokes().empty());
}

}  // namespace
}  // namespace gan
