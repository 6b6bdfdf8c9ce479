#include "app/lab/followed_run.h"

#include <utility>

#include "app/lab/history/marks.h"

namespace gan {

void FollowedRun::see(const Run& run) {
  keyframes_->see(run);
  if (!history_) history_.emplace(run.id());
  history_->append(SegmentRecord{{run.id(), run.position().segment}, run.record()});
}

StartedRun FollowedRun::finish(std::unique_ptr<Run> run, std::vector<StateHash> hashes) {
  StartedRun started;
  if (!history_) history_.emplace(run->id());
  for (const Event& event : run->events()) history_->add_mark(mark_of(event));
  history_->begin_segment(run->position().segment);
  started.history = std::move(history_);
  started.keyframes = std::move(keyframes_);
  started.hashes = std::move(hashes);
  started.run = std::move(run);
  return started;
}

}  // namespace gan
