// A person who tries everything, from a seed: keys, clicks, drags, the wheel, typed values, sizes of the window and of
// the text, themes, panels, scenarios, dropped files. The input goes through the same queue as a real mouse's and
// keyboard's. Each action is named on stdout before it is done, so that a crash is the last line's.
#pragma once

#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "app/window/window_app.h"

namespace gan {

class RandomWalk {
 public:
  // Works in the present folder, into which the window saves; `files` are dropped now and then.
  RandomWalk(WindowApp& app, std::uint64_t seed, std::vector<std::string> files);

  // One action, and the frames in which it acts.
  void act();
  std::size_t actions() const { return actions_; }
  // What was done last, one a line.
  std::string last_actions() const;
  // What is wrong with the window as it stands; "" where nothing is.
  std::string complaint();

 private:
  int below(int count) { return static_cast<int>(random_() % static_cast<std::uint64_t>(count)); }
  double share() { return static_cast<double>(random_() % 10001) / 10000; }
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
  }
  void name(const std::string& action);
  void frames(int count);

  void press(int key, int mods, const char* letter);
  void type(const std::string& text);
  void move_to(double x, double y);
  void click(int button, int times);
  bool point_at_control();
  void point_anywhere();

  void press_some_key();
  void click_somewhere();
  void drag_somewhere();
  void turn_wheel();
  void drag_control();
  void type_value();
  void choose_scenario();
  void toggle_panels();
  void size_window();
  void size_text();
  void change_look();
  void drop_file();
  void look_on();
  std::string words();

  WindowApp& app_;
  std::mt19937_64 random_;
  std::vector<std::string> files_;
  std::deque<std::string> log_;
  std::size_t actions_ = 0;
  double x_ = 0, y_ = 0;
};

}  // namespace gan
