#include "app/plot/plot_ticks.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace gan {

namespace {

int decimals_of(double step) {
  return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

// One way of writing for all ticks of an axis: by the largest number on it and the distance of its ticks.
NumberText tick_text(double value, double largest, double step) {
  struct Suffix {
    double unit, from, least_step;
    const char* text;
  };
  constexpr Suffix kSuffixes[] = {{1e9, 1e9, 1e8, "G"}, {1e6, 1e6, 1e5, "M"}, {1e3, 1e5, 1e3, "k"}};
  if (value == 0) return fixed_text(0, 0);
  for (const Suffix& s : kSuffixes) {
    if (largest < 1e12 && largest >= s.from && step >= s.least_step * (1 - 1e-9)) {
      return fixed_text(value / s.unit, decimals_of(step / s.unit), s.text);
    }
  }
  if (largest >= 1e12 || largest < 1e-3) {
    const double digits = std::floor(std::log10(std::abs(value))) - std::floor(std::log10(step));
    return scientific_text(value, std::clamp(static_cast<int>(digits), 0, 15), false);
  }
  return fixed_text(value, std::min(decimals_of(step), 12));
}

void add(TickList& list, double value, NumberText label) {
  if (list.size < TickList::kMost) list.items[list.size++] = {value, label};
}

// Digits from the first of the largest number down to the step's.
int digits_on_axis(double largest, double step) {
  if (!(largest > step)) return 1;
  return static_cast<int>(std::floor(std::log10(largest) + 1e-9) - std::floor(std::log10(step) + 1e-9)) + 1;
}

constexpr int kMostDigits = 7;  // of a label that stands alone

double power_of_ten(int exponent) {
  return std::pow(10.0, exponent);
}

NumberText decade_text(double value) {
  return value >= 1e-3 && value < 1e12 ? tick_text(value, value, value) : scientific_text(value, 0, false);
}

}  // namespace

double nice_step(double span, int most) {
  if (!(span > 0) || !std::isfinite(span)) return 1;
  const double rough = span / std::max(most, 1);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

TickList linear_ticks(Range range, int most, bool whole_numbers) {
  TickList list;
  if (!(range.span() > 0) || !std::isfinite(range.span())) return list;
  double step = nice_step(range.span(), std::min(most, TickList::kMost - 1));
  if (whole_numbers) step = std::max(step, 1.0);
  const double largest = std::max(std::abs(range.low), std::abs(range.high));
  const double first = std::ceil(range.low / step - 1e-9);
  // Counted, because at the end of double precision the next line can be this one.
  for (int n = 0; n < TickList::kMost; ++n) {
    const double i = first + n;
    if (i * step > range.high + 1e-9 * step) break;
    const NumberText label = tick_text(i * step, largest, step);
    // Beyond double precision neighbouring ticks have one number.
    if (list.size > 0 && label.bytes == list.items[list.size - 1].label.bytes) continue;
    add(list, i * step, label);
  }
  return list;
}

TickList percent_ticks(Range range, int most) {
  TickList list = linear_ticks(range, most, false);
  const double step = list.size > 1 ? list.items[1].value - list.items[0].value : 1;
  for (Tick& tick : std::span(list.items.data(), static_cast<std::size_t>(list.size))) {
    tick.label = fixed_text(100 * tick.value, std::min(decimals_of(100 * step), 9), "%");
  }
  return list;
}

AxisLabels axis_labels(Range seen, double step, double origin, double unit) {
  AxisLabels out;
  if (!(step > 0) || !(unit > 0) || !(seen.span() > 0) || !std::isfinite(seen.span() / step)) return out;
  const double data_step = unit * step;
  const double low = origin + unit * seen.low, high = origin + unit * seen.high;
  double base = 0, largest = std::max(std::abs(low), std::abs(high));
  if (digits_on_axis(largest, data_step) > kMostDigits) {
    const double round = power_of_ten(static_cast<int>(std::ceil(std::log10(high - low))));
    base = std::round((0.5 * low + 0.5 * high) / round) * round;
    largest = std::max(std::abs(low - base), std::abs(high - base));
    const double size = std::abs(base);
    const NumberText text = size < 1e12 && size >= 1e-3 ? fixed_text(size, std::min(decimals_of(round), 12))
                                                        : scientific_text(size, 14, true);
    out.base = (base < 0 ? "\u2212 " : "+ ") + std::string(text.c_str());
  }
  const double first = std::ceil(seen.low / step - 1e-9);
  for (int n = 0; n < TickList::kMost; ++n) {
    const double i = first + n;
    if (i * step > seen.high + 1e-9 * step) break;
    double value = (origin - base) + unit * (i * step);
    if (std::abs(value) < 1e-6 * data_step) value = 0;
    const NumberText label = tick_text(value, largest, data_step);
    // Beyond double precision neighbouring lines have one number.
    if (out.ticks.size > 0 && label.bytes == out.ticks.items[out.ticks.size - 1].label.bytes) continue;
    add(out.ticks, i * step, label);
  }
  return out;
}

NumberText coordinate_text(double value, double resolution) {
  if (!std::isfinite(value)) return value_text(value);
  if (!(resolution > 0) || !std::isfinite(resolution)) return value_text(value);
  const double size = std::abs(value);
  const int decimals = decimals_of(resolution);
  if (size >= 1e12 || (size > 0 && size < 1e-3 && decimals > 6)) {
    return scientific_text(value, std::clamp(digits_on_axis(size, resolution) - 1, 1, 15), false);
  }
  return fixed_text(value, std::min(decimals, 12));
}

TickList log_ticks(Range range, int most) {
  TickList list;
  if (!(range.low > 0) || !(range.high > range.low)) return list;
  const double decades = std::log10(range.high / range.low);
  if (decades < 0.7) return linear_ticks(range, most, false);
  const int lowest = static_cast<int>(std::floor(std::log10(range.low) + 1e-9));
  const int highest = static_cast<int>(std::floor(std::log10(range.high) + 1e-9));
  const bool between = decades * 3 <= most;  // room for 1, 2, 5
  const int stride = std::max(1, static_cast<int>(std::ceil(decades / std::max(most, 1))));
  for (int exponent = lowest; exponent <= highest; ++exponent) {
    const double power = power_of_ten(exponent);
    for (int digit = 1; digit <= 9; ++digit) {
      const double value = digit * power;
      if (value < range.low * (1 - 1e-9) || value > range.high * (1 + 1e-9)) continue;
      const bool labelled = digit == 1 ? exponent % stride == 0 : between && (digit == 2 || digit == 5);
      if (labelled) {
        add(list, value, decade_text(value));
      } else if (stride == 1 && decades < 4) {
        add(list, value, {});
      }
    }
  }
  return list;
}

}  // namespace gan
