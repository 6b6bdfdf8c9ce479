// The commands of ganscope-cli. Each writes its result to stdout and what is wrong, one sentence, to stderr,
// and returns the exit code: 0, 1 for a replay that differs, 2 for bad input, 130 when it was interrupted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/io/start_options.h"

namespace gan::cli {

inline constexpr int kGood = 0;
inline constexpr int kDiffers = 1;
inline constexpr int kBadInput = 2;
inline constexpr int kInterrupted = 130;

struct TrainOptions {
  StartOptions start;
  std::optional<std::int64_t> steps;  // else the number that the scenario names
  std::optional<std::int64_t> every;  // a row of metrics each so many steps
  std::string load;                   // a checkpoint to continue from, instead of a scenario
  std::string metrics, record, checkpoint, samples;
  std::int64_t sample_count = 0;
  int threads = 0;  // 0: default_thread_count()
};

int train(const TrainOptions& options);
int replay_file(const std::string& path);
int list();
int describe(const std::string& name);

// "ganscope-cli: <message>" on stderr; returns kBadInput.
int refuse(const std::string& message);

}  // namespace gan::cli
