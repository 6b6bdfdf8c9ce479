#include "app/lab/messages.h"

#include <utility>

namespace gan {

void Messages::add(MessageKind kind, std::string text) {
  ++count_;
  if (!messages_.empty() && messages_.back().kind == kind && messages_.back().text == text) {
    ++messages_.back().times;
    return;
  }
  messages_.push_back({kind, std::move(text), 1});
  if (messages_.size() > kMost) messages_.pop_front();
}

StatusLine status_line(const Jobs& jobs, const Messages& messages) {
  return {jobs.shown(), messages.newest()};
}

void Messages::clear() {
  messages_.clear();
}

}  // namespace gan
