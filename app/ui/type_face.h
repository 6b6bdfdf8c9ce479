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
};

}  // namespace gan
