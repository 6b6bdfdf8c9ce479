#include "app/ui/fonts.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/check.h"

namespace gan {
namespace {

// Sizes of the em in design pixels.
constexpr float kBodyEm = 13.5F;
constexpr float kSmallEm = 11.5F;
constexpr float kTitleEm = 16.0F;
constexpr float kScriptEm = 9.5F;
constexpr float kSentenceEm = 20.0F;
constexpr float kNumberEm = 28.0F;

// Everything but the digits, which come from a second pass with one width. Pairs of first and last.
constexpr ImWchar kText[] = {
    0x0020, 0x002F, 0x003A, 0x00FF,                                  // Latin-1
    0x0101, 0x0101, 0x0300, 0x0304,                                  // accents of the formulas: ā x̂
    0x0131, 0x0131, 0x0160, 0x0161, 0x017D, 0x017E, 0x02C6, 0x02DC,  // spacing accents: ˆ ˜
    0x0391, 0x03C9, 0x03D1, 0x03D1, 0x03D5, 0x03D5, 0x03F5, 0x03F5,  // Greek
    0x0401, 0x0401, 0x0410, 0x044F, 0x0451, 0x0451, 0x05D0, 0x05EA,  // names of keys: Cyrillic, Hebrew
    0x2000, 0x200A, 0x2010, 0x2027, 0x2030, 0x203A, 0x2044, 0x2044,  // punctuation: – — ‖ … ′ ‹ ›
    0x2070, 0x209C,                                                  // superscripts and subscripts
    0x20AC, 0x20AC, 0x2113, 0x2113, 0x211D, 0x211D, 0x2122, 0x2122,  // € ℓ ℝ ™
    0x1D40, 0x1D6A,                                                  // raised and lowered letters: ᵀ ᵃ ᵗ ᵢ ᵣ
    0x2150, 0x215F,                                                  // fractions
    0x2190, 0x2199, 0x21A6, 0x21A6, 0x21BA, 0x21BB, 0x21D0, 0x21D5,  // arrows
    0x2200, 0x222B, 0x2234, 0x2237, 0x223C, 0x223C, 0x2245, 0x2248,  // mathematics: ∂ ∇ ∈ ∑ − √ ∞ ∫ ∼ ≈
    0x2260, 0x2265, 0x226A, 0x226B, 0x2282, 0x2287, 0x2295, 0x2299, 0x22C5, 0x22C6, 0x22EF,
    0x22EF, 0x2318, 0x2318, 0x21E7, 0x21E7, 0x23CE, 0x23CE, 0x23E9, 0x23EF, 0x23F8, 0x23FA,  // keys and transport
    0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25B2, 0x25B3, 0x25B6, 0x25B8, 0x25BC, 0x25BE, 0x25C0,
    0x25C6, 0x25CB, 0x25CF, 0x2605, 0x2606, 0x26A0, 0x26A0, 0x2713, 0x2717, 0};
constexpr ImWchar kDigits[] = {'0', '9', 0};

// What stands in formulas.
constexpr ImWchar kFormulas[] = {0x0020, 0x002F, 0x003A, 0x00FF, 0x0101, 0x0101, 0x0300, 0x0304, 0x0391, 0x03C9, 0x03D1,
                                 0x03D1, 0x03D5, 0x03D5, 0x03F5, 0x03F5, 0x2009, 0x200A, 0x2010, 0x2027, 0x2032, 0x2034,
                                 0x2070, 0x209C, 0x2113, 0x2113, 0x211D, 0x211D, 0x1D40, 0x1D6A, 0x2190, 0x2199, 0x21A6,
                                 0x21A6, 0x2200, 0x222B, 0x223C, 0x223C, 0x2245, 0x2248, 0x2260, 0x2265, 0x226A, 0x226B,
                                 0x2282, 0x2287, 0x2295, 0x2299, 0x22C5, 0x22C6, 0};
// What stands in values, with their units, and the sign of a sum before a formula at the size of a sentence.
constexpr ImWchar kValues[] = {0x0020, 0x002F, 0x003A, 0x007E, 0x00B1, 0x00B1, 0x00B7, 0x00B7, 0x00BC,
                               0x00BE, 0x00D7, 0x00D7, 0x2009, 0x200A, 0x2013, 0x2014, 0x2026, 0x2026,
                               0x2211, 0x2212, 0x221E, 0x221E, 0x2248, 0x2248, 0};

// What variables are written with.
constexpr ImWchar kVariables[] = {0x0020, 0x0020, 0x003F, 0x003F, 0x0041, 0x005A, 0x0061, 0x007A, 0x00C0,
                                  0x00FF, 0x0101, 0x0101, 0x0131, 0x0131, 0x0300, 0x0304, 0x03B1, 0x03C9,
                                  0x03D1, 0x03D1, 0x03D5, 0x03D5, 0x03F5, 0x03F5, 0x2113, 0x2113, 0};

struct Pass {
  const FontFile& file;
  float pixels;  // height of the em
  const ImWchar* wanted;
  float advance;  // > 0: every glyph this wide, centred
  bool without_digits;
  bool merge;
};

void add(ImFontAtlas& atlas, const Pass& pass) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.FontNo = pass.file.index;
  config.OversampleH = 2;
  config.OversampleV = 1;
  config.MergeMode = pass.merge;
  config.GlyphRanges = pass.wanted;
  if (pass.advance > 0.0F) {
    config.GlyphMinAdvanceX = pass.advance;
    config.GlyphMaxAdvanceX = pass.advance;
  }
#if IMGUI_VERSION_NUM >= 19190
  // Newer versions bake any glyph on demand and look at what is excluded instead of at the ranges.
  if (pass.without_digits) config.GlyphExcludeRanges = kDigits;
#endif
  const std::size_t slash = pass.file.path.find_last_of("/\\");
  const std::string name = slash == std::string::npos ? pass.file.path : pass.file.path.substr(slash + 1);
  const std::size_t length = std::min(name.size(), sizeof config.Name - 1);
  name.copy(config.Name, length);
  config.Name[length] = '\0';
  // ImGui asks for memory that it may write to, yet with FontDataOwnedByAtlas off it only reads.
  auto* data = const_cast<unsigned char*>(pass.file.data.data());
  const float height = std::round(pass.pixels * pass.file.line_per_em);
  atlas.AddFontFromMemoryTTF(data, static_cast<int>(pass.file.data.size()), height, &config);
}

void add_size(ImFontAtlas& atlas, const FontFile& text, const FontFiles& files, float pixels,
              const ImWchar* letters = kText) {
  add(atlas, {text, pixels, letters, 0.0F, true, false});
  const float digit = std::round(text.digit_width * pixels * 2.0F) / 2.0F;
  add(atlas, {text, pixels, kDigits, digit, false, true});
  if (files.symbols && files.symbols->path != text.path) {
    add(atlas, {*files.symbols, pixels, letters, 0.0F, true, true});
  }
}

void add_italic(ImFontAtlas& atlas, const FontFiles& files, float pixels) {
  add(atlas, {*files.italic, pixels, kVariables, 0.0F, false, false});
  // Greek that it may lack.
  add(atlas, {*files.text, pixels, kVariables, 0.0F, false, true});
  if (files.symbols && files.symbols->path != files.text->path) {
    add(atlas, {*files.symbols, pixels, kVariables, 0.0F, false, true});
  }
}

}  // namespace

// In the order of TypeFace, which is the order of the atlas: what is merged into a font takes no place of its own.
void load_fonts(ImFontAtlas& atlas, const FontFiles& files, float scale) {
  atlas.Clear();
  if (!files.text) {
    ImFontConfig config;
    config.SizePixels = std::round(13.0F * scale);
    atlas.AddFontDefault(&config);
    return;
  }
  add_size(atlas, *files.text, files, kBodyEm * scale);
  add_size(atlas, *files.text, files, kSmallEm * scale);
  const FontFile& emphasis = files.emphasis ? *files.emphasis : *files.text;
  add_size(atlas, emphasis, files, kTitleEm * scale);
  add_size(atlas, *files.text, files, kScriptEm * scale, kFormulas);
  add_size(atlas, *files.text, files, kSentenceEm * scale);
  add_size(atlas, emphasis, files, kNumberEm * scale, kValues);
  if (!files.italic) return;
  for (const float em : {kScriptEm, kSmallEm, kBodyEm, kSentenceEm}) add_italic(atlas, files, em * scale);
}

LetterSource letter_source(const FontFiles& files, TypeFace face, char32_t letter, float scale) {
  const bool italic = face != upright_face(face) && files.italic;
  const TypeFace upright = upright_face(face);
  const float ems[] = {kBodyEm, kSmallEm, kTitleEm, kScriptEm, kSentenceEm, kNumberEm};
  const float em = ems[static_cast<int>(upright)] * scale;
  if (!files.text) return {nullptr, em};
  const bool strong = (upright == TypeFace::kTitle || upright == TypeFace::kNumber) && files.emphasis;
  const FontFile& first = italic ? *files.italic : strong ? *files.emphasis : *files.text;
  // As they are merged: what the first has not is looked for in the next.
  for (const FontFile* file : {&first, italic ? &*files.text : &first, files.symbols ? &*files.symbols : &first}) {
    if (file->has_glyph(static_cast<int>(letter))) return {file, em};
  }
  return {&first, em};
}

ImFont& font_now(TypeFace face) {
  const ImVector<ImFont*>& fonts = ImGui::GetIO().Fonts->Fonts;
  GAN_CHECK(fonts.Size > 0, "the atlas has a font while a frame is built");
  const bool has_it = static_cast<int>(face) < fonts.Size;
  return *fonts[std::min(static_cast<int>(has_it ? face : upright_face(face)), fonts.Size - 1)];
}

FontMetrics font_metrics(TypeFace face) {
  ImFont& font = font_now(face);
#if IMGUI_VERSION_NUM >= 19200
  return {font.LegacySize, font.GetFontBaked(font.LegacySize)->Ascent};
#else
  return {font.FontSize, font.Ascent};
#endif
}

GlyphReach glyph_reach(TypeFace face, char32_t letter) {
  ImFont& font = font_now(face);
#if IMGUI_VERSION_NUM >= 19200
  const ImFontGlyph* const glyph =
      font.GetFontBaked(font.LegacySize)->FindGlyphNoFallback(static_cast<ImWchar>(letter));
#else
  const ImFontGlyph* const glyph = font.FindGlyphNoFallback(static_cast<ImWchar>(letter));
#endif
  if (glyph == nullptr) return {};
  const float ascent = font_metrics(face).ascent;
  return {ascent - glyph->Y0, glyph->Y1 - ascent};
}

bool is_written(unsigned int letter) {
  for (const ImWchar* range = kText; *range != 0; range += 2) {
    if (letter >= range[0] && letter <= range[1]) return true;
  }
  return letter >= kDigits[0] && letter <= kDigits[1];
}

void rasterise_fonts([[maybe_unused]] ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM < 19200
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
#endif
}

bool can_show(unsigned int letter) {
  ImFont& font = font_now(TypeFace::kBody);
#if IMGUI_VERSION_NUM >= 19200
  return font.IsGlyphInFont(static_cast<ImWchar>(letter));
#else
  return font.FindGlyphNoFallback(static_cast<ImWchar>(letter)) != nullptr;
#endif
}

FontScope::FontScope(TypeFace face) {
  ImFont& font = font_now(face);
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(&font, font.LegacySize);
#else
  ImGui::PushFont(&font);
#endif
}

}  // namespace gan
