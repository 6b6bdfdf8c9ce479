// The faces of the interface by their use. Apart from the fonts themselves, so that what only measures text needs none.
#pragma once

namespace gan {

// A font by its use. ImGui's own objects end whenever the atlas is made anew (another screen, size of text or
// theme), so nobody holds one: whoever draws names the use, and the frame that is being built has the font.
enum class TypeFace {
  kBody,      // the default: controls and text
  kSmall,     // ticks, units, captions
  kTitle,     // headings of panels, large read-outs
  kScript,    // subscripts and superscripts of the two smallest
  kSentence,  // the one sentence above the stage, and a formula that is the point of a panel
  kNumber,    // the large numbers: digits, Latin and Greek letters and a few signs alone
  // For the variables of formulas: letters alone. Where the system has no italic they are the upright ones.
  kScriptItalic,
  kSmallItalic,
  kBodyItalic,
  kSentenceItalic,
};

// The same where it has none.
constexpr TypeFace italic_face(TypeFace face) {
  switch (face) {
    case TypeFace::kScript:
      return TypeFace::kScriptItalic;
    case TypeFace::kSmall:
      return TypeFace::kSmallItalic;
    case TypeFace::kBody:
      return TypeFace::kBodyItalic;
    case TypeFace::kSentence:
      return TypeFace::kSentenceItalic;
    default:
      return face;
  }
}
constexpr TypeFace upright_face(TypeFace face) {
  switch (face) {
    case TypeFace::kScriptItalic:
      return TypeFace::kScript;
    case TypeFace::kSmallItalic:
      return TypeFace::kSmall;
    case TypeFace::kBodyItalic:
      return TypeFace::kBody;
    case TypeFace::kSentenceItalic:
      return TypeFace::kSentence;
    default:
      return face;
  }
}

}  // namespace gan
