#include "app/figure/figure_scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gan {
namespace {

constexpr std::size_t kMostJoined = 20000;  // points of one path: viewers take long for more

void widen(FigureRect& bounds, FigurePoint point) {
  bounds.left = std::min(bounds.left, point.x);
  bounds.right = std::max(bounds.right, point.x);
  bounds.top = std::min(bounds.top, point.y);
  bounds.bottom = std::max(bounds.bottom, point.y);
}

FigureRect bounds_of_points(const std::vector<FigurePoint>& points, float margin) {
  constexpr float kEnd = std::numeric_limits<float>::infinity();
  FigureRect bounds{kEnd, kEnd, -kEnd, -kEnd};
  for (const FigurePoint& point : points) widen(bounds, point);
  return {bounds.left - margin, bounds.top - margin, bounds.right + margin, bounds.bottom + margin};
}

FigureRect around(FigurePoint centre, float radius) {
  return {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
}

// One stroke or one fill of both looks the same as two.
bool joins(const FigurePath& a, const FigurePath& b) {
  const auto opaque = [](const std::optional<FigureColour>& colour) { return !colour || colour->a == 255; };
  return a.closed == b.closed && a.fill == b.fill && a.line == b.line && a.width == b.width && a.round == b.round &&
         !(a.fill && a.line) && opaque(a.fill) && opaque(a.line) && a.points.size() + b.points.size() <= kMostJoined;
}

// The text before was written a little beside this one, to stand out from what lies below.
bool is_rim_of(const FigureText& before, const FigureText& text) {
  const auto same = [](const FigureLetter& a, const FigureLetter& b) { return a.letter == b.letter; };
  const float near = 0.25F * text.size;
  return before.face == text.face && before.size == text.size && before.letters.size() == text.letters.size() &&
         std::equal(before.letters.begin(), before.letters.end(), text.letters.begin(), same) &&
         std::abs(before.baseline - text.baseline) < near &&
         std::abs(before.letters.front().x - text.letters.front().x) < near;
}

// Twice the area, with the sign of the sense in which the points go round.
double winding(const std::vector<FigurePoint>& points) {
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const FigurePoint &a = points[i], &b = points[(i + 1) % points.size()];
    sum += static_cast<double>(a.x) * static_cast<double>(b.y) - static_cast<double>(b.x) * static_cast<double>(a.y);
  }
  return sum;
}

}  // namespace

PixelPart FigureImage::shown() const {
  const auto nearest = [](float edge, int low, int high) {
    return std::clamp(static_cast<int>(std::lround(edge)), low, high);
  };
  PixelPart shown;
  shown.left = nearest(part.left, 0, pixels->width);
  shown.top = nearest(part.top, 0, pixels->height);
  shown.right = nearest(part.right, shown.left, pixels->width);
  shown.bottom = nearest(part.bottom, shown.top, pixels->height);
  return shown;
}

FigureRect common_part(const FigureRect& a, const FigureRect& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

void FigurePath::add(const std::vector<FigurePoint>& subpath) {
  if (!points.empty()) starts.push_back(static_cast<std::uint32_t>(points.size()));
  if (closed && winding(subpath) < 0) {
    points.insert(points.end(), subpath.rbegin(), subpath.rend());
  } else {
    points.insert(points.end(), subpath.begin(), subpath.end());
  }
}

FigureRect bounds_of(const FigurePart& part) {
  struct Bounds {
    FigureRect operator()(const FigurePath& path) const {
      return bounds_of_points(path.points, path.line ? path.width : 0);
    }
    FigureRect operator()(const FigureDisc& disc) const {
      return around(disc.centre, disc.radius + (disc.line ? disc.width / 2 : 0));
    }
    FigureRect operator()(const FigureGlow& glow) const { return around(glow.centre, glow.radius); }
    FigureRect operator()(const FigurePatch& patch) const { return bounds_of_points(patch.corners, 0); }
    FigureRect operator()(const FigureImage& image) const { return image.at; }
    FigureRect operator()(const FigureText& text) const {
      if (text.letters.empty()) return {};
      const FigureLetter& last = text.letters.back();
      return {text.letters.front().x, text.baseline - text.size, last.x + last.advance,
              text.baseline + 0.35F * text.size};
    }
  };
  return std::visit(Bounds{}, part);
}

void FigureScene::add(const FigureRect& clip, FigurePart part) {
  const FigureRect shown = common_part(clip, {0, 0, width, height});
  if (common_part(bounds_of(part), shown).empty()) return;
  if (!items.empty() && items.back().clip == shown) {
    const auto* const written = std::get_if<FigureText>(&items.back().part);
    auto* const text = std::get_if<FigureText>(&part);
    if (written != nullptr && text != nullptr && is_rim_of(*written, *text)) {
      const float away = std::max(std::abs(written->baseline - text->baseline),
                                  std::abs(written->letters.front().x - text->letters.front().x));
      text->rim = written->rim ? written->rim : written->colour;
      text->rim_width = std::max(written->rim_width, 2 * away);
      items.back().part = std::move(part);
      return;
    }
    auto* const before = std::get_if<FigurePath>(&items.back().part);
    const auto* const path = std::get_if<FigurePath>(&part);
    if (before != nullptr && path != nullptr && joins(*before, *path)) {
      for (std::size_t i = 0; i < path->starts.size(); ++i) {
        const auto first = path->points.begin();
        before->add({first + path->starts[i], first + static_cast<std::ptrdiff_t>(path->end_of(i))});
      }
      return;
    }
  }
  items.push_back({shown, std::move(part)});
}

std::size_t FigureScene::face(const FigureFace& face) {
  const auto found = std::find(faces.begin(), faces.end(), face);
  if (found != faces.end()) return static_cast<std::size_t>(found - faces.begin());
  faces.push_back(face);
  return faces.size() - 1;
}

void move_part(FigurePart& part, FigurePoint by, float factor) {
  struct Move {
    FigurePoint by;
    float factor;

    void move(FigurePoint& p) const { p = {factor * (p.x + by.x), factor * (p.y + by.y)}; }
    void operator()(FigurePath& path) const {
      for (FigurePoint& point : path.points) move(point);
      path.width *= factor;
    }
    void operator()(FigureDisc& disc) const {
      move(disc.centre);
      disc.radius *= factor;
      disc.width *= factor;
    }
    void operator()(FigureGlow& glow) const {
      move(glow.centre);
      glow.radius *= factor;
    }
    void operator()(FigurePatch& patch) const {
      for (FigurePoint& point : patch.corners) move(point);
    }
    void operator()(FigureImage& image) const {
      FigurePoint low{image.at.left, image.at.top}, high{image.at.right, image.at.bottom};
      move(low);
      move(high);
      image.at = {low.x, low.y, high.x, high.y};
    }
    void operator()(FigureText& text) const {
      text.baseline = factor * (text.baseline + by.y);
      text.size *= factor;
      text.rim_width *= factor;
      for (FigureLetter& letter : text.letters) {
        letter.x = factor * (letter.x + by.x);
        letter.advance *= factor;
      }
    }
  };
  std::visit(Move{by, factor}, part);
}

void append_utf8(std::string& text, char32_t letter) {
  const auto c = static_cast<std::uint32_t>(letter);
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string text_of(const FigureText& text) {
  std::string all;
  for (const FigureLetter& letter : text.letters) append_utf8(all, letter.letter);
  return all;
}

}  // namespace gan
