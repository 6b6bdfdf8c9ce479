#include "core/ad/waves.h"

#include <cmath>
#include <numbers>

#include "core/base/check.h"

namespace gan {
namespace {

// The order-th derivatives of sin(ωx) and cos(ωx) of all octaves, one after another, to f(octave, sine, cosine). One
// sine and one cosine are computed; each further octave doubles the angle. In double precision, whose rounding the
// doublings do not raise to where single precision would see it.
template <class Each>
void each_octave(const Waves& w, int order, double x, Each f) {
  const double omega = 2 * std::numbers::pi * w.frequency;
  double sine = std::sin(omega * x), cosine = std::cos(omega * x);
  // ω^order, and what it is multiplied by from octave to octave.
  double scale = 1, rise = 1;
  for (int i = 0; i < order; ++i) scale *= omega, rise *= 2;
  for (Index k = 0; k < w.octaves; ++k) {
    switch (order % 4) {
      case 0:
        f(k, scale * sine, scale * cosine);
        break;
      case 1:
        f(k, scale * cosine, -scale * sine);
        break;
      case 2:
        f(k, -scale * sine, -scale * cosine);
        break;
      default:
        f(k, -scale * cosine, scale * sine);
        break;
    }
    const double twice = 2 * sine * cosine;
    cosine = 1 - 2 * sine * sine;
    sine = twice;
    scale *= rise;
  }
}

// What the coordinate itself has become.
double own_derivative(int order, double x) {
  return order == 0 ? x : order == 1 ? 1 : 0;
}

}  // namespace

template <class Real>
void waves(Workspace& ws, MatrixView<Real>& out, const Waves& w, int order, const MatrixView<Real>& x,
           const MatrixView<Real>& a) {
  if (out.data || !x.data || (order > 0 && !a.data)) return;
  const Index d = x.rows;
  out = ws.matrix<Real>(d * w.features(), x.cols);
  for (Index j = 0; j < x.cols; ++j) {
    Real* const to = out.data + j * out.rows;
    for (Index i = 0; i < d; ++i) {
      const auto at = static_cast<double>(x.data[j * d + i]);
      const double factor = order == 0 ? 1 : static_cast<double>(a.data[j * d + i]);
      to[i] = static_cast<Real>(own_derivative(order, at) * factor);
      each_octave(w, order, at, [&](Index k, double sine, double cosine) {
        to[(1 + 2 * k) * d + i] = static_cast<Real>(sine * factor);
        to[(2 + 2 * k) * d + i] = static_cast<Real>(cosine * factor);
      });
    }
  }
}

template <class Real>
void waves_adjoint(Workspace& ws, MatrixView<Real>& out, const Waves& w, int order, const MatrixView<Real>& x,
                   const MatrixView<Real>& dy) {
  if (out.data || !x.data || !dy.data) return;
  GAN_CHECK(order >= 1 && dy.rows == x.rows * w.features(), "the adjoint of the features of x");
  const Index d = x.rows;
  out = ws.matrix<Real>(d, x.cols);
  for (Index j = 0; j < x.cols; ++j) {
    const Real* const from = dy.data + j * dy.rows;
    for (Index i = 0; i < d; ++i) {
      const auto at = static_cast<double>(x.data[j * d + i]);
      double sum = own_derivative(order, at) * static_cast<double>(from[i]);
      each_octave(w, order, at, [&](Index k, double sine, double cosine) {
        sum += sine * static_cast<double>(from[(1 + 2 * k) * d + i]);
        sum += cosine * static_cast<double>(from[(2 + 2 * k) * d + i]);
      });
      out.data[j * d + i] = static_cast<Real>(sum);
    }
  }
}

#define GAN_INSTANTIATE(Real)                                                                            \
  template void waves(Workspace&, MatrixView<Real>&, const Waves&, int, const MatrixView<Real>&,         \
                      const MatrixView<Real>&);                                                          \
  template void waves_adjoint(Workspace&, MatrixView<Real>&, const Waves&, int, const MatrixView<Real>&, \
                              const MatrixView<Real>&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
