// Images of a set that are exact copies of each other.
#pragma once

#include "core/data/image_set.h"

namespace gan {

// Fills copies and held_out_copies of a set whose held-out part is there.
void count_copies(ImageSet& set);

}  // namespace gan
