// GlyphTable: which letter of which font file a piece of ImGui's font atlas shows.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "app/figure/figure_scene.h"
#include "app/ui/fonts.h"

namespace gan {

// The font files that a figure's faces are: copies, which outlive the window.
class FigureFonts {
 public:
  explicit FigureFonts(const FontFiles& files);
  // Of one of these files; an empty one for null.
  const FigureFace& face(const FontFile* file) const;

 private:
  std::vector<std::pair<const FontFile*, FigureFace>> faces_;
  FigureFace none_;
};

struct KnownGlyph {
  char32_t letter = 0;
  FigureFace face;
  float em = 0;                        // of the file's letters, in pixels at the font's own size
  float left = 0, top = 0, width = 0;  // of its picture, from the letter's place and the top of its line
  float ascent = 0;                    // of the line
  float advance = 0;
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;  // in the atlas
};

class GlyphTable {
 public:
  // Of the atlas of the present context, filled from `files` at this scale.
  GlyphTable(const FontFiles& files, const FigureFonts& fonts, float scale);

  // What the piece of the atlas shows, or of what it is a part; null where that is no letter.
  const KnownGlyph* find(float u0, float v0, float u1, float v1) const;

 private:
  std::map<std::pair<float, float>, KnownGlyph> glyphs_;
};

}  // namespace gan
