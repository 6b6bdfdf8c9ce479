// How numbers are written for people: in the window, in messages, on the command line. One notation: a true minus sign,
// thin spaces between thousands, exponents without padding ("1.8e−9"), percent without a space ("98.9%"). Files hold
// exact plain numbers instead.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace gan {

// A short UTF-8 text on the stack.
struct NumberText {
  std::array<char, 32> bytes{};
  const char* c_str() const { return bytes.data(); }
};

// With so many decimals and `suffix` behind; never "−0".
NumberText fixed_text(double value, int decimals, const char* suffix = "");
// A mantissa with so many decimals, times a power of ten: "1.50e−5"; with `shortest` without zeros at its end:
// "1.5e−5".
NumberText scientific_text(double value, int decimals, bool shortest);

// 12 340, with thin spaces (U+2009).
NumberText step_text(std::int64_t step);
// The same to be part of a sentence: whatever is counted, but not what is a name, such as a seed.
std::string whole_text(std::int64_t number);
// About four significant digits, padded so that a changing number does not tremble: 0.6931, 0.5000, 12.34, 1 234,
// 1.2e−5; whole numbers as they are; an en dash for what is not finite.
NumberText value_text(double value);
// About three significant digits at a width that hardly changes, for a number that is read from afar: "0.50", "−1.38",
// "12.3", "1.2e−5"; an en dash for what is not finite.
NumberText steady_text(double value);
// At most `digits` significant digits and no padding, for a number that stands still: 0.05, 2, 1e−4.
std::string short_text(double value, int digits = 3);
// A share of 1 in percent: "98.9%"; an en dash for what is not finite.
std::string percent_text(double share, int decimals = 1);

// The same number as plain ASCII, as a person types it: true minus signs become hyphens, thin spaces go.
std::string plain_number(std::string_view text);
// Takes padding out of an exponent in ASCII: 1.5e-05 becomes 1.5e-5, 1e+06 becomes 1e6.
std::string short_exponent(std::string_view text);

}  // namespace gan
