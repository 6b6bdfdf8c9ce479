// Eigen's decompositions of dense matrices, compiled in one place: each of them takes the compiler longer
// than most of our files.
#pragma once

#include <complex>
#include <vector>

#include "core/base/matrix.h"

namespace gan {

struct SymmetricEigen {
  Vector<double> values;   // d, ascending
  Matrix<double> vectors;  // d x d, orthonormal columns
};
// Of a symmetric d x d matrix, whose lower triangle is read; d >= 1.
SymmetricEigen symmetric_eigen(const Matrix<double>& symmetric);

// Descending, as many as the fewer of rows and columns; at least one of each.
Vector<double> singular_values(const Matrix<double>& m);

// Of a square matrix, the largest modulus first; of a pair the one above the real axis first.
std::vector<std::complex<double>> eigenvalues(const Matrix<double>& square);

// The same with the vectors: column i, of length 1, belongs to value i.
struct GeneralEigen {
  std::vector<std::complex<double>> values;
  Matrix<std::complex<double>> vectors;  // d x d
};
GeneralEigen general_eigen(const Matrix<double>& square);

// m = Q R by Householder reflections. Columns that depend on one another give some completion of their span.
struct ThinQr {
  Matrix<double> q;           // rows x cols, orthonormal columns
  Vector<double> r_diagonal;  // cols, of either sign
};
// rows >= cols.
ThinQr thin_qr(const Matrix<double>& m);

}  // namespace gan
