#include "app/panels/find/find_text_model.h"

#include <algorithm>

#include "app/machine/keyboard.h"

namespace gan {
namespace {

// Latin letters from U+00E0 on, without their marks; a space is no letter.
constexpr std::string_view kLatin = "aaaaaaaceeeeiiiidnooooo ouuuuyty";
constexpr const char* kGreek[] = {"alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",    "eta",  "theta", "iota",
                                  "kappa", "lambda", "mu",      "nu",    "xi",      "omicron", "pi",   "rho",   "sigma",
                                  "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",     "omega"};

// What a person types for this letter; "" where words part.
std::string typed_for(char32_t c) {
  if (c < 0x80) {
    const bool part = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
    return part ? std::string(1, static_cast<char>(c)) : "";
  }
  if (c == 0xB9) return "1";
  if (c == 0xB2 || c == 0xB3) return std::string(1, static_cast<char>('2' + (c - 0xB2)));
  if (c == 0xB5) return "mu";
  if (c >= 0xE0 && c <= 0xFF) {
    const char letter = kLatin[c - 0xE0];
    return letter == ' ' ? "" : std::string(1, letter);
  }
  if (c >= 0x3B1 && c <= 0x3C9) return kGreek[c - 0x3B1];
  if (c == 0x3D5) return "phi";
  if (c >= 0x2080 && c <= 0x2089) return std::string(1, static_cast<char>('0' + (c - 0x2080)));
  return "";
}

}  // namespace

std::vector<std::string> find_words(std::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  for (const char32_t c : code_points(lower_case(text))) {
    if (c >= 0x300 && c <= 0x36F) continue;  // an accent written apart
    const std::string typed = typed_for(c);
    if (typed.empty()) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    words.back() += typed;
    in_word = true;
  }
  return words;
}

std::string find_folded(std::string_view text) {
  std::string folded;
  for (const std::string& word : find_words(text)) folded += (folded.empty() ? "" : " ") + word;
  return folded;
}

bool begins_one(std::string_view word, std::span<const std::string> words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& one) { return one.starts_with(word); });
}

}  // namespace gan
