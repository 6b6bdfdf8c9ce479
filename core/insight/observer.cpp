#include "core/insight/observer.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/insight/advice.h"
#include "core/record/scalars.h"

namespace gan {
namespace {

constexpr std::int64_t kLooks = 60, kShortestPace = 10, kLooksAtLeast = 12;

SeriesGroup empty_series(ScalarSource source) {
  return SeriesGroup(scalar_ids(source));
}

}  // namespace

std::int64_t GameObserver::pace_for(std::int64_t iterations) {
  return std::max(kShortestPace, iterations / kLooks);
}

GameObserver::GameObserver(const Run& run, MeasureRequest request, std::int64_t every)
    : request_(std::move(request)),
      every_(every),
      images_(run.snapshot()->kind().has(Capability::images)),
      records_(empty_series(ScalarSource::iteration)),
      points_(empty_series(ScalarSource::points)),
      of_images_(empty_series(ScalarSource::images)),
      segment_(run.position().segment),
      events_(run.events().size()),
      change_{run.position().step, 0},
      looked_at_(run.position().step) {
  GAN_CHECK(every >= 1, "looks are at least an iteration apart");
}

// What was done to the game since: a new segment begins anew, unless it goes on.
void GameObserver::follow(const Run& run, std::int64_t last_step) {
  bool starts = false;
  for (; events_ < run.events().size(); ++events_) {
    const Event& event = run.events()[events_];
    change_ = {event.stamped.position.step, event.begins_segment ? 1 : change_.count + 1};
    starts = starts || (event.begins_segment && !event.goes_on);
  }
  if (run.position().segment == segment_) return;
  segment_ = run.position().segment;
  if (!starts) return;
  records_.clear(), points_.clear(), of_images_.clear();
  change_ = {last_step, 0};  // a game that was saved goes on there
  looked_at_ = last_step;
}

void GameObserver::after_iteration(const Run& run) {
  follow(run, run.position().step - 1);
  std::vector<float> row;
  fill_row(run.record(), row);
  records_.append(run.record().step, row);
  if (images_) return;
  // Oftener after a change, of which a few looks would say nothing.
  const std::int64_t step = run.position().step, since = step - change_.step;
  const std::int64_t pace = std::min(every_, std::max(kShortestPace, since / kLooksAtLeast));
  if (step - std::max(looked_at_, change_.step) >= pace) look(run, false);
}

void GameObserver::finish(const Run& run) {
  follow(run, run.position().step);
  look(run, true);
}

void GameObserver::look(const Run& run, bool at_rest) {
  const auto snapshot = run.snapshot();
  const std::int64_t step = looked_at_ = snapshot->position.step;
  // What takes long is asked for once.
  MeasureRequest request = request_;
  request.compare = request.compare && at_rest;
  if (request.compare || measurement_ == nullptr || measurement_->snapshot->moment() != snapshot->moment()) {
    measurement_ = measurer_.measurement(snapshot, request);
    std::vector<float> row;
    for (auto [source, series] : {std::pair{ScalarSource::points, &points_}, {ScalarSource::images, &of_images_}}) {
      if (!series->empty() && series->last_step() >= step) continue;
      fill_row(source, measurement_->metrics, row);
      series->append(step, row);
    }
  }
  const FindSeries find = [this](std::string_view id) {
    for (const SeriesGroup* group : {&records_, &points_, &of_images_}) {
      if (const Series* series = group->find(id)) return series;
    }
    return static_cast<const Series*>(nullptr);
  };
  facts_ = gather_facts(*snapshot, change_, find, &measurement_->metrics, measurement_->perfect.get());
  facts_.divergence = divergence_sentence(*snapshot);
  facts_.at_rest = at_rest;
  judge_.update(facts_);
}

}  // namespace gan
