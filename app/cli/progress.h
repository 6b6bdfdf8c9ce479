// What a person sees while a run goes on: one line on stderr, rewritten in place on a terminal and repeated
// now and then elsewhere.
#pragma once

#include <chrono>
#include <string>

namespace gan::cli {

class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();

  // Cheap to call at every step; `text` is only asked for when a line is due.
  template <class Text>
  void update(const Text& text) {
    if (due()) show(text());
  }
  // Removes the line from a terminal.
  void clear();
  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  bool due();
  void show(const std::string& text);

  bool terminal_;
  bool shown_ = false;
  Clock::time_point start_, next_;
};

}  // namespace gan::cli
