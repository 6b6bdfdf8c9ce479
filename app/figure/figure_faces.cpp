#include "app/figure/figure_faces.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#if GANSCOPE_HAVE_CAIRO
#include <ft2build.h>
#include FT_FREETYPE_H
#endif

namespace gan {

#if GANSCOPE_HAVE_CAIRO

struct FigureFaces::Opened {
  FT_Library library = nullptr;
  FT_Face face = nullptr;
  std::shared_ptr<const std::vector<unsigned char>> file;

  explicit Opened(const FigureFace& from) : file(from.file) {
    if (!file || FT_Init_FreeType(&library) != 0) return;
    if (FT_New_Memory_Face(library, file->data(), static_cast<FT_Long>(file->size()), from.index, &face) != 0) {
      face = nullptr;
    }
  }
  ~Opened() {
    if (face != nullptr) FT_Done_Face(face);
    if (library != nullptr) FT_Done_FreeType(library);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  std::string family() const { return face == nullptr || face->family_name == nullptr ? "" : face->family_name; }
  bool is(FT_Long style) const { return face != nullptr && (face->style_flags & style) != 0; }
  bool bold() const { return is(FT_STYLE_FLAG_BOLD); }
  bool italic() const { return is(FT_STYLE_FLAG_ITALIC); }
  unsigned int glyph(char32_t letter) const {
    return face == nullptr ? 0 : FT_Get_Char_Index(face, static_cast<FT_ULong>(letter));
  }
  float advance(char32_t letter) const {
    if (face == nullptr || face->units_per_EM == 0) return 0;
    if (FT_Load_Glyph(face, glyph(letter), FT_LOAD_NO_SCALE) != 0) return 0;
    return static_cast<float>(face->glyph->metrics.horiAdvance) / static_cast<float>(face->units_per_EM);
  }
  void* handle() const { return face; }
};

#else

// Without FreeType nothing is known of them.
struct FigureFaces::Opened {
  explicit Opened(const FigureFace&) {}
  std::string family() const { return ""; }
  bool bold() const { return false; }
  bool italic() const { return false; }
  unsigned int glyph(char32_t) const { return 0; }
  float advance(char32_t) const { return 0; }
  void* handle() const { return nullptr; }
};

#endif

namespace {

constexpr float kWideGap = 0.2F;  // em more than a space
constexpr float kTightSpace = 0.4F,
                kWideSpace = 0.35F;  // of a space, by which one between words may be narrower, wider

}  // namespace

FigureFaces::FigureFaces(const std::vector<FigureFace>& faces) {
  for (const FigureFace& face : faces) faces_.push_back(std::make_shared<Opened>(face));
}

FigureFaces::~FigureFaces() = default;

std::string FigureFaces::family(std::size_t face) const {
  return faces_.at(face)->family();
}
bool FigureFaces::bold(std::size_t face) const {
  return faces_.at(face)->bold();
}
bool FigureFaces::italic(std::size_t face) const {
  return faces_.at(face)->italic();
}
unsigned int FigureFaces::glyph(std::size_t face, char32_t letter) const {
  return faces_.at(face)->glyph(letter);
}
float FigureFaces::advance(std::size_t face, char32_t letter) const {
  return faces_.at(face)->advance(letter);
}
void* FigureFaces::handle(std::size_t face) const {
  return faces_.at(face)->handle();
}

float FigureFaces::width(const FigureText& text, const FigureLetter& letter) const {
  const float own = text.size * advance(text.face, letter.letter);
  return own > 0 ? own : letter.advance;
}

// Words at the widths of the face. What they are narrower or wider than their room together is shared by the spaces
// between them, as far as that looks well, so that a line has even spaces and ends about where it should; what is left
// of it stands on both sides of numbers, which so are in the middle of their room, as in a column.
std::vector<float> FigureFaces::pens(const FigureText& text) const {
  std::vector<float> pens;
  const std::vector<FigureLetter>& letters = text.letters;
  const float space = text.size * advance(text.face, U' ');
  const auto is_gap = [&](const FigureLetter& letter) {
    return letter.letter == U' ' && letter.advance > space + kWideGap * text.size;
  };
  for (std::size_t first = 0; first < letters.size();) {
    std::size_t end = first;
    bool number = false;
    int spaces = 0;
    float natural = 0;
    // After a gap that is more than a space the next words stand at their own place.
    for (; end < letters.size() && (end == first || (!is_gap(letters[end - 1]) && !is_gap(letters[end]))); ++end) {
      number = number || (letters[end].letter >= U'0' && letters[end].letter <= U'9');
      spaces += end > first && letters[end].letter == U' ' ? 1 : 0;
      natural += width(text, letters[end]);
    }
    const float spare = letters[end - 1].x + letters[end - 1].advance - letters[first].x - natural;
    const auto count = static_cast<float>(std::max(spaces, 1));
    const float wider = spaces > 0 ? std::clamp(spare / count, -kTightSpace * space, kWideSpace * space) : 0;
    float pen = letters[first].x + (number ? (spare - wider * static_cast<float>(spaces)) / 2 : 0);
    for (std::size_t i = first; i < end; ++i) {
      pens.push_back(pen);
      pen += width(text, letters[i]) + (i > first && letters[i].letter == U' ' ? wider : 0);
    }
    first = end;
  }
  return pens;
}

FigureText figure_text(const FigureFaces& faces, std::size_t face, float size, FigurePoint at, FigureColour colour,
                       const std::string& utf8) {
  FigureText text{face, size, at.y, colour, {}};
  float x = at.x;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t letter = bytes == 1 ? lead : lead & (0xFFU >> (bytes + 1));
    for (std::size_t k = 1; k < bytes && i + k < utf8.size(); ++k) {
      letter = letter << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
    }
    i += bytes;
    const float natural = faces.advance(face, letter);
    const float advance = size * (natural > 0 ? natural : 0.55F);
    text.letters.push_back({letter, x, advance});
    x += advance;
  }
  return text;
}

float width_of(const FigureText& text) {
  if (text.letters.empty()) return 0;
  const FigureLetter& last = text.letters.back();
  return last.x + last.advance - text.letters.front().x;
}

}  // namespace gan
