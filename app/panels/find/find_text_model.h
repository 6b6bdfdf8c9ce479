// How names are compared when something is looked for: by their words, in small letters, without accents, and with
// Greek letters and raised or lowered digits as a person types them. "Fréchet" is "frechet", "β₁" is "beta1".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gan {

// The words of a text, folded.
std::vector<std::string> find_words(std::string_view text);
// The same, joined by single spaces.
std::string find_folded(std::string_view text);
// Whether `word` begins one of `words`.
bool begins_one(std::string_view word, std::span<const std::string> words);

}  // namespace gan
