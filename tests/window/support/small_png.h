// PNG files that are kept in the repository: smaller by a third than those of encode_png, which is quick instead.
#pragma once

#include <string>

#include "app/platform/screenshot.h"

namespace gan {

// Unfiltered rows, which suit flat areas and text, and all that zlib can do.
std::string small_png(const Picture& picture);

}  // namespace gan
