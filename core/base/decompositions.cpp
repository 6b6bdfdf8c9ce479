#include "core/base/decompositions.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <numeric>

#include "core/base/check.h"

namespace gan {
namespace {

// The two of a pair have the same modulus to the last bit, and so stay together.
bool comes_first(const std::complex<double>& a, const std::complex<double>& b) {
  const double of_a = std::abs(a), of_b = std::abs(b);
  return of_a != of_b ? of_a > of_b : a.imag() > b.imag();
}

}  // namespace

SymmetricEigen symmetric_eigen(const Matrix<double>& symmetric) {
  GAN_CHECK(symmetric.rows() == symmetric.cols() && symmetric.rows() >= 1, "a symmetric matrix is square");
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(symmetric);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

// Of [0 M; M^T 0], whose eigenvalues are the singular values of M, their opposites, and zeros (Golub and Kahan 1965):
// as exact as a decomposition of M, to the last digits of the largest, and nothing more to compile.
Vector<double> singular_values(const Matrix<double>& m) {
  GAN_CHECK(m.size() >= 1, "singular values of an empty matrix");
  const Index rows = m.rows(), cols = m.cols();
  Matrix<double> symmetric = Matrix<double>::Zero(rows + cols, rows + cols);
  // Of a symmetric matrix the lower triangle is read.
  symmetric.bottomLeftCorner(cols, rows) = m.transpose();
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(symmetric, Eigen::EigenvaluesOnly);
  return solver.eigenvalues().tail(std::min(rows, cols)).reverse().cwiseMax(0.0);
}

std::vector<std::complex<double>> eigenvalues(const Matrix<double>& square) {
  GAN_CHECK(square.rows() == square.cols(), "a matrix with eigenvalues is square");
  if (square.size() == 0) return {};
  const Eigen::EigenSolver<Matrix<double>> solver(square, false);
  std::vector<std::complex<double>> values(solver.eigenvalues().begin(), solver.eigenvalues().end());
  std::stable_sort(values.begin(), values.end(), comes_first);
  return values;
}

GeneralEigen general_eigen(const Matrix<double>& square) {
  GAN_CHECK(square.rows() == square.cols() && square.rows() >= 1, "a matrix with eigenvalues is square");
  const Eigen::EigenSolver<Matrix<double>> solver(square, true);
  const auto& values = solver.eigenvalues();
  const Matrix<std::complex<double>> vectors = solver.eigenvectors();
  std::vector<Index> order(static_cast<std::size_t>(square.rows()));
  std::iota(order.begin(), order.end(), Index(0));
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return comes_first(values(a), values(b)); });
  GeneralEigen sorted{{}, Matrix<std::complex<double>>(square.rows(), square.cols())};
  for (std::size_t i = 0; i < order.size(); ++i) {
    sorted.values.push_back(values(order[i]));
    sorted.vectors.col(static_cast<Index>(i)) = vectors.col(order[i]).normalized();
  }
  return sorted;
}

ThinQr thin_qr(const Matrix<double>& m) {
  GAN_CHECK(m.rows() >= m.cols(), "a thin QR takes at least as many rows as columns");
  const Eigen::HouseholderQR<Matrix<double>> qr(m);
  return {qr.householderQ() * Matrix<double>::Identity(m.rows(), m.cols()), qr.matrixQR().diagonal()};
}

}  // namespace gan
