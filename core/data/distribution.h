// Data distributions, points of the plane and images: ONE table, an entry a kind. A DataSource is the immutable,
// sampled form of a DataSpec: it draws batches from a stream key, and knows its density where it is a mixture of
// Gaussians, and its images and classes where it has any.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/base/matrix.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/base/sample_shape.h"
#include "core/data/image_set.h"
#include "core/data/kind.h"
#include "core/data/line_density.h"
#include "core/data/motion.h"
#include "core/data/point_set.h"
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
// mass. On the line only x counts.
struct Extent {
  double x = 0, y = 0, half = 1;
};

class DataSource {
 public:
  virtual ~DataSource() = default;
  // out: dimension() x m. Sample i depends on (key, i) alone.
  virtual void sample(const StreamKey& key, MatrixView<float> out) const = 0;

  virtual SampleShape shape() const { return {2}; }
  int dimension() const { return static_cast<int>(shape().size()); }

  // What can be asked of it.
  DataKind kind() const;

  // Null where the density is not a mixture in the plane; the extent says nothing about images.
  virtual const GaussianMixture* mixture() const { return nullptr; }
  // The density of data on the line; null where it is not known.
  virtual const LineDensity* line() const { return nullptr; }
  virtual Extent extent() const { return {}; }
  // The mixture without these of its modes, the shares of the others grown alike; null where that leaves it as it is:
  // not a mixture, none of them among its modes, or none that would be left.
  virtual std::shared_ptr<const DataSource> without(const ModeSet& /*hidden*/) const { return nullptr; }
  // The data that these are, moved by motion(); null where they have not moved.
  virtual std::shared_ptr<const DataSource> unmoved() const { return nullptr; }
  virtual DataMotion motion() const { return {}; }
  // What the coordinates of a sample mean to a person; the extent is in the game's.
  virtual PlaneUnits units() const { return {}; }

  // The images that samples are made of, null for points: one each, or stack() grey ones as its channels.
  virtual const ImageSet* images() const { return nullptr; }
  virtual int stack() const { return 1; }
  virtual PixelRange range() const { return PixelRange::symmetric; }
  // The number of classes of labelled samples, otherwise 0.
  virtual int classes() const { return 0; }
  // The classes of the samples that sample() draws with this key; count numbers. False without labels.
  virtual bool labels(const StreamKey& /*key*/, std::uint16_t* /*out*/, Index /*count*/) const { return false; }
  // Which of images() those samples are made of: stack() · count numbers. False for points.
  virtual bool images(const StreamKey& /*key*/, Index* /*out*/, Index /*count*/) const { return false; }
  // The same kind of samples from images that training never sees; null where there are none.
  virtual std::shared_ptr<const DataSource> held_out() const { return nullptr; }
};

// What data.file holds. Stacked images do without one: then the glyphs are stacked.
enum class DataFile { none, points, images, images_if_named };

// The members of DataSpec that kinds of data share; each kind reads some of them.
enum class DataParameter {
  modes,
  rows,
  radius,
  spacing,
  sigma,
  phase,
  turns,
  weights,
  file,
  size,
  colour,
  range,
  dimension,
  location
};

struct Distribution {
  const char* id;
  const char* title;
  const char* meaning;                        // one sentence
  std::span<const DataParameter> parameters;  // those that it reads
  Result<std::shared_ptr<const DataSource>> (*make)(const DataSpec&, std::uint64_t seed);
  DataFile file = DataFile::none;
  SampleShape (*shape)(const DataSpec&) = nullptr;  // of one sample; null for points of the plane
  bool at_origin = false;                           // every sample is 0

  bool reads(DataParameter parameter) const;
};

std::span<const Distribution> distributions();
int find_distribution(std::string_view id);                 // -1 if unknown
const Distribution& distribution_of(const DataSpec& spec);  // aborts where there is none of its kind
// What one sample of such data looks like. Of images that are not loaded yet: the smallest there can be.
SampleShape sample_shape(const DataSpec& spec);
Result<std::shared_ptr<const DataSource>> make_data_source(const DataSpec& spec, std::uint64_t seed);

}  // namespace gan
