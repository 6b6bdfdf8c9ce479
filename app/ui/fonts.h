// The type of the interface: one sans-serif at few sizes, with Greek, arrows and mathematics filled in from
// a second font, and digits of one width so that changing numbers stand still. Written against what
// ImGui 1.86 (fixed atlas) and the newest release (glyphs on demand) share.
#pragma once

#include "app/ui/font_files.h"
#include "app/ui/type_face.h"
#include "imgui.h"

namespace gan {

// They by their names.
struct FontSet {
  static constexpr TypeFace body = TypeFace::kBody;
  static constexpr TypeFace small = TypeFace::kSmall;
  static constexpr TypeFace title = TypeFace::kTitle;
  static constexpr TypeFace script = TypeFace::kScript;
  static constexpr TypeFace sentence = TypeFace::kSentence;
  static constexpr TypeFace number = TypeFace::kNumber;
};

// Replaces what `atlas` holds; `scale` > 0 is Theme::scale. The atlas refers to the memory of `files`, which
// has to outlive it. ImGui's own font stands in where no file was found. Call ImGuiLayer::fonts_changed()
// after it.
void load_fonts(ImFontAtlas& atlas, const FontFiles& files, float scale);

// The font of the present context. Good until the end of the frame: use it and let it go.
ImFont& font_now(TypeFace face);

// Of a font of the present context, in pixels: the height of its lines and of their part above the baseline.
struct FontMetrics {
  float size = 0, ascent = 0;
};
FontMetrics font_metrics(TypeFace face);

// How far a letter reaches above and below the baseline, in pixels; a minus sign ends above it, so that `down` is
// negative. Nothing where the font has no such letter.
struct GlyphReach {
  float up = 0, down = 0;
};
GlyphReach glyph_reach(TypeFace face, char32_t letter);

// Which of the files a letter of a face is from, and the height of its em in pixels; null where it is ImGui's own.
struct LetterSource {
  const FontFile* file = nullptr;
  float em = 0;
};
LetterSource letter_source(const FontFiles& files, TypeFace face, char32_t letter, float scale);

// Calls `visit(glyph, ascent)` for every letter that the atlas holds a picture of for this font, with how far its lines
// reach above the baseline.
template <class Visit>
void each_glyph_of(const ImFont& font, Visit visit) {
#if IMGUI_VERSION_NUM >= 19200
  ImFontBaked& baked = *const_cast<ImFont&>(font).GetFontBaked(font.LegacySize);
  for (const ImFontGlyph& glyph : baked.Glyphs) visit(glyph, baked.Ascent);
#else
  for (const ImFontGlyph& glyph : font.Glyphs) visit(glyph, font.Ascent);
#endif
}

// Rasterises what `atlas` holds, where ImGui does so ahead. Needs neither a context of ImGui nor OpenGL, so that
// it can be done on another thread than theirs before there is one.
void rasterise_fonts(ImFontAtlas& atlas);

// Whether the fonts are made with this letter (a code point), where the files have it.
bool is_written(unsigned int letter);

// Whether the present fonts show this letter. In a frame.
bool can_show(unsigned int letter);

// Text in a font at its own size for the length of a scope.
class FontScope {
 public:
  explicit FontScope(TypeFace face);
  ~FontScope() { ImGui::PopFont(); }
  FontScope(const FontScope&) = delete;
  FontScope& operator=(const FontScope&) = delete;
};

}  // namespace gan
