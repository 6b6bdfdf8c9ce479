// Run: one training run as a deterministic machine: apply(command), step(), snapshot(), hash(). No thread, no clock,
// no files. Same build, settings and stamped commands give the same state, bit for bit.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/run/event.h"
#include "core/run/keyframe.h"
#include "core/run/memory.h"
#include "core/run/snapshot.h"

namespace gan {

enum class Advance {
  substep,    // one D or G step was taken; the iteration goes on
  iteration,  // that sub-step completed an iteration: record() is new
  stopped,    // nothing was done: the game has diverged, or both players are frozen
};

class Run {
 public:
  // Fails with a sentence when the settings contradict themselves, the data can't be made, or the game would take more
  // memory than there is; `memory` is asked again before every command that makes the game larger.
  // `id`: another than a new one is for who does again what that run did.
  static Result<std::unique_ptr<Run>> create(const Settings& settings, MemorySource memory = {},
                                             RunId id = RunId::next());
  // The run that `past` is of, as it was at `keyframe`, or what branches from it there where `past` names another run:
  // a keyframe of it or of the run that it branched from. What is in the past after the keyframe has not happened yet.
  // Fails with a sentence when there is not enough memory.
  static Result<std::unique_ptr<Run>> resume(const Past& past, const Keyframe& keyframe, MemorySource memory = {});
  ~Run();

  // Checks, acts, stamps and logs; what was logged for the command. On failure nothing has changed and nothing is
  // logged, be it that memory ran out (std::bad_alloc where there is too little even to say so).
  Result<Event> apply(const Command& command);

  // The next sub-step, as the rule of training says (core/game/rules). Where memory runs out it throws std::bad_alloc,
  // and the state is as before.
  Advance substep();
  // Sub-steps until the current iteration is complete; false when it stopped (see Advance::stopped).
  bool step();

  // How many threads share the work of a step from now on, the caller's among them; changes no number.
  void use_threads(int threads);

  RunId id() const;
  Position position() const;
  Instant instant() const { return {position(), commands()}; }
  std::int64_t commands() const;  // so many have acted
  const Status& status() const;
  const Settings& settings() const;
  // What the next same_start begins with: the settings without what the schedule changed.
  const Settings& base_settings() const;
  const GameState<float>& state() const;
  const StepRecord& record() const;
  std::shared_ptr<const Snapshot> snapshot() const;
  // A place to come back to. Copies the state, unless the segment begins here.
  std::shared_ptr<const Keyframe> keyframe() const;
  std::uint64_t hash() const;  // of the state alone: hash_state

  const Settings& initial_settings() const;
  Past past() const;
  // Everything that was done to the run since, in the order in which it acted, the schedule's changes among it: with
  // the initial settings a recording without its hashes.
  const std::vector<Event>& events() const;

 private:
  struct Implementation;
  explicit Run(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gan
