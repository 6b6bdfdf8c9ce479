// Position: a place in a run: before which sub-step of which iteration of which segment.
#pragma once

#include <compare>
#include <cstdint>

namespace gan {

struct Position {
  std::int64_t segment = 0;  // counts restarts, changes of the spec and loads
  std::int64_t step = 0;     // completed iterations in it
  std::int32_t discriminator_inner = 0;
  std::int32_t generator_inner = 0;

  auto operator<=>(const Position&) const = default;
  // Between two iterations, none under way.
  bool is_whole() const { return discriminator_inner == 0 && generator_inner == 0; }
};

}  // namespace gan
