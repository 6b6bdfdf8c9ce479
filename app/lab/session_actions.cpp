// Session: what a person does, sent to the trainer.
#include <algorithm>

#include "app/lab/session.h"
#include "core/insight/advice.h"
#include "core/settings/setting_values.h"

namespace gan {

void Session::edit(const SettingEdit& edit) {
  const Setting* setting = find_setting(edit.key);
  GAN_CHECK(setting != nullptr, "a control of an unknown setting");
  if (const Outcome checked = check_value(*setting, edit.value); !checked) {
    messages_.problem(checked.message());
    return;
  }
  refusals_.mended(edit.key);
  const Value value = normalise_value(*setting, edit.value);
  const Value before = shown_value(*setting);
  undo_.change(edit.key, before, value, edit.finished);
  if (before != value || (pending_.find(edit.key) != nullptr && edit.finished)) {
    send_value(edit.key, value, gesture_, edit.finished);
  }
  if (edit.finished) ++gesture_;
}

void Session::refuse(const std::string& key, std::string typed, const std::string& message) {
  refusals_.refuse(key, std::move(typed), message, shown_value(*find_setting(key)));
}

void Session::send_value(const std::string& key, const Value& value, std::uint64_t gesture, bool finished) {
  if (pending_.edit(*find_setting(key), value, finished, gesture)) {
    if (find_setting(key)->acts == Acts::at_start) {
      ++starts_;
      slow_down_for_start();
    }
    const Ticket ticket = send(SetValue{key, value});
    pending_.sent(key, ticket);
    gestures_.emplace_back(ticket, gesture);
  }
  shown_stale_ = true;
  refresh_shown();
}

namespace {

bool acts_at_start(const SettingChange& change) {
  return find_setting(change.key)->acts == Acts::at_start;
}
bool begins_segment(const SettingChange& change) {
  return find_setting(change.key)->acts != Acts::at_once;
}

}  // namespace

// What starts training anew, or rebuilds players, does so once, however much is changed.
void Session::send_changes(const std::vector<SettingChange>& changes, bool forward) {
  if (std::count_if(changes.begin(), changes.end(), begins_segment) > 1) return send_together(changes, forward);
  for (const SettingChange& change : changes) {
    send_value(change.key, forward ? change.after : change.before, gesture_++, true);
  }
}

void Session::send_together(const std::vector<SettingChange>& changes, bool forward) {
  SetValues command;
  for (const SettingChange& change : changes) {
    command.values.emplace_back(change.key, forward ? change.after : change.before);
  }
  // What is taken back comes in the other order; marks name it in the one in which it was set.
  if (!forward) std::reverse(command.values.begin(), command.values.end());
  if (std::any_of(changes.begin(), changes.end(), acts_at_start)) {
    ++starts_;
    slow_down_for_start();
  }
  const Ticket ticket = send(command);
  for (const auto& [key, value] : command.values) {
    pending_.edit(*find_setting(key), value, true, gesture_);
    pending_.sent(key, ticket);
  }
  gestures_.emplace_back(ticket, gesture_++);
  shown_stale_ = true;
  refresh_shown();
}

void Session::edit_together(std::span<const SettingEdit> edits) {
  std::vector<SettingChange> changes;
  for (const SettingEdit& edit : edits) {
    const Setting* setting = find_setting(edit.key);
    GAN_CHECK(setting != nullptr, "a control of an unknown setting");
    if (const Outcome checked = check_value(*setting, edit.value); !checked) {
      return messages_.problem(checked.message());
    }
    refusals_.mended(edit.key);
    changes.push_back({edit.key, shown_value(*setting), normalise_value(*setting, edit.value)});
  }
  undo_.change(changes);
  send_together(changes, true);
}

// By a person: what was under way by itself ends.
Ticket Session::send(Command command) {
  stop_optimum();
  return last_ticket_ = trainer_->send(std::move(command));
}

void Session::play() {
  stop_optimum();
  last_ticket_ = trainer_->play();
}
void Session::pause() {
  last_ticket_ = trainer_->pause();
}
void Session::advance(std::int64_t iterations) {
  stop_optimum();
  last_ticket_ = trainer_->advance_iterations(iterations);
}
void Session::run_to(std::int64_t step) {
  stop_optimum();
  last_ticket_ = trainer_->run_to(step);
}
void Session::take_step(Player player) {
  send(TakeSteps{player});
}
void Session::train_to_optimum() {
  if (optimum_) return stop_optimum();
  if (front_->status.diverged) return messages_.problem(divergence_sentence(*front_));
  pause();
  optimum_.emplace();
}

void Session::stop_optimum() {
  if (!optimum_) return;
  if (optimum_->from()) messages_.note(optimum_->outcome({}));
  optimum_.reset();
}

// When all that was asked for has been done, and what it led to was looked at.
void Session::go_on_to_optimum() {
  if (!optimum_ || !rests()) return;
  if (front_->status.diverged) return optimum_.reset();  // which has been said
  const ProbeResult* const seen = answers_.probe.get();
  if (seen == nullptr || seen->snapshot != front_ || seen->request.response != optimum_->request()) return;
  const BestResponseTraining::Next next = optimum_->look(front_->instant(), seen->response);
  if (!next.end) {
    before_optimum_ = optimum_->from();
    last_ticket_ = trainer_->send(TakeSteps{Player::discriminator, next.steps});
    return;
  }
  messages_.note(optimum_->outcome(next.end));
  optimum_.reset();
}

void Session::same_start() {
  ++starts_;
  slow_down_for_start();
  send(SameStart{});
}
void Session::undo() {
  send_changes(undo_.undo(), false);
}
void Session::redo() {
  send_changes(undo_.redo(), true);
}

void Session::toggle_play() {
  if (front_->status.diverged) return messages_.problem(divergence_sentence(*front_));
  if (activity() == Activity::paused) {
    play();
  } else {
    pause();
  }
}

void Session::set_speed(double substeps_per_second) {
  options_.speed = substeps_per_second;
  paced_ = 0;
  last_ticket_ = trainer_->set_speed(substeps_per_second);
}

// The new game's pauses act from its first iteration on.
void Session::open(Command command, Scenario scenario, std::string label) {
  const Ticket ticket = send(std::move(command));
  openings_.push_back({ticket, std::move(scenario), std::move(label)});
  pause_as(openings_.back().scenario);
}

// A person can go back to any start by typing its number.
std::uint64_t Session::next_seed() const {
  const Setting* setting = find_setting("seed");
  const auto seed = std::get<std::int64_t>(shown_value(*setting));
  const bool last = static_cast<double>(seed) >= setting->maximum;
  return last ? 1 : static_cast<std::uint64_t>(seed) + 1;
}

void Session::new_start(std::uint64_t seed) {
  ++starts_;
  slow_down_for_start();
  send(NewStart{seed});
}

void Session::apply_remedy() {
  const std::size_t next = remedies_applied();
  if (next >= scenario().remedies.size()) return;
  const Remedy& remedy = scenario().remedies[next];
  std::vector<SettingChange> changes;
  for (const auto& [key, value] : remedy.changes) {
    const Setting* setting = find_setting(key);
    changes.push_back({key, shown_value(*setting), normalise_value(*setting, value)});
  }
  undo_.change(changes);
  send_changes(changes, true);
  messages_.note("Applied: " + remedy.title + "." + (remedy.note.empty() ? "" : " " + remedy.note));
}

}  // namespace gan
