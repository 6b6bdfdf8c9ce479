// Matrix products behind one door, so that their engine can change: libxsmm's generated kernels for single precision
// where it is available, else Eigen. All matrices are column-major without gaps; out never overlaps an operand. Large
// products are cut into blocks by their shapes alone, which the workspace's threads share.
#pragma once

#include <string>

#include "core/ad/workspace.h"
#include "core/base/matrix.h"

namespace gan {

// out = A B, or out += A B.
template <class Real>
void product(Workspace& ws, MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b, bool accumulate);
// The same on the calling thread: for whoever cuts the work into blocks himself.
template <class Real>
void product_here(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b, bool accumulate);
// out = Aᵀ B, or out += Aᵀ B. The workspace holds A's transpose meanwhile.
template <class Real>
void product_transposed_left(Workspace& ws, MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b,
                             bool accumulate = false);
// out += A Bᵀ.
template <class Real>
void add_product_transposed_right(Workspace& ws, MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b);
template <class Real>
void add_product_transposed_right_here(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b);

// out = Aᵀ, tile by tile.
template <class Real>
void transpose(MatrixView<Real> out, MatrixView<Real> a);

// Whose kernels single-precision products go through besides Eigen's, e.g. "libxsmm 1.17 (avx2)"; empty where Eigen's
// serve all: without libxsmm, and where it generates none for this processor. The sums are ordered, and rounded, as
// those kernels do it.
std::string product_kernels();

}  // namespace gan
