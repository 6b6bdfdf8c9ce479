#include "app/ui/math_text.h"

#include <cfloat>
#include <cmath>

namespace gan {
namespace {

constexpr std::size_t kMostKept = 256;

// Italics are as high as what they stand among, and have no brackets.
FaceHeights heights_now(TypeFace any) {
  const TypeFace face = upright_face(any);
  const FontMetrics font = font_metrics(face);
  const GlyphReach bracket = glyph_reach(face, U'('), minus = glyph_reach(face, U'−'),
                   capital = glyph_reach(face, U'H');
  FaceHeights heights;
  // A capital is about 0.72 of the em high in any face.
  heights.em = capital.up > 0 ? capital.up / 0.72F : font.ascent;
  heights.ascent = bracket.up > 0 ? bracket.up : font.ascent;
  heights.descent = bracket.up > 0 ? bracket.down : 0.25F * font.ascent;
  heights.axis = minus.up > 0 ? (minus.up - minus.down) / 2 : 0.36F * heights.em;
  return heights;
}

float width_now(TypeFace face, std::string_view text) {
  ImFont& font = font_now(face);
  return font.CalcTextSizeA(font_metrics(face).size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

bool same_form(const MathForm& a, const MathForm& b) {
  return a.face == b.face && a.stacked == b.stacked && a.most == b.most && a.below == b.below;
}

}  // namespace

MathBox layout_math(std::string_view markup, const MathForm& form) {
  static const MathMeasure measure{width_now, heights_now};
  return layout_math(markup, form, measure);
}

const MathBox& MathTexts::of(std::string_view markup, const MathForm& form) {
  const float size = font_metrics(TypeFace::kBody).size;
  if (size != size_) kept_.clear();
  size_ = size;
  const std::string key(markup);
  const auto [begin, end] = kept_.equal_range(key);
  for (auto at = begin; at != end; ++at) {
    if (same_form(at->second.form, form)) return at->second.box;
  }
  // Numbers that change would fill it for ever.
  if (kept_.size() >= kMostKept) kept_.clear();
  return kept_.emplace(key, Kept{form, layout_math(markup, form)})->second.box;
}

const MathBox& MathTexts::of_title(std::string_view title, TypeFace face) {
  return of(title_markup(title), {.face = face, .stacked = false});
}

void draw_math(ImDrawList& list, const MathBox& box, ImVec2 origin, ImU32 colour, std::span<const TermColour> terms) {
  const auto colour_of = [&](int term) {
    if (term >= 0) {
      for (const TermColour& named : terms) {
        if (named.id == box.terms[static_cast<std::size_t>(term)].id) return named.colour;
      }
    }
    return colour;
  };
  const float baseline = std::round(origin.y);
  for (const MathRun& run : box.runs) {
    const FontMetrics font = font_metrics(run.face);
    const ImVec2 at{origin.x + run.x, baseline + std::round(run.baseline) - std::round(font.ascent)};
    list.AddText(&font_now(run.face), font.size, at, colour_of(run.term), run.text.data(),
                 run.text.data() + run.text.size());
  }
  for (const MathRule& rule : box.rules) {
    const ImVec2 low{std::round(origin.x + rule.x), baseline + std::round(rule.top)};
    list.AddRectFilled(low, {low.x + std::round(rule.width), low.y + rule.height}, colour_of(rule.term));
  }
}

const MathTerm* term_at(const MathBox& box, ImVec2 origin, ImVec2 mouse) {
  const MathTerm* found = nullptr;
  for (const MathTerm& term : box.terms) {
    const bool in = mouse.x >= origin.x + term.left && mouse.x < origin.x + term.right &&
                    mouse.y >= origin.y + term.top && mouse.y < origin.y + term.bottom;
    // A part within another comes after it.
    if (in) found = &term;
  }
  return found;
}

}  // namespace gan
