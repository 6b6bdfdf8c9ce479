#include "core/io/machine/processors.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <thread>

namespace gan {
namespace {

// Linux names, for each processor, those that share its core; 0 where nothing is said.
int physical_cores() {
  std::set<std::string> cores;
  for (int i = 0;; ++i) {
    std::ifstream file("/sys/devices/system/cpu/cpu" + std::to_string(i) + "/topology/thread_siblings_list");
    std::string siblings;
    if (!std::getline(file, siblings)) break;
    cores.insert(siblings);
  }
  return static_cast<int>(cores.size());
}

}  // namespace

int default_thread_count() {
  const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int cores = physical_cores();
  // A container may be given fewer processors than the machine has.
  return std::max(1, (cores > 0 ? std::min(cores, processors) : processors) - 1);
}

}  // namespace gan
