// The worker that a trainer places on its executor: what trains, and what nobody else touches while it does. Part of
// the trainer, whose sources alone include it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/live/pace.h"
#include "core/live/trainer.h"

namespace gan {

class Trainer::Loop final : public Worker {
 public:
  Loop(Trainer& trainer, const Clock& clock);

  // A turn is what goes between two looks at the clock.
  Next turn(const CancelFlag& ending) noexcept override;  // NOLINT(bugprone-exception-escape)
  // After the last turn, in the thread of who ends it: recordings that were asked for are given.
  void end();
  const std::vector<StateHash>& hashes() const { return recorder_.hashes(); }

 private:
  // trainer_loop.cpp
  Next work(const CancelFlag& ending);
  void memory_ran_out();
  void start(Activity activity);
  void end_training(Activity activity);
  void set_activity(Activity activity);
  void announce_activity();
  void substep();
  void iteration_completed();
  void remember();
  bool goal_reached() const;
  bool waits_for_others();
  void meet_others();
  Next rest(Clock::Time now);
  void look_at_clock();
  void show();
  void publish_snapshot();
  bool hand_over();
  void take_events();
  void notify() const;

  bool training() const { return activity_ == Activity::playing || activity_ == Activity::advancing; }
  bool limited() const { return activity_ == Activity::playing && !pace_.unlimited(); }

  // trainer_requests.cpp
  bool requests_waiting() const { return done_ < requests_.size() || trainer_.inbox_.pending(); }
  void handle_requests(const CancelFlag& ending);
  void apply_sets(std::size_t begin, std::size_t end, Ticket first);
  bool apply(const Command& command, Ticket ticket);
  void acknowledge();
  void answer_rest();
  void act(const Command& command, Ticket ticket);
  void act(const Play&, Ticket);
  void act(const Pause&, Ticket);
  void act(const Trainer::Advance& advance, Ticket);
  void act(const RunTo& goal, Ticket);
  void act(PauseAt& at, Ticket);
  void act(const Speed& speed, Ticket);
  void act(const Threads& threads, Ticket);
  void act(std::promise<Recording>& promise, Ticket);

  Trainer& trainer_;
  Run& run_;
  const Clock& clock_;
  Recorder recorder_;
  Pace pace_;
  bool begun_ = false;

  Activity activity_ = Activity::paused;
  std::optional<std::int64_t> iterations_goal_;  // so many are left
  std::optional<std::int64_t> step_goal_;
  std::vector<std::int64_t> pauses_;   // ascending
  std::optional<Position> pause_due_;  // one of them was completed

  std::vector<Request> requests_;  // the batch in hand
  std::size_t done_ = 0;           // so many of it are done
  Ticket taken_ = 0;               // the last request of it
  TrainerOutput local_;            // not handed over yet
  std::size_t events_seen_;        // of the run's
  // The event of the command that was applied last, and what asked for it. What the schedule does has no ticket.
  std::size_t asked_event_ = 0;
  Ticket asked_ticket_ = 0;
  std::int64_t iterations_ = 0;
  bool dirty_ = false;        // the newest snapshot is older than the game
  bool unannounced_ = false;  // something was handed over without a notification
  bool changed_ = false;      // a command was applied in this batch
};

}  // namespace gan
