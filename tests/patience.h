// How long a test waits for a state that must come. Nothing is said about speed: only what never happens fails.
#pragma once

#include <chrono>

namespace gan::test {

inline constexpr auto kPatience = std::chrono::minutes(10);

}  // namespace gan::test
