#include "core/base/decompositions.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>

#include "core/base/check.h"

namespace gan {

SymmetricEigen symmetric_eigen(const Matrix<double>& symmetric) {
  GAN_CHECK(symmetric.rows() == symmetric.cols() && symmetric.rows() >= 1, "a symmetric matrix is square");
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(symmetric);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

Vector<double> singular_values(const Matrix<double>& m) {
  GAN_CHECK(m.size() >= 1, "singular values of an empty matrix");
  return Eigen::BDCSVD<Matrix<double>>(m).singularValues();
}

template <class Real>
ThinQr<Real> thin_qr(const Matrix<Real>& m) {
  GAN_CHECK(m.rows() >= m.cols(), "a thin QR takes at least as many rows as columns");
  const Eigen::HouseholderQR<Matrix<Real>> qr(m);
  return {qr.householderQ() * Matrix<Real>::Identity(m.rows(), m.cols()), qr.matrixQR().diagonal()};
}

template ThinQr<float> thin_qr(const Matrix<float>&);
template ThinQr<double> thin_qr(const Matrix<double>&);

}  // namespace gan
