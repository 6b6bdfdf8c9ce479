// The games that probes and metrics look at, after some iterations; played once.
#pragma once

#include <span>
#include <string>

#include "tests/golden/played.h"

namespace gan::golden {

struct WatchedGame {
  std::string name;
  Settings settings;
  std::int64_t iterations;
};

std::span<const WatchedGame> watched_points();
std::span<const WatchedGame> watched_line();
std::span<const WatchedGame> watched_images();
std::span<const WatchedGame> watched_numbers();
std::shared_ptr<const Snapshot> played(const WatchedGame& game);

}  // namespace gan::golden
