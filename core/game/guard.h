// Guard: what an update that fails falls back to, for every rule. Where training blows up, or memory runs out in the
// middle, the state is what it was before the sub-step.
#pragma once

#include "core/game/game.h"

namespace gan {

template <class Real>
class Guard {
 public:
  // A sub-step on trial: when it ends without having been kept, by a return or by an exception, the state is as it was
  // at its beginning: running statistics, and the players that were announced. One at a time; both have to outlive it.
  class Trial {
   public:
    Trial(Guard& guard, GameState<Real>& state);
    ~Trial();
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    GameState<Real>& state() { return state_; }
    // A player will be moved by a direction of this norm. All are announced before the first one moves: where one of
    // them may overflow, those that were announced are copied.
    void announce(Player player, double norm);
    // Null, or the name of what an update has left infinite or undefined.
    const char* failure() const;
    void keep() { kept_ = true; }

   private:
    Guard& guard_;
    GameState<Real>& state_;
    PerPlayer<bool> announced_, copied_;
    bool risky_ = false, kept_ = false;
  };

 private:
  GameVector<Real> statistics_;
  PerPlayer<PlayerState<Real>> players_;
};

}  // namespace gan
