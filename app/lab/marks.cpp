#include "app/lab/marks.h"

#include <string_view>

#include "core/base/overloaded.h"

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

HistoryMark mark_of(const Event& event) {
  HistoryMark mark;
  mark.segment = event.begins_segment ? event.then.segment : event.stamped.position.segment;
  mark.step = event.begins_segment ? event.then.step : event.stamped.position.step;
  mark.starts_segment = event.begins_segment;
  mark.scheduled = event.scheduled();
  mark.sequence = event.stamped.sequence;
  const Overloaded describe{
      [&](const SetValue& change) {
        mark.key = change.key;
        mark.before = event.before;
        mark.after = event.after;
        describe_change(mark);
      },
      [&](const TakeStep& one) {
        const std::string player = letter_of(one.player);
        mark.counts = false;
        mark.label = player + " step";
        mark.sentence = "One extra step of " + player + " by hand after step " + std::to_string(mark.step) + ".";
      },
      [&](const SameStart&) {
        mark.label = "same start";
        mark.sentence = "Training started again from the same seed.";
      },
      [&](const NewStart& from) {
        mark.label = "seed " + std::to_string(from.seed);
        mark.sentence = "Training started anew from seed " + std::to_string(from.seed) + ".";
      },
      [&](const OpenGame&) {
        mark.label = "opened";
        mark.sentence = "Another game was opened.";
      },
      [&](const LoadGame&) {
        mark.label = "loaded";
        mark.sentence = "A checkpoint was loaded at its step " + std::to_string(mark.step) + ".";
      },
  };
  std::visit(describe, event.stamped.command);
  return mark;
}

}  // namespace gan
