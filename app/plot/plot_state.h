// What a person has set in the plots, and what the mouse is doing there: the part of the plots that outlives
// a frame. Owned by the caller; a reset of the game leaves it as it is. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "app/plot/plot_axis.h"

namespace gan {

// Of one plot. Bit i of `hidden` switches the i-th series off.
struct PlotState {
  PlotY y;
  std::uint32_t hidden = 0;
  bool touched_log = false;  // `y.log` is the person's choice, no longer the plot's own

  bool visible(std::size_t series) const { return (hidden >> series & 1u) == 0; }
  void toggle(std::size_t series) { hidden ^= 1u << series; }
  void toggle_log() {
    y = {.shown = {0, 0}, .automatic = true, .log = !y.log};
    touched_log = true;
  }
};

// A run before this one, left of it: its step s lies at s + shift.
struct PlotPast {
  std::int64_t first_step = 1, last_step = 0;
  std::int64_t shift = 0;
  bool holds(std::int64_t at) const { return at >= first_step + shift && at <= last_step + shift; }
};

// One of several games whose lines share the plots: its style of line is that of its place among them.
struct PlotGame {
  char letter = 'A';
  double now_step = 0;  // where its PlotCompanion::now are
};

// Shared by all plots.
struct PlotViewState {
  SharedX x;
  double smoothing = 0;     // 0 to kMostSmoothing
  double now_step = 0;      // where PlotSeries::now is
  bool looks_back = false;  // at now_step, and the lines go on: it is marked
  bool ghosts = true;       // of PlotSeries::ghost, are shown

  // The games that are compared; empty where there is one alone. `own` is the one whose series are PlotSeries::series,
  // those of the others are its companions. While `lit` is one of them the others step back.
  std::vector<PlotGame> games;
  std::size_t own = 0;
  int lit = -1;
  bool comparing() const { return games.size() > 1; }

  // The step under the mouse, in whichever plot that is (kNowhere: in none). Plots show it one frame later.
  static constexpr std::int64_t kNowhere = std::numeric_limits<std::int64_t>::min();
  std::int64_t hover_step = kNowhere;
  std::vector<PlotPast> past;  // oldest first
  // What the run that `at` belongs to calls this step.
  std::int64_t own_step(std::int64_t at) const {
    for (const PlotPast& run : past) {
      // One further: where the next one begins.
      if (at <= run.last_step + run.shift + 1) return at - run.shift;
    }
    return at;
  }
  // The mouse is over a plot: the wheel belongs to it, so the window around it should not scroll.
  bool wants_wheel = false;
  // A stretch of steps that is being drawn with the right button; empty when low == high.
  Range selection{0, 0};

  // Once a frame, before the plots: the steps that there are. `first` > `last` means none yet.
  // Before that, `past` has to be set.
  void begin_frame(std::int64_t first_step, std::int64_t last_step) {
    hover_step = next_hover_step_;
    next_hover_step_ = kNowhere;
    wants_wheel = next_wants_wheel_;
    next_wants_wheel_ = false;
    if (first_step > last_step) first_step = last_step = 0;
    const std::int64_t earliest = past.empty() ? first_step : past.front().first_step + past.front().shift;
    x.track(first_step, last_step, earliest);
  }
  void hover(std::int64_t step) { next_hover_step_ = step; }
  void claim_wheel() { next_wants_wheel_ = true; }
  bool hovering() const { return hover_step != kNowhere; }

 private:
  std::int64_t next_hover_step_ = kNowhere;
  bool next_wants_wheel_ = false;
};

}  // namespace gan
