// The scenario's card: which lines of the watch list have happened, which answer a person expects, which settings stand
// on it, and how far the remedy is. What it asks of a person it keeps until another scenario is opened. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "app/lab/session.h"
#include "app/panels/controls/controls_model.h"

namespace gan {

struct WatchItem {
  bool ticked = false;                      // by itself, or by hand
  std::optional<std::int64_t> happened_at;  // so many iterations were complete when it happened by itself
};

enum class Prediction {
  open,  // nothing was chosen, and nobody asked for the answer
  made,  // an answer was chosen, and is not to be seen yet
  told,  // the right answer is shown
};

enum class AnswerMark { none, chosen, right, wrong };

enum class RemedyState { applied, next, later };

class ScenarioCard {
 public:
  // To be called with every frame that shows it: another scenario begins with nothing, a restart with no ticks.
  void follow(const Session& session);

  std::span<const WatchItem> watch() const { return watch_; }
  void tick(std::size_t line);  // by hand, and back

  Prediction prediction() const;
  std::optional<std::size_t> chosen() const { return chosen_; }
  bool was_right() const { return chosen_ && *chosen_ == right_; }
  AnswerMark mark_of(std::size_t answer) const;
  void choose(std::size_t answer);  // until the right one is told
  void tell() { told_ = true; }     // now, whether or not it can be seen yet
  std::int64_t told_at() const { return answer_step_; }

  // The settings that matter most, with their names; what the present game doesn't heed is among them.
  std::span<const ControlItem> controls() const { return controls_; }

 private:
  void begin(const Scenario& scenario);

  RunId run_;
  std::uint64_t revision_ = 0;  // Session::scenario_revision()
  std::int64_t segment_ = -1;
  bool began_ = false;
  std::vector<std::optional<ConditionId>> conditions_;  // of each line
  std::vector<std::optional<bool>> by_hand_;
  std::vector<WatchItem> watch_;
  std::vector<ControlItem> controls_;
  std::optional<std::size_t> chosen_;
  std::size_t right_ = 0;
  std::int64_t answer_step_ = 0;
  bool told_ = false;
};

// Of a scenario's remedy `step`, where so many are in force.
RemedyState remedy_state(std::size_t step, std::size_t applied);

}  // namespace gan
