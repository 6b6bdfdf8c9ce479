// The pure half of the line of messages: which message stands in it, and for how long.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "app/lab/messages.h"

namespace gan {

// Seconds for which a message stands: time to read it from the last row; a problem's longer.
inline constexpr double kNoteSeconds = 8, kProblemSeconds = 30;

// "about 40 s left" of work of which this share is done after so many seconds; empty where it is too early to tell.
std::string time_left(double share, double seconds);

class MessageLine {
 public:
  // The message to show at `now` (seconds, on a clock that only moves on), or null. One that was there goes when
  // another game is opened: it was about the one before.
  const Message* update(const Messages& messages, std::string_view game, double now);
  // When the one that stands there goes; nothing where none stands.
  std::optional<double> goes_at() const { return goes_at_; }

 private:
  std::size_t seen_ = 0;  // Messages::count() of what was shown last
  std::string game_;
  std::optional<double> goes_at_;
};

}  // namespace gan
