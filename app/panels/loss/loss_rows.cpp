#include "app/panels/loss/loss_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

// Design pixels.
constexpr float kBetweenRows = 7, kAfterLead = 8, kBrace = 4;

TypeFace face_of(const LossRow& row, const LossRowLook& look) {
  return row.side == LossRowSide::both ? look.game : look.players;
}

Rgb colour_of(LossRowSide side, const Palette& p) {
  return side == LossRowSide::discriminator ? p.real : side == LossRowSide::generator ? p.generated : p.text;
}

Rgb colour_of(LossPart part, const Palette& p) {
  return part == LossPart::real                                  ? p.real
         : part == LossPart::fake || part == LossPart::generator ? p.generated
                                                                 : p.text_muted;
}

std::string lead_of(const LossRow& row, const LossRowLook& look) {
  return look.lead || row.lead.empty() ? row.lead : row.lead.substr(0, 1);
}

const LossTermNow* find_term(const LossRow& row, const MathTerm* place) {
  if (place == nullptr) return nullptr;
  for (const LossTermNow& term : row.terms) {
    if (term.id == place->id) return &term;
  }
  return nullptr;
}

}  // namespace

LossRowPainter::Laid LossRowPainter::lay_out(const LossRow& row, const LossRowLook& look, const Frame& frame,
                                             float width) {
  Laid laid{};
  const TypeFace face = face_of(row, look);
  const std::string lead = lead_of(row, look);
  if (!lead.empty()) {
    const FontScope font(face);
    laid.lead = std::round(text_width(lead) + frame.theme.px(kAfterLead));
  }
  for (const LossTermNow& term : row.terms) laid.labels |= look.labels && !term.label.empty();
  laid.line = font_metrics(TypeFace::kSmall).size;
  const int lines = (laid.labels ? 1 : 0) + (look.values ? 1 : 0);
  const float below = lines > 0 ? frame.theme.px(kBrace) + static_cast<float>(lines) * laid.line : 0;
  laid.box = &formulas_.of(row.markup, {face, true, width - laid.lead, below});
  return laid;
}

float LossRowPainter::height(std::span<const LossRow> rows, const LossRowLook& look, const Frame& frame, float width) {
  float sum = 0;
  for (const LossRow& row : rows) {
    if (!look.both && row.side == LossRowSide::both) continue;
    sum += (sum > 0 ? frame.theme.px(kBetweenRows) : 0) + std::ceil(lay_out(row, look, frame, width).box->height());
  }
  return sum;
}

bool LossRowPainter::game_in_one_line(std::span<const LossRow> rows, const LossRowLook& look, float width) {
  return std::all_of(rows.begin(), rows.end(), [&](const LossRow& row) {
    return row.side != LossRowSide::both || formulas_.of(row.markup, {.face = look.game}).width <= width;
  });
}

void LossRowPainter::draw(std::span<const LossRow> rows, const LossRowLook& look, const Frame& frame, ImVec2 at,
                          float width, LossPart& lit) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  struct Placed {
    const LossRow* row;
    Laid laid;
    ImVec2 origin;
  };
  std::vector<Placed> placed;
  ImVec2 corner = at;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const LossRow& row = rows[i];
    if (!look.both && row.side == LossRowSide::both) continue;
    const Laid laid = lay_out(row, look, frame, width);
    const float height = std::ceil(laid.box->height());
    const ImVec2 origin{corner.x + laid.lead, corner.y + laid.box->ascent};
    placed.push_back({&row, laid, origin});
    ImGui::SetCursorScreenPos(corner);
    ImGui::PushID(static_cast<int>(i));
    ImGui::InvisibleButton("formula", {std::max(width, 1.0F), std::max(height, 1.0F)});
    ImGui::PopID();
    if (ImGui::IsItemHovered()) {
      const LossTermNow* const term = find_term(row, term_at(*laid.box, origin, ImGui::GetIO().MousePos));
      if (term != nullptr) lit = term->part;
      item_tooltip(frame, {row.meaning, row.logits, "", look.values ? "The values are means over the batch." : ""});
    }
    corner.y += height + theme.px(kBetweenRows);
  }
  // Once it is known which part is lit: of all rows.
  for (const auto& [placed_row, laid, origin] : placed) {
    const LossRow& row = *placed_row;
    const TypeFace face = face_of(row, look);
    if (const std::string lead = lead_of(row, look); !lead.empty()) {
      const FontScope font(face);
      const float top = std::round(origin.y) - std::round(font_metrics(face).ascent);
      draw_text(list, {origin.x - laid.lead, top}, pack(mix(colour_of(row.side, p), p.text, 0.15F)), lead);
    }
    std::array<TermColour, 4> colours{};
    std::size_t count = 0;
    for (const MathTerm& place : laid.box->terms) {
      const LossTermNow* const term = find_term(row, &place);
      if (term == nullptr || !lights(lit, term->part)) continue;
      const float pad = theme.px(3);
      list.AddRectFilled({origin.x + place.left - pad, origin.y + place.top - pad},
                         {origin.x + place.right + pad, origin.y + place.bottom + pad},
                         pack(mix(colour_of(term->part, p), p.panel, 0.8F)), theme.px(3));
      if (count < colours.size()) colours[count++] = {term->id, pack(mix(colour_of(term->part, p), p.text, 0.3F))};
    }
    draw_math(list, *laid.box, origin, pack(p.text), {colours.data(), count});
    draw_beneath(row, laid, look, frame, origin, lit);
  }
}

// A brace below each term, what else it is called, and its value.
void LossRowPainter::draw_beneath(const LossRow& row, const Laid& laid, const LossRowLook& look, const Frame& frame,
                                  ImVec2 origin, LossPart lit) {
  if (!laid.labels && !look.values) return;
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(TypeFace::kSmall);
  for (const MathTerm& place : laid.box->terms) {
    const LossTermNow* const term = find_term(row, &place);
    if (term == nullptr) continue;
    const Rgb colour = mix(colour_of(term->part, p), p.text, lights(lit, term->part) ? 0.3F : 0.1F);
    const float left = std::round(origin.x + place.left), right = std::round(origin.x + place.right);
    const float brace = std::round(origin.y + place.line_bottom + theme.px(1)), thick = theme.whole_px(1);
    list.AddRectFilled({left, brace}, {right, brace + thick}, pack(colour, 0.6F));
    const float middle = (left + right) / 2;
    float top = brace + theme.px(kBrace - 1);
    if (laid.labels) {
      if (!term->label.empty()) {
        const MathBox& label = formulas_.of(term->label, {.face = TypeFace::kSmall, .stacked = false});
        draw_math(list, label, {middle - label.width / 2, top + font_metrics(TypeFace::kSmall).ascent},
                  pack(p.text_muted));
      }
      top += laid.line;
    }
    if (look.values) draw_text(list, {middle, top}, pack(colour), steady_text(term->value).c_str(), 0.5F);
  }
}

}  // namespace gan
