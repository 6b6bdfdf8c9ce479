#include "core/probe/quality/image_metrics.h"

#include "core/probe/quality/modes.h"

namespace gan {
namespace {

constexpr ImageMetricInfo kInfos[] = {
    {ImageMetric::frechet_distance, "frechet_distance", "Fréchet distance",
     "Distance of Gaussians fitted to the features of real and of generated images: lower is better, "
     "comparable only with the same features and number of images.",
     MetricForm::number},
    {ImageMetric::inception_score, "inception_score", "inception score",
     "From 1 to the number of classes: high when every image is clearly of one class and all classes are there.",
     MetricForm::number, true},
    {ImageMetric::precision, "precision", "precision",
     "Share of the generated images that lie among the real ones: are they any good?", MetricForm::percent},
    {ImageMetric::recall, "recall", "recall",
     "Share of the real images that lie among the generated ones: is everything there?", MetricForm::percent},
    {ImageMetric::density, "density", "density",
     "Real neighbourhoods around a generated image, over how many there should be: may exceed 1.",
     MetricForm::number},
    {ImageMetric::coverage, "coverage", "coverage",
     "Share of the real images that have a generated one in their neighbourhood.", MetricForm::percent},
    {ImageMetric::kid, "kid", "KID",
     "Kernel distance of the features of real and generated images: 0 for the same distribution, may fall below by "
     "chance.",
     MetricForm::nats},
    {ImageMetric::classes_covered, "classes_covered", "classes covered",
     "Classes that at least a quarter of their share of the images is taken for, where the precision is 10 % or more.",
     MetricForm::count, true},
    {ImageMetric::class_kl, "class_kl", "KL of classes",
     "How far the classes' shares are from the data's, in nats: KL(generated‖data).", MetricForm::nats, true},
    {ImageMetric::classes_captured, "classes_captured", "classes captured",
     "Classes that at least one generated image is taken for, as the literature counts.", MetricForm::count, true, true},
};
static_assert(std::size(kInfos) == kImageMetrics);

}  // namespace

bool below_precision_floor(const ImageMetrics& metrics) {
  return metrics[ImageMetric::precision] < kPrecisionFloor;
}

bool class_covered(const ImageMetrics& metrics, std::size_t c) {
  const double share = metrics.class_shares[c], data = metrics.data_shares[c];
  return data > 0 && share > 0 && share >= kCoveredShare * data && !below_precision_floor(metrics);
}

PerfectImageMetrics::PerfectImageMetrics() {
  mean.fill(std::numeric_limits<double>::quiet_NaN());
  deviation = mean;
}

std::span<const ImageMetricInfo> image_metric_infos() {
  return kInfos;
}

const char* feature_kind_id(FeatureKind kind) {
  constexpr const char* kIds[] = {"none", "random", "classifier"};
  return kIds[static_cast<std::size_t>(kind)];
}

}  // namespace gan
