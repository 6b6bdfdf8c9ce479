// ganscope-cli replay: does a recording still give the numbers that it gave?
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "core/base/hash.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/recording_file.h"

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

}  // namespace

int replay_file(const std::string& path, Interruption& interruption) {
  const Result<RecordingFile> file = read_recording(path);
  if (!file) return refuse(file.message());
  const Recording& recording = file.value().recording;
  std::printf("%zu commands, %zu hashes, up to %s\n", recording.commands.size(), recording.hashes.size(),
              place(recording.hashes.back().position).c_str());
  const std::string other = other_build(file.value());
  if (!other.empty()) std::printf("%s: its hashes may differ\n", other.c_str());
  interruption.hold();
  ReplayResult result;
  {
    ProgressLine progress;
    std::unique_ptr<Run> end;
    const auto watch = [&](const Run& run) {
      progress.update([&] { return "replaying: " + place(run.position()); });
      return !interruption.requested();
    };
    result = replay_watched(recording, watch, end, free_memory);
  }
  std::printf("state hash: %s\n", hash_text(result.final_hash).c_str());
  const auto compared = static_cast<long long>(result.compared);
  if (result.agrees) {
    std::printf("every hash agrees (%lld of %zu)\n", compared, recording.hashes.size());
    return kGood;
  }
  if (!result.problem.empty()) {
    std::printf("the replay could not be finished: %s (%lld of %zu hashes compared)\n", result.problem.c_str(),
                compared, recording.hashes.size());
    return interruption.requested() ? interruption.exit_code() : kDiffers;
  }
  std::printf("hashes differ, first at %s (the last that agrees is at %s)%s%s\n",
              place(result.first_difference).c_str(), place(result.last_agreement).c_str(), other.empty() ? "" : ": ",
              other.c_str());
  return kDiffers;
}

}  // namespace gan::cli
