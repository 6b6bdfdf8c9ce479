#include "app/panels/strip/strip_line.h"

#include <cmath>

#include "app/panels/drawing.h"

namespace gan {
namespace {

constexpr StripNode kLineNodes[3] = {StripNode::value, StripNode::real_term, StripNode::fake_term};
constexpr float kLineSpace = 6;  // design pixels

}  // namespace

void StripLine::measure(const StripTexts& texts, MathTexts& formulas, const Theme& theme) {
  symbols_ = {texts.nodes[StripNode::value].symbol, texts.real_mean, texts.nodes[StripNode::fake_term].symbol};
  const float space = theme.px(kLineSpace), digits = widest_number();
  measure_ = {};
  measure_.unit = theme.scale;
  measure_.equals = text_width("=") + 2 * space;
  plus_ = symbols_[2].empty() || symbols_[2].starts_with("−") ? 0 : text_width("+") + space;
  for (std::size_t i = 0; i < 3; ++i) {
    if (symbols_[i].empty()) continue;
    // What is all of the value need not repeat its number.
    measure_.numbers[i] = i > 0 && texts.pairs ? 0 : digits;
    measure_.parts[i] = (i == 2 ? plus_ : 0) + formulas.of(symbols_[i], {TypeFace::kBody}).width +
                        (measure_.numbers[i] > 0 ? space + digits : 0);
  }
  const FontScope font(TypeFace::kSmall);
  measure_.schedule = text_width(texts.schedule);
}

void StripLine::draw(const StripScene& scene, ImVec2 size) const {
  const StripLinePlacement at = place_strip_line(measure_, size.x, size.y);
  const Theme& theme = scene.theme();
  const ImU32 ink = pack(theme.palette.text);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontMetrics body = font_metrics(TypeFace::kBody);
  const float top = std::round(scene.corner.y + (size.y - body.size) / 2), space = theme.px(kLineSpace);
  for (std::size_t i = 0; i < 3; ++i) {
    if (at.parts[i].empty()) continue;
    float x = std::round(scene.corner.x + at.parts[i].x);
    if (at.symbols) {
      if (i == 2 && plus_ > 0) draw_text(list, {x, top}, ink, "+"), x += plus_;
      const MathBox& symbol = scene.formula(symbols_[i]);
      draw_math(list, symbol, {x, top + body.ascent}, ink);
      x += symbol.width + space;
    }
    if (measure_.numbers[i] > 0)
      draw_text(list, {x, top}, pack(number_colour(scene, kLineNodes[i])), scene.number(kLineNodes[i]));
    handle_node(scene, kLineNodes[i], {scene.corner.x + at.parts[i].x, scene.corner.y}, {at.parts[i].width, size.y});
  }
  if (!at.equals.empty()) draw_text(list, {scene.corner.x + at.equals.x + space, top}, ink, "=");
  if (at.schedule.empty()) return;
  const FontScope font(TypeFace::kSmall);
  const float baseline = top + body.ascent - font_metrics(TypeFace::kSmall).ascent;
  draw_text(list, {scene.corner.x + at.schedule.x, baseline}, pack(theme.palette.text_muted), scene.texts.schedule);
}

}  // namespace gan
