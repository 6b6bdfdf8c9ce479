#include "app/panels/frame/message_line_model.h"

#include <algorithm>
#include <cmath>

namespace gan {

const Message* MessageLine::update(const Messages& messages, std::string_view game, double now) {
  const bool other_game = game != game_;
  game_ = game;
  const Message* const newest = messages.newest();
  if (newest == nullptr) {
    goes_at_.reset();
  } else if (messages.count() != seen_) {
    goes_at_ = now + (newest->kind == MessageKind::problem ? kProblemSeconds : kNoteSeconds);
  } else if (other_game || (goes_at_ && now >= *goes_at_)) {
    goes_at_.reset();
  }
  seen_ = messages.count();
  return goes_at_ ? newest : nullptr;
}

std::string time_left(double share, double seconds) {
  constexpr double kTellsShare = 0.03, kTellsSeconds = 2;
  if (!(share >= kTellsShare) || share >= 1 || seconds < kTellsSeconds) return "";
  const double left = seconds * (1 - share) / share;
  // Rounded to what is known of it.
  if (left < 60) return "about " + std::to_string(std::max(5L, std::lround(left / 5) * 5)) + " s left";
  return "about " + std::to_string(std::lround(left / 60)) + " min left";
}

}  // namespace gan
