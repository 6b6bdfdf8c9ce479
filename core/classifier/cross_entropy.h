// Softmax cross-entropy: what a classifier minimises.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "core/base/check.h"
#include "core/base/matrix.h"

namespace gan {

// logits: C x m, become p = softmax of each column, shifted by its largest so that nothing overflows.
template <class Real>
void softmax_columns(MatrixView<Real> logits) {
  for (Index j = 0; j < logits.cols; ++j) {
    ArrayMap<Real> column(logits.data + j * logits.rows, logits.rows);
    column = (column - column.maxCoeff()).exp();
    column /= column.sum();
  }
}

// Mean of -log p(label) over the columns of logits (C x m, labels below C); logits become its gradient,
// (p - onehot(label)) / m.
template <class Real>
Real softmax_cross_entropy(MatrixView<Real> logits, std::span<const std::uint16_t> labels) {
  GAN_CHECK(static_cast<Index>(labels.size()) == logits.cols, "a label for each column");
  Real loss = 0;
  const Real weight = Real(1) / static_cast<Real>(logits.cols);
  for (Index j = 0; j < logits.cols; ++j) {
    ArrayMap<Real> column(logits.data + j * logits.rows, logits.rows);
    const Index label = labels[static_cast<std::size_t>(j)];
    GAN_CHECK(label < logits.rows, "a label that the classifier does not know");
    const Real largest = column.maxCoeff();
    const Real log_sum = largest + std::log((column - largest).exp().sum());
    loss += weight * (log_sum - column(label));
    column = weight * (column - log_sum).exp();
    column(label) -= weight;
  }
  return loss;
}

}  // namespace gan
