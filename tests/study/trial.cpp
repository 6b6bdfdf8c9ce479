#include "tests/study/trial.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "core/base/check.h"
#include "core/io/metrics/classifier_file.h"
#include "core/probe/probe.h"
#include "core/probe/quality/clip_share.h"
#include "core/probe/shared/samples.h"

namespace gan {
namespace {

std::unique_ptr<Run> start(Settings settings, std::uint64_t seed, int k) {
  settings.spec.seed = seed;
  if (k >= 0) settings.hyperparameters.k = k;
  Result<std::unique_ptr<Run>> run = Run::create(settings);
  GAN_CHECK(run, "a built-in scenario starts");
  return std::move(run).value();
}

int favourite_mode(const GaussianMixture& mixture, const Matrix<float>& samples) {
  std::vector<int> count(static_cast<std::size_t>(mixture.centres.cols()));
  for (Index i = 0; i < samples.cols(); ++i) {
    Index nearest = 0;
    (mixture.centres.colwise() - samples.col(i).cast<double>()).colwise().squaredNorm().minCoeff(&nearest);
    ++count[static_cast<std::size_t>(nearest)];
  }
  return static_cast<int>(std::max_element(count.begin(), count.end()) - count.begin());
}

}  // namespace

Trial::Trial(const Scenario& scenario, std::uint64_t seed, int k)
    : run_(start(scenario.settings, seed, k)), remedies_(scenario.remedies) {}

void Trial::train(std::int64_t steps) {
  for (std::int64_t i = 0; i < steps && run_->step(); ++i) records_.push_back(run_->record());
}

Trial::Hopping Trial::train_looking(std::int64_t steps, std::int64_t every) {
  Hopping seen;
  Look last = look();
  for (std::int64_t step = 0; step < steps; step += every) {
    train(every);
    const Look now = look();
    seen.most = std::max(seen.most, now.covered);
    seen.hops += now.favourite != last.favourite;
    last = now;
  }
  return seen;
}

void Trial::apply_remedy() {
  GAN_CHECK(!remedies_.empty(), "the scenario has another remedy");
  for (const auto& [key, value] : remedies_.front().changes) {
    const auto applied = run_->apply(SetValue{key, value});
    GAN_CHECK(applied, "the remedy of a built-in scenario applies");
  }
  remedies_.erase(remedies_.begin());
}

Look Trial::look() const {
  const std::shared_ptr<const Snapshot> snapshot = run_->snapshot();
  const GaussianMixture* mixture = snapshot->data->mixture();
  GAN_CHECK(mixture, "the scenario's data is a mixture");
  const StreamKey key{snapshot->settings->spec.seed, Stream::metric_noise,
                      static_cast<std::uint64_t>(snapshot->position.step), 0};
  const Matrix<float> samples = sample_generator(*snapshot, key, kMetricSamples);
  const ModeCoverage modes = measure_modes(*mixture, samples);
  return {modes.covered, modes.high_quality_fraction, modes.reverse_kl, favourite_mode(*mixture, samples)};
}

double Trial::best_value() {
  return measurer_.metrics(*run_->snapshot(), measure_).best_value;
}

LineCurves Trial::curves() const {
  const std::shared_ptr<const Snapshot> snapshot = run_->snapshot();
  const std::vector<double> pieces = snapshot->data->line()->pieces();
  const Extent extent = snapshot->data->extent();
  ProbeRequest request;
  request.line = LineRequest{std::min(pieces.front(), extent.x - 3 * extent.half),
                             std::max(pieces.back(), extent.x + 3 * extent.half), 2000, 0};
  return ProbeMaker().make(snapshot, request)->line;
}

std::shared_ptr<const ClassifierWeights> classifier_for(const Snapshot& snapshot) {
  if (!snapshot.kind().has(Capability::images)) return nullptr;
  static std::mutex one;
  const std::lock_guard lock(one);
  const auto images = classifier_images(snapshot.settings->spec.data, *snapshot.data);
  GAN_CHECK(images, "the scenario's data are labelled images");
  const Result<PreparedClassifier> prepared = prepare_classifier(*images, {});
  GAN_CHECK(prepared, "labelled images have a classifier");
  return prepared.value().weights;
}

ImageMetrics Trial::look_at_images() {
  const std::shared_ptr<const Snapshot> snapshot = run_->snapshot();
  if (!measure_.classifier) measure_.classifier = classifier_for(*snapshot);
  return measurer_.metrics(*snapshot, measure_).images;
}

Matrix<float> Trial::particles() const {
  const std::shared_ptr<const Snapshot> snapshot = run_->snapshot();
  return sample_generator(*snapshot, view_noise_key(*snapshot), 500);
}

Spectrum Trial::spectrum() const {
  Spectrum found;
  find_spectrum(run_->snapshot(), {}, {}, found);
  GAN_CHECK(!found.multipliers.empty(), "the next iteration has eigenvalues");
  return found;
}

double Trial::share_near_clip() const {
  GAN_CHECK(run_->settings().hyperparameters.clip > 0, "weights are clipped");
  return gan::share_near_clip(*run_->snapshot());
}

double mean_distance(const Matrix<float>& a, const Matrix<float>& b) {
  return static_cast<double>((a - b).colwise().norm().mean());
}

}  // namespace gan
