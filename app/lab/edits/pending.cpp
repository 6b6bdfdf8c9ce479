#include "app/lab/edits/pending.h"

namespace gan {

bool PendingEdits::edit(const Setting& setting, const Value& value, bool finished, std::uint64_t gesture) {
  Edit& edit = edits_[setting.key];
  edit.shown = value;
  edit.gesture = gesture;
  edit.held = !finished && setting.acts != Acts::at_once;
  edit.waiting = edit.held || edit.ticket.has_value();
  return !edit.waiting;
}

void PendingEdits::sent(const std::string& key, Ticket ticket) {
  const auto found = edits_.find(key);
  GAN_CHECK(found != edits_.end(), "what is sent was edited");
  found->second.ticket = ticket;
  found->second.waiting = false;
}

std::vector<PendingEdits::Due> PendingEdits::acknowledged(Ticket ticket) {
  std::vector<Due> due;
  for (auto at = edits_.begin(); at != edits_.end();) {
    Edit& edit = at->second;
    const bool arrived = edit.ticket && *edit.ticket <= ticket;
    if (arrived) edit.ticket.reset();
    if (edit.waiting && !edit.held && !edit.ticket) due.push_back({at->first, edit.shown, edit.gesture});
    const bool done = arrived && !edit.waiting;
    at = done ? edits_.erase(at) : std::next(at);
  }
  return due;
}

const Value* PendingEdits::find(const std::string& key) const {
  const auto found = edits_.find(key);
  return found == edits_.end() ? nullptr : &found->second.shown;
}

void PendingEdits::overlay(Settings& settings) const {
  for (const auto& [key, edit] : edits_) find_setting(key)->set(settings, edit.shown);
}

}  // namespace gan
