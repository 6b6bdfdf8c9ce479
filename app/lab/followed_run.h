// FollowedRun: what a session begins with of a run that was driven up to where it is, by a recording, say: the history
// of all its segments, and states to look back to.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/lab/session.h"

namespace gan {

class FollowedRun {
 public:
  // `budget`: bytes, for the states.
  explicit FollowedRun(std::size_t budget = Keyframes::kUsualBudget)
      : keyframes_(std::make_shared<Keyframes>(budget)) {}

  // After every completed iteration.
  void see(const Run& run);
  // Once, at the end. `hashes`: of the run on its way, which its next recording keeps.
  StartedRun finish(std::unique_ptr<Run> run, std::vector<StateHash> hashes = {});

 private:
  std::shared_ptr<Keyframes> keyframes_;
  std::optional<RunHistory> history_;
};

}  // namespace gan
