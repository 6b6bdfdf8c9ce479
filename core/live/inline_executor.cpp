#include "core/live/inline_executor.h"

#include <algorithm>
#include <atomic>

#include "core/base/check.h"

namespace gan {

class InlineExecutor::Place final : public Placement {
 public:
  Place(InlineExecutor& executor, Worker& worker, Urgency urgency)
      : executor_(executor), worker_(worker), urgency_(urgency) {
    executor_.places_.push_back(this);
  }
  ~Place() override { end(); }

  void wake() override { woken_.store(true, std::memory_order_release); }

  void end() override {
    GAN_CHECK(!in_turn_, "a worker can't wait for its own turn to end");
    std::erase(executor_.places_, this);
  }

  Urgency urgency() const { return urgency_; }
  Clock::Time wanted() const {
    if (next_.is_never()) return Clock::Time::max();
    return woken_.load(std::memory_order_acquire) ? Clock::Time::min() : next_.time();
  }
  bool due(Clock::Time now) const { return wanted() <= now && wanted() != Clock::Time::max(); }

  void turn() {
    // What it was woken for is seen by the turn that begins now.
    woken_.exchange(false, std::memory_order_acq_rel);
    in_turn_ = true;
    next_ = worker_.turn({});
    in_turn_ = false;
  }

 private:
  InlineExecutor& executor_;
  Worker& worker_;
  Urgency urgency_;
  std::atomic<bool> woken_{false};  // from any thread
  Next next_ = Next::when_woken();
  bool in_turn_ = false;
};

InlineExecutor::~InlineExecutor() {
  GAN_CHECK(places_.empty(), "an executor outlives what was placed on it");
}

std::unique_ptr<Placement> InlineExecutor::place(Worker& worker, Urgency urgency) {
  return std::make_unique<Place>(*this, worker, urgency);
}

// Null where there are not so many.
InlineExecutor::Place* InlineExecutor::find_due(std::size_t which) const {
  const Clock::Time now = clock_.now();
  for (const Urgency urgency : {Urgency::first, Urgency::usual}) {
    for (Place* place : places_) {
      if (place->urgency() == urgency && place->due(now) && which-- == 0) return place;
    }
  }
  return nullptr;
}

std::size_t InlineExecutor::due() const {
  const Clock::Time now = clock_.now();
  const auto wanted = [now](const Place* place) { return place->due(now); };
  return static_cast<std::size_t>(std::count_if(places_.begin(), places_.end(), wanted));
}

void InlineExecutor::turn(std::size_t which) {
  GAN_CHECK(!in_turn_, "a turn within a turn");
  Place* place = find_due(which);
  GAN_CHECK(place != nullptr, "a turn that nobody wants");
  const auto at = std::find(places_.begin(), places_.end(), place);
  std::rotate(at, at + 1, places_.end());
  in_turn_ = true;
  place->turn();
  in_turn_ = false;
}

void InlineExecutor::run_for(Clock::Duration budget) {
  const Clock::Time end = clock_.now() + budget;
  while (due() > 0) {
    turn();
    if (clock_.now() >= end) return;
  }
}

void InlineExecutor::run_until_idle() {
  while (due() > 0) turn();
}

Clock::Time InlineExecutor::next_turn() const {
  Clock::Time earliest = Clock::Time::max();
  for (const Place* place : places_) earliest = std::min(earliest, place->wanted());
  return earliest;
}

}  // namespace gan
