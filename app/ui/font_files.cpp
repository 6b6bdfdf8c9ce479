#include "app/ui/font_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#if GANSCOPE_HAVE_FONTCONFIG
#include <fontconfig/fontconfig.h>
#endif

#define STBTT_STATIC
#define STB_TRUETYPE_IMPLEMENTATION
#include "stb_truetype.h"

namespace gan {
namespace {

bool open_font(const std::vector<unsigned char>& data, int index, stbtt_fontinfo& font) {
  // The header says how many faces there are; below it every read of the library is within the tables.
  constexpr std::size_t kSmallestFont = 1024;
  if (data.size() < kSmallestFont) return false;
  const int offset = stbtt_GetFontOffsetForIndex(data.data(), index);
  return offset >= 0 && stbtt_InitFont(&font, data.data(), offset) != 0;
}

#if GANSCOPE_HAVE_FONTCONFIG

struct Wanted {
  const char* family;
  int weight;
  bool exact;  // the family itself, not what the system puts in its place
  int slant = FC_SLANT_ROMAN;
};

// With `exact` answers nothing where the system has another family only, and never with an upright face for a slanted
// one.
std::optional<FontFile> match(FcConfig* config, const Wanted& wanted) {
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(wanted.family));
  FcPatternAddInteger(pattern, FC_WEIGHT, wanted.weight);
  FcPatternAddInteger(pattern, FC_SLANT, wanted.slant);
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
  FcConfigSubstitute(config, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  FcPattern* found = FcFontMatch(config, pattern, &result);
  FcPatternDestroy(pattern);
  if (found == nullptr) return std::nullopt;
  FcChar8* family = nullptr;
  FcChar8* path = nullptr;
  int index = 0, slant = FC_SLANT_ROMAN;
  std::optional<FontFile> file;
  FcPatternGetInteger(found, FC_SLANT, 0, &slant);
  FcPatternGetString(found, FC_FAMILY, 0, &family);
  FcPatternGetInteger(found, FC_INDEX, 0, &index);
  const bool slanted = wanted.slant == FC_SLANT_ROMAN || slant != FC_SLANT_ROMAN;
  const bool is_it =
      slanted && family != nullptr && std::string_view(reinterpret_cast<const char*>(family)) == wanted.family;
  if (FcPatternGetString(found, FC_FILE, 0, &path) == FcResultMatch && (is_it || !wanted.exact)) {
    file = read_font_file(reinterpret_cast<const char*>(path), index);
  }
  FcPatternDestroy(found);
  return file;
}

class FontConfig {
 public:
  FontConfig() : config_(FcInitLoadConfigAndFonts()) {}
  ~FontConfig() {
    if (config_ != nullptr) FcConfigDestroy(config_);
  }
  FontConfig(const FontConfig&) = delete;
  FontConfig& operator=(const FontConfig&) = delete;

  std::optional<FontFile> find(const char* family, int weight, bool exact = true) const {
    return config_ == nullptr ? std::nullopt : match(config_, {family, weight, exact});
  }
  std::optional<FontFile> find_italic(const char* family) const {
    return config_ == nullptr ? std::nullopt : match(config_, {family, FC_WEIGHT_REGULAR, true, FC_SLANT_ITALIC});
  }

 private:
  FcConfig* config_;
};

FontFiles find_with_fontconfig() {
  const FontConfig fonts;
  FontFiles files;
  constexpr std::array kFamilies = {"Inter", "DejaVu Sans", "Noto Sans"};
  for (const char* family : kFamilies) {
    files.text = fonts.find(family, FC_WEIGHT_REGULAR);
    if (!files.text) continue;
    files.emphasis = fonts.find(family, FC_WEIGHT_DEMIBOLD);
    break;
  }
  if (!files.text) files.text = fonts.find("sans-serif", FC_WEIGHT_REGULAR, false);
  files.symbols = fonts.find("DejaVu Sans", FC_WEIGHT_REGULAR);
  for (const char* family : {"DejaVu Serif", "Noto Serif", "Inter", "DejaVu Sans", "Noto Sans"}) {
    if (!files.italic) files.italic = fonts.find_italic(family);
  }
  return files;
}

#endif

FontFiles find_in_known_places() {
  constexpr std::array kPlaces = {"/usr/share/fonts/opentype/inter/Inter-Regular.otf",
                                  "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
                                  "/System/Library/Fonts/SFNS.ttf",
                                  "/System/Library/Fonts/Helvetica.ttc",
                                  "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
                                  "C:/Windows/Fonts/segoeui.ttf",
                                  "C:/Windows/Fonts/seguisym.ttf"};
  constexpr std::array kItalicPlaces = {"/usr/share/fonts/truetype/dejavu/DejaVuSerif-Italic.ttf",
                                        "/System/Library/Fonts/Supplemental/Times New Roman Italic.ttf",
                                        "C:/Windows/Fonts/timesi.ttf"};
  FontFiles files;
  for (const char* path : kPlaces) {
    auto file = read_font_file(path, 0);
    if (!file) continue;
    constexpr int kGradientSign = 0x2207;
    if (!files.symbols && file->has_glyph(kGradientSign)) files.symbols = *file;
    if (!files.text) files.text = std::move(file);
  }
  for (const char* path : kItalicPlaces) {
    if (!files.italic) files.italic = read_font_file(path, 0);
  }
  return files;
}

}  // namespace

bool FontFile::has_glyph(int codepoint) const {
  stbtt_fontinfo font;
  return open_font(data, index, font) && stbtt_FindGlyphIndex(&font, codepoint) != 0;
}

std::optional<FontFile> read_font_file(const std::string& path, int index) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  FontFile file;
  file.path = path;
  file.index = index;
  file.data.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  stbtt_fontinfo font;
  if (!open_font(file.data, index, font) || stbtt_FindGlyphIndex(&font, '0') == 0) return std::nullopt;
  const float per_em = stbtt_ScaleForMappingEmToPixels(&font, 1.0F);
  int ascent = 0;
  int descent = 0;
  int gap = 0;
  stbtt_GetFontVMetrics(&font, &ascent, &descent, &gap);
  if (ascent <= descent) return std::nullopt;
  file.line_per_em = static_cast<float>(ascent - descent) * per_em;
  int widest = 0;
  for (int digit = '0'; digit <= '9'; ++digit) {
    int advance = 0;
    int bearing = 0;
    stbtt_GetCodepointHMetrics(&font, digit, &advance, &bearing);
    widest = std::max(widest, advance);
  }
  file.digit_width = static_cast<float>(widest) * per_em;
  return file;
}

FontFiles find_font_family([[maybe_unused]] const std::string& family) {
  FontFiles files;
#if GANSCOPE_HAVE_FONTCONFIG
  const FontConfig fonts;
  files.text = files.symbols = fonts.find(family.c_str(), FC_WEIGHT_REGULAR);
  files.emphasis = fonts.find(family.c_str(), FC_WEIGHT_DEMIBOLD);
#endif
  return files;
}

FontFiles find_font_files() {
#if GANSCOPE_HAVE_FONTCONFIG
  FontFiles files = find_with_fontconfig();
  if (files.text) return files;
#endif
  return find_in_known_places();
}

}  // namespace gan
