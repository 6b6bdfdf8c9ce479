// Formulas drawn with the interface's fonts: markup as in core/base/math/math_markup.h, laid out by
// app/ui/math_layout.h.
//
//   const MathBox& box = formulas_.of("\\frac{1}{m} \\sum_{i=1}^{m} log D(x^{(i)})", {TypeFace::kBody});
//   draw_math(list, box, {x, y + box.ascent}, colour);     // its top is at y
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/ui/fonts.h"
#include "app/ui/math_layout.h"
#include "core/base/math/math_markup.h"

namespace gan {

// With the fonts of the frame that is being built. What it gives is in their pixels: MathTexts keeps it as long as it
// is good.
MathBox layout_math(std::string_view markup, const MathForm& form);
inline MathBox layout_math(std::string_view markup, TypeFace face) {
  return layout_math(markup, MathForm{face});
}

// Each formula laid out once. A view holds one and asks it every frame; it begins anew when the size of the text has
// changed. What it gives is good until the end of the frame.
class MathTexts {
 public:
  const MathBox& of(std::string_view markup, const MathForm& form);
  // Of words with variables of the notes among them (title_markup), on one low line.
  const MathBox& of_title(std::string_view title, TypeFace face);

 private:
  struct Kept {
    MathForm form;
    MathBox box;
  };
  std::unordered_multimap<std::string, Kept> kept_;
  float size_ = 0;  // of the text that they are for
};

// Named parts in colours of their own.
struct TermColour {
  std::string_view id;
  ImU32 colour;
};

// The left end of the baseline at `origin`.
void draw_math(ImDrawList& list, const MathBox& box, ImVec2 origin, ImU32 colour,
               std::span<const TermColour> terms = {});

// The part under the mouse, the innermost, or null.
const MathTerm* term_at(const MathBox& box, ImVec2 origin, ImVec2 mouse);

}  // namespace gan
