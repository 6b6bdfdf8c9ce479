// Small pieces that the drawing halves share: text at a place, plates under it, numbers as the plots write
// them.
#pragma once

#include <span>
#include <string_view>

#include "app/panels/view.h"
#include "app/plot/widget/plot_style.h"
#include "app/ui/math_text.h"

namespace gan {

// Text in the current font with its left, centre or right (align 0, ½, 1) at x and its top at y.
void draw_text(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text, float align = 0);
float text_width(std::string_view text);
// Words with variables of the notes among them, typeset as formulas are; where that is wider than `most` the plain text
// with an ellipsis.
void draw_title_within(ImDrawList& list, MathTexts& formulas, TypeFace face, ImVec2 at, ImU32 colour,
                       std::string_view title, float most);
// Text cut off with an ellipsis where it is wider than `most`.
void draw_text_within(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text, float most);

// Text that wraps at `most` pixels from the cursor, where an item of ImGui would stand. No number is torn apart.
void wrapped_text(const std::string& text, float most);

// The narrowest width, at least half of `most`, at which text in the current font wraps into no more lines than at
// `most`: its lines are about as long as each other, and no word is left alone on the last.
float balanced_wrap(std::string_view text, float most);

// A line through the points whose dashes are of one length on the screen, however the points lie; all in pixels.
void draw_dashed(ImDrawList& list, std::span<const ImVec2> points, ImU32 colour, float width, float dash, float gap);

// A translucent ground for text that lies on a picture.
void draw_plate(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme, float opacity = 0.82F);

// Everything that is drawn into a list for the length of a scope, with this opacity.
class FadeScope {
 public:
  FadeScope(ImDrawList& list, float opacity) : list_(list), first_(list.VtxBuffer.Size), opacity_(opacity) {}
  ~FadeScope();
  FadeScope(const FadeScope&) = delete;
  FadeScope& operator=(const FadeScope&) = delete;

 private:
  ImDrawList& list_;
  int first_;
  float opacity_;
};

// D's colours from fake to real, with a mark in the middle; and those of the length of its gradient.
void draw_opinion_bar(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme);
void draw_length_bar(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme);
// Those of a number with a sign that is no opinion of D.
void draw_signed_bar(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme);

// "0.0314", "12 340", "1.2e−7": never longer than about eight characters.
const char* short_value(double value, std::span<char> buffer);

// The look of the plots in this theme.
PlotStyle plot_style(const Frame& frame);

}  // namespace gan
