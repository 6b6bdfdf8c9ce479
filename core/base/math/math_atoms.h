// What the letters of a formula do, which decides the space around them.
#pragma once

#include <string_view>

namespace gan {

enum class MathAtom { none, ordinary, sign, word, function, binary, relation, open, close, comma };

// Letters that stand together: a word, the name of a function, a number, or one letter with its accents.
struct MathToken {
  std::string_view text;
  MathAtom atom;
};

// The first of a text that is not empty and does not begin with a space.
MathToken next_math_token(std::string_view text);

// Whether it is written in italics: one Latin or small Greek letter, but no operator, and no name with a figure right
// behind it as R1. `rest` follows it.
bool is_variable(const MathToken& token, std::string_view rest);

// What it is behind `left`: a sign without a left side belongs to what follows.
MathAtom math_atom_after(MathAtom atom, MathAtom left);

// In em; `written` says whether the source has a space there.
float math_space(MathAtom left, MathAtom right, bool written);

}  // namespace gan
