#include "core/base/math/math_atoms.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/math/math_markup.h"

namespace gan {
namespace {

constexpr float kThin = 0.22F, kMedium = 0.26F, kThick = 0.30F;

bool one_of(std::string_view letter, std::span<const std::string_view> letters) {
  return std::find(letters.begin(), letters.end(), letter) != letters.end();
}

bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

MathToken next_math_token(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kBinary{"+", "−", "±", "·", "×", "⊙", "*", "∘"};
  static constexpr std::array<std::string_view, 13> kRelations{"=", "∼", "→", "←", "↔", "≈", "≠",
                                                               "≤", "≥", "<", ">", "∈", "≡"};
  static constexpr std::array<std::string_view, 8> kFunctions{"E", "log", "ln", "exp", "max", "min", "sup", "inf"};
  const std::size_t first = math_letter(text);
  if (is_latin(text[0])) {
    std::size_t end = first, letters = 1;
    while (end < text.size() && is_latin(text[end])) end += math_letter(text.substr(end)), ++letters;
    const std::string_view word = text.substr(0, end);
    if (one_of(word, kFunctions)) return {word, MathAtom::function};
    return {word, letters > 1 ? MathAtom::word : MathAtom::ordinary};
  }
  const auto numeral = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
  if (numeral(text[0])) {
    std::size_t end = 1;
    while (end < text.size() && numeral(text[end])) ++end;
    return {text.substr(0, end), MathAtom::ordinary};
  }
  const std::string_view letter = text.substr(0, first);
  // What makes a player's name a possessive, "D's", is no variable.
  if (letter == "'" && text.size() > 1 && is_latin(text[1])) {
    std::size_t end = 2;
    while (end < text.size() && is_latin(text[end])) ++end;
    return {text.substr(0, end), MathAtom::ordinary};
  }
  const MathAtom atom = one_of(letter, kBinary)                           ? MathAtom::binary
                        : one_of(letter, kRelations)                      ? MathAtom::relation
                        : letter == "(" || letter == "[" || letter == "{" ? MathAtom::open
                        : letter == ")" || letter == "]" || letter == "}" ? MathAtom::close
                        : letter == "," || letter == ";" || letter == ":" ? MathAtom::comma
                                                                          : MathAtom::ordinary;
  return {letter, atom};
}

bool is_variable(const MathToken& token, std::string_view rest) {
  if (token.atom != MathAtom::ordinary) return false;
  if (is_latin(token.text[0])) return rest.empty() || rest[0] < '0' || rest[0] > '9';
  // Of UTF-8 the letters α to ο begin with the byte CE, and π to ω, ϑ, ϕ and ϵ with CF.
  const auto first = static_cast<unsigned char>(token.text[0]);
  if (token.text.size() < 2) return false;
  const auto second = static_cast<unsigned char>(token.text[1]);
  return (first == 0xCE && second >= 0xB1) || first == 0xCF;
}

float math_space(MathAtom left, MathAtom right, bool written) {
  if (left == MathAtom::none || left == MathAtom::sign) return 0;
  if (left == MathAtom::relation || right == MathAtom::relation) return written ? kThick : 0;
  if (left == MathAtom::binary || right == MathAtom::binary) return written ? kMedium : 0;
  if ((left == MathAtom::word || right == MathAtom::word) && written) return kThick;
  if (left == MathAtom::open || right == MathAtom::close || right == MathAtom::comma) return 0;
  if (left == MathAtom::function) return right == MathAtom::open && !written ? 0 : kThin;
  if (right == MathAtom::function) return kThin;
  return written ? kMedium : 0;
}

MathAtom math_atom_after(MathAtom atom, MathAtom left) {
  if (atom != MathAtom::binary) return atom;
  const bool alone = left == MathAtom::none || left == MathAtom::binary || left == MathAtom::relation ||
                     left == MathAtom::open || left == MathAtom::comma || left == MathAtom::function;
  return alone ? MathAtom::sign : atom;
}

}  // namespace gan
