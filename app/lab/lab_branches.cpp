// Lab: runs that part at a moment of the past. Whatever a person does to the game there begins one.
#include <algorithm>
#include <utility>

#include "app/lab/lab.h"
#include "core/io/machine/machine_memory.h"

namespace gan {
namespace {

// What acts on the game, and not on what is shown or written.
bool acts_on_the_game(LabRequest request) {
  switch (request) {
    case LabRequest::play:
    case LabRequest::toggle_play:
    case LabRequest::step_iteration:
    case LabRequest::step_discriminator:
    case LabRequest::step_generator:
    case LabRequest::train_discriminator:
    case LabRequest::same_start:
    case LabRequest::new_start:
    case LabRequest::undo:
    case LabRequest::redo:
    case LabRequest::apply_remedy:
    case LabRequest::branch_here:
    case LabRequest::compare_here:
      return true;
    case LabRequest::undo_as_if:
    case LabRequest::restore_discriminator:
    case LabRequest::pause:
    case LabRequest::save_recording:
    case LabRequest::save_checkpoint:
    case LabRequest::cancel_job:
    case LabRequest::clear_messages:
    case LabRequest::look_back:
    case LabRequest::look_far_back:
    case LabRequest::go_on:
    case LabRequest::go_far_on:
    case LabRequest::look_at_front:
    case LabRequest::compare_from_start:
    case LabRequest::focus_next:
    case LabRequest::swap_games:
    case LabRequest::make_equal:
    case LabRequest::drop_game:
    case LabRequest::end_compare:
    case LabRequest::toggle_lockstep:
    case LabRequest::save_comparison:
    case LabRequest::keep_moment:
      return false;
  }
  return false;
}

}  // namespace

bool Lab::in_past() const {
  return std::any_of(games_.begin(), games_.end(), [](const auto& game) { return game->in_past(); });
}

// In the past what is asked of the game waits until the state is there to begin from. True where it does.
bool Lab::wait_for_branch(const Actions& actions) {
  if (!in_past()) return false;
  const bool acts = !actions.edits.empty() || !actions.together.empty() ||
                    (actions.compare_with && !actions.compare_with->from_start) ||
                    std::any_of(actions.requests.begin(), actions.requests.end(), acts_on_the_game);
  if (!acts && waiting_.empty()) return false;
  Actions held;
  held.edits = actions.edits;
  held.together = actions.together;
  held.refused = actions.refused;
  for (const LabRequest asked : actions.requests) {
    // What only looks elsewhere does so at once, and what waited for this moment is given up.
    if (acts_on_the_game(asked)) {
      held.request(asked);
    } else {
      request(asked);
    }
  }
  if (actions.compare_with && actions.compare_with->from_start) {
    compare_with(*actions.compare_with);
  } else {
    held.compare_with = actions.compare_with;
  }
  // What can't be taken stands at its field in the branch.
  if (acts || !held.refused.empty()) waiting_.push_back(std::move(held));
  return true;
}

void Lab::undo_as_if() {
  session_->look_at_front();
  if (!session_->look_before_change()) return messages_.note("There is no change to take back.");
  look_where_focus_looks();
  waiting_.emplace_back().request(LabRequest::branch_here);
}

void Lab::restore_discriminator() {
  session_->look_at_front();
  if (!session_->look_before_optimum()) return messages_.note("D was not trained to its optimum here.");
  look_where_focus_looks();
  waiting_.emplace_back().request(LabRequest::branch_here);
}

bool Lab::optimum_under_way() const {
  return std::any_of(games_.begin(), games_.end(), [](const auto& game) { return game->optimum() != nullptr; });
}

// Of games side by side each goes on from the moment that is looked at.
void Lab::begin_waiting_branch() {
  if (waiting_.empty()) return;
  if (!in_past()) return waiting_.clear();
  for (const auto& game : games_) {
    if (game->in_past() && !game->look().exact()) return;
  }
  const std::vector<Actions> asked = std::exchange(waiting_, {});
  for (std::size_t i = 0; i < games_.size(); ++i) {
    if (games_[i]->in_past() && !begin_branch(i)) return;
  }
  branches_.play(session_->id());
  for (const Actions& actions : asked) {
    for (const SettingEdit& e : actions.edits) edit_games(e);
    edit_together(actions);
    for (const RefusedEdit& r : actions.refused) session_->refuse(r.key, r.typed, r.message);
    for (const LabRequest r : actions.requests) request(r);
    if (actions.compare_with) compare_with(*actions.compare_with);
  }
}

bool Lab::begin_branch(std::size_t game) {
  Result<StartedRun> branch = games_[game]->branch();
  if (!branch) {
    messages_.problem("Training can't begin here: " + branch.message() + ".");
    return false;
  }
  StartedRun started = std::move(branch).value();
  const std::vector<RunStretch> through = started.ancestors;
  park_session(game);
  for (const StateHash& hash : parked_.back().rest.hashes) {
    if (hash.position <= through.back().until.position) started.hashes.push_back(hash);
  }
  branches_.add(started.run->id(), through);
  Scenario scenario = started.played.back().scenario;
  open_session(game, std::move(started), std::move(scenario));
  return true;
}

void Lab::park_session(std::size_t game) {
  note_branch(*games_[game]);
  parked_.push_back(games_[game]->park());
  pin_fronts();
}

void Lab::change_branch(const BranchChange& change) {
  switch (change.kind) {
    case BranchChange::Kind::play:
      return play_branch(change.run);
    case BranchChange::Kind::rename:
      return branches_.rename(change.run, change.name);
    case BranchChange::Kind::remove:
      return remove_branch(change.run);
    case BranchChange::Kind::compare:
      return compare_with_branch(change.run);
  }
}

// One that stands beside others comes into focus.
void Lab::play_branch(RunId run) {
  for (std::size_t i = 0; i < games_.size(); ++i) {
    if (games_[i]->id() == run && games_[i].get() != session_) return focus_on(i);
  }
  const auto parked =
      std::find_if(parked_.begin(), parked_.end(), [&](const ParkedRun& p) { return p.past->run == run; });
  if (parked == parked_.end()) return session_->look_at_front();
  Result<std::unique_ptr<Run>> resumed = Run::resume(*parked->past, *parked->front, free_memory);
  if (!resumed) return messages_.problem("This branch can't be gone on with: " + resumed.message() + ".");
  StartedRun started = std::move(parked->rest);
  started.run = std::move(resumed).value();
  parked_.erase(parked);
  park_session(focus());
  branches_.play(run);
  Scenario scenario = started.played.back().scenario;
  open_session(focus(), std::move(started), std::move(scenario));
}

// Keyframes that another one came by stay.
void Lab::remove_branch(RunId run) {
  if (std::any_of(games_.begin(), games_.end(), [&](const auto& game) { return game->id() == run; })) return;
  if (!branches_.remove(run)) return;
  std::erase_if(parked_, [&](const ParkedRun& p) { return p.past->run == run; });
  std::vector<std::vector<RunStretch>> left;
  for (const auto& game : games_) left.push_back(game->through());
  for (const ParkedRun& parked : parked_) left.push_back(through_of(parked));
  const std::size_t gone = keeper_of_moments_.moments().keep_those_of(left);
  if (gone > 0)
    messages_.note(std::to_string(gone) + (gone == 1 ? " kept moment" : " kept moments") + " went with it.");
  const auto came_by = [&](const std::vector<RunStretch>& through) {
    return std::any_of(through.begin(), through.end(), [&](const RunStretch& s) { return s.run == run; });
  };
  bool needed = std::any_of(games_.begin(), games_.end(), [&](const auto& game) { return came_by(game->through()); });
  for (const ParkedRun& parked : parked_) needed = needed || came_by(parked.rest.ancestors);
  if (!needed) keyframes_->forget(run);
  pin_fronts();
  stand_before_parents();
}

std::string first_change(const RunHistory& history, const Branch& branch) {
  if (!branch.has_parent()) return "";
  for (const HistoryMark& mark : history.marks()) {
    if (!mark.scheduled && mark.sequence > branch.origin.sequence) return mark.label;
  }
  return "";
}

// What it is called follows from what was done to it first.
void Lab::note_branch(const Session& session) {
  const Branch* const branch = branches_.find(session.id());
  if (branch == nullptr) return;
  const RunHistory& history = session.front_history();
  branches_.note(session.id(), session.front()->instant(), history.first_segment(), first_change(history, *branch));
}

// Of a branch what it parted from is compared with it, where that rests: beside it, it is seen by itself.
void Lab::stand_before_parents() {
  for (const auto& game : games_) {
    const Branch* const branch = game ? branches_.find(game->id()) : nullptr;
    if (branch == nullptr) continue;
    const auto parent =
        std::find_if(parked_.begin(), parked_.end(), [&](const ParkedRun& p) { return p.past->run == branch->parent; });
    const bool rests = branch->has_parent() && parent != parked_.end() && parent->rest.history;
    game->part_from(rests ? &*parent->rest.history : nullptr, branch->origin);
  }
}

void Lab::remember_within(std::size_t bytes) {
  if (bytes == options_.memory_of_the_past) return;
  options_.memory_of_the_past = bytes;
  keyframes_->set_budget(bytes);
}

// The states at which branches rest and those of kept moments stay whatever the budget.
void Lab::pin_fronts() {
  const KeptMoments& kept = keeper_of_moments_.moments();
  pinned_at_ = kept.revision();
  std::size_t bytes = kept.bytes();
  for (const ParkedRun& parked : parked_) bytes += parked.front->bytes();
  keyframes_->set_kept(kept.keyframes());
  keyframes_->set_pinned(bytes);
  if (bytes <= options_.memory_of_the_past || kept.all().empty() || std::exchange(told_of_pinned_, true)) return;
  messages_.problem("Kept moments and branches take more than the memory for the past: nothing else is remembered.");
}

}  // namespace gan
