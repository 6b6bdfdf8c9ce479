// Lab: moments that are kept: by a person, and the best so far by a metric that a person has chosen.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/lab/lab.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kBestInterval = 0.5;  // seconds: a state is looked for, which takes time from the training

}  // namespace

// Of the run in focus where that comes by there, else of one beside it or one that is parked.
std::optional<SeekRequest> Lab::way_to(RunId run, const Instant& instant) const {
  std::vector<const Session*> trained{session_};
  for (const auto& game : games_) trained.push_back(game.get());
  for (const Session* const game : trained) {
    const Course& course = game->course();
    std::vector<RunStretch> through = game->through();
    if (comes_by(through, run, instant)) {
      return SeekRequest{course.past(), std::move(through), instant, course.diverged(instant)};
    }
  }
  for (const ParkedRun& parked : parked_) {
    std::vector<RunStretch> through = through_of(parked);
    if (!comes_by(through, run, instant)) continue;
    const std::vector<Instant>& diverged = parked.rest.divergences;
    return SeekRequest{parked.past, std::move(through), instant,
                       std::find(diverged.begin(), diverged.end(), instant) != diverged.end()};
  }
  return {};
}

// The run on whose own stretch the instant lies.
RunId Lab::run_at(const Instant& instant) const {
  const std::vector<RunStretch> through = session_->through();
  const auto found =
      std::find_if(through.begin(), through.end(), [&](const RunStretch& s) { return instant <= s.until; });
  return found == through.end() ? session_->id() : found->run;
}

void Lab::keep_moment() {
  const Instant instant = session_->looked_at();
  const RunId run = run_at(instant);
  const auto number = keeper_of_moments_.moments().keep(run, instant);
  if (!number) return messages_.note("This moment is kept already.");
  // What is shown is there: only where it trains the state has to be found again.
  const LookBack& look = session_->look();
  if (look.active() && look.exact()) {
    keeper_of_moments_.prepare(*number, look.keyframe(), look.snapshot());
  } else {
    keeper_of_moments_.prepare(*number, *way_to(run, instant));
  }
  messages_.note(std::string("Kept: step ") + step_text(instant.position.step).c_str() + ".");
}

void Lab::change_kept(const KeptChange& change) {
  KeptMoments& moments = keeper_of_moments_.moments();
  const KeptMoment* const moment = moments.find(change.number);
  if (moment == nullptr) return;
  switch (change.kind) {
    case KeptChange::Kind::go:
      return go_to(*moment);
    case KeptChange::Kind::rename:
      return moments.rename(change.number, change.name);
    case KeptChange::Kind::remove:
      moments.remove(change.number);
      return;
    case KeptChange::Kind::save:
      return save_checkpoint_at(moment->run, moment->instant);
  }
}

// Where another branch alone comes by there, that is played from now on.
void Lab::go_to(const KeptMoment& moment) {
  const RunId run = moment.run;
  const Instant instant = moment.instant;
  for (std::size_t i = 0; i < games_.size() && !comes_by(session_->through(), run, instant); ++i) {
    if (comes_by(games_[i]->through(), run, instant)) focus_on(i);
  }
  if (!comes_by(session_->through(), run, instant)) {
    const auto parked = std::find_if(parked_.begin(), parked_.end(),
                                     [&](const ParkedRun& p) { return comes_by(through_of(p), run, instant); });
    if (parked == parked_.end()) return messages_.problem("No branch comes by this moment any more.");
    play_branch(parked->past->run);
  }
  waiting_.clear();
  session_->look_at(instant);
  look_where_focus_looks();
}

Wishes Lab::wishes_of(const Actions& actions, Session& game) {
  Wishes wishes{actions.probe, {}, actions.spectrum, {}, actions.compare_samples};
  if (actions.walk) wishes.walk.emplace().walk = actions.walk;
  if (!actions.path) return wishes;
  const auto moment_of = [&](const PathEnd& end) {
    switch (end.kind) {
      case PathEnd::Kind::start:
        return game.start();
      case PathEnd::Kind::now:
        return game.snapshot();
      case PathEnd::Kind::kept:
        break;
    }
    return keeper_of_moments_.snapshot(end.number);
  };
  const PathEnds ends{moment_of(actions.path->from), moment_of(actions.path->to)};
  if (ends.from && ends.to) wishes.path = ends;
  return wishes;
}

void Lab::choose_best(const std::string& id) {
  const ScalarInfo* const chosen = id.empty() ? nullptr : find_scalar(id);
  if (chosen == best_by_) return;
  best_by_ = chosen;
  best_next_.reset();
  best_seen_ = 0;
  const KeptMoment* const best = keeper_of_moments_.moments().best();
  if (best != nullptr && best->best != chosen) keeper_of_moments_.moments().drop_best();
}

bool Lab::best_is_compared() const {
  return best_by_ != nullptr && best_by_->source == ScalarSource::comparison;
}

// What was measured of the front since the last time: better than what is kept, it is next.
void Lab::follow_best() {
  if (best_by_ == nullptr) return;
  const std::shared_ptr<const Measurement>& measured = session_->front_measurement();
  const bool counts = measured && measured->snapshot->run == session_->id() && measured->snapshot->position.is_whole();
  if (counts && best_seen_ != session_->front_measurement_version()) {
    best_seen_ = session_->front_measurement_version();
    if (beats_best(*measured)) best_next_ = measured;
  }
  if (!best_next_ || !keeper_of_moments_.idle() || now_ < best_due_) return;
  const std::shared_ptr<const Measurement> next = std::exchange(best_next_, nullptr);
  const Snapshot& snapshot = *next->snapshot;
  if (snapshot.run != session_->id()) return;
  best_due_ = now_ + kBestInterval;
  best_data_ = snapshot.settings->spec.data;
  const RunId run = run_at(snapshot.instant());
  const std::uint64_t number =
      keeper_of_moments_.moments().keep_best(run, snapshot.instant(), *best_by_, next->metrics);
  keeper_of_moments_.prepare(number, *way_to(run, snapshot.instant()));
}

// Of other data nothing can be compared.
bool Lab::beats_best(const Measurement& measured) const {
  const double value = scalar_value(*best_by_, measured.metrics);
  if (!std::isfinite(value)) return false;
  if (best_next_) return is_better(*best_by_, value, scalar_value(*best_by_, best_next_->metrics));
  const KeptMoment* const best = keeper_of_moments_.moments().best();
  if (best == nullptr || best_data_ != measured.snapshot->settings->spec.data) return true;
  return best->metrics && is_better(*best_by_, value, scalar_value(*best_by_, *best->metrics));
}

void Lab::update_kept() {
  follow_best();
  MeasureRequest request = keeper_.request();
  request.compare = best_is_compared();
  keeper_of_moments_.update(keeper_.waiting() ? nullptr : &request);
  for (const std::string& problem : keeper_of_moments_.take_problems()) messages_.problem(problem);
  if (pinned_at_ != keeper_of_moments_.moments().revision()) pin_fronts();
}

}  // namespace gan
