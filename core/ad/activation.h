// The activation functions with their first four derivatives: a penalty on a gradient, differentiated once more,
// differentiates the backward pass's f' twice, and a step that is made of such derivatives (consensus, unrolled) has a
// derivative of its own.
#pragma once

#include "core/base/matrix.h"

namespace gan {

enum class Activation { relu, leaky_relu, tanh, elu, silu, softplus, sigmoid };

struct ActivationFunction {
  Activation kind = Activation::relu;
  double slope = 0.2;  // of leaky ReLU for negative inputs, > 0

  // f(x) has the sign of x and f' is a function of that sign alone: f may overwrite x, and f'' is zero.
  bool piecewise_linear() const { return kind == Activation::relu || kind == Activation::leaky_relu; }
};

// out[i] = f(x[i]); out may be x.
template <class Real>
void apply_activation(const ActivationFunction& f, const Real* x, Real* out, Index size);

// out[i] = f^(order)(x[i]) a[i], order 1 to 4; out may be a. At a kink the derivative is the one from the left
// (PyTorch's choice).
template <class Real>
void apply_derivative(const ActivationFunction& f, int order, const Real* x, const Real* a, Real* out, Index size);

}  // namespace gan
