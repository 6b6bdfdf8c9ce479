// The speed dial: sub-steps a second on a logarithmic dial, from one in two seconds to unlimited at its end.
#pragma once

#include <string>

#include "core/live/trainer.h"

namespace gan {

// Position 0 to 1; the last part of the dial is kUnlimitedSpeed.
double speed_position(double substeps_per_second);
// Rounded to 1, 2 or 5 times a power of ten.
double speed_at(double position);
std::string speed_text(double substeps_per_second);
// "3 100", "0.5": rounded to what can be read while it changes.
std::string rate_text(double iterations_per_second);

}  // namespace gan
