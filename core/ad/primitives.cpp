#include "core/ad/primitives.h"

#include <algorithm>
#include <cmath>

#include "core/ad/product.h"
#include "core/base/check.h"

namespace gan {
namespace {

template <class Real>
using Row = Eigen::Map<Eigen::Matrix<Real, 1, Eigen::Dynamic>>;
template <class Real>
using Column = Eigen::Map<Eigen::Matrix<Real, Eigen::Dynamic, 1>>;

// out: n x count, each column a copy of `column`. The part that is done doubles, whatever n is.
template <class Real>
void repeat_column(const Real* column, Index n, Index count, Real* out) {
  std::copy(column, column + n, out);
  const Index size = n * count;
  for (Index done = n; done < size; done *= 2) std::copy(out, out + std::min(done, size - done), out + done);
}

// sum[i mod period] += x[i], for a period that divides kLanes: in lanes that a compiler keeps in registers.
inline constexpr Index kLanes = 64;
template <class Real>
void add_periodically(const Real* x, Index size, Index period, Real* sum) {
  Real lanes[kLanes] = {};
  Index i = 0;
  for (; i + kLanes <= size; i += kLanes) {
    for (Index j = 0; j < kLanes; ++j) lanes[j] += x[i + j];
  }
  for (Index j = 0; i < size; ++i, ++j) lanes[j] += x[i];
  // A divisor of kLanes is a power of two.
  for (Index half = kLanes / 2; half >= period; half /= 2) {
    for (Index j = 0; j < half; ++j) lanes[j] += lanes[j + half];
  }
  for (Index j = 0; j < period; ++j) sum[j] += lanes[j];
}

// Multiplications above which a layer's product is shared by the threads, and element-wise work above which it is.
constexpr Index kLargeAffine = 8 * 1024 * 1024;
constexpr Index kElementBlock = 32 * 1024;

// f(begin, count) for ranges that cover [0, size): cut by the size alone, at multiples of every vector's length.
template <class Range>
void for_each_range(Workspace& ws, Index size, Range&& f) {
  if (size <= 2 * kElementBlock) return f(Index{0}, size);
  ws.for_each_block((size + kElementBlock - 1) / kElementBlock, [&](Index block, int) {
    const Index begin = block * kElementBlock;
    f(begin, std::min(kElementBlock, size - begin));
  });
}

template <class Real>
void check_same_shape(const MatrixView<Real>& a, const MatrixView<Real>& b) {
  GAN_CHECK(a.rows == b.rows && a.cols == b.cols, "element-wise operands differ in shape");
}

}  // namespace

template <class Real>
void affine(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& w, const MatrixView<Real>& b,
            const MatrixView<Real>& x) {
  if (out.data || !w.data || !x.data) return;
  out = ws.matrix<Real>(w.rows, x.cols);
  if (!b.data) return product(ws, out, w, x, false);
  if (w.size() * x.cols > kLargeAffine) {
    out.map().colwise() = Column<Real>(b.data, b.rows);
    return product(ws, out, w, x, true);
  }
  // Columns in blocks that stay in the first-level cache between the bias and the product.
  const Index block = std::max<Index>(16, 4096 / w.rows / 16 * 16);
  for (Index begin = 0; begin < x.cols; begin += block) {
    const Index count = std::min(block, x.cols - begin);
    const MatrixView<Real> part{out.data + begin * out.rows, out.rows, count};
    if (b.rows < 16) {
      repeat_column(b.data, b.rows, count, part.data);
    } else {
      part.map().colwise() = Column<Real>(b.data, b.rows);
    }
    product_here(part, w, MatrixView<Real>{x.data + begin * x.rows, x.rows, count}, true);
  }
}

template <class Real>
void transposed_product(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& w, const MatrixView<Real>& dy) {
  if (out.data || !w.data || !dy.data) return;
  out = ws.matrix<Real>(w.cols, dy.cols);
  product_transposed_left(ws, out, w, dy);
}

template <class Real>
void add_product(Workspace& ws, MatrixView<Real>& sum, const MatrixView<Real>& w, const MatrixView<Real>& x) {
  if (!sum.data) return affine(ws, sum, w, MatrixView<Real>{}, x);
  if (w.data && x.data) product(ws, sum, w, x, true);
}

template <class Real>
void add_transposed_product(Workspace& ws, MatrixView<Real>& sum, const MatrixView<Real>& w,
                            const MatrixView<Real>& dy) {
  if (!sum.data) return transposed_product(ws, sum, w, dy);
  if (w.data && dy.data) product_transposed_left(ws, sum, w, dy, true);
}

template <class Real>
void add_outer(Workspace& ws, const MatrixView<Real>& sum, const MatrixView<Real>& dy, const MatrixView<Real>& x) {
  if (sum.data && dy.data && x.data) add_product_transposed_right(ws, sum, dy, x);
}

template <class Real>
void accumulate(const MatrixView<Real>& sum, double c, const MatrixView<Real>& a) {
  if (!sum.data || !a.data) return;
  check_same_shape(sum, a);
  sum.flat() += static_cast<Real>(c) * a.flat();
}

template <class Real>
void add_row_sums(const MatrixView<Real>& sum, const MatrixView<Real>& dy) {
  if (!sum.data || !dy.data) return;
  if (dy.rows < kLanes && kLanes % dy.rows == 0) return add_periodically(dy.data, dy.size(), dy.rows, sum.data);
  Column<Real>(sum.data, sum.rows) += dy.map().rowwise().sum();
}

template <class Real>
void activate(Workspace& ws, MatrixView<Real>& out, const ActivationFunction& f, const MatrixView<Real>& x) {
  if (out.data || !x.data) return;
  out = f.piecewise_linear() ? x : ws.matrix<Real>(x.rows, x.cols);
  for_each_range(ws, x.size(),
                 [&](Index begin, Index count) { apply_activation(f, x.data + begin, out.data + begin, count); });
}

template <class Real>
void scale_by_derivative(Workspace& ws, MatrixView<Real>& out, const ActivationFunction& f, int order,
                         const MatrixView<Real>& x, const MatrixView<Real>& a) {
  if (out.data || !x.data || !a.data || (order > 1 && f.piecewise_linear())) return;
  check_same_shape(x, a);
  out = ws.matrix<Real>(a.rows, a.cols);
  for_each_range(ws, x.size(), [&](Index begin, Index count) {
    apply_derivative(f, order, x.data + begin, a.data + begin, out.data + begin, count);
  });
}

template <class Real>
void add(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, double c, const MatrixView<Real>& b) {
  if (out.data) return;
  if (!b.data) {
    out = a;
  } else if (!a.data) {
    if (c == 1) {
      out = b;
    } else {
      scale(ws, out, c, b);
    }
  } else {
    check_same_shape(a, b);
    out = ws.matrix<Real>(a.rows, a.cols);
    out.flat() = a.flat() + static_cast<Real>(c) * b.flat();
  }
}

template <class Real>
void scale(Workspace& ws, MatrixView<Real>& out, double c, const MatrixView<Real>& a) {
  if (out.data || !a.data) return;
  out = ws.matrix<Real>(a.rows, a.cols);
  out.flat() = static_cast<Real>(c) * a.flat();
}

template <class Real>
void fill(Workspace& ws, MatrixView<Real>& out, Index rows, Index cols, double c) {
  if (out.data) return;
  out = ws.matrix<Real>(rows, cols);
  out.flat().setConstant(static_cast<Real>(c));
}

template <class Real>
void hadamard(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, const MatrixView<Real>& b) {
  if (out.data || !a.data || !b.data) return;
  check_same_shape(a, b);
  out = ws.matrix<Real>(a.rows, a.cols);
  out.flat() = a.flat() * b.flat();
}

template <class Real>
void mean_over(Workspace& ws, MatrixView<Real>& out, Over over, const MatrixView<Real>& x) {
  if (out.data || !x.data) return;
  if (over == Over::features) {
    out = ws.matrix<Real>(1, x.cols);
    Row<Real>(out.data, x.cols) = x.map().colwise().mean();
  } else if (over == Over::samples) {
    out = ws.matrix<Real>(x.rows, 1);
    Column<Real>(out.data, x.rows) = x.map().rowwise().mean();
  } else {
    out = ws.matrix<Real>(1, 1);
    out.data[0] = x.flat().mean();
  }
}

template <class Real>
void add_spread(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, double c, const MatrixView<Real>& s) {
  if (out.data || !a.data) return;
  if (!s.data) {
    out = a;
    return;
  }
  out = ws.matrix<Real>(a.rows, a.cols);
  const Real factor = static_cast<Real>(c);
  if (s.size() == 1) {
    out.flat() = a.flat() + factor * s.data[0];
  } else if (s.rows == 1) {
    out.map() = a.map().rowwise() + factor * Row<Real>(s.data, s.cols);
  } else {
    out.map() = a.map().colwise() + factor * Column<Real>(s.data, s.rows);
  }
}

template <class Real>
void multiply_spread(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, const MatrixView<Real>& s) {
  if (out.data || !a.data || !s.data) return;
  out = ws.matrix<Real>(a.rows, a.cols);
  if (s.size() == 1) {
    out.flat() = a.flat() * s.data[0];
  } else if (s.rows == 1) {
    out.map().array() = a.map().array().rowwise() * Row<Real>(s.data, s.cols).array();
  } else {
    out.map().array() = a.map().array().colwise() * Column<Real>(s.data, s.rows).array();
  }
}

template <class Real>
void shifted_power(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& x, double shift, double p) {
  if (out.data || !x.data) return;
  out = ws.matrix<Real>(x.rows, x.cols);
  const auto base = x.flat() + static_cast<Real>(shift);
  // Not Eigen's square root: in single precision it begins with the processor's estimate of 1/√x, whose bits are the
  // maker's own. std::sqrt is rounded alike everywhere.
  const Index n = x.size();
  if (p == 0.5) {
    for (Index i = 0; i < n; ++i) out.data[i] = std::sqrt(x.data[i] + static_cast<Real>(shift));
  } else if (p == -0.5) {
    for (Index i = 0; i < n; ++i) out.data[i] = Real(1) / std::sqrt(x.data[i] + static_cast<Real>(shift));
  } else {
    out.flat() = base.pow(static_cast<Real>(p));
  }
}

#define GAN_INSTANTIATE(Real)                                                                                        \
  template void affine(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, const MatrixView<Real>&,              \
                       const MatrixView<Real>&);                                                                     \
  template void transposed_product(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, const MatrixView<Real>&); \
  template void add_product(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, const MatrixView<Real>&);        \
  template void add_transposed_product(Workspace&, MatrixView<Real>&, const MatrixView<Real>&,                       \
                                       const MatrixView<Real>&);                                                     \
  template void add_outer(Workspace&, const MatrixView<Real>&, const MatrixView<Real>&, const MatrixView<Real>&);    \
  template void accumulate(const MatrixView<Real>&, double, const MatrixView<Real>&);                                \
  template void add_row_sums(const MatrixView<Real>&, const MatrixView<Real>&);                                      \
  template void activate(Workspace&, MatrixView<Real>&, const ActivationFunction&, const MatrixView<Real>&);         \
  template void scale_by_derivative(Workspace&, MatrixView<Real>&, const ActivationFunction&, int,                   \
                                    const MatrixView<Real>&, const MatrixView<Real>&);                               \
  template void add(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, double, const MatrixView<Real>&);        \
  template void scale(Workspace&, MatrixView<Real>&, double, const MatrixView<Real>&);                               \
  template void fill(Workspace&, MatrixView<Real>&, Index, Index, double);                                           \
  template void hadamard(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, const MatrixView<Real>&);           \
  template void mean_over(Workspace&, MatrixView<Real>&, Over, const MatrixView<Real>&);                             \
  template void add_spread(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, double, const MatrixView<Real>&); \
  template void multiply_spread(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, const MatrixView<Real>&);    \
  template void shifted_power(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, double, double);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
