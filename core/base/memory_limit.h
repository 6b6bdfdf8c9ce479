// How much memory there is, as whoever knows says it: core may not ask the machine (core/io/machine/machine_memory.h
// does).
#pragma once

#include <functional>
#include <string>

namespace gan {

// Bytes, and whose they are, as a clause: "this machine has 3.2 GiB free".
struct MemoryLimit {
  double bytes = 0;
  std::string clause;
};
using MemorySource = std::function<MemoryLimit()>;  // empty: nobody knows

// "3.2 GiB"
std::string memory_text(double bytes);

}  // namespace gan
