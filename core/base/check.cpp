#include "core/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace gan {

void check_failed(const char* condition, const char* message, const char* file, int line) {
  // Standard error is the only channel that is sure to work while the program is in an unknown state.
  std::fprintf(stderr, "%s:%d: check failed: %s (%s)\n", file, line, condition, message);
  std::abort();
}

}  // namespace gan
