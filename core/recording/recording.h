// Recording: what a run started from, the stamped commands that drove it and hashes of its state on the way. Replaying
// it reproduces the run and says where it first differs. Files are read and written in io/recording_file.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/run/run.h"

namespace gan {

struct StateHash {
  Position position;
  std::uint64_t hash = 0;
};

struct Recording {
  Settings settings;
  std::vector<StampedCommand> commands;
  std::vector<StateHash> hashes;  // in the order of the run; the last is the end of the recording
};

// Hashes that a recorder keeps on the way, however long the run: about 2 MiB of a recording.
inline constexpr std::size_t kMostHashes = std::size_t{1} << 14;

// Collects the hashes of a run that is being driven: call after_iteration after every completed iteration.
class Recorder {
 public:
  // A hash every `every` iterations. Where there are more than `most`, every other one goes, and from then on one is
  // taken half as often.
  // `before`: of what the run did before, in its order.
  explicit Recorder(std::int64_t every = 1000, std::size_t most = kMostHashes, std::vector<StateHash> before = {})
      : every_(every), most_(most), hashes_(std::move(before)) {}
  void after_iteration(const Run& run);
  // The recording up to now, closed with the present hash.
  Recording finish(const Run& run) const;
  const std::vector<StateHash>& hashes() const { return hashes_; }

 private:
  void thin();

  std::int64_t every_;
  std::size_t most_;
  std::vector<StateHash> hashes_;
};

struct ReplayResult {
  bool agrees = false;
  std::int64_t compared = 0;  // hashes compared
  Position first_difference;  // of the first hash that differs
  Position last_agreement;    // the last place where both agreed
  std::uint64_t final_hash = 0;
  StateHash expected_final;
  std::string problem;  // a command that could not be applied, or a place that was never reached
};

// `watch(run)` is called after every completed iteration; returning false cancels. `end` receives the run where the
// replay ended: what was recorded can go on from there. Null when the recording's settings can't be started.
// A game that would take more memory than there is is refused.
ReplayResult replay_watched(const Recording& recording, const std::function<bool(const Run&)>& watch,
                            std::unique_ptr<Run>& end, MemorySource memory = {});

// The same with `run`, which stands where the commands and hashes begin; the settings are not looked at. `pass(run)` is
// called at every state that it comes by, those between two commands of one position among them.
ReplayResult replay_on(const Recording& recording, Run& run, const std::function<bool(const Run&)>& watch = {},
                       const std::function<void(const Run&)>& pass = {});

// `progress(position)` is called now and then; returning false cancels.
ReplayResult replay(const Recording& recording, const std::function<bool(const Position&)>& progress = {});

}  // namespace gan
