#include "core/ad/product.h"

#include <algorithm>
#include <type_traits>

#include "core/base/check.h"
#if GANSCOPE_HAVE_XSMM
#include <libxsmm.h>
#endif
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

namespace gan {

std::string product_kernels() {
#if GANSCOPE_HAVE_XSMM
  // What a processor is called does not matter, only what is written for it: one generator serves all of AVX-512's
  // servers, whose names are many.
  const int target = libxsmm_get_target_archid();
  if (!libxsmm_smmdispatch(16, 16, 16, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr)) return "";
  std::string instructions = libxsmm_get_target_arch();
  if (target >= LIBXSMM_X86_AVX512_CORE) {
    instructions = "avx512";
  } else if (target == LIBXSMM_X86_AVX2) {
    instructions = "avx2";
  } else if (target == LIBXSMM_X86_AVX) {
    instructions = "avx";
  }
  return "libxsmm " LIBXSMM_CONFIG_VERSION " (" + instructions + ")";
#else
  return "";
#endif
}

namespace {

// C = A op(B) or C += A op(B); C: m x n, A: m x k, op(B): k x n, each with its distance between columns.
template <class Real>
struct Product {
  Index m, n, k;
  const Real* a;
  Index lda;
  const Real* b;
  Index ldb;
  Real* c;
  Index ldc;
  bool transposed_b, accumulate;
};

template <class Real>
Product<Real> plain(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b, bool accumulate) {
  GAN_CHECK(a.cols == b.rows && out.rows == a.rows && out.cols == b.cols, "shapes of a product disagree");
  return {out.rows, out.cols, a.cols, a.data, a.rows, b.data, b.rows, out.data, out.rows, false, accumulate};
}

template <class Real>
Product<Real> transposed_right(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b) {
  GAN_CHECK(a.cols == b.cols && out.rows == a.rows && out.cols == b.rows, "shapes of a product disagree");
  return {out.rows, out.cols, a.cols, a.data, a.rows, b.data, b.rows, out.data, out.rows, true, true};
}

// The kernels are written at run time, out of the address sanitizer's sight: it is asked before they run.
template <class Real>
void check_reach(const Product<Real>& p) {
#if defined(__SANITIZE_ADDRESS__)
  const auto check = [](const Real* data, Index rows, Index cols, Index stride) {
    for (Index j = 0; j < cols; ++j) {
      auto* column = const_cast<Real*>(data + j * stride);
      GAN_CHECK(__asan_region_is_poisoned(column, static_cast<std::size_t>(rows) * sizeof(Real)) == nullptr,
                "a product reaches beyond its operands");
    }
  };
  check(p.a, p.m, p.k, p.lda);
  check(p.b, p.transposed_b ? p.n : p.k, p.transposed_b ? p.k : p.n, p.ldb);
  check(p.c, p.m, p.n, p.ldc);
#endif
  (void)p;
}

// The kernels keep all of A in cache; beyond that Eigen's blocking is faster.
constexpr Index kLargestOperand = 512 * 512;

// The kernels hold rows of the result in vector registers: with one or two rows these stay nearly empty, and
// each row goes better through Eigen's vector kernels. (Not where the sum over k is too short to fill
// theirs.)
template <class Real>
bool row_by_row(const Product<Real>& p) {
  return p.m == 1 || (p.m == 2 && p.k >= 16);
}

// False where the generator has no kernel of the wanted shape. A result of one column, or a large A: Eigen serves
// these best.
template <class Real>
bool run_kernel(const Product<Real>& p) {
#if GANSCOPE_HAVE_XSMM
  if constexpr (std::is_same_v<Real, float>) {
    if (p.n == 1 || p.m * p.k > kLargestOperand) return false;
    const auto m = static_cast<libxsmm_blasint>(p.m), n = static_cast<libxsmm_blasint>(p.n);
    const auto k = static_cast<libxsmm_blasint>(p.k), lda = static_cast<libxsmm_blasint>(p.lda);
    const auto ldb = static_cast<libxsmm_blasint>(p.ldb), ldc = static_cast<libxsmm_blasint>(p.ldc);
    const float alpha = 1, beta = p.accumulate ? 1.0f : 0.0f;
    const int flags = p.transposed_b ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE;
    const int prefetch = LIBXSMM_GEMM_PREFETCH_NONE;
    const libxsmm_smmfunction f = libxsmm_smmdispatch(m, n, k, &lda, &ldb, &ldc, &alpha, &beta, &flags, &prefetch);
    if (!f) return false;
    check_reach(p);
    f(p.a, p.b, p.c);
    return true;
  }
#endif
  (void)p;
  return false;
}

template <class Real>
using Strided = Eigen::Map<Matrix<Real>, 0, Eigen::OuterStride<>>;
template <class Real>
using StridedConst = Eigen::Map<const Matrix<Real>, 0, Eigen::OuterStride<>>;

template <class Real>
void run_eigen(const Product<Real>& p) {
  const StridedConst<Real> a(p.a, p.m, p.k, Eigen::OuterStride<>(p.lda));
  const StridedConst<Real> b(p.b, p.transposed_b ? p.n : p.k, p.transposed_b ? p.k : p.n, Eigen::OuterStride<>(p.ldb));
  Strided<Real> c(p.c, p.m, p.n, Eigen::OuterStride<>(p.ldc));
  if (row_by_row(p)) {
    for (Index i = 0; i < p.m; ++i) {
      auto row = c.row(i);
      if (!p.accumulate) row.setZero();
      if (p.transposed_b) {
        row.transpose().noalias() += b * a.row(i).transpose();
      } else {
        row.noalias() += a.row(i) * b;
      }
    }
  } else {
    if (!p.accumulate) c.setZero();
    if (p.transposed_b) {
      c.noalias() += a * b.transpose();
    } else {
      c.noalias() += a * b;
    }
  }
}

template <class Real>
void run(const Product<Real>& p) {
  if (!row_by_row(p) && run_kernel(p)) return;
  run_eigen(p);
}

// Blocks of the result: as many rows as leave A's part in the second-level cache, and as many columns as give a thread
// work that outweighs waking it.
constexpr Index kOperandBlock = 128 * 1024;
constexpr Index kWorkBlock = 2 * 1024 * 1024;  // multiplications

Index rounded_up(Index x, Index multiple) {
  return (x + multiple - 1) / multiple * multiple;
}

template <class Real>
void run_in_blocks(Workspace& ws, const Product<Real>& p) {
  if (p.m * p.n * p.k <= kWorkBlock) return run(p);
  const Index rows =
      p.m * p.k <= kOperandBlock ? p.m : std::min(p.m, rounded_up(std::max<Index>(64, kOperandBlock / p.k), 64));
  const Index cols = std::min(p.n, rounded_up(std::max<Index>(48, kWorkBlock / (rows * p.k)), 48));
  const Index across = (p.m + rows - 1) / rows, along = (p.n + cols - 1) / cols;
  ws.for_each_block(across * along, [&](Index block, int) {
    const Index i = block / along * rows, j = block % along * cols;
    Product<Real> part = p;
    part.m = std::min(rows, p.m - i);
    part.n = std::min(cols, p.n - j);
    part.a += i;
    part.b += p.transposed_b ? j : j * p.ldb;
    part.c += i + j * p.ldc;
    run(part);
  });
}

}  // namespace

template <class Real>
void product(Workspace& ws, MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b, bool accumulate) {
  run_in_blocks(ws, plain(out, a, b, accumulate));
}

template <class Real>
void product_here(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b, bool accumulate) {
  run(plain(out, a, b, accumulate));
}

template <class Real>
void transpose(MatrixView<Real> out, MatrixView<Real> a) {
  GAN_CHECK(out.rows == a.cols && out.cols == a.rows, "shapes of a transpose disagree");
  constexpr Index kTile = 16;
  for (Index j = 0; j < a.cols; j += kTile) {
    const Index cols = std::min(kTile, a.cols - j);
    for (Index i = 0; i < a.rows; i += kTile) {
      const Index rows = std::min(kTile, a.rows - i);
      const Real* from = a.data + i + j * a.rows;
      Real* to = out.data + j + i * out.rows;
      for (Index r = 0; r < rows; ++r) {
        for (Index c = 0; c < cols; ++c) to[c + r * out.rows] = from[r + c * a.rows];
      }
    }
  }
}

template <class Real>
void product_transposed_left(Workspace& ws, MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b,
                             bool accumulate) {
  GAN_CHECK(a.rows == b.rows && out.rows == a.cols && out.cols == b.cols, "shapes of a product disagree");
  if (a.rows == 1) return product(ws, out, MatrixView<Real>{a.data, a.cols, 1}, b, accumulate);
  Workspace::Scope scope(ws);
  const auto transposed = ws.matrix<Real>(a.cols, a.rows);
  transpose(transposed, a);
  product(ws, out, transposed, b, accumulate);
}

template <class Real>
void add_product_transposed_right(Workspace& ws, MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b) {
  run_in_blocks(ws, transposed_right(out, a, b));
}

template <class Real>
void add_product_transposed_right_here(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b) {
  run(transposed_right(out, a, b));
}

#define GAN_INSTANTIATE(Real)                                                                                    \
  template void product(Workspace&, MatrixView<Real>, MatrixView<Real>, MatrixView<Real>, bool);                 \
  template void product_here(MatrixView<Real>, MatrixView<Real>, MatrixView<Real>, bool);                        \
  template void transpose(MatrixView<Real>, MatrixView<Real>);                                                   \
  template void product_transposed_left(Workspace&, MatrixView<Real>, MatrixView<Real>, MatrixView<Real>, bool); \
  template void add_product_transposed_right(Workspace&, MatrixView<Real>, MatrixView<Real>, MatrixView<Real>);  \
  template void add_product_transposed_right_here(MatrixView<Real>, MatrixView<Real>, MatrixView<Real>);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
