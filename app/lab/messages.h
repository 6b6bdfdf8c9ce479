// Messages: sentences for the person, gathered in a list and never popped up over the work. The newest stands
// in the status bar; the same sentence again only counts up.
#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "core/live/jobs.h"

namespace gan {

enum class MessageKind { note, problem };

struct Message {
  MessageKind kind = MessageKind::note;
  std::string text;
  int times = 1;
};

class Messages {
 public:
  static constexpr std::size_t kMost = 200;  // older ones are forgotten

  void add(MessageKind kind, std::string text);
  void note(std::string text) { add(MessageKind::note, std::move(text)); }
  void problem(std::string text) { add(MessageKind::problem, std::move(text)); }
  void clear();

  const std::deque<Message>& all() const { return messages_; }  // oldest first
  const Message* newest() const { return messages_.empty() ? nullptr : &messages_.back(); }
  // Grows with every message, so that a view can tell whether there is something that it has not shown.
  std::size_t count() const { return count_; }

 private:
  std::deque<Message> messages_;
  std::size_t count_ = 0;
};

// What the status bar says: the work under way and the newest message side by side, so that neither hides the other.
struct StatusLine {
  Jobs::Shown job;                   // its title is null where there is none
  const Message* message = nullptr;  // null where nothing was said
};
StatusLine status_line(const Jobs& jobs, const Messages& messages);

}  // namespace gan
