// The faces of a figure's text, opened: what they are called, and how wide their letters are by nature.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "app/figure/figure_scene.h"

namespace gan {

class FigureFaces {
 public:
  explicit FigureFaces(const std::vector<FigureFace>& faces);
  ~FigureFaces();

  // "" where it is not known.
  std::string family(std::size_t face) const;
  bool bold(std::size_t face) const;
  bool italic(std::size_t face) const;
  // The glyph's number in its file, 0 where there is none.
  unsigned int glyph(std::size_t face, char32_t letter) const;
  // In em; 0 where it is not known.
  float advance(std::size_t face, char32_t letter) const;
  // Where each letter is drawn. On the screen letters have whole pixels and digits one width; in print words have their
  // natural spacing: a line begins and ends where it did, and a number alone stands in the middle of its room.
  std::vector<float> pens(const FigureText& text) const;

  // FreeType's face; null where it could not be opened. It lives as long as this object and what `keeper` gave.
  void* handle(std::size_t face) const;
  std::shared_ptr<const void> keeper(std::size_t face) const { return faces_.at(face); }

 private:
  struct Opened;
  // Of a letter; the room that it takes on the screen where the face has none.
  float width(const FigureText& text, const FigureLetter& letter) const;

  std::vector<std::shared_ptr<Opened>> faces_;
};

// Text of one face from `x` on.
FigureText figure_text(const FigureFaces& faces, std::size_t face, float size, FigurePoint at, FigureColour colour,
                       const std::string& utf8);
float width_of(const FigureText& text);

}  // namespace gan
