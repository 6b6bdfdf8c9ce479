#include "app/panels/arena/mode_rings.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include "app/panels/drawing.h"

namespace gan {
namespace {

constexpr int kMostNumbered = 30;  // modes; more numbers than that are noise
constexpr int kMostWithShare = 10;
constexpr float kPi = 3.14159265F;
constexpr float kArcWidth = 4, kArcGap = 3, kLeastRing = 5;  // design pixels

// From the top clockwise, a share of a turn.
void draw_arc(const ArenaCanvas& canvas, ImVec2 centre, float radius, float share, ImU32 colour, float width) {
  canvas.list.PathArcTo(centre, radius, -0.5F * kPi, (2 * share - 0.5F) * kPi,
                        std::max(4, static_cast<int>(40 * share)));
  canvas.list.PathStroke(colour, 0, width);
}

void draw_share(const ArenaCanvas& canvas, const ModeBar& bar, ImVec2 centre, float radius, float opacity) {
  const Theme& theme = canvas.frame.theme;
  const Palette& p = theme.palette;
  const float width = theme.px(kArcWidth), rim = width + theme.px(1.5F);
  const float turn = static_cast<float>(bar.perfect > 0 ? std::min(bar.share / (2 * bar.perfect), 1.0) : 0.0);
  if (bar.share > 0) {
    canvas.list.AddCircle(centre, radius, pack(p.contour, 0.25F * opacity), 0, width);
    draw_arc(canvas, centre, radius, turn, pack(p.mark_outline, opacity), rim);
    draw_arc(canvas, centre, radius, turn, pack(bar.covered ? p.generated : p.text_muted, opacity), width);
  } else {
    // Nothing there: a broken ring.
    constexpr int kDashes = 12;
    for (int i = 0; i < kDashes; ++i) {
      const float from = 2 * kPi * static_cast<float>(i) / kDashes;
      canvas.list.PathArcTo(centre, radius, from, from + kPi / kDashes, 4);
      canvas.list.PathStroke(pack(p.contour, 0.8F * opacity), 0, theme.px(1.5F));
    }
  }
  const float inner = radius - width, outer = radius + width + theme.px(1);
  canvas.list.AddLine({centre.x, centre.y + inner}, {centre.x, centre.y + outer}, pack(p.mark_outline, opacity),
                      theme.px(4));
  canvas.list.AddLine({centre.x, centre.y + inner}, {centre.x, centre.y + outer}, pack(p.real, opacity),
                      theme.px(2.5F));
}

// Half the distance of the two centres that are nearest to each other, in pixels: arcs of that radius would touch.
float room_around(const ArenaCanvas& canvas, const GaussianMixture& mixture) {
  double nearest = std::numeric_limits<double>::infinity();
  for (Index i = 0; i < mixture.centres.cols(); ++i) {
    for (Index j = 0; j < i; ++j) {
      nearest = std::min(nearest, (mixture.centres.col(i) - mixture.centres.col(j)).squaredNorm());
    }
  }
  return static_cast<float>(0.5 * std::sqrt(nearest) / canvas.camera.units_per_pixel(canvas.viewport));
}

// Where all modes have their middle, in pixels.
ImVec2 middle_of(const ArenaCanvas& canvas, const GaussianMixture& mixture) {
  const auto mean = mixture.centres.rowwise().mean().eval();
  return canvas.at(mean(0), mean(1));
}

// Where labels of modes may stand: on the side that looks away from the other modes, where there are the fewest
// samples, at the upper right, or turned from the first by eighths of a turn.
std::vector<PixelPoint> label_sides(ImVec2 centre, ImVec2 middle, float ring) {
  const PixelPoint upper_right{0.7071, -0.7071};
  const double x = static_cast<double>(centre.x - middle.x), y = static_cast<double>(centre.y - middle.y);
  const double length = std::hypot(x, y);
  // What is itself in the middle looks nowhere.
  const PixelPoint outward = length > static_cast<double>(ring) ? PixelPoint{x / length, y / length} : upper_right;
  std::vector<PixelPoint> sides{outward, upper_right};
  for (const int eighths : {1, -1, 2, -2, 3, -3, 4}) {
    const double turn = eighths * std::numbers::pi / 4, c = std::cos(turn), s = std::sin(turn);
    sides.push_back({c * outward.x - s * outward.y, s * outward.x + c * outward.y});
  }
  return sides;
}

std::string label_text(std::size_t mode, const ModeBar* bar) {
  char text[32];
  if (bar == nullptr) {
    std::snprintf(text, sizeof text, "%zu", mode + 1);
  } else if (bar->share > 0 && bar->share < 0.005) {
    std::snprintf(text, sizeof text, "%zu: <1%%", mode + 1);
  } else {
    std::snprintf(text, sizeof text, "%zu: %.0f%%", mode + 1, 100 * bar->share);
  }
  return text;
}

// Beside its ring, on a ground of its own; where it can, on no other ring. Where no side is clear of other texts and of
// the edges, at which the numbers of the axes stand, there is none.
void write_label(const ArenaCanvas& canvas, std::size_t mode, const ModeBar* bar, const LabelDisc& ring, ImVec2 middle,
                 std::span<const LabelDisc> rings, LabelBoxes& labels) {
  const Theme& theme = canvas.frame.theme;
  const std::string text = label_text(mode, bar);
  const float line = ImGui::GetFontSize(), pad = theme.px(3), margin = theme.px(4), gap = theme.px(2);
  const float left = canvas.low.x + canvas.left + margin + theme.px(20);
  const LabelBox area{static_cast<double>(left), static_cast<double>(canvas.low.y),
                      static_cast<double>(canvas.high.x - left),
                      static_cast<double>(canvas.high.y - line - 2 * margin - canvas.low.y)};
  // With some air: two labels side by side are two.
  const LabelBox size{0, 0, static_cast<double>(text_width(text) + 2 * (pad + gap)),
                      static_cast<double>(line + 2 * gap)};
  const ImVec2 centre{static_cast<float>(ring.x), static_cast<float>(ring.y)};
  const std::optional<LabelBox> box =
      place_around({ring.x, ring.y}, ring.radius + static_cast<double>(pad - gap),
                   label_sides(centre, middle, static_cast<float>(ring.radius)), size, area, labels.texts, rings);
  if (!box) return;
  const ImVec2 low{static_cast<float>(box->x) + gap, static_cast<float>(box->y) + gap};
  const ImVec2 high{static_cast<float>(box->x + box->width) - gap, low.y + line};
  canvas.list.AddRectFilled(low, high, pack(theme.palette.arena_neutral, 0.8F), pad);
  halo_text(canvas, {low.x + pad, low.y}, pack(theme.palette.text), text, 0);
  labels.texts.push_back(*box);
}

}  // namespace

void draw_mode_rings(const ArenaCanvas& canvas, const GaussianMixture& mixture, std::span<const ModeBar> bars,
                     float opacity, LabelBoxes& labels) {
  const Theme& theme = canvas.frame.theme;
  const double per_unit = 1 / canvas.camera.units_per_pixel(canvas.viewport);
  const ImU32 colour = pack(theme.palette.contour, opacity), faint = pack(theme.palette.contour, 0.5F * opacity);
  const FontScope font(canvas.frame.fonts.small);
  const float line = ImGui::GetFontSize(), width = std::max(1.0F, theme.px(1)), least = theme.px(kLeastRing);
  const float room = room_around(canvas, mixture);
  const ImVec2 middle = middle_of(canvas, mixture);
  const auto count = static_cast<std::size_t>(mixture.centres.cols());
  struct Label {
    std::size_t mode;
    const ModeBar* bar;  // null: its share is not written
  };
  std::vector<Label> written;
  std::vector<LabelDisc> rings;
  for (std::size_t k = 0; k < count; ++k) {
    const Index mode = static_cast<Index>(k);
    const ImVec2 centre = canvas.at(mixture.centres(0, mode), mixture.centres(1, mode));
    const float three = static_cast<float>(3 * mixture.sigma(mode) * per_unit), ring = std::max(three, least);
    const float reach = ring + 2 * line;
    if (centre.x < canvas.low.x - reach || centre.x > canvas.high.x + reach || centre.y < canvas.low.y - reach ||
        centre.y > canvas.high.y + reach) {
      continue;
    }
    canvas.list.AddCircle(centre, ring, colour, 0, width);
    if (three > theme.px(12)) canvas.list.AddCircle(centre, three * 2 / 3, faint, 0, width);
    const float arc = ring + theme.px(kArcGap + kArcWidth / 2);
    const bool shares = bars.size() == count && arc + theme.px(kArcWidth) < room;
    if (shares) draw_share(canvas, bars[k], centre, arc, opacity);
    const float whole = shares ? arc + theme.px(kArcWidth / 2) : ring;
    labels.marks.push_back({static_cast<double>(centre.x - whole), static_cast<double>(centre.y - whole),
                            static_cast<double>(2 * whole), static_cast<double>(2 * whole)});
    rings.push_back({static_cast<double>(centre.x), static_cast<double>(centre.y), static_cast<double>(whole)});
    written.push_back({k, shares && count <= kMostWithShare ? &bars[k] : nullptr});
  }
  if (count > kMostNumbered) return;
  // When all rings are known.
  for (std::size_t i = 0; i < rings.size(); ++i) {
    write_label(canvas, written[i].mode, written[i].bar, rings[i], middle, rings, labels);
  }
}

}  // namespace gan
