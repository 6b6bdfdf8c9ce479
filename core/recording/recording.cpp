#include "core/recording/recording.h"

#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace gan {

void Recorder::after_iteration(const Run& run) {
  const Position position = run.position();
  if (!position.is_whole() || position.step % every_ != 0) return;
  hashes_.push_back({position, run.hash()});
  if (hashes_.size() > most_) thin();
}

// Where every one of them lies on the wider grid (many segments, each ended at the same step), the older half goes.
void Recorder::thin() {
  const std::size_t before = hashes_.size();
  if (every_ <= std::numeric_limits<std::int64_t>::max() / 2) every_ *= 2;
  std::erase_if(hashes_, [&](const StateHash& hash) { return hash.position.step % every_ != 0; });
  if (hashes_.size() == before)
    hashes_.erase(hashes_.begin(), hashes_.begin() + static_cast<std::ptrdiff_t>(before / 2));
}

Recording Recorder::finish(const Run& run) const {
  Recording recording{run.initial_settings(), commands_of(run.events()), hashes_};
  const StateHash end{run.position(), run.hash()};
  // A command may have changed the state without moving on since the last hash (another optimiser zeroes its moments).
  if (!recording.hashes.empty() && recording.hashes.back().position == end.position) recording.hashes.pop_back();
  recording.hashes.push_back(end);
  return recording;
}

namespace {

std::string describe(const Position& p) {
  return "segment " + std::to_string(p.segment) + ", step " + std::to_string(p.step);
}

// Drives a run along a recording: hashes and commands are both in the order of their positions.
class Replay {
 public:
  Replay(const Recording& recording, Run& run) : recording_(recording), run_(run) {}

  ReplayResult go(const std::function<bool(const Position&)>& progress,
                  const std::function<bool(const Run&)>& watch = {}, const std::function<void(const Run&)>& pass = {}) {
    result_.agrees = true;
    std::int64_t count = 0;
    Position iteration = run_.position();
    while (true) {
      const Position here = run_.position();
      if (here.segment == iteration.segment && here.step > iteration.step && watch && !watch(run_)) {
        problem("cancelled at " + describe(here));
        break;
      }
      iteration = here;
      if (pass) pass(run_);
      compare_here();
      if (apply_here()) continue;
      if (!result_.problem.empty() || finished()) break;
      if (run_.substep() == Advance::stopped) {
        problem("the run stopped at " + describe(run_.position()) + " before the recording's end");
        break;
      }
      if (++count % 4096 == 0 && progress && !progress(run_.position())) {
        problem("cancelled at " + describe(run_.position()));
        break;
      }
    }
    result_.final_hash = run_.hash();
    if (!recording_.hashes.empty()) result_.expected_final = recording_.hashes.back();
    if (!result_.problem.empty() || hash_ < recording_.hashes.size()) result_.agrees = false;
    return result_;
  }

 private:
  bool finished() const { return command_ == recording_.commands.size() && hash_ == recording_.hashes.size(); }

  void problem(std::string text) { result_.problem = std::move(text); }

  // The recorder hashed a place before the commands that acted there, or, at the very end, after them.
  void compare_here() {
    while (hash_ < recording_.hashes.size() && recording_.hashes[hash_].position == run_.position()) {
      const bool last = hash_ + 1 == recording_.hashes.size();
      if (last && command_ < recording_.commands.size()) return;
      ++result_.compared;
      if (recording_.hashes[hash_].hash == run_.hash()) {
        if (result_.agrees) result_.last_agreement = run_.position();
      } else if (result_.agrees) {
        result_.agrees = false;
        result_.first_difference = run_.position();
      }
      ++hash_;
    }
  }

  bool apply_here() {
    if (command_ == recording_.commands.size()) return false;
    const StampedCommand& next = recording_.commands[command_];
    if (next.position != run_.position()) {
      if (next.position < run_.position()) {
        problem("command " + std::to_string(next.sequence) + " belongs to " + describe(next.position) +
                ", which the replay has passed");
      }
      return false;
    }
    const auto applied = run_.apply(next.command);
    if (!applied) {
      problem("command " + std::to_string(next.sequence) + " was refused: " + applied.message());
      return false;
    }
    ++command_;
    return true;
  }

  const Recording& recording_;
  Run& run_;
  ReplayResult result_;
  std::size_t command_ = 0, hash_ = 0;
};

}  // namespace

ReplayResult replay(const Recording& recording, const std::function<bool(const Position&)>& progress) {
  auto run = Run::create(recording.settings);
  if (!run) {
    ReplayResult result;
    result.problem = run.message();
    return result;
  }
  return Replay(recording, *run.value()).go(progress);
}

ReplayResult replay_watched(const Recording& recording, const std::function<bool(const Run&)>& watch,
                            std::unique_ptr<Run>& end, MemorySource memory) {
  auto run = Run::create(recording.settings, std::move(memory));
  if (!run) {
    ReplayResult result;
    result.problem = run.message();
    return result;
  }
  end = std::move(run).value();
  return Replay(recording, *end).go({}, watch);
}

ReplayResult replay_on(const Recording& recording, Run& run, const std::function<bool(const Run&)>& watch,
                       const std::function<void(const Run&)>& pass) {
  return Replay(recording, run).go({}, watch, pass);
}

}  // namespace gan
