// What acts in an iteration: of settings that follow its number, what they come to there. A function of the settings
// and that number alone, so that whatever is gone back to or done again is the same.
#pragma once

#include "core/data/motion.h"
#include "core/game/spec.h"

namespace gan {

// What the learning rate is multiplied by in the iteration with this number, from 0 over the segment: 1 for the share
// `hold` of `length` iterations, then down to `floor` at once (step), along a line (linear) or half a cosine's wave
// (Loshchilov and Hutter 2017, 1608.03983, equation 5, without restarts); `floor` from `length` on. In [floor, 1].
double rate_factor(const RateSchedule& schedule, std::int64_t step);

// What the deviation of instance noise is multiplied by there: it falls along a line to 0 in `decay` iterations, and
// stays where that is 0. In [0, 1].
double noise_factor(int decay, std::int64_t step);

// The settings with which a step of that iteration is taken: learning rates and instance noise as they are there, which
// change no more.
Hyperparameters acting_at(const Hyperparameters& h, std::int64_t step);

// Whether this game's data can move: they are points of the plane that are drawn at random.
bool data_can_move(const GameSpec& spec);
// How far they have moved after one more iteration; `moved` itself where they can't. Angles add up to less than 360.
DataMotion moved_on(const GameSpec& spec, const Hyperparameters& h, DataMotion moved);

}  // namespace gan
