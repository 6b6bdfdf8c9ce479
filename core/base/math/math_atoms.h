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

// What it is behind `left`: a sign without a left side belongs to what follows.
MathAtom math_atom_after(MathAtom atom, MathAtom left);

// In em; `written` says whether the source has a space there.
float math_space(MathAtom left, MathAtom right, bool written);

}  // namespace gan
