// Processor time of the thread that asks: what other programs do on the machine is not in it.
#pragma once

#include <ctime>

namespace gan::bench {

// Seconds since the thread began; 0 where the system does not say.
inline double thread_seconds() {
#ifdef CLOCK_THREAD_CPUTIME_ID
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
#else
  return 0;
#endif
}

}  // namespace gan::bench
