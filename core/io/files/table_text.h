// A line of a table of numbers as people and spreadsheets write it: fields between separators, some in quotes, numbers
// with a decimal point or a comma.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gan {

inline constexpr char kBlanks = ' ';  // a separator: any run of spaces and tabs

// Without white space at either end.
std::string_view trimmed(std::string_view text);

// The fields of a line, trimmed and out of their quotes; false where a quote is not closed. At blanks a line has as
// many fields as words; at other marks one more than it has marks outside of quotes.
bool split_fields(std::string_view line, char separator, std::vector<std::string_view>& fields);

// Why a field is or is not a number.
enum class Reading { number, no_number, not_finite, too_large, two_marks };
struct NumberField {
  Reading reading = Reading::no_number;
  double value = 0;
  bool point = false, comma = false;  // which decimal mark it has
};
// What is too small for double precision is zero. Independent of the locale.
NumberField read_number(std::string_view field);

// The separator that most of the lines agree with: two numbers each. `lines` are not empty.
char find_separator(const std::vector<std::string_view>& lines);

}  // namespace gan
