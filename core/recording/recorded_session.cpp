#include "core/recording/recorded_session.h"

#include <utility>

namespace gan {

Instant RecordedBranch::end() const {
  Instant end = origin;
  if (!hashes.empty()) end.position = hashes.back().position;
  if (!commands.empty()) end.sequence = commands.back().sequence;
  return end;
}

RecordedSession session_of(Recording recording) {
  RecordedSession session;
  session.settings = std::move(recording.settings);
  RecordedBranch& branch = session.branches.emplace_back();
  branch.commands = std::move(recording.commands);
  branch.hashes = std::move(recording.hashes);
  return session;
}

Recording recording_of(const RecordedSession& session, std::size_t branch) {
  Recording recording;
  recording.settings = session.settings;
  recording.hashes = session.branches[branch].hashes;
  std::vector<const RecordedBranch*> way{&session.branches[branch]};
  while (way.back()->parent) way.push_back(&session.branches[*way.back()->parent]);
  for (std::size_t i = way.size(); i-- > 0;) {
    for (const StampedCommand& command : way[i]->commands) {
      // Of those that it parted from, what acted before.
      if (i > 0 && command.sequence > way[i - 1]->origin.sequence) break;
      recording.commands.push_back(command);
    }
  }
  return recording;
}

std::size_t branch_of_moment(const RecordedSession& session, std::size_t branch, const Instant& instant) {
  while (session.branches[branch].parent && instant <= session.branches[branch].origin) {
    branch = *session.branches[branch].parent;
  }
  return branch;
}

std::string name_of_branch(const RecordedSession& session, std::size_t branch) {
  const std::string& name = session.branches[branch].name;
  return "branch " + std::to_string(branch + 1) + (name.empty() ? "" : ", '" + name + "'");
}

}  // namespace gan
