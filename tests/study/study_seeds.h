// Which studies are played, on which seeds, side by side.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace gan {

// Scenarios are tuned on seeds below 100; GANSCOPE_STUDY_SEED begins at another one, to tune on.
std::uint64_t first_study_seed();

// GANSCOPE_STUDY=ring8,lsgan plays only those.
bool is_chosen_study(const std::string& id);

// play(i) of 0 <= i < seeds. Seeds share nothing, so they go side by side.
template <class Play>
auto over_seeds(int seeds, const Play& play) {
  std::vector<decltype(play(std::size_t{0}))> found(static_cast<std::size_t>(seeds));
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < found.size(); i = next++) found[i] = play(i);
  };
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i) workers.emplace_back(work);
  workers.clear();
  return found;
}

}  // namespace gan
