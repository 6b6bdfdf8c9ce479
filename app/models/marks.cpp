#include "app/models/marks.h"

#include <string_view>

namespace gan {

std::string short_title(const Field& field) {
  std::string title = field.title;
  // "η", "β₁": a last word that is no Latin word is the symbol; "D β₁" keeps it, for nothing else is left.
  const auto space = title.rfind(' ');
  if (space != std::string::npos && space > 1 && static_cast<unsigned char>(title[space + 1]) >= 0x80) {
    title.erase(space);
  }
  const std::string_view key = field.key;
  if (key.starts_with("generator.")) return "G " + title;
  if (key.starts_with("discriminator.")) return "D " + title;
  return title;
}

void describe_change(HistoryMark& mark) {
  const Field* field = find_field(mark.key);
  GAN_CHECK(field != nullptr, "a mark of an unknown setting");
  const std::string name = short_title(*field);
  const auto text = [&](const Value& value) {
    const std::string written = format_value(*field, value);
    return written.empty() ? std::string("none") : written;
  };
  const std::string before = text(mark.before);
  const std::string after = text(mark.after);
  mark.label = name + " " + before + "→" + after;
  const std::string who = mark.scheduled ? "The scenario changed " + name : name + " was changed";
  if (mark.starts_segment) {
    mark.sentence = who + " from " + before + " to " + after + ": training started anew.";
  } else {
    mark.sentence =
        who + " from " + before + " to " + after + " after step " + std::to_string(mark.step) + ".";
  }
}

HistoryMark ChangeTracker::follow(const StampedCommand& stamped, bool scheduled) {
  const Command& command = stamped.command;
  HistoryMark mark;
  mark.segment = stamped.position.segment;
  mark.step = stamped.position.step;
  mark.scheduled = scheduled;
  mark.sequence = scheduled ? 0 : stamped.sequence;
  const auto begin_segment = [&](std::int64_t step) {
    mark.starts_segment = true;
    ++mark.segment;
    mark.step = step;
  };
  switch (command.kind) {
    case CommandKind::set:
      follow_set(stamped, scheduled, mark);
      break;
    case CommandKind::discriminator_step:
    case CommandKind::generator_step: {
      const bool d = command.kind == CommandKind::discriminator_step;
      mark.counts = false;
      mark.label = d ? "D step" : "G step";
      mark.sentence = std::string("One extra step of ") + (d ? "D" : "G") + " by hand after step " +
                      std::to_string(mark.step) + ".";
      break;
    }
    case CommandKind::same_start:
      current_ = base_;
      begin_segment(0);
      mark.label = "same start";
      mark.sentence = "Training started again from the same seed.";
      break;
    case CommandKind::new_start:
      base_.spec.seed = command.seed;
      current_ = base_;
      begin_segment(0);
      mark.label = "seed " + std::to_string(command.seed);
      mark.sentence = "Training started anew from seed " + std::to_string(command.seed) + ".";
      break;
    case CommandKind::open:
      current_ = base_ = *command.settings;
      begin_segment(0);
      mark.label = "opened";
      mark.sentence = "Another game was opened.";
      break;
    case CommandKind::load:
      current_ = base_ = command.saved->settings;
      begin_segment(command.saved->state.step);
      mark.label = "loaded";
      mark.sentence = "A checkpoint was loaded at its step " + std::to_string(mark.step) + ".";
      break;
  }
  return mark;
}

void ChangeTracker::follow_set(const StampedCommand& stamped, bool scheduled, HistoryMark& mark) {
  const Command& command = stamped.command;
  const Field* field = find_field(command.key);
  GAN_CHECK(field != nullptr, "an applied command has a known key");
  mark.key = command.key;
  mark.before = field->get(current_);
  mark.after = normalise_value(*field, command.value);
  if (scheduled) {
    field->set(current_, mark.after);
  } else if (field->is_hyperparameter()) {
    field->set(base_, mark.after);
    field->set(current_, mark.after);
  } else {
    field->set(base_, mark.after);
    current_ = base_;
    mark.starts_segment = true;
    ++mark.segment;
    mark.step = 0;
  }
  describe_change(mark);
}

}  // namespace gan
