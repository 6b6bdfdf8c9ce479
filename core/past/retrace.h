// Retrace: a stretch of a run done again, beside it: from a keyframe, through the commands that were logged after it,
// to an instant that the run has been at. The same bits as the first time. No thread, no clock.
#pragma once

#include <cstddef>
#include <memory>

#include "core/base/result.h"
#include "core/run/keyframe.h"
#include "core/run/run.h"

namespace gan {

class Retrace {
 public:
  // From `start`, a keyframe of this past or of what it branched from; from the very beginning where it is null. Fails
  // where the game can't be started again, for lack of memory, say.
  static Result<Retrace> begin(std::shared_ptr<const Past> past, const Keyframe* start, MemorySource memory = {});

  Instant instant() const;
  bool is_at(const Instant& target) const { return instant() == target; }
  // Whether going on comes to it.
  bool leads_to(const Instant& target) const { return instant() <= target; }
  // One command or one sub-step towards `target`, which it is not at and leads to. Fails with a sentence where the run
  // does not come by there: a past that is not this run's.
  Outcome advance(const Instant& target);
  // The same run, which has more of a past meanwhile.
  void learn(std::shared_ptr<const Past> past) { past_ = std::move(past); }

  const Past& past() const { return *past_; }
  Run& run() { return *run_; }
  const Run& run() const { return *run_; }
  std::unique_ptr<Run> take() { return std::move(run_); }  // the last thing that is asked of it

 private:
  Retrace(std::shared_ptr<const Past> past, std::unique_ptr<Run> run);

  std::shared_ptr<const Past> past_;
  std::unique_ptr<Run> run_;
  std::size_t next_ = 0;  // of the past's events
};

// All the way at once.
Result<std::unique_ptr<Run>> retrace_to(std::shared_ptr<const Past> past, const Keyframe* start, const Instant& target,
                                        MemorySource memory = {});

}  // namespace gan
