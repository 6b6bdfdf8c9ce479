#include "app/lab/past/branches.h"

#include <algorithm>
#include <utility>

#include "core/base/number_text.h"

namespace gan {

void Branches::begin(RunId run) {
  branches_.assign(1, {run, {}, {}, {}, 0, {}, {}});
  played_ = run;
}

void Branches::add(RunId run, std::span<const RunStretch> through) {
  const RunStretch last = through.empty() ? RunStretch{} : through.back();
  branches_.push_back({run, last.run, last.until, last.until, 0, {}, {}});
  played_ = run;
}

bool Branches::play(RunId run) {
  if (find(run) == nullptr) return false;
  played_ = run;
  return true;
}

void Branches::rename(RunId run, std::string name) {
  if (const auto branch = position_of(run); branch != branches_.end()) branch->name = std::move(name);
}

// What branched from it keeps its own past, and leaves from where this one did.
bool Branches::remove(RunId run) {
  const Branch* const gone = find(run);
  if (gone == nullptr || run == played_) return false;
  const RunId parent = gone->parent;
  const Instant origin = gone->origin;
  for (Branch& branch : branches_) {
    if (branch.parent != run) continue;
    branch.parent = parent;
    branch.origin = gone->has_parent() ? std::min(branch.origin, origin) : Instant();
  }
  std::erase_if(branches_, [&](const Branch& branch) { return branch.run == run; });
  return true;
}

void Branches::note(RunId run, const Instant& front, std::int64_t front_from, std::string change) {
  const auto branch = position_of(run);
  if (branch == branches_.end()) return;
  branch->front = front;
  branch->front_from = front_from;
  branch->change = std::move(change);
}

std::vector<Branch>::iterator Branches::position_of(RunId run) {
  return std::find_if(branches_.begin(), branches_.end(), [&](const Branch& branch) { return branch.run == run; });
}

const Branch* Branches::find(RunId run) const {
  const auto found =
      std::find_if(branches_.begin(), branches_.end(), [&](const Branch& branch) { return branch.run == run; });
  return found == branches_.end() ? nullptr : &*found;
}

std::string title_of(const Branch& branch) {
  if (!branch.name.empty()) return branch.name;
  if (!branch.has_parent()) return "main";
  if (!branch.change.empty()) return branch.change;
  return std::string("from step ") + step_text(branch.origin.position.step).c_str();
}

}  // namespace gan
