// Lab: what the views ask for, sent to the trainer.
#include <algorithm>
#include <filesystem>

#include "app/models/lab.h"
#include "core/insight/advice.h"
#include "core/io/data_files.h"

namespace gan {

void Lab::carry_out(const Actions& actions) {
  for (const FieldEdit& e : actions.edits) edit(e);
  for (const LabRequest r : actions.requests) request(r);
  if (actions.speed) {
    speed_ = *actions.speed;
    last_ticket_ = trainer_->set_speed(speed_);
  }
  if (actions.scenario) {
    const auto found = std::find_if(scenarios_.begin(), scenarios_.end(),
                                    [&](const Scenario& s) { return s.id == *actions.scenario; });
    if (found != scenarios_.end()) open_scenario(*found);
  }
  if (actions.file) open_file(*actions.file);
  for (const std::string& message : actions.messages) messages_.note(message);
  if (actions.probe) {
    wish_ = actions.probe;
    wish_->record = shows_substeps();
  }
  ask_for_probes();
  walk_wish_.reset();
  if (actions.walk) walk_wish_.emplace().walk = actions.walk;
  ask_for_walk();
  refresh_shown();
}

void Lab::edit(const FieldEdit& edit) {
  const Field* field = find_field(edit.key);
  GAN_CHECK(field != nullptr, "a control of an unknown setting");
  if (const Outcome checked = check_value(*field, edit.value); !checked) {
    messages_.problem(checked.message());
    return;
  }
  if (reload_data(edit)) return;
  const Value value = normalise_value(*field, edit.value);
  const Value before = shown_value(*field);
  undo_.change(edit.key, before, value, edit.finished);
  if (before != value || (pending_.find(edit.key) != nullptr && edit.finished)) {
    send_value(edit.key, value, gesture_, edit.finished);
  }
  if (edit.finished) ++gesture_;
}

// The size of pictures, their colours, the kind of data: what of it is loaded already needs no file. Otherwise the
// change waits for the end of the drag, and then for the file.
bool Lab::reload_data(const FieldEdit& edit) {
  if (!decides_what_is_loaded(edit.key)) return false;
  const Field& field = *find_field(edit.key);
  const bool held = held_edit_ && held_edit_->key == edit.key;
  // A drag ends with the value that is shown, which the drag has not changed.
  const bool end_of_drag = held && edit.finished && edit.value == shown_value(field);
  const Value value = normalise_value(field, end_of_drag ? held_edit_->value : edit.value);
  held_edit_.reset();
  Settings changed = shown_settings_;
  field.set(changed, value);
  if (!needs_loading(changed.spec.data)) return false;
  if (!edit.finished) {
    held_edit_ = edit;
    return true;
  }
  const std::string& file = shown_settings_.spec.data.file;
  open_data({{edit.key, exact(value)}}, std::filesystem::path(file).filename().string());
  return true;
}

void Lab::send_value(const std::string& key, const Value& value, std::uint64_t gesture, bool finished) {
  if (pending_.edit(*find_field(key), value, finished, gesture)) {
    const Ticket ticket = send(Command::set_value(key, value));
    pending_.sent(key, ticket);
    gestures_.emplace_back(ticket, gesture);
  }
  shown_stale_ = true;
}

void Lab::send_changes(const std::vector<SettingChange>& changes, bool forward) {
  for (const SettingChange& change : changes) {
    send_value(change.key, forward ? change.after : change.before, gesture_++, true);
  }
}

void Lab::request(LabRequest request) {
  switch (request) {
    case LabRequest::play:
      last_ticket_ = trainer_->play();
      break;
    case LabRequest::pause:
      last_ticket_ = trainer_->pause();
      break;
    case LabRequest::toggle_play:
      if (snapshot_->status.diverged) {
        messages_.problem(divergence_sentence(*snapshot_));
      } else {
        last_ticket_ = activity() == Activity::paused ? trainer_->play() : trainer_->pause();
      }
      break;
    case LabRequest::step_iteration:
      last_ticket_ = trainer_->advance_iterations(1);
      break;
    case LabRequest::step_discriminator:
      send(Command::simple(CommandKind::discriminator_step));
      break;
    case LabRequest::step_generator:
      send(Command::simple(CommandKind::generator_step));
      break;
    case LabRequest::same_start:
      send(Command::simple(CommandKind::same_start));
      break;
    case LabRequest::new_start:
      new_start();
      break;
    case LabRequest::undo:
      send_changes(undo_.undo(), false);
      break;
    case LabRequest::redo:
      send_changes(undo_.redo(), true);
      break;
    case LabRequest::apply_remedy:
      apply_remedy();
      break;
    case LabRequest::save_recording:
      save_recording();
      break;
    case LabRequest::save_checkpoint:
      save_checkpoint();
      break;
    case LabRequest::cancel_job:
      jobs_.cancel_all();
      break;
    case LabRequest::clear_messages:
      messages_.clear();
      break;
  }
}

// The next seed: a person can go back to any start by typing its number.
void Lab::new_start() {
  const Field* field = find_field("seed");
  const auto seed = std::get<std::int64_t>(shown_value(*field));
  const bool last = static_cast<double>(seed) >= field->maximum;
  send(Command::start_with(last ? 1 : static_cast<std::uint64_t>(seed) + 1));
}

void Lab::apply_remedy() {
  const std::size_t next = remedies_applied();
  if (next >= scenario_.remedies.size()) return;
  const Remedy& remedy = scenario_.remedies[next];
  std::vector<SettingChange> changes;
  for (const auto& [key, value] : remedy.changes) {
    const Field* field = find_field(key);
    changes.push_back({key, shown_value(*field), normalise_value(*field, value)});
  }
  undo_.change(changes);
  send_changes(changes, true);
  messages_.note("Applied: " + remedy.title + "." + (remedy.note.empty() ? "" : " " + remedy.note));
}

}  // namespace gan
