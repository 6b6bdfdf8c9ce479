#include "tests/study/study_seeds.h"

#include <cstdlib>
#include <sstream>

namespace gan {
namespace {

constexpr std::uint64_t kFreshSeed = 101;

}  // namespace

std::uint64_t first_study_seed() {
  const char* chosen = std::getenv("GANSCOPE_STUDY_SEED");
  const std::uint64_t seed = chosen ? std::strtoull(chosen, nullptr, 10) : 0;
  return seed > 0 ? seed : kFreshSeed;
}

bool is_chosen_study(const std::string& id) {
  const char* chosen = std::getenv("GANSCOPE_STUDY");
  if (!chosen || !*chosen) return true;
  std::istringstream list(chosen);
  for (std::string one; std::getline(list, one, ',');) {
    if (one == id) return true;
  }
  return false;
}

}  // namespace gan
