// Lines of a text that end at its spaces alone: ImGui ends them after a full stop and a comma too, and so within a
// number such as "−2.01". Pure: text is measured by a function that is given.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace gan {

using TextWidth = std::function<float(std::string_view)>;

// Whether it holds a number that ImGui might tear apart.
bool has_decimals(std::string_view text);

// The text with a line break in the place of each space where a line would be wider than `most`. A word that is wider
// by itself is left whole.
std::string wrap_at_spaces(std::string_view text, float most, const TextWidth& width);

}  // namespace gan
