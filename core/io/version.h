// Which program wrote a file: its version, and what else bits depend on.
#pragma once

#include <string>

namespace gan {

// "0.1.0"
std::string program_version();
// Compiler and instruction set: replays agree bit for bit between builds for which this is the same.
std::string build_description();

}  // namespace gan
