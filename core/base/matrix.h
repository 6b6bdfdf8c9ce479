// The one place where Eigen's types get names. A sample is a column. `Matrix` owns its numbers; `MatrixView` is a
// plain window (column-major, no gap between columns) on numbers that a Workspace or a parameter block owns: a null
// view stands for "exactly zero" wherever a derivative is meant, and is skipped by every primitive.
#pragma once

#include <Eigen/Core>
#include <cstddef>

namespace gan {

using Index = std::ptrdiff_t;

// Eigen cuts its sums into blocks by the cache sizes of the processor that it finds, and with the blocks the rounding
// changes. They are pinned here, before main: later another thread may be reading them already.
inline const bool kBlockSizesPinned = (Eigen::setCpuCacheSizes(32 * 1024, 1024 * 1024, 8 * 1024 * 1024), true);

template <class Real>
using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;
template <class Real>
using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
template <class Real>
using MatrixMap = Eigen::Map<Matrix<Real>>;
template <class Real>
using ArrayMap = Eigen::Map<Eigen::Array<Real, Eigen::Dynamic, 1>>;

template <class Real>
struct MatrixView {
  Real* data = nullptr;
  Index rows = 0;
  Index cols = 0;

  Index size() const { return rows * cols; }
  // Rows x cols Eigen view; Eigen's expressions stay inside the leaf primitives.
  MatrixMap<Real> map() const { return MatrixMap<Real>(data, rows, cols); }
  // The same numbers as one flat array, for element-wise work.
  ArrayMap<Real> flat() const { return ArrayMap<Real>(data, size()); }
};

template <class Real>
MatrixView<Real> view_of(Matrix<Real>& m) {
  return {m.data(), m.rows(), m.cols()};
}

}  // namespace gan
