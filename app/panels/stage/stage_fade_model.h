// What lies over the stage to be used or read at leisure (the column of layers, legends, notes) fades while nobody
// moves the mouse, so that the game alone is seen, and is back at once when somebody does.
#pragma once

#include <optional>

namespace gan {

class StageFade {
 public:
  static constexpr double kRest = 2;        // seconds of a still mouse before it begins
  static constexpr double kDuration = 0.4;  // seconds
  static constexpr double kLeast = 0.25;    // opacity at the end

  // now: seconds on any clock. `awake`: the mouse moved or is pressed, or something of it is in use. The first look is
  // an awake one.
  void look(double now, bool awake);
  double opacity() const;
  // Seconds until the opacity changes next; nothing where it stays as it is.
  std::optional<double> next_change() const;

 private:
  double now_ = 0, awake_at_ = 0;
  bool seen_ = false;
};

}  // namespace gan
