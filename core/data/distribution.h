// Two-dimensional data distributions: ONE table, an entry a kind. A DataSource is the immutable, sampled form
// of a DataSpec: it draws batches from a stream key, and knows its density where it is a mixture of
// Gaussians.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/base/matrix.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/base/sample_shape.h"
#include "core/data/spec.h"

namespace gan {

// Mixture of K isotropic Gaussians in the plane.
struct GaussianMixture {
  Matrix<double> centres;  // 2 x K
  Vector<double> weights;  // K, sums to 1
  Vector<double> sigma;    // K, standard deviation of each component

  // log density at (x, y), natural logarithm; -inf never: far out it is a large negative number.
  double log_density(double x, double y) const;
};

// The square that shows the data: centre and half of its side, in data units; covers all but a sliver of the
// mass.
struct Extent {
  double x = 0, y = 0, half = 1;
};

class DataSource {
 public:
  virtual ~DataSource() = default;
  // out: 2 x m. Sample i depends on (key, i) alone.
  virtual void sample(const StreamKey& key, MatrixView<float> out) const = 0;
  // Null where the density is not a mixture.
  virtual const GaussianMixture* mixture() const { return nullptr; }
  virtual Extent extent() const = 0;
  virtual int dimension() const { return 2; }
};

struct Distribution {
  const char* id;
  const char* title;
  const char* meaning;                // one sentence
  std::span<const char* const> uses;  // keys of the data fields that it reads: "data.modes", ...
  Result<std::shared_ptr<const DataSource>> (*make)(const DataSpec&, std::uint64_t seed);
};

std::span<const Distribution> distributions();
int find_distribution(std::string_view id);  // -1 if unknown
// What one sample of such data looks like.
SampleShape sample_shape(const DataSpec& spec);
Result<std::shared_ptr<const DataSource>> make_data_source(const DataSpec& spec, std::uint64_t seed);

}  // namespace gan
