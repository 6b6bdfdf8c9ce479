// Which program wrote a file: its version, and what else bits depend on.
#pragma once

#include <string>

namespace gan {

// "0.1.0"
std::string program_version();
// How sums are ordered and rounded: Eigen's vectors, fused multiplication, libxsmm and what it generates kernels for
// on this processor, e.g. "Eigen 3.4.0, vectors of 8 floats, fma, libxsmm 1.17 (avx2)". Replays agree bit for bit
// where this is the same. Not the same for all processes of one program: see LIBXSMM_TARGET.
std::string build_description();
// For information, e.g. "gcc 12.2.0, optimised, glibc 2.36". No compiler has been seen to change a bit.
std::string compiler_description();

}  // namespace gan
