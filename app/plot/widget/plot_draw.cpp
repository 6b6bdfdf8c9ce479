#include "app/plot/widget/plot_draw.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "app/ui/ellipsis.h"

namespace gan {

namespace {

constexpr float kFar = 20000;  // pixels; further out a float loses the anti-aliasing
constexpr std::size_t kPointsAtOnce = 1000;
constexpr float kSharpCorner = 0.6f;  // cosine of the turn from which on a corner is bevelled

ImVec2 place(const LinePoint& p, bool smooth) {
  return {p.x, std::clamp(smooth ? p.smooth : p.y, -kFar, kFar)};
}

// Emits one unbroken piece as a strip of three ribbons: a fringe that fades out, the core, another fringe.
class Ribbon {
 public:
  Ribbon(ImDrawList& list, ImU32 colour, float thickness)
      : list_(list),
        uv_(ImGui::GetFontTexUvWhitePixel()),
        core_colour_(with_opacity(colour, std::min(thickness, 1.0f))),
        clear_(colour & ~IM_COL32_A_MASK),
        inner_(std::max(thickness - 1, 0.0f) / 2),
        outer_(inner_ + 1) {}

  void begin(ImVec2 at, ImVec2 normal) { cross_section(at, normal); }

  // Ends the segment that runs with `normal` at a corner and starts the next one, which runs with `next`.
  void corner(ImVec2 at, ImVec2 normal, ImVec2 next) {
    const float cosine = normal.x * next.x + normal.y * next.y;
    if (cosine > kSharpCorner) {
      const float miter = 1 / (1 + cosine);
      end(at, {(normal.x + next.x) * miter, (normal.y + next.y) * miter});
      return;
    }
    end(at, normal);
    const unsigned before = last_;
    cross_section(at, next);
    triangle(before + 1, last_ + 1, before + 2);
    triangle(before + 2, last_ + 2, before + 1);
  }

  void end(ImVec2 at, ImVec2 normal) {
    const unsigned before = last_;
    cross_section(at, normal);
    for (unsigned i = 0; i < 3; ++i) {
      triangle(before + i, before + i + 1, last_ + i + 1);
      triangle(before + i, last_ + i + 1, last_ + i);
    }
  }

 private:
  void cross_section(ImVec2 at, ImVec2 n) {
    last_ = list_._VtxCurrentIdx;
    list_.PrimWriteVtx({at.x + n.x * outer_, at.y + n.y * outer_}, uv_, clear_);
    list_.PrimWriteVtx({at.x + n.x * inner_, at.y + n.y * inner_}, uv_, core_colour_);
    list_.PrimWriteVtx({at.x - n.x * inner_, at.y - n.y * inner_}, uv_, core_colour_);
    list_.PrimWriteVtx({at.x - n.x * outer_, at.y - n.y * outer_}, uv_, clear_);
  }
  void triangle(unsigned a, unsigned b, unsigned c) {
    list_.PrimWriteIdx(static_cast<ImDrawIdx>(a));
    list_.PrimWriteIdx(static_cast<ImDrawIdx>(b));
    list_.PrimWriteIdx(static_cast<ImDrawIdx>(c));
  }

  ImDrawList& list_;
  ImVec2 uv_;
  ImU32 core_colour_;
  ImU32 clear_;
  float inner_;
  float outer_;
  unsigned last_ = 0;
};

ImVec2 normal_between(ImVec2 a, ImVec2 b) {
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  const float length = std::sqrt(dx * dx + dy * dy);
  if (length < 1e-6f) return {0, -1};
  return {dy / length, -dx / length};
}

void draw_piece(ImDrawList& list, const LinePoint* points, std::size_t count, bool smooth, ImU32 colour,
                float thickness) {
  // A corner takes at most two cross sections of 4 vertices, and 6 indices for its bevel; a segment takes 18.
  const int most_vertices = static_cast<int>(count) * 8;
  const int most_indices = static_cast<int>(count) * 24;
  list.PrimReserve(most_indices, most_vertices);
  const ImDrawVert* first_vertex = list._VtxWritePtr;
  const ImDrawIdx* first_index = list._IdxWritePtr;
  Ribbon ribbon(list, colour, thickness);
  ImVec2 at = place(points[0], smooth);
  ImVec2 next = place(points[1], smooth);
  ImVec2 normal = normal_between(at, next);
  ribbon.begin(at, normal);
  for (std::size_t i = 1; i + 1 < count; ++i) {
    at = next;
    next = place(points[i + 1], smooth);
    const ImVec2 turned = normal_between(at, next);
    ribbon.corner(at, normal, turned);
    normal = turned;
  }
  ribbon.end(next, normal);
  list.PrimUnreserve(most_indices - static_cast<int>(list._IdxWritePtr - first_index),
                     most_vertices - static_cast<int>(list._VtxWritePtr - first_vertex));
}

// Calls `piece(first, count)` for each unbroken piece, cut so that 16-bit indices suffice; pieces share an
// end point where one is cut.
template <class Piece>
void each_piece(const SeriesLine& line, Piece piece) {
  const auto& points = line.points;
  for (std::size_t begin = 0; begin < points.size();) {
    std::size_t end = begin + 1;
    while (end < points.size() && !points[end].starts && end - begin < kPointsAtOnce) ++end;
    piece(points.data() + begin, end - begin);
    const bool cut = end < points.size() && !points[end].starts;
    begin = cut ? end - 1 : end;
  }
}

}  // namespace

ImU32 with_opacity(ImU32 colour, float share) {
  const float alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT & 0xFF) * share;
  return (colour & ~IM_COL32_A_MASK) | static_cast<ImU32>(std::lround(alpha)) << IM_COL32_A_SHIFT;
}

ImU32 mixed(ImU32 colour, ImU32 other, float share) {
  ImU32 result = IM_COL32_A_MASK;
  for (const int shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT}) {
    const float a = static_cast<float>(colour >> shift & 0xFF);
    const float b = static_cast<float>(other >> shift & 0xFF);
    result |= static_cast<ImU32>(std::lround(a + (b - a) * share)) << shift;
  }
  return result;
}

void draw_series_line(ImDrawList& list, const SeriesLine& line, bool smooth, ImU32 colour, float thickness) {
  // Whoever smooths edges itself gets the line as it is.
  const bool plain = (list.Flags & ImDrawListFlags_AntiAliasedLines) == 0;
  each_piece(line, [&](const LinePoint* points, std::size_t count) {
    if (count > 1 && plain) {
      for (std::size_t i = 0; i < count; ++i) list.PathLineTo(place(points[i], smooth));
      list.PathStroke(colour, 0, thickness);
    } else if (count > 1) {
      draw_piece(list, points, count, smooth, colour, thickness);
    } else {
      // A single point between two gaps would have no line.
      list.AddCircleFilled(place(points[0], smooth), thickness, colour, 8);
    }
  });
}

void draw_series_band(ImDrawList& list, const SeriesLine& line, ImU32 colour) {
  if (!line.merged) return;
  const ImVec2 uv = ImGui::GetFontTexUvWhitePixel();
  each_piece(line, [&](const LinePoint* points, std::size_t count) {
    if (count < 2) return;
    list.PrimReserve(static_cast<int>(count - 1) * 6, static_cast<int>(count) * 2);
    const unsigned base = list._VtxCurrentIdx;
    for (std::size_t i = 0; i < count; ++i) {
      list.PrimWriteVtx({points[i].x, std::clamp(points[i].top, -kFar, kFar)}, uv, colour);
      list.PrimWriteVtx({points[i].x, std::clamp(points[i].bottom, -kFar, kFar)}, uv, colour);
    }
    for (unsigned i = 0; i + 1 < count; ++i) {
      const unsigned corner = base + 2 * i;
      for (const unsigned index : {0u, 1u, 3u, 0u, 3u, 2u}) {
        list.PrimWriteIdx(static_cast<ImDrawIdx>(corner + index));
      }
    }
  });
}

void draw_dashed_horizontal(ImDrawList& list, float left, float right, float y, ImU32 colour, float scale) {
  const float dash = 4 * scale;
  const float top = std::floor(y);
  for (float x = left; x < right; x += 2 * dash) {
    list.AddRectFilled({x, top}, {std::min(x + dash, right), top + std::max(1.0f, std::round(scale))}, colour);
  }
}

PlotFont::PlotFont(TypeFace face, float size) : face_(face), size_(size) {
  for (const char* digit : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
    digit_ = std::max(digit_, std::ceil(width(digit) - 0.01f));
  }
}

float PlotFont::width(std::string_view text) const {
  return font_now(face_).CalcTextSizeA(size_, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

void PlotFont::draw(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text) const {
  list.AddText(&font_now(face_), size_, at, colour, text.data(), text.data() + text.size());
}

template <class Visit>
float PlotFont::each_glyph(std::string_view text, Visit visit) const {
  constexpr std::string_view kThinSpace = "\u2009";
  constexpr std::string_view kMinus = "\u2212";
  float x = 0;
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view glyph = text.substr(0, bytes);
    text.remove_prefix(glyph.size());
    if (glyph == kThinSpace) {
      x += std::round(size_ / 5);
      continue;
    }
    const float own = width(glyph);
    const bool digit = lead >= '0' && lead <= '9';
    visit(x + (digit ? (digit_ - own) / 2 : 0), glyph);
    // A minus sign has the air of an operator around it; before a number it stands close.
    x += digit ? digit_ : std::round(glyph == kMinus ? own - size_ / 8 : own);
  }
  return x;
}

void PlotFont::draw_within(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text, float most) const {
  const auto measure = [this](std::string_view part) { return width(part); };
  const std::string_view shown = text.substr(0, length_within(text, most, measure));
  draw(list, at, colour, shown);
  if (shown.size() < text.size() && !shown.empty()) draw(list, {at.x + width(shown), at.y}, colour, kEllipsis);
}

float PlotFont::number_width(std::string_view text) const {
  return each_glyph(text, [](float, std::string_view) {});
}

void PlotFont::draw_number(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text) const {
  each_glyph(text, [&](float x, std::string_view glyph) { draw(list, {std::round(at.x + x), at.y}, colour, glyph); });
}

}  // namespace gan
