#include "app/panels/frame/message_line_model.h"

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

}  // namespace gan
