#include "app/platform/input_queue.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>

namespace gan {
namespace {

using Kind = InputEvent::Kind;
using Action = InputEvent::Action;

// Frames after a click, or after Enter, in which what it opened takes the keyboard.
constexpr int kFramesToOpen = 3;

bool is_modifier(int key) {
  return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER;
}

// A key that only writes: in a text field its going down and up means nothing but the letter.
bool only_writes(const InputEvent& event) {
  return event.code < GLFW_KEY_ESCAPE && (event.mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) == 0;
}

bool opens(const InputEvent& event) {
  return event.code == GLFW_KEY_ENTER || event.code == GLFW_KEY_KP_ENTER;
}

}  // namespace

InputEvent InputEvent::move(double x, double y) {
  InputEvent event;
  event.x = x;
  event.y = y;
  return event;
}

InputEvent InputEvent::button(int code, Action action, int mods) {
  InputEvent event;
  event.kind = Kind::button;
  event.code = code;
  event.action = action;
  event.mods = mods;
  return event;
}

InputEvent InputEvent::wheel(double x, double y) {
  InputEvent event = move(x, y);
  event.kind = Kind::wheel;
  return event;
}

InputEvent InputEvent::key(int code, int scancode, Action action, int mods, std::string name) {
  InputEvent event = button(code, action, mods);
  event.kind = Kind::key;
  event.scancode = scancode;
  event.name = std::move(name);
  return event;
}

InputEvent InputEvent::text(unsigned int code_point) {
  InputEvent event;
  event.kind = Kind::text;
  event.code = static_cast<int>(code_point);
  return event;
}

void InputQueue::push(InputEvent event) {
  // Of a wandering mouse the newest place is enough.
  if (event.kind == Kind::move && !waiting_.empty() && waiting_.back().kind == Kind::move) {
    waiting_.back() = std::move(event);
    return;
  }
  // A held key repeats in real time; while it waits once it need not wait twice.
  if (event.kind == Kind::key && event.action == Action::repeat) {
    for (const InputEvent& waiting : waiting_) {
      if (waiting.kind == Kind::key && waiting.code == event.code) return;
    }
  }
  waiting_.push_back(std::move(event));
}

bool InputQueue::key_fits(const InputEvent& event, const Taken& taken, bool typing) const {
  if (is_modifier(event.code)) return !taken.acted && !taken.text;
  if (taken.button || taken.wheel || settling_ > 0) return false;
  if (typing && only_writes(event)) return !taken.pressed;
  if (event.action == Action::release) return taken.key != event.code;
  const bool was_down = std::find(taken.released.begin(), taken.released.end(), event.code) != taken.released.end();
  return !taken.pressed && !taken.text && !was_down;
}

bool InputQueue::fits(const InputEvent& event, const Taken& taken, bool typing) const {
  switch (event.kind) {
    case Kind::move:
    case Kind::leave:
      return !taken.button && !taken.wheel;
    case Kind::button:
      // What lies under the mouse has to be known before it is pressed, and a drag ends where it was drawn last.
      return !taken.moved && !taken.button && !taken.wheel && !taken.pressed && !taken.text;
    case Kind::wheel:
      return !taken.moved && !taken.button && !taken.pressed;
    case Kind::key:
      return key_fits(event, taken, typing);
    case Kind::text:
      return !taken.button && settling_ <= 0 && !(taken.pressed && taken.key >= GLFW_KEY_ESCAPE);
    case Kind::focus:
      return true;
  }
  return true;
}

void InputQueue::take(const InputEvent& event, Taken& taken, bool typing) {
  switch (event.kind) {
    case Kind::move:
      taken.moved = taken.moved || event.x != x_ || event.y != y_;
      x_ = event.x;
      y_ = event.y;
      break;
    case Kind::leave:
      taken.moved = true;
      x_ = y_ = -1;
      break;
    case Kind::button:
      taken.button = taken.acted = true;
      settling_ = kFramesToOpen;
      break;
    case Kind::wheel:
      taken.wheel = taken.acted = true;
      break;
    case Kind::key:
      if (event.action == Action::release) taken.released.push_back(event.code);
      if (is_modifier(event.code) || event.action == Action::release || (typing && only_writes(event))) break;
      taken.pressed = taken.acted = true;
      taken.key = event.code;
      if (opens(event)) settling_ = kFramesToOpen;
      break;
    case Kind::text:
      taken.text = true;
      break;
    case Kind::focus:
      break;
  }
}

std::span<const InputEvent> InputQueue::next_frame(bool typing) {
  frame_.clear();
  if (settling_ > 0) --settling_;
  Taken taken;
  while (!waiting_.empty() && fits(waiting_.front(), taken, typing)) {
    frame_.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
    take(frame_.back(), taken, typing);
  }
  return frame_;
}

}  // namespace gan
