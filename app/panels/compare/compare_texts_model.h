// What is said of games side by side: what each is beside the others, and what they have in common. Pure.
#pragma once

#include <string>
#include <vector>

#include "app/lab/lab.h"

namespace gan {

struct CompareTexts {
  std::vector<std::string> headings;  // of each game: "k = 5"; all "" where nothing differs
  std::string differs;                // "A k = 1 · B k = 5"; or what to do so that something does
  std::string common;                 // "same seed 1, same batches, same noise"
};

CompareTexts compare_texts(const Lab& lab);

}  // namespace gan
