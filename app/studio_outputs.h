// What the command line makes without a window: the bytes of a figure, the numbers of the plots, and a
// clip.
#pragma once

#include <string>

#include "app/figure/clip_file.h"
#include "app/options.h"
#include "app/window/studio.h"

namespace gan {

// How large the window is that figures are of, and how it looks: in print, unless another look was asked for.
FigureLook figure_look(const ProgramOptions& options);
Result<std::string> figure_of(Studio& studio, const ProgramOptions& options);
Result<std::string> numbers_of(Studio& studio);
// Writes the clip, and the recording beside it; says on the way how far it is where that is a terminal.
Outcome write_clip(Studio& studio, const ProgramOptions& options, ClipFile& file);

}  // namespace gan
