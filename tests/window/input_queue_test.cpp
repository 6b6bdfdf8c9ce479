// What a frame can't tell apart comes in the frames after it, in the order in which it was done.
#include "app/platform/input_queue.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

namespace gan {
namespace {

using Action = InputEvent::Action;

InputEvent down(int key, int mods = 0) {
  return InputEvent::key(key, 0, Action::press, mods, "");
}
InputEvent up(int key) {
  return InputEvent::key(key, 0, Action::release, 0, "");
}
InputEvent press(int button = 0) {
  return InputEvent::button(button, Action::press);
}
InputEvent release(int button = 0) {
  return InputEvent::button(button, Action::release);
}

// The frames that the queue needs, each a word: M move, B button down, b up, W wheel, K key down, k up, R repeat, T
// text, . nothing.
std::string frames(InputQueue& queue, bool typing = false) {
  std::string text;
  for (int i = 0; i < 100 && !queue.empty(); ++i) {
    std::string frame;
    for (const InputEvent& event : queue.next_frame(typing)) {
      const bool pressed = event.action == Action::press;
      switch (event.kind) {
        case InputEvent::Kind::move:
          frame += 'M';
          break;
        case InputEvent::Kind::leave:
          frame += 'L';
          break;
        case InputEvent::Kind::button:
          frame += pressed ? 'B' : 'b';
          break;
        case InputEvent::Kind::wheel:
          frame += 'W';
          break;
        case InputEvent::Kind::key:
          frame += event.action == Action::repeat ? 'R' : pressed ? 'K' : 'k';
          break;
        case InputEvent::Kind::text:
          frame += 'T';
          break;
        case InputEvent::Kind::focus:
          frame += 'F';
          break;
      }
    }
    text += (text.empty() ? "" : " ") + (frame.empty() ? "." : frame);
  }
  return text;
}

TEST(InputQueue, AClickInOneFrameIsPlacePressAndRelease) {
  InputQueue queue;
  queue.push(InputEvent::move(10, 20));
  queue.push(press());
  queue.push(release());
  EXPECT_EQ(frames(queue), "M B b");
  // The mouse is there already.
  queue.push(InputEvent::move(10, 20));
  queue.push(press());
  queue.push(release());
  EXPECT_EQ(frames(queue), "MB b");
}

TEST(InputQueue, TwoClicksAreNotOne) {
  InputQueue queue;
  for (int i = 0; i < 2; ++i) {
    queue.push(press());
    queue.push(release());
  }
  EXPECT_EQ(frames(queue), "B b B b");
}

TEST(InputQueue, ADragEndsWhereItWasDrawnLast) {
  InputQueue queue;
  queue.push(press());
  queue.push(InputEvent::move(5, 5));
  queue.push(InputEvent::move(9, 5));  // of a wandering mouse the newest place is enough
  queue.push(release());
  queue.push(InputEvent::move(50, 50));
  EXPECT_EQ(frames(queue), "B M b M");
}

TEST(InputQueue, TheWheelTurnsWhereTheMouseIs) {
  InputQueue queue;
  queue.push(InputEvent::move(3, 4));
  queue.push(InputEvent::wheel(0, 1));
  queue.push(InputEvent::wheel(0, 1));
  queue.push(InputEvent::move(100, 4));
  EXPECT_EQ(frames(queue), "M WW M");
}

TEST(InputQueue, EveryKeyHasItsFrame) {
  InputQueue queue;
  queue.push(down(GLFW_KEY_LEFT_CONTROL));
  queue.push(down(GLFW_KEY_O, GLFW_MOD_CONTROL));
  queue.push(up(GLFW_KEY_O));
  queue.push(up(GLFW_KEY_LEFT_CONTROL));
  queue.push(down(GLFW_KEY_DOWN));
  queue.push(up(GLFW_KEY_DOWN));
  queue.push(down(GLFW_KEY_DOWN));
  queue.push(up(GLFW_KEY_DOWN));
  // The modifier is held as long as what it belongs to is shown.
  EXPECT_EQ(frames(queue), "KK kkK k K k");
}

TEST(InputQueue, WhatAClickOpensHasTimeToOpenBeforeItIsTypedInto) {
  InputQueue queue;
  queue.push(press());
  queue.push(release());
  queue.push(down(GLFW_KEY_5));
  queue.push(InputEvent::text('5'));
  queue.push(up(GLFW_KEY_5));
  EXPECT_EQ(frames(queue), "B b . . KT k");
}

TEST(InputQueue, LettersOfATextComeTogetherAndEnterAfterThem) {
  InputQueue queue;
  for (const char letter : {'0', '.', '5'}) {
    queue.push(down(letter));
    queue.push(InputEvent::text(static_cast<unsigned int>(letter)));
    queue.push(up(letter));
  }
  queue.push(down(GLFW_KEY_ENTER));
  queue.push(up(GLFW_KEY_ENTER));
  EXPECT_EQ(frames(queue, true), "KTkKTkKTk K . . k");
}

TEST(InputQueue, AHeldKeyDoesNotPileUp) {
  InputQueue queue;
  queue.push(down(GLFW_KEY_RIGHT));
  for (int i = 0; i < 20; ++i) queue.push(InputEvent::key(GLFW_KEY_RIGHT, 0, Action::repeat, 0, ""));
  queue.push(up(GLFW_KEY_RIGHT));
  EXPECT_EQ(frames(queue), "K k");
  queue.push(InputEvent::key(GLFW_KEY_RIGHT, 0, Action::repeat, 0, ""));
  EXPECT_EQ(frames(queue), "R");
}

TEST(InputQueue, NothingIsLostAndTheOrderStays) {
  InputQueue queue;
  std::vector<int> sent, received;
  for (int i = 0; i < 500; ++i) {
    const int kind = (i * 7919) % 5;
    InputEvent event = kind == 0   ? press(i % 3)
                       : kind == 1 ? release(i % 3)
                       : kind == 2 ? down(GLFW_KEY_A + i % 26)
                       : kind == 3 ? InputEvent::wheel(0, 1)
                                   : InputEvent::text('a');
    event.scancode = i;
    sent.push_back(i);
    queue.push(event);
  }
  for (int i = 0; i < 5000 && !queue.empty(); ++i) {
    for (const InputEvent& event : queue.next_frame(i % 2 == 0)) received.push_back(event.scancode);
  }
  EXPECT_EQ(received, sent);
}

}  // namespace
}  // namespace gan
