#include "core/game/expected_batch.h"

#include <cmath>

#include "core/base/check.h"
#include "core/data/distribution.h"

namespace gan {
namespace {

template <class Real>
MatrixView<Real> filled(Index rows, Index columns, Real value, Workspace& scratch) {
  const MatrixView<Real> out = scratch.matrix<Real>(rows, columns);
  out.flat().setConstant(value);
  return out;
}

}  // namespace

bool plays_expectation(const GameSpec& spec) {
  return spec.is_numbers() && distribution_of(spec.data).at_origin;
}

template <class Real>
Batch<Real> expected_batch(const GameSpec& spec, int dimension, bool instance_noise, Workspace& scratch) {
  GAN_CHECK(dimension == 1 || dimension == 2, "a game of a few numbers has one coordinate or two");
  const Real far = std::sqrt(Real(3));
  const std::array<Real, kNoiseNodes> nodes{-far, 0, 0, 0, 0, far};
  const Index drawn = 2 * dimension;
  Index columns = 1;
  for (Index i = 0; instance_noise && i < drawn; ++i) columns *= kNoiseNodes;
  Batch<Real> batch;
  batch.real = filled<Real>(dimension, columns, 0, scratch);
  batch.noise = filled<Real>(spec.noise.dimension, columns, 0, scratch);
  batch.penalty_mix = filled<Real>(1, columns, Real(0.5), scratch);
  batch.penalty_shift = filled<Real>(dimension, columns, Real(0), scratch);
  if (!instance_noise) return batch;
  batch.real_jitter = scratch.matrix<Real>(dimension, columns);
  batch.fake_jitter = scratch.matrix<Real>(dimension, columns);
  for (Index column = 0; column < columns; ++column) {
    Index digits = column;
    for (Index i = 0; i < drawn; ++i, digits /= kNoiseNodes) {
      const MatrixView<Real>& to = i < dimension ? batch.real_jitter : batch.fake_jitter;
      to.data[column * dimension + i % dimension] = nodes[static_cast<std::size_t>(digits % kNoiseNodes)];
    }
  }
  return batch;
}

template Batch<float> expected_batch(const GameSpec&, int, bool, Workspace&);
template Batch<double> expected_batch(const GameSpec&, int, bool, Workspace&);

}  // namespace gan
