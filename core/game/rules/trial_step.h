// What rules share that try a step on a copy before both players move from where they stand: extragradient and its kin.
#pragma once

#include <utility>

#include "core/game/rules/together.h"

namespace gan {

template <class Real>
class TrialStepRule : public TogetherRule<Real>, protected Motion<Real> {
 public:
  using TogetherRule<Real>::TogetherRule;

 protected:
  // A trial that failed, or for which memory ran out, teaches nobody anything.
  void forget_trial() { tried_ = false; }
  // Makes `ahead_` the state after a step by these gradients.
  void try_step(const GameVectorIn<Real>& gradients, const Hyperparameters& h, const GameState<Real>& state) {
    copy_players(state, ahead_);
    move_players(gradients, h, ahead_);
    tried_ = true;
  }

  // The optimisers go on from what the trial step has taught them (Gidel et al. 2019, 1802.10551, algorithm 4).
  void begin(GameState<Real>& state) override {
    if (!tried_) return;
    for (const Player player : kPlayers) {
      std::swap(state[player].first_moment, ahead_[player].first_moment);
      std::swap(state[player].second_moment, ahead_[player].second_moment);
      state[player].updates = ahead_[player].updates;
    }
    tried_ = false;
  }

  GameState<Real> ahead_;  // parameters, moments and their counters alone

 private:
  bool tried_ = false;
};

}  // namespace gan
