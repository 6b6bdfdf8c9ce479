// Finds font files: the interface's sans-serif and one that fills in what it lacks (Greek, arrows,
// mathematics), through fontconfig where it is there, else in the places where systems keep fonts. Looks into
// a file before anyone trusts it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gan {

// A font file that can be rasterised, read once.
struct FontFile {
  std::string path;
  int index = 0;  // of the face in a collection
  std::vector<unsigned char> data;
  float line_per_em = 1.0F;  // ascent minus descent, in em
  float digit_width = 0.6F;  // the widest digit's advance, in em

  bool has_glyph(int codepoint) const;
};

struct FontFiles {
  std::optional<FontFile> text;      // nothing: the caller falls back to ImGui's own
  std::optional<FontFile> emphasis;  // the same family, semi-bold, for titles
  std::optional<FontFile> italic;    // for the variables of formulas; nothing: they stand upright
  std::optional<FontFile> symbols;
};

FontFiles find_font_files();
// Of this family alone ("DejaVu Sans"), symbols included, without its italic, which systems often leave out; empty
// where the system does not have it.
FontFiles find_font_family(const std::string& family);

// The font in `path`, or nothing where it cannot be read, is no font, or has no digits.
std::optional<FontFile> read_font_file(const std::string& path, int index);

}  // namespace gan
