// The axes of the plots: the x axis that all plots share (whole run, a window that follows the newest step,
// or a fixed stretch), a y axis of its own for each plot (fitted or set by hand, linear or logarithmic), and
// the scales that map both to pixels. Pure: no ImGui.
#pragma once

#include <cstdint>

namespace gan {

struct Range {
  double low = 0;
  double high = 1;
  double span() const { return high - low; }
  bool contains(double v) const { return v >= low && v <= high; }
  bool operator==(const Range&) const = default;
};

// `range` with the point `at` held in place and everything around it closer by `factor` (> 1 zooms in).
Range zoomed(Range range, double at, double factor);
Range shifted(Range range, double by);

// Maps values to pixels along one direction; a logarithmic scale maps the logarithm linearly.
class Scale {
 public:
  Scale() = default;
  // `range.low` lies at pixel `from`, `range.high` at pixel `to`. With `log` the range is positive.
  Scale(Range range, float from, float to, bool log = false);

  // Values that a logarithmic scale can not show (v <= 0) land a little beyond the low end, where the plot
  // clips them.
  float pixel(double value) const {
    return log_ ? logarithmic_pixel(value) : static_cast<float>(from_ + (value - low_) * pixels_per_unit_);
  }
  double value(float pixel) const;
  double units_per_pixel() const { return 1 / pixels_per_unit_; }  // of the logarithm when logarithmic

 private:
  float logarithmic_pixel(double value) const;

  double low_ = 0;
  double from_ = 0;
  double pixels_per_unit_ = 1;
  float below_ = 0;
  bool log_ = false;
};

enum class Follow : std::uint8_t {
  whole,   // from the first to the newest step
  window,  // a fixed width that ends at the newest step
  none,    // a fixed stretch
};

// The linked x axis, in steps.
struct SharedX {
  Range shown{0, 100};
  Follow follow = Follow::whole;
  Range data{0, 0};     // first and newest step of the run
  double earliest = 0;  // what one can go back to: before data.low lie the runs before this one

  // Once a frame: what there is to see. Moves `shown` as `follow` says.
  void track(std::int64_t first_step, std::int64_t last_step) { track(first_step, last_step, first_step); }
  void track(std::int64_t first_step, std::int64_t last_step, std::int64_t earliest_step);
  // A person's moves. Each ends in the follow mode that fits: zooming out past everything shows the whole
  // run, a stretch that reaches the newest step goes on following it, any other stands still.
  void zoom(double at, double factor);
  void pan(double steps);
  void show(Range range);
  void fit();
};

// One plot's y axis. `log` may be switched at any time; `automatic` says that `shown` follows the data.
struct PlotY {
  Range shown{0, 0};  // empty: to be fitted
  bool automatic = true;
  bool log = false;

  // Fits `shown` to the data with a margin. To keep the axis calm it moves only when the data leaves it or
  // has come to fill less than half of it. Data without extent gets one; on a logarithmic axis `data` is
  // positive.
  void fit(Range data);
  // What is shown in the units of the axis: decades where it is logarithmic.
  Range units() const;
  // The same, as a person has set it; what can't be shown is moved to where it can.
  void show_units(Range range);
  void zoom(double at, double factor);
  // By a share of what is shown, upwards positive; in the logarithm when logarithmic.
  void pan(double share);
};

}  // namespace gan
