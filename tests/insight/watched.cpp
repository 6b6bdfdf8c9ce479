#include "tests/insight/watched.h"

#include <cmath>

#include "core/insight/advice.h"
#include "core/probe/shared/samples.h"

namespace gan {
namespace {

std::unique_ptr<Run> start_watched(Settings settings, std::uint64_t seed) {
  settings.spec.seed = seed;
  auto run = Run::create(settings);
  GAN_CHECK(run.ok(), "the game starts");
  return std::move(run).value();
}

}  // namespace

Watched::Watched(const Scenario& scenario, std::uint64_t seed, MeasureRequest request)
    : run_(start_watched(scenario.settings, seed)), request_(std::move(request)), history_(run_->id()) {}

void Watched::changed(std::int64_t step) {
  changes_.push_back(step);
  covered_.clear();
}

void Watched::follow_events() {
  for (; events_ < run_->events().size(); ++events_) {
    const Event& event = run_->events()[events_];
    history_.add_mark(mark_of(event));
    changed(event.stamped.position.step);
  }
}

void Watched::train(std::int64_t iterations) {
  for (std::int64_t i = 0; i < iterations && run_->step(); ++i) {
    follow_events();
    history_.append(SegmentRecord{{run_->id(), run_->position().segment}, run_->record()});
    records_.push_back(run_->record());
  }
}

void Watched::apply(const Command& command) {
  const auto applied = run_->apply(command);
  ASSERT_TRUE(applied.ok()) << applied.message();
  follow_events();
}

void Watched::apply_remedy(const Remedy& remedy) {
  for (const auto& [key, value] : remedy.changes) apply(SetValue{key, value});
}

void Watched::look() {
  const auto snapshot = run_->snapshot();
  measurement_ = measurer_.measurement(snapshot, request_);
  history_.append(*measurement_);
  const FindSeries series = [this](std::string_view id) { return history_.find(id); };
  facts_ = gather_facts(*snapshot, history_.last_change(), series, &measurement_->metrics, measurement_->perfect.get());
  facts_.divergence = divergence_sentence(*snapshot);
  judge_.update(facts_);
  std::vector<bool> covered;
  for (const ModeStatistics& mode : measurement_->metrics.modes) covered.push_back(mode.covered);
  covered_.push_back(std::move(covered));
  const double classes = measurement_->metrics.images[ImageMetric::classes_covered];
  if (std::isfinite(classes)) most_classes_ = std::max(most_classes_, static_cast<int>(classes));
}

bool Watched::says(std::string_view part) const {
  for (const Sentence& s : judge_.sentences()) {
    if (s.text.find(part) != std::string::npos) return true;
  }
  return false;
}

std::vector<StepRecord> Watched::recent() const {
  std::vector<StepRecord> out;
  for (const StepRecord& r : records_) {
    if (r.step > last_change()) out.push_back(r);
  }
  return out;
}

Matrix<float> Watched::samples() const {
  const auto snapshot = run_->snapshot();
  const StreamKey key{snapshot->settings->spec.seed, Stream::metric_noise,
                      static_cast<std::uint64_t>(snapshot->position.step), 0};
  return sample_generator(*snapshot, key, request_.samples);
}

}  // namespace gan
