// Pictures of what was drawn: reads a framebuffer and writes a PNG, through a temporary file beside the
// target that is renamed when it is complete, so that a full disk never leaves half a picture.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gan {

// RGB, 8 bits a channel, rows from the top.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;  // width·height·3
};

// Reads the lower left width×height pixels of `framebuffer`, whose row 0 is the bottom one.
Picture read_framebuffer(unsigned int framebuffer, int width, int height);

// Empty on success, else one sentence with the path and the reason.
std::string write_png(const std::string& path, const Picture& picture);

}  // namespace gan
