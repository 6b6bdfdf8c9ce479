// Data that have moved: the same samples, density and modes at another place.
#pragma once

#include <memory>

#include "core/data/distribution.h"
#include "core/data/motion.h"

namespace gan {

// x ← R(degrees) x + (motion.x, motion.y) of every column, in place.   samples: 2 x m.
void move_samples(const DataMotion& motion, MatrixView<float> samples);
// Its inverse, up to rounding.
void move_samples_back(const DataMotion& motion, MatrixView<float> samples);

// The source as it is there, whose samples are those of `source` moved by move_samples; `source` itself where nothing
// has moved. Of points of the plane. Turned data have one extent whatever the angle.
std::shared_ptr<const DataSource> moved_source(std::shared_ptr<const DataSource> source, const DataMotion& motion);

}  // namespace gan
