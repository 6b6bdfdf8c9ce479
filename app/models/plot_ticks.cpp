#include "app/models/plot_ticks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace gan {

namespace {

constexpr const char* kThinSpace = "\u2009";
constexpr const char* kMinus = "\u2212";

// Copies a number written by printf: thin spaces between groups of three whole digits (from four digits on),
// a true minus sign in front and in the exponent, and `suffix` behind.
NumberText typeset(const char* plain, const char* suffix = "") {
  NumberText text;
  char* out = text.bytes.data();
  char* const end = out + text.bytes.size() - 1;
  auto put = [&](const char* piece) {
    const std::size_t length = std::strlen(piece);
    if (out + length > end) return;
    std::memcpy(out, piece, length);
    out += length;
  };
  const char* digits = plain + (*plain == '-');
  const std::size_t whole = std::strspn(digits, "0123456789");
  for (const char* c = plain; *c != 0; ++c) {
    const std::size_t at = static_cast<std::size_t>(c - digits);
    if (c > digits && at < whole && (whole - at) % 3 == 0) put(kThinSpace);
    const char one[2] = {*c, 0};
    put(*c == '-' ? kMinus : one);
  }
  put(suffix);
  *out = 0;
  return text;
}

// printf's exponent without its plus sign and leading zeros: 1.5e-05 becomes 1.5e-5.
void shorten_exponent(char* text) {
  char* e = std::strchr(text, 'e');
  if (e == nullptr) return;
  char* read = e + 1;
  char* write = e + 1;
  if (*read == '-') *write++ = '-';
  ++read;
  while (*read == '0' && read[1] != 0) ++read;
  while (*read != 0) *write++ = *read++;
  *write = 0;
}

NumberText fixed(double value, int decimals, const char* suffix = "") {
  char plain[32];
  if (std::abs(value) < 0.5 * std::pow(10.0, -decimals)) value = 0;  // never "-0"
  std::snprintf(plain, sizeof plain, "%.*f", decimals, value);
  return typeset(plain, suffix);
}

NumberText scientific(double value, int decimals) {
  char plain[32];
  std::snprintf(plain, sizeof plain, "%.*e", decimals, value);
  shorten_exponent(plain);
  return typeset(plain);
}

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
  if (value == 0) return fixed(0, 0);
  for (const Suffix& s : kSuffixes) {
    if (largest < 1e12 && largest >= s.from && step >= s.least_step * (1 - 1e-9)) {
      return fixed(value / s.unit, decimals_of(step / s.unit), s.text);
    }
  }
  if (largest >= 1e12 || largest < 1e-3) {
    const double digits = std::floor(std::log10(std::abs(value))) - std::floor(std::log10(step));
    return scientific(value, std::clamp(static_cast<int>(digits), 0, 8));
  }
  return fixed(value, std::min(decimals_of(step), 12));
}

void add(TickList& list, double value, NumberText label) {
  if (list.size < TickList::kMost) list.items[list.size++] = {value, label};
}

double power_of_ten(int exponent) {
  return std::pow(10.0, exponent);
}

NumberText decade_text(double value) {
  return value >= 1e-3 && value < 1e12 ? tick_text(value, value, value) : scientific(value, 0);
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
  for (double i = first; i * step <= range.high + 1e-9 * step && list.size < TickList::kMost; ++i) {
    add(list, i * step, tick_text(i * step, largest, step));
  }
  return list;
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

NumberText step_text(std::int64_t step) {
  char plain[32];
  std::snprintf(plain, sizeof plain, "%lld", static_cast<long long>(step));
  return typeset(plain);
}

NumberText value_text(double value) {
  if (!std::isfinite(value)) return typeset("\u2013");
  const double size = std::abs(value);
  if (size < 1e6 && value == std::round(value)) return fixed(value, 0);  // counts
  if (size < 1e-3) return scientific(value, 1);
  if (size < 1) return fixed(value, 4);
  if (size < 10) return fixed(value, 3);
  if (size < 100) return fixed(value, 2);
  if (size < 1000) return fixed(value, 1);
  if (size < 1e6) return fixed(value, 0);
  return scientific(value, 1);
}

}  // namespace gan
