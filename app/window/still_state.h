// What leads to a picture of a state that stands still: training to it with measurements on the way, and waiting until
// everything that was asked of it is there. The same with a window and without one.
#pragma once

#include <cstdint>
#include <functional>

#include "app/lab/lab.h"

namespace gan {

// How to wait, and for how long.
struct Patience {
  std::function<void(double seconds)> wait;  // until something happens, at most so long
  std::function<bool()> ending;              // the end is asked for from outside
  std::function<double()> now;               // seconds
};

// Without drawing; false where it took too long after the end was asked for.
bool wait_until_settled(Lab& lab, const Patience& patience);
// Trains so many iterations more and measures on the way, at steps that the machine's speed does not decide about; less
// where it diverges or the end is asked for.
void train_measured(Lab& lab, std::int64_t iterations, const Patience& patience);

// Of all games: another number, others have come.
std::uint64_t answers_of(const Lab& lab);
// Builds frames by `look` until none of them asks for more than is there: what views want depends on what they were
// given. `answers`: the number of what has come for them.
void look_until_complete(Lab& lab, const Patience& patience, const std::function<void()>& look,
                         const std::function<std::uint64_t()>& answers);

}  // namespace gan
