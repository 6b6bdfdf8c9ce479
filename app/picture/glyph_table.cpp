#include "app/picture/glyph_table.h"

#include <cmath>

namespace gan {

FigureFonts::FigureFonts(const FontFiles& files) {
  for (const std::optional<FontFile>* file : {&files.text, &files.emphasis, &files.italic, &files.symbols}) {
    if (!*file) continue;
    faces_.push_back({&**file, {std::make_shared<const std::vector<unsigned char>>((*file)->data), (*file)->index}});
  }
}

const FigureFace& FigureFonts::face(const FontFile* file) const {
  for (const auto& [known, face] : faces_) {
    if (known == file) return face;
  }
  return none_;
}

GlyphTable::GlyphTable(const FontFiles& files, const FigureFonts& fonts, float scale) {
  const ImVector<ImFont*>& all = ImGui::GetIO().Fonts->Fonts;
  for (int i = 0; i < all.Size; ++i) {
    each_glyph_of(*all[i], [&](const ImFontGlyph& glyph, float ascent) {
      if (!glyph.Visible || glyph.U0 == glyph.U1) return;
      const LetterSource source = letter_source(files, static_cast<TypeFace>(i), glyph.Codepoint, scale);
      KnownGlyph known;
      known.letter = glyph.Codepoint;
      known.face = fonts.face(source.file);
      known.em = source.em;
      known.left = glyph.X0;
      known.top = glyph.Y0;
      known.width = glyph.X1 - glyph.X0;
      known.ascent = std::round(ascent);
      known.advance = glyph.AdvanceX;
      known.u0 = glyph.U0;
      known.v0 = glyph.V0;
      known.u1 = glyph.U1;
      known.v1 = glyph.V1;
      glyphs_[{glyph.U0, glyph.V0}] = known;
    });
  }
}

const KnownGlyph* GlyphTable::find(float u0, float v0, float u1, float v1) const {
  const auto found = glyphs_.find({u0, v0});
  if (found != glyphs_.end()) return &found->second;
  for (const auto& [corner, glyph] : glyphs_) {
    if (u0 >= glyph.u0 && u1 <= glyph.u1 && v0 >= glyph.v0 && v1 <= glyph.v1) return &glyph;
  }
  return nullptr;
}

}  // namespace gan
