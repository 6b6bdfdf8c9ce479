// InlineExecutor: all workers take their turns in the thread that owns it, one after another, whenever the owner gives
// them time: for a machine or a browser with a single thread, and where the order of turns is to be known. Nothing
// interrupts a turn: the pieces that workers cut their work into (some half a millisecond of training, one probe, one
// measurement, one job) are what the owner waits for.
#pragma once

#include <cstddef>
#include <vector>

#include "core/live/executor.h"

namespace gan {

class InlineExecutor final : public Executor {
 public:
  explicit InlineExecutor(const Clock& clock = steady_clock()) : clock_(clock) {}
  ~InlineExecutor() override;
  InlineExecutor(const InlineExecutor&) = delete;
  InlineExecutor& operator=(const InlineExecutor&) = delete;

  const Clock& clock() const override { return clock_; }
  std::unique_ptr<Placement> place(Worker& worker, Urgency urgency = Urgency::usual) override;

  // Gives turns until nobody wants one now, or until the clock has moved on by `budget`, which the last turn may
  // overrun: at least one turn where one is wanted. With a ManualClock nothing but what the turns do moves the time on.
  void run_for(Clock::Duration budget);
  // Gives turns until nobody wants one now. Never returns while something trains without a goal.
  void run_until_idle();

  // How many workers want a turn now, and a turn of one of them, 0 <= which < due(): the one whose turn comes next is
  // the first. Who is urgent comes before who is not; among equals, who has waited longest.
  std::size_t due() const;
  void turn(std::size_t which = 0);
  // When the next turn is wanted: Clock::Time::min(): at once; max(): not before somebody is woken.
  Clock::Time next_turn() const;

 private:
  class Place;
  Place* find_due(std::size_t which) const;

  const Clock& clock_;
  std::vector<Place*> places_;  // who had a turn last is last
  bool in_turn_ = false;
};

}  // namespace gan
