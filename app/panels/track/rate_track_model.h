// Learning rates that fall by themselves, on the track: what is left of each, as a share of what is set, over the steps
// that it spans.
#pragma once

#include <string>
#include <vector>

#include "app/plot/plot_axis.h"
#include "core/game/player.h"
#include "core/game/spec.h"

namespace gan {

struct RateTrack {
  bool of_discriminator = false, of_generator = false;  // whose it is; both where they fall alike
  std::vector<double> steps, shares;                    // shares in [0, 1]
};

// One or two curves, none where both rates stay. `points`: at most so many of each, at least 2, evenly spaced, and in
// addition the ends of every fall, so that one that is sudden is drawn so.
std::vector<RateTrack> rate_tracks(const Hyperparameters& h, Range span, int points);

// Of one step, for a tooltip: "Learning rates at 62 % of what is set", of one player where the other's differs; ""
// where both stay.
std::string rate_text(const Hyperparameters& h, std::int64_t step);

}  // namespace gan
