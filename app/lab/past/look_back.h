// LookBack: what a person looks at of a run's past: the instant, and what is known of it so far. Once a frame `update`
// takes what was found.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/live/seeker.h"

namespace gan {

class LookBack {
 public:
  // See Seeker.
  LookBack(Executor& executor, std::shared_ptr<Keyframes> keyframes, MemorySource memory, std::function<void()> notify)
      : seeker_(executor, std::move(keyframes), std::move(memory), std::move(notify)) {}

  void look_at(SeekRequest request);
  void end();
  // Whether what is known has changed since the last time.
  bool update();

  bool active() const { return instant_.has_value(); }
  const Instant& instant() const { return *instant_; }
  // The state there, or one before it; null until anything is known.
  const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }
  // The state there, to go on from; null until it is found.
  const std::shared_ptr<const Keyframe>& keyframe() const { return keyframe_; }
  bool exact() const { return keyframe_ != nullptr; }
  // Why it can't be shown, once: a sentence.
  std::optional<std::string> take_problem() { return std::exchange(problem_, std::nullopt); }
  void use_threads(int threads) { seeker_.use_threads(threads); }

 private:
  std::optional<Instant> instant_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Keyframe> keyframe_;
  std::optional<std::string> problem_;
  std::uint64_t taken_ = 0;
  Seeker seeker_;  // last: its answers are taken by the others
};

}  // namespace gan
