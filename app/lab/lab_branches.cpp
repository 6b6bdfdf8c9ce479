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
    case LabRequest::same_start:
    case LabRequest::new_start:
    case LabRequest::undo:
    case LabRequest::redo:
    case LabRequest::apply_remedy:
    case LabRequest::branch_here:
      return true;
    case LabRequest::undo_as_if:
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
    case LabRequest::keep_moment:
      return false;
  }
  return false;
}

}  // namespace

// In the past what is asked of the game waits until the state is there to begin from. True where it does.
bool Lab::wait_for_branch(const Actions& actions) {
  if (!session_->in_past()) return false;
  const bool acts =
      !actions.edits.empty() || std::any_of(actions.requests.begin(), actions.requests.end(), acts_on_the_game);
  if (!acts && waiting_.empty()) return false;
  Actions held;
  held.edits = actions.edits;
  held.refused = actions.refused;
  for (const LabRequest asked : actions.requests) {
    // What only looks elsewhere does so at once, and what waited for this moment is given up.
    if (acts_on_the_game(asked)) {
      held.request(asked);
    } else {
      request(asked);
    }
  }
  // What can't be taken stands at its field in the branch.
  if (acts || !held.refused.empty()) waiting_.push_back(std::move(held));
  return true;
}

void Lab::undo_as_if() {
  session_->look_at_front();
  if (!session_->look_before_change()) return messages_.note("There is no change to take back.");
  waiting_.emplace_back().request(LabRequest::branch_here);
}

void Lab::begin_waiting_branch() {
  if (waiting_.empty()) return;
  if (!session_->in_past()) return waiting_.clear();
  if (!session_->look().exact()) return;
  const std::vector<Actions> asked = std::exchange(waiting_, {});
  Result<StartedRun> branch = session_->branch();
  if (!branch) return messages_.problem("Training can't begin here: " + branch.message() + ".");
  StartedRun started = std::move(branch).value();
  const std::vector<RunStretch> through = started.ancestors;
  park_session();
  for (const StateHash& hash : parked_.back().rest.hashes) {
    if (hash.position <= through.back().until.position) started.hashes.push_back(hash);
  }
  branches_.add(started.run->id(), through);
  Scenario scenario = started.played.back().scenario;
  open_session(std::move(started), std::move(scenario));
  for (const Actions& actions : asked) {
    for (const SettingEdit& e : actions.edits) edit(e);
    for (const RefusedEdit& r : actions.refused) session_->refuse(r.key, r.typed, r.message);
    for (const LabRequest r : actions.requests) request(r);
  }
}

void Lab::park_session() {
  note_branch();
  parked_.push_back(session_->park());
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
  }
}

void Lab::play_branch(RunId run) {
  const auto parked =
      std::find_if(parked_.begin(), parked_.end(), [&](const ParkedRun& p) { return p.past->run == run; });
  if (parked == parked_.end()) return session_->look_at_front();
  Result<std::unique_ptr<Run>> resumed = Run::resume(*parked->past, *parked->front, free_memory);
  if (!resumed) return messages_.problem("This branch can't be gone on with: " + resumed.message() + ".");
  StartedRun started = std::move(parked->rest);
  started.run = std::move(resumed).value();
  parked_.erase(parked);
  park_session();
  branches_.play(run);
  Scenario scenario = started.played.back().scenario;
  open_session(std::move(started), std::move(scenario));
}

// Keyframes that another one came by stay.
void Lab::remove_branch(RunId run) {
  if (!branches_.remove(run)) return;
  std::erase_if(parked_, [&](const ParkedRun& p) { return p.past->run == run; });
  std::vector<std::vector<RunStretch>> left;
  for (const Branch& branch : branches_.all()) left.push_back(through_of_branch(branch.run));
  const std::size_t gone = keeper_of_moments_.moments().keep_those_of(left);
  if (gone > 0)
    messages_.note(std::to_string(gone) + (gone == 1 ? " kept moment" : " kept moments") + " went with it.");
  const auto came_by = [&](const std::vector<RunStretch>& through) {
    return std::any_of(through.begin(), through.end(), [&](const RunStretch& s) { return s.run == run; });
  };
  bool needed = came_by(session_->through());
  for (const ParkedRun& parked : parked_) needed = needed || came_by(parked.rest.ancestors);
  if (!needed) keyframes_->forget(run);
  pin_fronts();
}

std::string first_change(const RunHistory& history, const Branch& branch) {
  if (!branch.has_parent()) return "";
  for (const HistoryMark& mark : history.marks()) {
    if (!mark.scheduled && mark.sequence > branch.origin.sequence) return mark.label;
  }
  return "";
}

// What it is called follows from what was done to it first.
void Lab::note_branch() {
  const Branch* const branch = branches_.find(session_->id());
  if (branch == nullptr) return;
  branches_.note(session_->id(), session_->front()->instant(), first_change(session_->front_history(), *branch));
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
