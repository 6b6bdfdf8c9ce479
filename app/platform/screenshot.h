// Pictures of what was drawn: reads a framebuffer and writes a PNG.
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

// The file's bytes; empty where memory is short.
std::string png_of(const Picture& picture);

// Empty on success, else one sentence with the path and the reason.
std::string write_png(const std::string& path, const Picture& picture);

}  // namespace gan
