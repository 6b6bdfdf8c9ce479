#include "core/io/machine/machine_memory.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#ifndef _WIN32
#include <sys/resource.h>
#include <unistd.h>
#endif
#ifdef __APPLE__
#include <sys/sysctl.h>
#endif

namespace gan {
namespace {

using MaybeBytes = std::optional<double>;

// A file that holds one number, as control groups have them; nothing for "max".
MaybeBytes number_in(const std::string& path) {
  std::ifstream file(path);
  double number = 0;
  if (!(file >> number)) return std::nullopt;
  return number;
}

// The number behind a name: "MemAvailable:   123 kB", "inactive_file 123".
MaybeBytes number_behind(const std::string& path, const std::string& name) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string word;
    double number = 0;
    if (words >> word >> number && (word == name || word == name + ":")) return number;
  }
  return std::nullopt;
}

struct OwnUse {
  double resident = 0, mapped = 0;
};

OwnUse own_use() {
  OwnUse use;
#if defined(__linux__)
  std::ifstream file("/proc/self/statm");
  double mapped = 0, resident = 0;
  if (file >> mapped >> resident) {
    const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
    use = {resident * page, mapped * page};
  }
#endif
  return use;
}

void take_less(MemoryLimit& least, const MaybeBytes& bytes, const char* whose, const char* rest = "") {
  if (!bytes || *bytes >= least.bytes) return;
  least = {*bytes, whose + (" " + memory_text(*bytes)) + rest};
}

MaybeBytes machine_free(const OwnUse& own) {
#if defined(__linux__)
  const MaybeBytes available = number_behind("/proc/meminfo", "MemAvailable");
  if (!available) return std::nullopt;
  return (*available + number_behind("/proc/meminfo", "SwapFree").value_or(0)) * 1024 + own.resident;
#elif defined(__APPLE__)
  std::int64_t bytes = 0;
  std::size_t size = sizeof bytes;
  if (sysctlbyname("hw.memsize", &bytes, &size, nullptr, 0) != 0) return std::nullopt;
  return static_cast<double>(bytes) - own.resident;
#else
  return std::numeric_limits<double>::infinity() - own.resident;
#endif
}

// What a group's limit leaves, files that are only cached not counted as used.
MaybeBytes group_leaves(const std::string& folder, const char* limit, const char* used, const char* cached,
                        const OwnUse& own) {
  const MaybeBytes most = number_in(folder + "/" + limit);
  if (!most) return std::nullopt;
  const double cache = number_behind(folder + "/memory.stat", std::string(cached) + "inactive_file").value_or(0) +
                       number_behind(folder + "/memory.stat", std::string(cached) + "active_file").value_or(0);
  return *most - std::max(0.0, number_in(folder + "/" + used).value_or(0) - cache) + own.resident;
}

// Control groups of this program and those around them, in both versions. Inside a container only the root may be
// there.
void take_groups(MemoryLimit& least, const OwnUse& own) {
  constexpr const char* kWhose = "its control group leaves";
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const bool unified = controllers.empty();
    if (!unified && ("," + controllers + ",").find(",memory,") == std::string::npos) continue;
    const std::string root = unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
    for (std::string path = line.substr(second + 1);; path.resize(path.rfind('/'))) {
      if (path == "/") path.clear();
      take_less(least,
                unified ? group_leaves(root + path, "memory.max", "memory.current", "", own)
                        : group_leaves(root + path, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_", own),
                kWhose);
      if (path.find('/') == std::string::npos) break;
    }
  }
}

#ifndef _WIN32
MaybeBytes limit_leaves(const rlimit& limit, double used) {
  if (limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
  return static_cast<double>(limit.rlim_cur) - used;
}
#endif

}  // namespace

MemoryLimit free_memory() {
  const OwnUse own = own_use();
  MemoryLimit least{std::numeric_limits<double>::infinity(), "nobody knows how much there is"};
  take_less(least, machine_free(own), "this machine has", " free");
  take_groups(least, own);
#ifndef _WIN32
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) == 0) {
    take_less(least, limit_leaves(limit, own.mapped - own.resident), "its limit on address space (ulimit -v) leaves");
  }
  if (getrlimit(RLIMIT_DATA, &limit) == 0) {
    take_less(least, limit_leaves(limit, 0), "its limit on data (ulimit -d) allows");
  }
#endif
  return least;
}

}  // namespace gan
