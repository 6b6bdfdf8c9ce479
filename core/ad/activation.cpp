#include "core/ad/activation.h"

#include "core/base/check.h"

namespace gan {
namespace {

template <class Real>
using Array = Eigen::Array<Real, Eigen::Dynamic, 1>;
template <class Real>
using In = Eigen::Map<const Array<Real>>;
template <class Real>
using Out = Eigen::Map<Array<Real>>;

// The sigmoid in a form that never overflows: exp of a large positive number is inf, and 1 / inf is 0.
template <class Expression>
auto sigmoid(const Expression& x) {
  using Real = typename Expression::Scalar;
  return Real(1) / (Real(1) + (-x).exp());
}

template <class Real>
void rectify(Real slope, const Real* x, Real* out, Index size) {
  for (Index i = 0; i < size; ++i) out[i] = x[i] > Real(0) ? x[i] : slope * x[i];
}

template <class Real>
void rectify_derivative(Real slope, const Real* x, const Real* a, Real* out, Index size) {
  for (Index i = 0; i < size; ++i) out[i] = x[i] > Real(0) ? a[i] : slope * a[i];
}

// tanh: t' = 1 - t^2, t'' = -2 t t', t''' = (6 t^2 - 2) t', t'''' = (16 - 24 t^2) t t'.
template <class Real>
void tanh_derivative(int order, const Real* px, const Real* pa, Real* pout, Index size) {
  In<Real> x(px, size), a(pa, size);
  Out<Real> out(pout, size);
  const auto t = x.tanh();
  if (order == 1) {
    out = a * (Real(1) - t.square());
  } else if (order == 2) {
    out = a * (Real(-2) * t * (Real(1) - t.square()));
  } else if (order == 3) {
    out = a * ((Real(6) * t.square() - Real(2)) * (Real(1) - t.square()));
  } else {
    out = a * ((Real(16) - Real(24) * t.square()) * t * (Real(1) - t.square()));
  }
}

// ELU with alpha 1 (Clevert et al. 2016, 1511.07289): every derivative is exp(x) on the left.
template <class Real>
void elu_derivative(int order, const Real* px, const Real* pa, Real* pout, Index size) {
  In<Real> x(px, size), a(pa, size);
  Out<Real> out(pout, size);
  const Real right = order == 1 ? Real(1) : Real(0);
  out = a * (x > Real(0)).select(Array<Real>::Constant(size, right), x.min(Real(0)).exp());
}

// s = sigmoid, s' = s (1 - s), s'' = s' (1 - 2 s), s''' = s' (1 - 6 s'), s'''' = s'' (1 - 12 s'). softplus' = s,
// and
// silu = x s (Elfwing et al. 2017, 1702.03118) has the n-th derivative x s^(n) + n s^(n-1).
template <class Real>
void sigmoid_family(Activation kind, int order, const Real* x, const Real* a, Real* out, Index size) {
  using std::exp;
  // In blocks: the sigmoid is computed once an element, on the stack.
  constexpr Index kBlock = 256;
  alignas(64) Real s[kBlock];
  for (Index begin = 0; begin < size; begin += kBlock) {
    const Index n = std::min(kBlock, size - begin);
    In<Real> xs(x + begin, n);
    Out<Real> ss(s, n);
    ss = sigmoid(xs);
    for (Index i = 0; i < n; ++i) {
      const Real v = s[i], d1 = v * (Real(1) - v), d2 = d1 * (Real(1) - Real(2) * v);
      const Real d3 = d1 * (Real(1) - Real(6) * d1), d4 = d2 * (Real(1) - Real(12) * d1);
      Real f;
      if (kind == Activation::silu) {
        const Real z = x[begin + i];
        f = order == 1   ? z * d1 + v
            : order == 2 ? z * d2 + Real(2) * d1
            : order == 3 ? z * d3 + Real(3) * d2
                         : z * d4 + Real(4) * d3;
      } else if (kind == Activation::softplus) {
        f = order == 1 ? v : order == 2 ? d1 : order == 3 ? d2 : d3;
      } else {
        f = order == 1 ? d1 : order == 2 ? d2 : order == 3 ? d3 : d4;
      }
      out[begin + i] = f * a[begin + i];
    }
  }
}

}  // namespace

template <class Real>
void apply_activation(const ActivationFunction& f, const Real* px, Real* pout, Index size) {
  In<Real> x(px, size);
  Out<Real> out(pout, size);
  switch (f.kind) {
    case Activation::relu:
      return rectify(Real(0), px, pout, size);
    case Activation::leaky_relu:
      return rectify(static_cast<Real>(f.slope), px, pout, size);
    case Activation::tanh:
      out = x.tanh();
      return;
    case Activation::elu:
      out = (x > Real(0)).select(x, x.min(Real(0)).exp() - Real(1));
      return;
    case Activation::silu:
      out = x * sigmoid(x);
      return;
    // log(1 + e^x) = max(x, 0) + log(1 + e^-|x|): the exponent is never positive, so nothing overflows.
    case Activation::softplus:
      out = x.max(Real(0)) + (-x.abs()).exp().log1p();
      return;
    case Activation::sigmoid:
      out = sigmoid(x);
      return;
  }
  GAN_CHECK(false, "unknown activation");
}

template <class Real>
void apply_derivative(const ActivationFunction& f, int order, const Real* x, const Real* a, Real* out, Index size) {
  GAN_CHECK(order >= 1 && order <= 4, "derivatives of order 1 to 4 are known");
  switch (f.kind) {
    case Activation::relu:
      return rectify_derivative(Real(0), x, a, out, size);
    case Activation::leaky_relu:
      return rectify_derivative(static_cast<Real>(f.slope), x, a, out, size);
    case Activation::tanh:
      return tanh_derivative(order, x, a, out, size);
    case Activation::elu:
      return elu_derivative(order, x, a, out, size);
    case Activation::silu:
    case Activation::softplus:
    case Activation::sigmoid:
      return sigmoid_family(f.kind, order, x, a, out, size);
  }
  GAN_CHECK(false, "unknown activation");
}

template void apply_activation(const ActivationFunction&, const float*, float*, Index);
template void apply_activation(const ActivationFunction&, const double*, double*, Index);
template void apply_derivative(const ActivationFunction&, int, const float*, const float*, float*, Index);
template void apply_derivative(const ActivationFunction&, int, const double*, const double*, double*, Index);

}  // namespace gan
