// What the settings say of games side by side: in how many of them the others differ, and what they have instead.
#pragma once

#include <span>
#include <string>

#include "app/lab/compare/differences.h"

namespace gan {

// "Settings of B · A differs in 2, C in 1".
std::string settings_heading(std::span<const Difference> differences, std::size_t focus, std::size_t games);
// Of the games that have another value than the one in focus: "A 1 · C 10".
std::string other_values(const Difference& difference, std::size_t focus);
// How many of the differences are of settings of which this is true.
template <class OfThese>
int count_differences(std::span<const Difference> differences, OfThese of_these) {
  int count = 0;
  for (const Difference& difference : differences) count += of_these(*difference.setting) ? 1 : 0;
  return count;
}
// "1 differs", "2 differ"; "" of none.
std::string differ_text(int count);

}  // namespace gan
