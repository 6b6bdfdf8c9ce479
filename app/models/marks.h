// Marks: says in words what a command did. A ChangeTracker follows the applied commands through the settings,
// so that each change is described by the value before it and the value after it.
#pragma once

#include <string>

#include "app/models/history.h"
#include "core/game/fields.h"

namespace gan {

// The field's title with its player and without its symbol: "D learning rate", "G hidden layers", "k".
std::string short_title(const Field& field);
// Writes label and sentence from key, values and place of a mark that changes a setting.
void describe_change(HistoryMark& mark);

class ChangeTracker {
 public:
  explicit ChangeTracker(const Settings& initial) : current_(initial), base_(initial) {}

  // The commands in the order in which they were applied.
  HistoryMark follow(const StampedCommand& stamped, bool scheduled);
  const Settings& current() const { return current_; }

 private:
  void follow_set(const StampedCommand& stamped, bool scheduled, HistoryMark& mark);

  Settings current_;
  Settings base_;  // what the next start begins with: without the scenario's own changes
};

}  // namespace gan
