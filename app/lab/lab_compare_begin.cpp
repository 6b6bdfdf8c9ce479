// Lab: how a game comes to stand beside another: a copy of it, which goes on by itself from the same state.
#include <algorithm>
#include <utility>

#include "app/lab/lab.h"
#include "core/io/machine/machine_memory.h"

namespace gan {
namespace {

// The start of what is shown, with what was set there before anything was trained.
Instant before_first_step(const Session& game) {
  Instant start = game.course().instant_of(game.looked_at().position.segment, 0, game.front()->instant());
  for (const Event& event : game.course().events()) {
    const bool there = event.stamped.position == start.position && event.then == start.position;
    if (there && !event.scheduled()) start.sequence = std::max(start.sequence, event.stamped.sequence);
  }
  return start;
}

}  // namespace

// In the past a branch has begun by now at what was looked at.
void Lab::compare_here() {
  if (!has_room_to_compare()) {
    return messages_.problem("At most " + std::to_string(Lockstep::kMostGames) + " games stand side by side.");
  }
  pause();
  if (add_game()) focus_on(focus() + 1);
}

void Lab::compare_from_start() {
  if (!has_room_to_compare() || !look_at_start()) return compare_here();
  waiting_.emplace_back().request(LabRequest::compare_here);
}

void Lab::compare_with(const CompareWith& wanted) {
  if (wanted.from_start && has_room_to_compare() && look_at_start()) {
    waiting_.emplace_back().compare_with = CompareWith{wanted.change, false};
    return;
  }
  const std::size_t before = games();
  compare_here();
  if (games() > before) edit_games(wanted.change);
}

// Of the segment that is shown. False where all are there.
bool Lab::look_at_start() {
  for (const auto& game : games_) game->look_at(before_first_step(*game));
  return in_past();
}

// The one in focus once more, right of it: a branch that has all its past.
bool Lab::add_game() {
  const std::size_t from = focus();
  note_branch(*session_);
  StartedRun first = session_->hand_over();
  Result<StartedRun> second = copy_of(first);
  Scenario scenario = first.played.back().scenario;
  open_session(from, std::move(first), scenario);
  if (!second) {
    messages_.problem("There is no second game: " + second.message() + ".");
    return false;
  }
  branches_.add(second.value().run->id(), second.value().ancestors);
  games_.emplace(games_.begin() + static_cast<std::ptrdiff_t>(from) + 1);
  open_session(from + 1, std::move(second).value(), std::move(scenario));
  trained_together_ = true;  // one that was stopped in an iteration completes it
  return true;
}

Result<StartedRun> Lab::copy_of(const StartedRun& first) {
  const std::shared_ptr<const Keyframe> start = first.run->keyframe();
  Past past = first.run->past();
  past.run = RunId::next();
  Result<std::unique_ptr<Run>> run = Run::resume(past, *start, free_memory);
  if (!run) return run.error();
  StartedRun second;
  second.run = std::move(run).value();
  second.keyframes = keyframes_;
  second.history = first.history->until(start->instant, past.events, past.run);
  second.ancestors = first.ancestors;
  second.ancestors.push_back({first.run->id(), start->instant});
  second.hashes = first.hashes;
  second.divergences = first.divergences;
  second.happened = first.happened;
  second.played = first.played;
  return second;
}

}  // namespace gan
