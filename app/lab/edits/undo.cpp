#include "app/lab/edits/undo.h"

#include <algorithm>
#include <utility>

namespace gan {

void UndoStack::change(const std::string& key, const Value& before, const Value& after, bool finished) {
  const bool goes_on = open_ && !done_.empty() && done_.back().size() == 1 && done_.back()[0].key == key;
  if (goes_on) {
    done_.back()[0].after = after;
  } else if (before != after) {
    done_.push_back({{key, before, after}});
    if (done_.size() > kMost) done_.erase(done_.begin());
  } else {
    open_ = false;
    return;
  }
  undone_.clear();
  open_ = !finished;
  if (finished && done_.back()[0].before == done_.back()[0].after) done_.pop_back();
}

void UndoStack::change(std::vector<SettingChange> changes) {
  open_ = false;
  std::erase_if(changes, [](const SettingChange& c) { return c.before == c.after; });
  if (changes.empty()) return;
  undone_.clear();
  done_.push_back(std::move(changes));
  if (done_.size() > kMost) done_.erase(done_.begin());
}

void UndoStack::forget(const std::string& key) {
  for (auto gesture = done_.rbegin(); gesture != done_.rend(); ++gesture) {
    const auto found =
        std::find_if(gesture->begin(), gesture->end(), [&](const SettingChange& c) { return c.key == key; });
    if (found == gesture->end()) continue;
    gesture->erase(found);
    if (gesture->empty()) done_.erase(std::next(gesture).base());
    open_ = false;
    return;
  }
}

void UndoStack::clear() {
  done_.clear();
  undone_.clear();
  open_ = false;
}

std::vector<SettingChange> UndoStack::undo() {
  open_ = false;
  if (done_.empty()) return {};
  Gesture gesture = std::move(done_.back());
  done_.pop_back();
  undone_.push_back(gesture);
  std::reverse(gesture.begin(), gesture.end());
  return gesture;
}

std::vector<SettingChange> UndoStack::redo() {
  open_ = false;
  if (undone_.empty()) return {};
  done_.push_back(std::move(undone_.back()));
  undone_.pop_back();
  return done_.back();
}

}  // namespace gan
