// Lockstep: games that train side by side keep to the same iteration. None begins an iteration before the others are
// near enough, and all show themselves at the same steps, so that what is seen of them belongs together. Changes no
// number of a game: each is what it would be alone. What a trainer calls costs a few atomic reads an iteration.
//
// How far one may be ahead and how often they meet follows from how fast they train: about kMeetingsASecond meetings,
// and at most two of them ahead. Where sub-steps are followed one by one (`strict`) none is ahead at all.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "core/live/clock.h"
#include "core/run/snapshot.h"

namespace gan {

class Lockstep {
 public:
  static constexpr std::size_t kMostGames = 4;
  static constexpr double kMeetingsASecond = 60;

  // `clock` outlives it.
  explicit Lockstep(const Clock& clock) : clock_(clock) {}

  // A game's place, until it leaves. `wake` is called from other threads where it waits and need not any more; it is
  // not called once leave() has returned. More than kMostGames is a fault of the program.
  class Place;
  std::unique_ptr<Place> join(std::function<void()> wake);

  // Off: each trains as if alone. One game alone does so in any case.
  void engage(bool on);
  bool engaged() const { return engaged_.load(std::memory_order_acquire); }
  // In force: on, and there is somebody to keep step with.
  bool in_force() const { return engaged() && joined_.load(std::memory_order_acquire) > 1; }
  void be_strict(bool on);
  bool strict() const { return strict_.load(std::memory_order_acquire); }

  // Of whoever shows the games, in one thread: finds the newest step at which all that train have shown themselves
  // since the last call. Place::met then has the snapshots.
  void meet();

 private:
  std::int64_t lead() const;
  bool near_enough(std::size_t game, std::int64_t step, std::int64_t lead) const;
  void wake_those_who_may(bool all);
  void met_at(Clock::Time now);

  const Clock& clock_;
  std::atomic<bool> engaged_{false}, strict_{false};
  std::atomic<std::size_t> joined_{0};
  std::atomic<int> waiting_{0};
  std::atomic<std::int64_t> stride_{1};  // iterations between two meetings: a power of two
  // One per place. What is atomic is read by the other games' threads.
  struct Game {
    std::atomic<bool> joined{false}, trains{false}, waits{false};
    std::atomic<std::int64_t> step{0};
    std::function<void()> wake;                         // under mutex_
    std::deque<std::shared_ptr<const Snapshot>> shown;  // under mutex_, in order of their steps
    std::shared_ptr<const Snapshot> met;                // under mutex_
  };
  mutable std::mutex mutex_;
  std::array<Game, kMostGames> games_;
  std::int64_t counted_meeting_ = -1;  // under mutex_: the newest that all had come to
  Clock::Time last_meeting_{};         // under mutex_
};

// All but met() is called in the turns of the game's trainer.
class Lockstep::Place {
 public:
  Place(Lockstep& lockstep, std::size_t game) : lockstep_(lockstep), game_(game) {}
  ~Place();
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  // It trains from this step on, or rests and is not waited for.
  void train(bool on, std::int64_t step);
  // So many iterations are complete, which may be fewer than before where it began anew.
  void arrive(std::int64_t step);
  // Whether the iteration after `step` may begin. If not, it is woken when it may.
  bool may_go_on(std::int64_t step);
  // Whether it shows itself at this step.
  bool meets_at(std::int64_t step) const;
  void show(std::shared_ptr<const Snapshot> snapshot);
  // What is shown are meetings, and nothing in between.
  bool in_force() const { return lockstep_.in_force() && !lockstep_.strict(); }

  // What it was at the newest meeting, once; null where there was none since. From the thread of meet().
  std::shared_ptr<const Snapshot> met();

 private:
  Lockstep& lockstep_;
  std::size_t game_;
};

}  // namespace gan
