// What the scenarios of images claim: metrics of 2 500 fresh images in the features of the classifier of their data.
#include <algorithm>
#include <limits>

#include "app/machine/process_use.h"
#include "tests/study/studies.h"
#include "tests/study/trial.h"

namespace gan {
namespace {

using Findings = std::vector<Finding>;

constexpr auto kFrechet = ImageMetric::frechet_distance, kInception = ImageMetric::inception_score,
               kPrecision = ImageMetric::precision, kRecall = ImageMetric::recall,
               kClasses = ImageMetric::classes_covered, kClassKl = ImageMetric::class_kl;

// What the images of a whole scenario score, and the minutes of one core that its training takes.
struct Played {
  ImageMetrics metrics;
  bool alive = false;
  double minutes = 0;
};

Played play_whole(const Scenario& scenario, std::uint64_t seed) {
  const double begin = thread_seconds();
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const double minutes = (thread_seconds() - begin) / 60;
  return {trial.look_at_images(), trial.alive(), minutes};
}

// The quantities of the table of image scenarios.
const std::vector<const char*>& image_quantities() {
  static const std::vector<const char*> all = {"FD", "IS", "precision", "recall", "classes", "core min"};
  return all;
}

std::vector<double> image_numbers(const Played& p) {
  const ImageMetrics& m = p.metrics;
  return {m[kFrechet], m[kInception], m[kPrecision], m[kRecall], m[kClasses], p.minutes};
}

// What a claim of all ten classes asks for besides.
struct Bounds {
  double precision = 0, recall = 0;                          // at least
  double frechet = std::numeric_limits<double>::infinity();  // at most
};

Findings play_ten_classes(const Scenario& scenario, std::uint64_t seed, const Bounds& bounds) {
  const Played p = play_whole(scenario, seed);
  const ImageMetrics& m = p.metrics;
  const bool holds = p.alive && m[kClasses] >= 10 && m[kPrecision] >= bounds.precision && m[kRecall] >= bounds.recall &&
                     m[kFrechet] <= bounds.frechet;
  return {{holds, image_numbers(p)}};
}

Findings play_glyphs_mlp(const Scenario& scenario, std::uint64_t seed) {
  return play_ten_classes(scenario, seed, {.frechet = 15});
}
Findings play_glyphs_conv(const Scenario& scenario, std::uint64_t seed) {
  return play_ten_classes(scenario, seed, {.recall = 0.6, .frechet = 10});
}
Findings play_fashion_mlp(const Scenario& scenario, std::uint64_t seed) {
  return play_ten_classes(scenario, seed, {.precision = 0.7, .recall = 0.4});
}
Findings play_fashion_conv(const Scenario& scenario, std::uint64_t seed) {
  return play_ten_classes(scenario, seed, {.precision = 0.4, .recall = 0.6});
}

// Five looks while the scenario's second half goes on, and then its remedy on the very state that it has reached.
Findings play_fashion_collapse(const Scenario& scenario, std::uint64_t seed) {
  constexpr int kLooks = 5;
  constexpr std::int64_t kRecovery = 3000;
  Trial trial(scenario, seed);
  trial.train(scenario.steps / 2);
  std::vector<double> classes, recalls;
  for (int i = 0; i < kLooks; ++i) {
    trial.train(scenario.steps / 2 / kLooks);
    const ImageMetrics look = trial.look_at_images();
    classes.push_back(look[kClasses]);
    recalls.push_back(look[kRecall]);
  }
  const bool collapsed = trial.alive();
  trial.apply_remedy();
  trial.train(kRecovery);
  const ImageMetrics recovered = trial.look_at_images();
  std::sort(classes.begin(), classes.end());
  const double median = classes[kLooks / 2];
  return {
      {collapsed && median <= 3, {median, classes.back(), *std::max_element(recalls.begin(), recalls.end())}},
      {trial.alive() && recovered[kClasses] >= 10, {recovered[kClasses], recovered[kPrecision], recovered[kFrechet]}}};
}

// Of a thousand classes 2 500 images of the data show 922.
Findings play_stacked_digits(const Scenario& scenario, std::uint64_t seed) {
  const Played p = play_whole(scenario, seed);
  const ImageMetrics& m = p.metrics;
  return {
      {p.alive && m[kClasses] >= 650, {m[kClasses], m[kClassKl], m[kFrechet], m[kPrecision], m[kRecall], p.minutes}}};
}

}  // namespace

std::span<const Study> image_studies() {
  static const Study table[] = {
      {"glyphs-mlp", kImageSeeds, {{"10 classes, Frechet distance <= 15", 3, image_quantities()}}, play_glyphs_mlp},
      {"glyphs-conv",
       kImageSeeds,
       {{"10 classes, recall >= 0.6, Frechet distance <= 10", 3, image_quantities()}},
       play_glyphs_conv},
      {"fashion-mlp",
       kImageSeeds,
       {{"10 classes, precision >= 0.7, recall >= 0.4", 3, image_quantities()}},
       play_fashion_mlp},
      {"fashion-conv",
       kImageSeeds,
       {{"10 classes, precision >= 0.4, recall >= 0.6", 3, image_quantities()}},
       play_fashion_conv},
      {"fashion-collapse",
       kImageSeeds,
       {{"median of 5 looks: at most 3 classes", 3, {"classes", "most classes", "most recall"}},
        {"remedy: 10 classes within 3000 iterations", 3, {"classes", "precision", "FD"}}},
       play_fashion_collapse},
      {"stacked-digits",
       kImageSeeds,
       {{"650 of 1000 classes or more in 2500 images", 3, {"classes", "KL", "FD", "precision", "recall", "core min"}}},
       play_stacked_digits},
  };
  return table;
}

}  // namespace gan
