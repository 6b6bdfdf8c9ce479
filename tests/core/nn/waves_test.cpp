// Fourier features: their closed form, and derivatives of every order that a penalty's derivative takes.
#include "core/ad/waves.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/core/game/small_game.h"

namespace gan {
namespace {

using View = MatrixView<double>;

TEST(Waves, AreSinesAndCosinesAnOctaveApart) {
  const Waves w{3, 0.2};
  Matrix<double> x = gan::normal(2, 5, 3);
  Workspace ws;
  View y;
  waves(ws, y, w, 0, view_of(x), View{});
  ASSERT_EQ(y.rows, 2 * 7);
  for (Index j = 0; j < x.cols(); ++j) {
    for (Index i = 0; i < 2; ++i) {
      EXPECT_EQ(y.map()(i, j), x(i, j));
      for (int k = 0; k < 3; ++k) {
        const double angle = 2 * std::numbers::pi * 0.2 * std::exp2(k) * x(i, j);
        EXPECT_NEAR(y.map()((1 + 2 * k) * 2 + i, j), std::sin(angle), 1e-13);
        EXPECT_NEAR(y.map()((2 + 2 * k) * 2 + i, j), std::cos(angle), 1e-13);
      }
    }
  }
}

// Each order is the slope of the one below, and the adjoint has the same numbers.
TEST(Waves, DerivativesToTheThirdOrder) {
  const double h = 1e-6;
  for (const Waves& w : {Waves{1, 0.3}, Waves{3, 0.1}}) {
    Matrix<double> x = gan::normal(2, 4, 5), ones = Matrix<double>::Ones(2, 4);
    Matrix<double> above = x.array() + h, below = x.array() - h;
    for (int order = 1; order <= 3; ++order) {
      SCOPED_TRACE(order);
      Workspace ws;
      View up, down, slope;
      waves(ws, up, w, order - 1, view_of(above), view_of(ones));
      waves(ws, down, w, order - 1, view_of(below), view_of(ones));
      waves(ws, slope, w, order, view_of(x), view_of(ones));
      ASSERT_NE(slope.map().maxCoeff(), slope.map().minCoeff());
      EXPECT_LT(((up.map() - down.map()) / (2 * h) - slope.map()).cwiseAbs().maxCoeff(), 1e-7);
      Matrix<double> dy = gan::normal(slope.rows, 4, 7), a = gan::normal(2, 4, 9);
      View forward, backward;
      waves(ws, forward, w, order, view_of(x), view_of(a));
      waves_adjoint(ws, backward, w, order, view_of(x), view_of(dy));
      const double there = forward.map().cwiseProduct(dy).sum(), back = backward.map().cwiseProduct(a).sum();
      ASSERT_GT(std::abs(there), 1e-3);
      EXPECT_NEAR(there, back, 1e-10 * std::abs(there));
    }
  }
}

// Ten octaves in single precision are as exact as one.
TEST(Waves, SinglePrecisionHoldsOverTheOctaves) {
  const Waves w{10, 0.1};
  Matrix<double> x = gan::normal(1, 50, 11) * 3;
  Matrix<float> single = x.cast<float>();
  x = single.cast<double>();
  Workspace ws;
  View exact;
  MatrixView<float> y;
  waves(ws, exact, w, 0, view_of(x), View{});
  waves(ws, y, w, 0, view_of(single), MatrixView<float>{});
  EXPECT_LT((y.map().cast<double>() - exact.map()).bottomRows(20).cwiseAbs().maxCoeff(), 1e-7);
}

}  // namespace
}  // namespace gan
