// Sentences below one another in a tab: whole ones, as many as there is room for.
#pragma once

#include <string>
#include <vector>

#include "app/panels/view.h"

namespace gan {

// A tab's width over its height from which words stand beside what they are about, and not below.
inline constexpr float kWordsBeside = 1.9F;

// The first in the body's font, the others small and muted; wrapped at `width` and not below `bottom`. Returns where
// they end.
float say(const Frame& frame, const std::vector<std::string>& sentences, ImVec2 at, float width, float bottom);
// How high they are.
float said_height(const Frame& frame, const std::vector<std::string>& sentences, float width);

}  // namespace gan
