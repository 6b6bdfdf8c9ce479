// UndoStack: what a person changed in the settings, as pairs of values before and after, so that Ctrl+Z sends
// the change back. One gesture (a drag, a typed number, a scenario's named change) is one entry. It holds no
// game state: undoing a change of the data starts a new segment like making it did.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/game/spec.h"

namespace gan {

struct SettingChange {
  std::string key;
  Value before;
  Value after;
};

class UndoStack {
 public:
  static constexpr std::size_t kMost = 500;  // gestures

  // `before` is what the control showed. While a gesture is not finished, changes of the same key extend it;
  // a gesture that ends where it began leaves no entry.
  void change(const std::string& key, const Value& before, const Value& after, bool finished);
  // Several changes as one gesture.
  void change(std::vector<SettingChange> changes);
  // The change was refused: takes the newest open or finished entry of that key back.
  void forget(const std::string& key);
  void clear();

  bool can_undo() const { return !done_.empty(); }
  bool can_redo() const { return !undone_.empty(); }
  // What undo would take back; empty where there is nothing.
  std::span<const SettingChange> next() const {
    return done_.empty() ? std::span<const SettingChange>() : std::span<const SettingChange>(done_.back());
  }
  // The gesture to send back (in reverse, `before`) or again (in order, `after`); empty when there is none.
  std::vector<SettingChange> undo();
  std::vector<SettingChange> redo();

 private:
  using Gesture = std::vector<SettingChange>;
  std::vector<Gesture> done_;
  std::vector<Gesture> undone_;
  bool open_ = false;  // the newest gesture goes on
};

}  // namespace gan
