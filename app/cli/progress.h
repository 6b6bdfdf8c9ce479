// What a person sees while a run goes on: one line on stderr, rewritten in place on a terminal and repeated
// now and then elsewhere; and whether Ctrl-C was pressed.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gan::cli {

// Steps between looks at the clock, and at whether a person wants to stop.
inline constexpr std::int64_t kStepsBetweenLooks = 16;

class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();

  // Cheap to call at every step; `text` is only asked for when a line is due.
  template <class Text>
  void update(std::int64_t step, const Text& text) {
    if (due(step)) show(text());
  }
  // Removes the line from a terminal.
  void clear();
  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  bool due(std::int64_t step);
  void show(const std::string& text);

  bool terminal_;
  bool shown_ = false;
  Clock::time_point start_, next_;
};

// While it lives, Ctrl-C and a request to end wait until they are asked for, so that a run can finish its
// files.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool requested() const;
};

}  // namespace gan::cli
