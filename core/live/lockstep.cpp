#include "core/live/lockstep.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr std::size_t kMostShown = 8;  // of a game, that the others have not come to yet
constexpr std::int64_t kLongestStride = 4096;

}  // namespace

std::unique_ptr<Lockstep::Place> Lockstep::join(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  std::size_t free = 0;
  while (free < kMostGames && games_[free].joined) ++free;
  GAN_CHECK(free < kMostGames, "there is room for so many games side by side");
  Game& game = games_[free];
  game.wake = std::move(wake);
  game.trains = game.waits = false;
  game.joined = true;
  ++joined_;
  return std::make_unique<Place>(*this, free);
}

void Lockstep::engage(bool on) {
  engaged_ = on;
  wake_those_who_may(true);
}

void Lockstep::be_strict(bool on) {
  if (strict_.exchange(on) != on) wake_those_who_may(true);
}

// Iterations that a game may be ahead of the slowest.
std::int64_t Lockstep::lead() const {
  return strict_ ? 0 : 2 * stride_;
}

// Of those that train.
bool Lockstep::near_enough(std::size_t game, std::int64_t step, std::int64_t lead) const {
  for (std::size_t other = 0; other < kMostGames; ++other) {
    const Game& g = games_[other];
    if (other != game && g.joined && g.trains && step > g.step + lead) return false;
  }
  return true;
}

// A game that waits goes on when half of its lead is free again: it would have to wait after every iteration else.
void Lockstep::wake_those_who_may(bool all) {
  if (waiting_ == 0) return;
  const std::int64_t near = all ? std::numeric_limits<std::int64_t>::max() / 2 : lead() / 2;
  for (std::size_t i = 0; i < kMostGames; ++i) {
    Game& game = games_[i];
    if (!game.waits || !near_enough(i, game.step, near)) continue;
    const std::lock_guard lock(mutex_);
    if (!game.waits.exchange(false)) continue;
    --waiting_;
    if (game.wake) game.wake();
  }
}

void Lockstep::meet() {
  const std::lock_guard lock(mutex_);
  // The newest step of one that all others have, too.
  const Game* first = nullptr;
  for (const Game& game : games_) {
    if (game.joined && game.trains && first == nullptr) first = &game;
  }
  if (first == nullptr) return;
  const auto shown_at = [](Game& game, std::int64_t step) {
    return std::find_if(game.shown.begin(), game.shown.end(),
                        [&](const auto& snapshot) { return snapshot->position.step == step; });
  };
  for (auto newest = first->shown.rbegin(); newest != first->shown.rend(); ++newest) {
    const std::int64_t step = (*newest)->position.step;
    const bool all = std::all_of(games_.begin(), games_.end(), [&](Game& game) {
      return !game.joined || !game.trains || shown_at(game, step) != game.shown.end();
    });
    if (!all) continue;
    for (Game& game : games_) {
      const auto at = shown_at(game, step);
      if (at == game.shown.end()) continue;
      game.met = *at;
      game.shown.erase(game.shown.begin(), std::next(at));
    }
    return;
  }
}

// More often than is looked at is wasted, and seldom is jerky.
void Lockstep::met_at(Clock::Time now) {
  const auto period = clock_duration(1.0 / kMeetingsASecond);
  const auto took = now - std::exchange(last_meeting_, now);
  if (took < period / 2) {
    stride_ = std::min(kLongestStride, 2 * stride_);
  } else if (took > 2 * period) {
    stride_ = std::max<std::int64_t>(1, stride_ / 2);
  }
}

Lockstep::Place::~Place() {
  {
    const std::lock_guard lock(lockstep_.mutex_);
    Game& game = lockstep_.games_[game_];
    game.wake = nullptr;
    game.shown.clear();
    game.met.reset();
    game.trains = false;
    if (game.waits.exchange(false)) --lockstep_.waiting_;
    game.joined = false;
    --lockstep_.joined_;
  }
  lockstep_.wake_those_who_may(true);
}

void Lockstep::Place::train(bool on, std::int64_t step) {
  Game& game = lockstep_.games_[game_];
  game.step = step;
  if (game.trains.exchange(on) == on) return;
  {
    const std::lock_guard lock(lockstep_.mutex_);
    game.shown.clear();
    game.met.reset();
    lockstep_.counted_meeting_ = -1;
  }
  if (!on) lockstep_.wake_those_who_may(true);
}

void Lockstep::Place::arrive(std::int64_t step) {
  Game& game = lockstep_.games_[game_];
  if (step < game.step) {
    const std::lock_guard lock(lockstep_.mutex_);
    game.shown.clear();
    game.met.reset();
    lockstep_.counted_meeting_ = -1;
  }
  game.step = step;
  lockstep_.wake_those_who_may(false);
}

bool Lockstep::Place::may_go_on(std::int64_t step) {
  if (!lockstep_.in_force()) return true;
  if (lockstep_.near_enough(game_, step, lockstep_.lead())) return true;
  Game& game = lockstep_.games_[game_];
  if (!game.waits.exchange(true)) ++lockstep_.waiting_;
  // What has happened in between nobody tells any more.
  if (lockstep_.in_force() && !lockstep_.near_enough(game_, step, lockstep_.lead())) return false;
  if (game.waits.exchange(false)) --lockstep_.waiting_;
  return true;
}

bool Lockstep::Place::meets_at(std::int64_t step) const {
  return lockstep_.in_force() && !lockstep_.strict() && step % lockstep_.stride_ == 0;
}

void Lockstep::Place::show(std::shared_ptr<const Snapshot> snapshot) {
  const Clock::Time now = lockstep_.clock_.now();
  const std::lock_guard lock(lockstep_.mutex_);
  Game& game = lockstep_.games_[game_];
  const std::int64_t step = snapshot->position.step;
  game.shown.push_back(std::move(snapshot));
  if (game.shown.size() > kMostShown) game.shown.pop_front();
  if (step <= lockstep_.counted_meeting_) return;
  const bool last = std::all_of(lockstep_.games_.begin(), lockstep_.games_.end(),
                                [&](const Game& g) { return !g.joined || !g.trains || g.step >= step; });
  if (!last) return;
  lockstep_.counted_meeting_ = step;
  lockstep_.met_at(now);
}

std::shared_ptr<const Snapshot> Lockstep::Place::met() {
  const std::lock_guard lock(lockstep_.mutex_);
  return std::exchange(lockstep_.games_[game_].met, nullptr);
}

}  // namespace gan
