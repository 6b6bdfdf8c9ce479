// One run in one row, for tables of many: what it was, what it came to, and its last metrics beside those of a perfect
// generator.
#pragma once

#include <cstdint>
#include <string>

#include "core/game/step_record.h"
#include "core/probe/quality/measure.h"

namespace gan {

struct RunSummary {
  std::string game;  // the scenario's title, or the checkpoint
  std::uint64_t seed = 0;
  std::int64_t iterations = 0;  // of this call
  std::string status;           // "finished", "diverged", "stopped"
  std::string verdict;          // its name: verdict_info(id).name
  std::string evidence;         // evidence_text
};

// Two lines: "game,seed,iterations,status,verdict,evidence," and the columns of files of metrics, then for each metric
// that has one a column "…_perfect". Texts with a comma, a quote or a line break stand in quotes (RFC 4180).
std::string summary_csv(const RunSummary& summary, const StepRecord& record, const Measurement& measurement,
                        Capabilities of, bool compared = false);

}  // namespace gan
