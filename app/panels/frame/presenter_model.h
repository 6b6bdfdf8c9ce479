// What a presenter's remote does: its two keys, PageDown and PageUp, walk through a scenario and on to the next one.
// Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "app/lab/actions.h"

namespace gan {

// Where the talk stands.
struct Presented {
  std::span<const std::string> scenarios;  // ids, in the order in which they are offered
  std::string scenario;                    // the one that is open; it may be none of them
  bool training = false;
  std::int64_t step = 0;
  std::size_t remedies = 0, applied = 0;  // of the scenario
  bool can_undo = false;
};

// On: sets going what stands still, then applies what is left of the remedy, step by step, then opens the next
// scenario.
void present_next(const Presented& now, Actions& actions);
// Back: takes the last step of the remedy back, then starts again, then opens the scenario before.
void present_previous(const Presented& now, Actions& actions);

}  // namespace gan
