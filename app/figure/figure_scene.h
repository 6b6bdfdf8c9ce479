// FigureScene: a figure as what it consists of: paths, discs, text, images, in the order in which they lie on one
// another. Whatever is drawn becomes one, and the writers make a file of it. Pure: knows no interface and no library.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gan {

// y goes down, in pixels of the interface.
struct FigurePoint {
  float x = 0, y = 0;
  bool operator==(const FigurePoint&) const = default;
};

struct FigureRect {
  float left = 0, top = 0, right = 0, bottom = 0;
  float width() const { return right - left; }
  float height() const { return bottom - top; }
  bool empty() const { return !(right > left && bottom > top); }
  bool operator==(const FigureRect&) const = default;
};
FigureRect common_part(const FigureRect& a, const FigureRect& b);

// sRGB, and how opaque.
struct FigureColour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const FigureColour&) const = default;
};

// Lines through points, filled or stroked or both. Subpaths overlap without holes, for all are wound alike.
struct FigurePath {
  std::vector<FigurePoint> points;
  std::vector<std::uint32_t> starts = {0};  // where each subpath begins among the points
  bool closed = true;
  std::optional<FigureColour> fill = {}, line = {};
  float width = 0;  // of the line, in its middle
  bool round = false;

  // Of subpath i: where it ends among the points.
  std::size_t end_of(std::size_t i) const { return i + 1 < starts.size() ? starts[i + 1] : points.size(); }
  void add(const std::vector<FigurePoint>& subpath);
};

struct FigureDisc {
  FigurePoint centre;
  float radius = 0;
  std::optional<FigureColour> fill = {}, line = {};
  float width = 0;
};

// Light that is full in the middle and nothing at the radius: (1 - d^2)^2 of the colour's opacity.
struct FigureGlow {
  FigurePoint centre;
  float radius = 0;
  FigureColour colour;
};

// A four-sided patch, or a triangle, with a colour at each corner.
struct FigurePatch {
  std::vector<FigurePoint> corners;
  std::vector<FigureColour> colours;
};

struct FigurePixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  // rows from the top, not multiplied by the opacity
};

// Whole pixels, from the left and the top to before the right and the bottom.
struct PixelPart {
  int left = 0, top = 0, right = 0, bottom = 0;
  int width() const { return right - left; }
  int height() const { return bottom - top; }
  bool empty() const { return right == left || bottom == top; }
};

struct FigureImage {
  std::shared_ptr<const FigurePixels> pixels;
  FigureRect part;      // of the pixels
  FigureRect at;        // where it is shown
  bool smooth = false;  // what lies between pixels is interpolated; else they have edges

  // The part to the nearest pixels, within what there is.
  PixelPart shown() const;
};

struct FigureLetter {
  char32_t letter = 0;
  float x = 0;        // where the room that it takes begins
  float advance = 0;  // and how wide that is
};

// Letters on one baseline.
struct FigureText {
  std::size_t face = 0;  // of FigureScene::faces
  float size = 0;        // of the em
  float baseline = 0;
  FigureColour colour;
  std::vector<FigureLetter> letters;
  std::optional<FigureColour> rim = {};  // around the letters, below them
  float rim_width = 0;                   // of the line that it is, in whose middle a letter's edge lies
};

using FigurePart = std::variant<FigurePath, FigureDisc, FigureGlow, FigurePatch, FigureImage, FigureText>;

struct FigureItem {
  FigureRect clip;
  FigurePart part;
};

// A font file's face. Empty: some sans-serif of the system.
struct FigureFace {
  std::shared_ptr<const std::vector<unsigned char>> file;
  int index = 0;
  bool operator==(const FigureFace&) const = default;
};

struct FigureScene {
  float width = 0, height = 0;
  std::string title;
  std::optional<FigureColour> ground;  // none: what lies below shows
  std::vector<FigureFace> faces;
  std::vector<FigureItem> items;

  // Above what there is. What lies outside of the figure is left out; like a line or a fill of the item before, it
  // joins it, and text that was written around its own place before gets a rim.
  void add(const FigureRect& clip, FigurePart part);
  std::size_t face(const FigureFace& face);
};

// The parts moved, then enlarged.
void move_part(FigurePart& part, FigurePoint by, float factor = 1);
FigureRect bounds_of(const FigurePart& part);

// The text as one reads it, UTF-8.
std::string text_of(const FigureText& text);
void append_utf8(std::string& text, char32_t letter);

}  // namespace gan
