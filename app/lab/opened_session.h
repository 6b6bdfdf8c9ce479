// OpenedSession: a session that was read from a file and done again: every branch as a run at rest, with its history
// and states to look back to, and the states of the moments that were kept.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/lab/session.h"
#include "core/io/recording_file.h"
#include "core/recording/session_replay.h"

namespace gan {

struct OpenedSession {
  RecordedSession recorded;
  SessionReplay replay;
  std::string other_build;                         // empty where the file's build computes the same bits
  std::shared_ptr<Keyframes> keyframes;            // of all branches
  std::vector<std::optional<ParkedRun>> branches;  // as recorded; without one that could not be done again
  struct State {
    std::shared_ptr<const Keyframe> keyframe;
    std::shared_ptr<const Snapshot> snapshot;
  };
  std::vector<State> kept;  // as recorded; null where nothing came by there

  bool cancelled = false;
  // Why the branch that was played can't be gone on with; empty: it can.
  const std::string& problem() const { return replay.branches[recorded.played].problem; }
};

// `progress(share)` is called now and then; returning false cancels. `scenarios` are those that it may name, `title` is
// what a game is called that none of them is.
OpenedSession open_session(RecordingFile file, std::size_t memory_of_the_past, const std::vector<Scenario>& scenarios,
                           const std::string& title, const std::function<bool(double)>& progress);

// What is to be said of it: one sentence, and whether something is wrong.
struct SessionAccount {
  std::string sentence;
  bool problem = false;
};
SessionAccount account_of(const OpenedSession& session, const std::string& name);

// What happened, as files write it: see GameJudge.
std::vector<RecordedHappening> recorded_happenings(const GameJudge::Happened& happened);

// Of a run at rest with these hashes, the last of them of its end: what it has done since it parted.
RecordedBranch recorded_branch(const Past& past, const std::vector<StateHash>& hashes,
                               std::optional<std::size_t> parent, const Instant& origin);

}  // namespace gan
