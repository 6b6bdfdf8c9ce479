// What a person does with mouse and keyboard, in the order in which it happened, handed out frame by frame. A frame
// can show one state of each button and key only: what it could not tell apart (a press and its release, a place and a
// press there, a click and what is typed into what it opens) goes to the frames after it. So nothing is lost, however
// long a frame takes.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

namespace gan {

struct InputEvent {
  enum class Kind { move, leave, button, wheel, key, text, focus };
  enum class Action { release, press, repeat };  // with GLFW's numbers

  Kind kind = Kind::move;
  double x = 0, y = 0;  // move: screen coordinates from the window's corner; wheel: notches
  int code = 0;         // button, or key as GLFW numbers them; code point of a text; focus: 1 or 0
  int scancode = 0;     // of a key
  Action action = Action::press;
  int mods = 0;      // GLFW_MOD_…, of buttons and keys
  std::string name;  // of a key: what the person's layout calls it without modifiers, lower case, or ""

  static InputEvent move(double x, double y);
  static InputEvent button(int code, Action action, int mods = 0);
  static InputEvent wheel(double x, double y);
  static InputEvent key(int code, int scancode, Action action, int mods, std::string name);
  static InputEvent text(unsigned int code_point);
};

class InputQueue {
 public:
  void push(InputEvent event);
  bool empty() const { return waiting_.empty(); }

  // What the next frame gets, good until the next call. `typing`: a text field has the keyboard, so that letters may
  // come many at a time.
  std::span<const InputEvent> next_frame(bool typing);

 private:
  // What the frame that is being filled has so far.
  struct Taken {
    bool moved = false;   // to another place
    bool button = false;  // pressed or let go
    bool wheel = false;
    bool text = false;
    bool pressed = false;       // a key that may change what the next one means
    bool acted = false;         // anything that the modifiers' state belongs to
    int key = -1;               // which key was pressed
    std::vector<int> released;  // keys: for the frame they stay up
  };
  bool fits(const InputEvent& event, const Taken& taken, bool typing) const;
  bool key_fits(const InputEvent& event, const Taken& taken, bool typing) const;
  void take(const InputEvent& event, Taken& taken, bool typing);

  std::deque<InputEvent> waiting_;
  std::vector<InputEvent> frame_;
  double x_ = -1, y_ = -1;  // where the mouse is, for the frames
  int settling_ = 0;        // frames until the keyboard's events go on
};

}  // namespace gan
