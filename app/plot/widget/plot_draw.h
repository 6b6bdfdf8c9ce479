// Puts the shapes of a plot into a draw list: anti-aliased lines that stay even on noisy data (ImGui's own
// polyline grows spikes at sharp corners), envelopes, dashed lines, and numbers in tabular figures.
#pragma once

#include <imgui.h>

#include <string_view>

#include "app/plot/plot_lines.h"
#include "app/ui/fonts.h"

namespace gan {

// `colour` with its opacity multiplied by `share`; `colour` mixed with `other` (0: colour, 1: other), opaque.
ImU32 with_opacity(ImU32 colour, float share);
ImU32 mixed(ImU32 colour, ImU32 other, float share);

// The line through the (smoothed) means, `thickness` in pixels. The colour should be opaque: joints overlap.
void draw_series_line(ImDrawList& list, const SeriesLine& line, bool smooth, ImU32 colour, float thickness);
// The band between the smallest and the largest value of each point.
void draw_series_band(ImDrawList& list, const SeriesLine& line, ImU32 colour);
void draw_dashed_horizontal(ImDrawList& list, float left, float right, float y, ImU32 colour, float scale);

// A font at one size. Digits take the same width each, so that values do not jitter and columns align.
class PlotFont {
 public:
  PlotFont() = default;
  PlotFont(TypeFace face, float size);
  float size() const { return size_; }
  TypeFace face() const { return face_; }
  float digit_width() const { return digit_; }
  // Proportional text.
  float width(std::string_view text) const;
  void draw(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text) const;
  // Cut off with an ellipsis where it is wider than `most`.
  void draw_within(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text, float most) const;
  // Numbers: tabular digits, thin spaces of a fifth of the size.
  float number_width(std::string_view text) const;
  void draw_number(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text) const;

 private:
  template <class Visit>
  float each_glyph(std::string_view text, Visit visit) const;

  TypeFace face_ = TypeFace::kBody;
  float size_ = 0;
  float digit_ = 0;
};

}  // namespace gan
