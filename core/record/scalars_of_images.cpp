// Scalars of samples that are images.
#include "core/record/scalar_lists.h"

namespace gan::scalar_table {
namespace {

using enum ScalarForm;
using enum ScalarBetter;
using enum Capability;

template <ImageMetric metric>
constexpr MeasuredScalar kOfImages{[](const Metrics& m) { return m.images[metric]; },
                                   [](const PerfectMetrics& p) {
                                     constexpr auto at = static_cast<std::size_t>(metric);
                                     return PerfectScore{p.images.mean[at], p.images.deviation[at]};
                                   }};

constexpr ScalarTotal kAllClasses{[](const DataKind& d) { return d.classes; },
                                  [](const Metrics& m) { return m.images.classes_total; }};

constexpr Capabilities kLabelled{images, classes};

constexpr ScalarInfo kListOfImages[] = {
    {.id = "frechet_distance",
     .title = "Fréchet distance",
     .name = "distance",
     .meaning = "Distance of Gaussians fitted to the features of real and of generated images: lower is better, "
                "comparable only with the same features and number of images, and so not with the FID of papers, "
                "which takes those of Inception.",
     .source = kImages,
     .side = kG,
     .needs = {images},
     .measured = kOfImages<ImageMetric::frechet_distance>,
     .perfect_label = "held-out %s",
     .better = lower},
    {.id = "inception_score",
     .title = "inception score",
     .name = "score",
     .meaning = "From 1 to the number of classes: high when every image is clearly of one class and all "
                "classes are "
                "there.",
     .source = kImages,
     .side = kG,
     .needs = kLabelled,
     .measured = kOfImages<ImageMetric::inception_score>,
     .perfect_label = "held-out %s",
     .better = higher},
    {.id = "precision",
     .title = "precision",
     .name = "precision",
     .meaning = "Share of the generated images that lie among the real ones: are they any good?",
     .source = kImages,
     .form = percent,
     .side = kG,
     .needs = {images},
     .measured = kOfImages<ImageMetric::precision>,
     .perfect_label = "held-out %s",
     .better = higher},
    {.id = "recall",
     .title = "recall",
     .name = "recall",
     .meaning = "Share of the real images that lie among the generated ones: is everything there?",
     .source = kImages,
     .form = percent,
     .side = kD,
     .needs = {images},
     .measured = kOfImages<ImageMetric::recall>,
     .perfect_label = "held-out %s",
     .better = higher},
    {.id = "density",
     .title = "density",
     .name = "density",
     .meaning = "Real neighbourhoods around a generated image, over how many there should be: may exceed 1.",
     .source = kImages,
     .side = kG,
     .needs = {images},
     .measured = kOfImages<ImageMetric::density>,
     .perfect_label = "held-out %s"},
    {.id = "coverage",
     .title = "coverage",
     .name = "coverage",
     .meaning = "Share of the real images that have a generated one in their neighbourhood.",
     .source = kImages,
     .form = percent,
     .side = kD,
     .needs = {images},
     .measured = kOfImages<ImageMetric::coverage>,
     .perfect_label = "held-out %s",
     .better = higher},
    {.id = "kid",
     .title = "KID",
     .name = "KID",
     .meaning = "Kernel distance of the features of real and generated images: 0 for the same "
                "distribution, may fall "
                "below by chance.",
     .source = kImages,
     .form = nats,
     .side = kG,
     .needs = {images},
     .measured = kOfImages<ImageMetric::kid>,
     .perfect_label = "held-out %s",
     .better = lower},
    {.id = "classes_covered",
     .title = "classes covered",
     .name = "covered",
     .meaning = "Classes with at least a quarter of their share of the images, as the classifier sees them, where the "
                "precision is 10% or more.",
     .source = kImages,
     .form = count,
     .side = kG,
     .needs = kLabelled,
     .measured = kOfImages<ImageMetric::classes_covered>,
     .total = kAllClasses,
     .perfect_label = "held-out %s",
     .better = higher},
    {.id = "class_kl",
     .title = "KL of class frequencies",
     .name = "KL",
     .meaning = "How far the classes' shares are from the data's, in nats: KL(generated‖data).",
     .source = kImages,
     .form = nats,
     .needs = kLabelled,
     .measured = kOfImages<ImageMetric::class_kl>,
     .perfect_label = "held-out %s",
     .better = lower},
    {.id = "classes_captured",
     .title = "classes captured",
     .name = "captured",
     .meaning = "Classes as which at least one generated image is classified, as the literature counts.",
     .source = kImages,
     .form = count,
     .side = kG,
     .needs = kLabelled,
     .measured = kOfImages<ImageMetric::classes_captured>,
     .total = kAllClasses,
     .only_in_files = true},
};

}  // namespace

std::span<const ScalarInfo> of_images() {
  return kListOfImages;
}

}  // namespace gan::scalar_table
