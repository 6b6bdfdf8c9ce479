#include "core/recording/session_replay.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace gan {
namespace {

// Where a branch can be gone on from, as the one that it parts from came by there.
struct WayIn {
  std::shared_ptr<const Keyframe> keyframe;
  Past past;
};

class SessionPlayer {
 public:
  SessionPlayer(const RecordedSession& session, const SessionWatch& watch, MemorySource memory)
      : session_(session), watch_(watch), memory_(std::move(memory)), ways_(session.branches.size()) {}

  SessionReplay play() {
    SessionReplay replay;
    for (std::size_t branch = 0; branch < session_.branches.size(); ++branch) {
      replay.branches.push_back(cancelled_ ? not_reached("it was cancelled before") : play_branch(branch));
    }
    return replay;
  }

 private:
  static ReplayResult not_reached(std::string why) {
    ReplayResult result;
    result.problem = std::move(why);
    return result;
  }

  ReplayResult play_branch(std::size_t branch) {
    const RecordedBranch& recorded = session_.branches[branch];
    WayIn& way = ways_[branch];
    if (recorded.parent && !way.keyframe) {
      return not_reached("branch " + std::to_string(*recorded.parent + 1) +
                         ", from which it parts, does not come by step " +
                         std::to_string(recorded.origin.position.step) + " of segment " +
                         std::to_string(recorded.origin.position.segment) + " that way");
    }
    Result<std::unique_ptr<Run>> made =
        recorded.parent ? Run::resume(way.past, *way.keyframe, memory_) : Run::create(session_.settings, memory_);
    way = {};
    if (!made) return not_reached(made.message());
    Run& run = *made.value();
    if (watch_.begins) watch_.begins(branch, run);
    const Recording stretch{{}, recorded.commands, recorded.hashes};
    const ReplayResult result = replay_on(
        stretch, run, [&](const Run& r) { return go_on(branch, r); }, [&](const Run& r) { pass(branch, r); });
    // It stood still here: what says so is the next sub-step, which changes nothing else.
    if (!recorded.divergences.empty() && recorded.divergences.back() == run.instant()) run.substep();
    if (watch_.ends) watch_.ends(branch, run);
    return result;
  }

  bool go_on(std::size_t branch, const Run& run) {
    cancelled_ = watch_.after_iteration && !watch_.after_iteration(branch, run);
    return !cancelled_;
  }

  void pass(std::size_t branch, const Run& run) {
    const Instant here = run.instant();
    for (std::size_t child = branch + 1; child < session_.branches.size(); ++child) {
      const RecordedBranch& other = session_.branches[child];
      if (other.parent != branch || other.origin != here || ways_[child].keyframe) continue;
      ways_[child] = {run.keyframe(), run.past()};
      ways_[child].past.run = RunId::next();
    }
    if (!watch_.keeps) return;
    for (std::size_t moment = 0; moment < session_.kept.size(); ++moment) {
      const RecordedMoment& kept = session_.kept[moment];
      if (kept.branch == branch && kept.instant == here) watch_.keeps(moment, run);
    }
  }

  const RecordedSession& session_;
  const SessionWatch& watch_;
  const MemorySource memory_;
  std::vector<WayIn> ways_;
  bool cancelled_ = false;
};

}  // namespace

bool SessionReplay::agrees() const {
  return first_difference() == branches.size();
}

std::int64_t SessionReplay::compared() const {
  std::int64_t compared = 0;
  for (const ReplayResult& result : branches) compared += result.compared;
  return compared;
}

std::size_t SessionReplay::first_difference() const {
  const auto found = std::find_if(branches.begin(), branches.end(), [](const ReplayResult& r) { return !r.agrees; });
  return static_cast<std::size_t>(found - branches.begin());
}

SessionReplay replay_session(const RecordedSession& session, const SessionWatch& watch, MemorySource memory) {
  return SessionPlayer(session, watch, std::move(memory)).play();
}

}  // namespace gan
