// What the command line makes without a window: the bytes of a figure, and the numbers of the plots.
#pragma once

#include <string>

#include "app/options.h"
#include "app/window/studio.h"

namespace gan {

// How large the window is that figures are of, and how it looks: in print, unless another look was asked for.
FigureLook figure_look(const ProgramOptions& options);
Result<std::string> figure_of(Studio& studio, const ProgramOptions& options);
Result<std::string> numbers_of(Studio& studio);

}  // namespace gan
