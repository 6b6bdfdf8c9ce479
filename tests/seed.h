// Seeds of tests that train: GANSCOPE_TEST_SEED=N moves all of them by N. What such a test asserts holds for every seed
// and on every processor, whose instruction set decides about the last bits and with them about the trajectory.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace gan::test {

inline std::uint64_t seed(std::uint64_t usual) {
  const char* const moved = std::getenv("GANSCOPE_TEST_SEED");
  return usual + (moved ? std::strtoull(moved, nullptr, 10) : 0);
}

}  // namespace gan::test
