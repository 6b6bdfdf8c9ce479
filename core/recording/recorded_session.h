// RecordedSession: what is kept of a session: a recording of every branch, from where it parts on, the moments that
// were kept, and what was looked at. Files are read and written in io/recording_file.h, and
// core/recording/session_replay.h does all of it again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/recording/recording.h"
#include "core/run/instant.h"

namespace gan {

// A built-in scenario that was opened, from this segment on.
struct RecordedScenario {
  std::int64_t segment = 0;
  std::string id;

  bool operator==(const RecordedScenario&) const = default;
};

// Something that was watched for happened: for the first time in its segment, after so many steps.
struct RecordedHappening {
  std::int64_t segment = 0;
  std::string id;  // of the condition
  std::int64_t step = 0;

  bool operator==(const RecordedHappening&) const = default;
};

struct RecordedBranch {
  std::optional<std::size_t> parent;  // its place in the list, before this one's; none: it begins as the session does
  Instant origin;                     // where it parts from that one
  std::string name;                   // by a person; empty: none
  // Since it parted; the last hash is its end.
  std::vector<StampedCommand> commands;
  std::vector<StateHash> hashes;
  std::vector<Instant> divergences;  // where it diverged, since it parted
  std::vector<RecordedScenario> scenarios;
  std::vector<RecordedHappening> happened;  // of all that it has come through

  // How far it has come.
  Instant end() const;
};

struct RecordedMoment {
  std::size_t branch = 0;
  Instant instant;
  std::string name;  // by a person; empty: none
  std::string best;  // id of the scalar that it is the best moment of; empty: a person kept it
};

struct RecordedSession {
  Settings settings;
  std::vector<RecordedBranch> branches;  // at least one, which has no parent
  std::size_t played = 0;                // of these
  std::optional<Instant> looked_at;      // of its past
  std::vector<std::size_t> beside;       // of these, in order: stood side by side, `played` in focus; empty: it alone
  std::vector<RecordedMoment> kept;
  std::optional<std::string> view;  // how the window looked, as lines of flat TOML
};

RecordedSession session_of(Recording recording);
// A branch with all that it has come through: what was done since the start. It has no hashes of before it parted.
Recording recording_of(const RecordedSession& session, std::size_t branch);
// The branch on whose own stretch a moment of `branch` lies: itself, or one that it parted from.
std::size_t branch_of_moment(const RecordedSession& session, std::size_t branch, const Instant& instant);
// "branch 2", or with what it is called: "branch 2, 'without D'".
std::string name_of_branch(const RecordedSession& session, std::size_t branch);

}  // namespace gan
