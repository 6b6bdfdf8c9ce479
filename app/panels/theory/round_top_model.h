// Ends of scales that follow what is shown, in round numbers, and do not flicker. Pure.
#pragma once

#include <vector>

namespace gan {

// The next of 1, 1.5, 2, 3, 5 or 7 times a power of ten; value > 0.
double round_top(double value);
// The end of a scale that covers `needed`, where the last was `last` (0: there was none): it grows as soon as it must,
// and shrinks when less than 0.4 of it is used. 1 where nothing is needed and there was none.
double held_top(double last, double needed);
// The number below which that share of them lies; 0 of none. Finite ones only.
double covering(std::vector<float> numbers, double share);

}  // namespace gan
