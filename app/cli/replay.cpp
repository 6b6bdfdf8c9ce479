// ganscope-cli replay: does a recording still give the numbers that it gave? Of a session, every branch.
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "core/base/hash.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/recording_file.h"
#include "core/recording/session_replay.h"

namespace gan::cli {
namespace {

std::string place(const Position& position) {
  std::string text = "step " + std::to_string(position.step);
  if (position.discriminator_inner + position.generator_inner > 0) {
    text += " (" + std::to_string(position.discriminator_inner) + " D and " + std::to_string(position.generator_inner) +
            " G steps into the next)";
  }
  return position.segment == 0 ? text : text + " of segment " + std::to_string(position.segment);
}

void print_branch(const RecordedSession& session, std::size_t number) {
  const RecordedBranch& branch = session.branches[number];
  if (session.branches.size() > 1) {
    std::printf("%s%s: ", name_of_branch(session, number).c_str(), number == session.played ? " (played)" : "");
    if (branch.parent) {
      std::printf("parts from branch %zu at %s, ", *branch.parent + 1, place(branch.origin.position).c_str());
    }
  }
  std::printf("%zu commands, %zu hashes, up to %s\n", branch.commands.size(), branch.hashes.size(),
              place(branch.hashes.back().position).c_str());
}

void print_summary(const RecordedSession& session) {
  const std::size_t branches = session.branches.size(), kept = session.kept.size();
  if (branches > 1) std::printf("%zu branches\n", branches);
  for (std::size_t number = 0; number < branches; ++number) print_branch(session, number);
  if (kept > 0) std::printf("%zu kept moment%s\n", kept, kept == 1 ? "" : "s");
}

// Of a branch that does not agree, where it differs or why it could not be finished.
std::string fault(const ReplayResult& result, const RecordedBranch& branch, const std::string& other) {
  if (!result.problem.empty()) {
    return "the replay could not be finished: " + result.problem + " (" + std::to_string(result.compared) + " of " +
           std::to_string(branch.hashes.size()) + " hashes compared)";
  }
  // The very first of a branch may be it, whose beginning is another one's.
  const bool some_agree = !branch.parent || result.last_agreement != Position();
  return "hashes differ, first at " + place(result.first_difference) +
         (some_agree ? " (the last that agrees is at " + place(result.last_agreement) + ")" : "") +
         (other.empty() ? "" : ": " + other);
}

}  // namespace

int replay_file(const std::string& path, Interruption& interruption) {
  const Result<RecordingFile> file = read_recording(path);
  if (!file) return refuse(file.message());
  const RecordedSession& session = file.value().session;
  const bool several = session.branches.size() > 1;
  print_summary(session);
  const std::string other = other_build(file.value());
  if (!other.empty()) std::printf("%s: its hashes may differ\n", other.c_str());
  interruption.hold();
  SessionReplay replay;
  {
    ProgressLine progress;
    SessionWatch watch;
    watch.after_iteration = [&](std::size_t branch, const Run& run) {
      progress.update([&] {
        return "replaying: " + (several ? name_of_branch(session, branch) + ", " : "") + place(run.position());
      });
      return !interruption.requested();
    };
    replay = replay_session(session, watch, free_memory);
  }
  std::printf("state hash: %s\n", hash_text(replay.branches[session.played].final_hash).c_str());
  std::size_t hashes = 0;
  for (const RecordedBranch& branch : session.branches) hashes += branch.hashes.size();
  if (replay.agrees()) {
    std::printf("every hash agrees (%lld of %zu)\n", static_cast<long long>(replay.compared()), hashes);
    return kGood;
  }
  for (std::size_t number = 0; number < session.branches.size(); ++number) {
    const ReplayResult& result = replay.branches[number];
    if (result.agrees) continue;
    const std::string text = fault(result, session.branches[number], other);
    std::printf("%s%s\n", several ? (name_of_branch(session, number) + ": ").c_str() : "", text.c_str());
    if (interruption.requested()) return interruption.exit_code();
  }
  return kDiffers;
}

}  // namespace gan::cli
