#include "core/game/guard.h"

#include <cmath>
#include <utility>

#include "core/base/norm.h"

namespace gan {
namespace {

// Gradients and parameters below this can't overflow single precision in one update, whatever the learning rate; above
// it the players are copied before they move.
constexpr double kRisky = 1e12;

constexpr PerPlayer<const char*> kParameterNames{"the discriminator's parameters", "the generator's parameters"};

template <class Real>
bool all_finite(const PlayerState<Real>& player) {
  using std::isfinite;
  for (const auto* block : {&player.parameters, &player.first_moment, &player.second_moment, &player.remembered}) {
    if (!isfinite(squared_norm(*block))) return false;
  }
  return true;
}

}  // namespace

template <class Real>
Guard<Real>::Trial::Trial(Guard& guard, GameState<Real>& state) : guard_(guard), state_(state) {
  for (const Player player : kPlayers) guard_.statistics_[player] = state_[player].buffers;
}

// Swaps and copies between blocks of one size: nothing here can fail.
template <class Real>
Guard<Real>::Trial::~Trial() {
  if (kept_) return;
  for (const Player player : kPlayers) {
    if (copied_[player]) std::swap(state_[player], guard_.players_[player]);
    state_[player].buffers = guard_.statistics_[player];
  }
}

template <class Real>
void Guard<Real>::Trial::announce(Player player, double norm) {
  announced_[player] = true;
  risky_ = risky_ || norm > kRisky || value_of(norm_of(state_[player].parameters)) > kRisky ||
           value_of(norm_of(state_[player].remembered)) > kRisky;
  if (!risky_) return;
  for (const Player moving : kPlayers) {
    if (!announced_[moving] || copied_[moving]) continue;
    guard_.players_[moving] = state_[moving];
    copied_[moving] = true;
  }
}

template <class Real>
const char* Guard<Real>::Trial::failure() const {
  for (const Player player : kPlayers) {
    if (copied_[player] && !all_finite(state_[player])) return kParameterNames[player];
  }
  return nullptr;
}

template class Guard<float>;
template class Guard<double>;
template class Guard<DualNumber<double>>;

}  // namespace gan
