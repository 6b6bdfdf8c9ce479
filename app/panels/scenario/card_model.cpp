#include "app/panels/scenario/card_model.h"

namespace gan {

void ScenarioCard::begin(const Scenario& scenario) {
  conditions_.clear();
  controls_.clear();
  chosen_.reset();
  told_ = false;
  for (const WatchLine& line : scenario.watch) conditions_.push_back(find_condition(line.when));
  for (const std::string& key : scenario.controls) {
    if (const Setting* setting = find_setting(key)) controls_.push_back({setting, full_title(*setting)});
  }
  if (!scenario.question) return;
  right_ = scenario.question->right;
  answer_step_ = scenario.question->step > 0 ? scenario.question->step : scenario.steps;
}

void ScenarioCard::follow(const Session& session) {
  const Position& now = session.snapshot()->position;
  const bool another = !began_ || session.id() != run_ || session.scenario_revision() != revision_;
  if (another) begin(session.scenario());
  if (another || !session.history().holds(segment_)) by_hand_.assign(conditions_.size(), {});
  began_ = true;
  run_ = session.id();
  revision_ = session.scenario_revision();
  segment_ = now.segment;
  watch_.resize(conditions_.size());
  for (std::size_t i = 0; i < watch_.size(); ++i) {
    watch_[i].happened_at = conditions_[i] ? session.happened_at(*conditions_[i]) : std::nullopt;
    watch_[i].ticked = by_hand_[i].value_or(watch_[i].happened_at.has_value());
  }
  if (chosen_ && now.step >= answer_step_) told_ = true;
}

void ScenarioCard::tick(std::size_t line) {
  watch_[line].ticked = !watch_[line].ticked;
  by_hand_[line] = watch_[line].ticked;
}

Prediction ScenarioCard::prediction() const {
  if (told_) return Prediction::told;
  return chosen_ ? Prediction::made : Prediction::open;
}

AnswerMark ScenarioCard::mark_of(std::size_t answer) const {
  const bool chosen = chosen_ == answer;
  if (!told_) return chosen ? AnswerMark::chosen : AnswerMark::none;
  if (answer == right_) return AnswerMark::right;
  return chosen ? AnswerMark::wrong : AnswerMark::none;
}

void ScenarioCard::choose(std::size_t answer) {
  if (!told_) chosen_ = answer;
}

RemedyState remedy_state(std::size_t step, std::size_t applied) {
  return step < applied ? RemedyState::applied : step == applied ? RemedyState::next : RemedyState::later;
}

}  // namespace gan
