// What stands in for OpenGL where there is none: every call that the painters make ends here at once, only what is sent
// to a driver is copied, as a driver copies it. Painters then do all that they do on the processor, and nothing is
// drawn.
#pragma once

#include <cstdint>

namespace gan::bench {

// For the rest of the program: it never opens a window.
void replace_opengl();

// Sent since the start: texels and the corners of what is drawn.
std::uint64_t bytes_sent();

}  // namespace gan::bench
