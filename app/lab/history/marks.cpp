#include "app/lab/history/marks.h"

#include "core/base/number_text.h"
#include "core/base/overloaded.h"
#include "core/settings/setting_values.h"

namespace gan {

std::string mark_value(const Setting& setting, const Value& value) {
  const std::string written = format_value(setting, value);
  return written.empty() ? "none" : written;
}

void describe_change(HistoryMark& mark) {
  const Setting* setting = find_setting(mark.key);
  GAN_CHECK(setting != nullptr, "a mark of an unknown setting");
  const std::string name = short_title(*setting);
  const std::string before = mark_value(*setting, mark.before);
  const std::string after = mark_value(*setting, mark.after);
  mark.label = name + " " + before + "→" + after;
  const std::string who = mark.scheduled ? "The scenario changed " + name : name + " was changed";
  if (mark.starts_segment) {
    mark.sentence = who + " from " + before + " to " + after + ": training restarted.";
  } else {
    mark.sentence = who + " from " + before + " to " + after + " after step " + whole_text(mark.step);
    mark.sentence += mark.goes_on
                         ? ": " + std::string(letter_of(*setting->player)) + " was rebuilt around what it had learned."
                         : ".";
  }
}

void describe_steps(HistoryMark& mark) {
  const std::string player = letter_of(*mark.by_hand);
  const bool one = mark.steps == 1;
  mark.label = one ? player + " step" : whole_text(mark.steps) + " " + player + " steps";
  mark.sentence = (one ? "One extra step" : whole_text(mark.steps) + " extra steps") + std::string(" of ") + player +
                  " by hand after step " + whole_text(mark.step) + ".";
}

namespace {

// The same of one that changes several.
void describe_changes(HistoryMark& mark) {
  std::string after;
  for (const ChangedValue& change : mark.together) {
    const Setting* setting = find_setting(change.key);
    GAN_CHECK(setting != nullptr, "a mark of an unknown setting");
    after += (after.empty() ? "" : ", ") + short_title(*setting) + " = " + mark_value(*setting, change.after);
  }
  mark.label = after;
  mark.sentence = "Set together: " + after + (mark.starts_segment ? ": training restarted." : ".");
  if (mark.goes_on) mark.sentence += " Networks were rebuilt around what they had learned.";
}

}  // namespace

HistoryMark mark_of(const Event& event) {
  HistoryMark mark;
  mark.segment = event.begins_segment ? event.then.segment : event.stamped.position.segment;
  mark.step = event.begins_segment ? event.then.step : event.stamped.position.step;
  mark.starts_segment = event.begins_segment && !event.goes_on;
  mark.goes_on = event.goes_on;
  mark.scheduled = event.scheduled();
  mark.sequence = mark.first_sequence = event.stamped.sequence;
  const Overloaded describe{
      [&](const SetValue& change) {
        mark.key = change.key;
        mark.before = event.before;
        mark.after = event.after;
        describe_change(mark);
      },
      [&](const TakeSteps& steps) {
        mark.counts = false;
        mark.by_hand = steps.player;
        mark.steps = steps.count;
        describe_steps(mark);
      },
      [&](const SameStart&) {
        mark.label = "restart";
        mark.sentence = "Training was restarted with the same seed.";
      },
      [&](const NewStart& from) {
        mark.label = "seed " + std::to_string(from.seed);
        mark.sentence = "Training was restarted with seed " + std::to_string(from.seed) + ".";
      },
      [&](const OpenGame&) {
        mark.other_game = mark.other_settings = true;
        mark.label = "opened";
        mark.sentence = "Another game was opened.";
      },
      [&](const LoadGame&) {
        mark.other_settings = true;
        mark.label = "loaded";
        mark.sentence = "A checkpoint was loaded at its step " + whole_text(mark.step) + ".";
      },
      [&](const SetValues&) {
        mark.together = event.changed;
        describe_changes(mark);
      },
  };
  std::visit(describe, event.stamped.command);
  return mark;
}

}  // namespace gan
