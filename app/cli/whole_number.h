// Whole numbers on a command line: digits and nothing else, within a range. CLI11 alone reads 010 as eight, stops at
// the largest number there is, and writes a range of 300 digits when it refuses 1_000.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <string>

namespace gan {

inline constexpr std::int64_t kMostIterations = 1'000'000'000'000;

// For CLI::Option::transform.
inline CLI::Validator whole_number(std::int64_t least, std::int64_t most) {
  const auto check = [least, most](std::string& text) -> std::string {
    const char* begin = text.c_str() + (text.starts_with('+') ? 1 : 0);
    const char* const end = text.c_str() + text.size();
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(begin, end, number);
    if (error != std::errc() || rest != end || number < least || number > most) {
      return "found '" + text + "', expected a whole number from " + std::to_string(least) + " to " +
             std::to_string(most);
    }
    text = std::to_string(number);
    return "";
  };
  return CLI::Validator(check, "");
}

}  // namespace gan
