// Where ticks stand and what numbers look like: steps of 1, 2 or 5 times a power of ten (decades on a
// logarithmic axis), thousands set apart by a thin space ("12 340"), large rounded numbers with k, M or G
// ("120k"), a true minus sign. Pure, and without allocation: labels are short arrays.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "app/plot/plot_axis.h"
#include "core/base/number_text.h"

namespace gan {

struct Tick {
  double value = 0;
  NumberText label;  // empty for a minor tick
};

struct TickList {
  static constexpr int kMost = 40;
  std::array<Tick, kMost> items;
  int size = 0;
  std::span<const Tick> all() const& { return {items.data(), static_cast<std::size_t>(size)}; }
  std::span<const Tick> all() && = delete;  // would outlive the list
};

// 1, 2 or 5 times a power of ten: the smallest that leaves at most `most` steps in `span`; 1 for a
// span that is not positive and finite.
double nice_step(double span, int most);

// At most about `most` labelled ticks inside `range`. `whole_numbers`: no ticks between integers (steps of a
// run).
TickList linear_ticks(Range range, int most, bool whole_numbers);
// The same with labels in percent of 1: 0%, 50%, 100%.
TickList percent_ticks(Range range, int most);
// Decades, every n-th where they are many, 1-2-5 where they are few; linear ones inside a fraction of a
// decade. Minor ticks without a label stand between neighbouring decades.
TickList log_ticks(Range range, int most);

// The numbers along an axis whose lines stand at multiples of `step` inside `seen`, both in the game's coordinates, for
// data = origin + unit * game: no two labels are alike. `base` is to be added to each label, as "+ 1 700 000 000";
// empty where the labels are short enough to stand alone.
struct AxisLabels {
  TickList ticks;  // values in the game's coordinates
  std::string base;
};
AxisLabels axis_labels(Range seen, double step, double origin = 0, double unit = 1);

// A coordinate with the digits that `resolution`, the size of a pixel, gives a meaning to.
NumberText coordinate_text(double value, double resolution);

}  // namespace gan
