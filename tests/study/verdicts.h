// What each built-in scenario is known for, act by act: ONE table, beside the claims (studies.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/insight/verdict.h"

namespace gan {

struct Act {
  const char* after;        // what was done: "the start", "R1 with weight 1"
  std::size_t remedies;     // of the scenario's, so many are in force
  std::int64_t iterations;  // that it is trained for since the act before
  std::vector<VerdictId> expected;
};

struct VerdictPlay {
  const char* scenario;
  int seeds, needed;  // in how many of them each act has to end as expected
  std::vector<Act> acts;
};

std::span<const VerdictPlay> verdict_plays();

}  // namespace gan
