// Dirac: all mass at the origin of one or two coordinates (Mescheder, Geiger and Nowozin 2018, arXiv 1801.04406,
// section 2).
#include <string>

#include "core/data/distributions/sampling.h"

namespace gan::data_detail {
namespace {

class DiracSource final : public DataSource {
 public:
  explicit DiracSource(int dimension) : dimension_(dimension) {}

  void sample(const StreamKey&, MatrixView<float> out) const override {
    GAN_CHECK(out.rows == dimension_, "a batch has the coordinates of the data");
    out.flat().setZero();
  }
  SampleShape shape() const override { return {dimension_}; }
  Extent extent() const override { return {0, 0, 2}; }

 private:
  int dimension_;
};

}  // namespace

SampleShape dirac_shape(const DataSpec& spec) {
  return {spec.dimension};
}

Made make_dirac(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_range("data.dimension", spec.dimension, 1, 2)) return *error;
  return std::shared_ptr<const DataSource>(std::make_shared<DiracSource>(spec.dimension));
}

}  // namespace gan::data_detail
