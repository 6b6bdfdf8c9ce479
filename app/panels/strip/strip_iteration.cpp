#include "app/panels/strip/strip_iteration.h"

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"

namespace gan {
namespace {

// Below the letter of the player that is held constant, which it goes on from.
constexpr const char* kNotChanged[2] = {"is not", "changed"};
constexpr float kSpace = 4;         // design pixels between a name and its number
constexpr float kPlayerMargin = 8;  // left and right in the box of a player
constexpr float kSmallBox = 44;     // width of a box with the letter and the lock alone
constexpr float kLock = 12;

ImDrawList& draw_list() {
  return *ImGui::GetWindowDrawList();
}

}  // namespace

StripMeasure measure_iteration(const StripTexts& texts, MathTexts& formulas, const Theme& theme) {
  const auto width = [&](const std::string& markup, TypeFace face) { return formulas.of(markup, {face}).width; };
  StripMeasure m;
  m.unit = theme.scale;
  m.pairs = texts.pairs;
  const float digits = widest_number();
  const FontScope font(TypeFace::kSmall);
  for (std::size_t i = 0; i < kStripNodes; ++i) {
    const auto node = static_cast<StripNode>(i);
    const StripTexts::Node& text = texts.nodes[node];
    StripMeasure::Widths& widths = m.nodes[node];
    if (is_player(node)) {
      const float widest = std::max({text_width(kNotChanged[1]), width(text.number, TypeFace::kSmall), digits});
      widths = {widest + 2 * theme.px(kPlayerMargin), theme.px(kSmallBox)};
      continue;
    }
    const float name = text.number.empty() ? 0 : width(text.number, TypeFace::kSmall) + theme.px(kSpace);
    const float below = has_number(node) ? name + digits : width(text.caption, TypeFace::kSmall);
    widths.with_caption = std::max(width(text.with_caption, TypeFace::kBody), below);
    widths.symbol = std::max(width(text.symbol, TypeFace::kBody), has_number(node) ? digits : 0);
  }
  m.label = std::max(text_width(texts.fake_label), text_width(texts.real_label));
  return m;
}

void StripIteration::draw_below(const StripScene& scene, StripNode node, float middle, float top) const {
  const Palette& p = scene.theme().palette;
  const float body = font_metrics(TypeFace::kBody).ascent;
  const StripTexts::Node& text = scene.texts.nodes[node];
  if (!has_number(node)) {
    const MathBox& caption = scene.formula(text.caption, TypeFace::kSmall);
    draw_math(draw_list(), caption, {std::round(middle - caption.width / 2), top + body}, pack(p.text_muted));
    return;
  }
  const std::string value = scene.number(node);
  const ImU32 colour = pack(number_colour(scene, node));
  if (!captions() || text.number.empty()) {
    draw_text(draw_list(), {middle, top}, colour, value, 0.5F);
    return;
  }
  const MathBox& name = scene.formula(text.number, TypeFace::kSmall);
  const float space = scene.theme().px(kSpace), left = middle - (name.width + space + text_width(value)) / 2;
  draw_math(draw_list(), name, {std::round(left), top + body}, pack(p.text_muted));
  draw_text(draw_list(), {left + name.width + space, top}, colour, value);
}

void StripIteration::draw_node(const StripScene& scene, StripNode node) const {
  const Region& at = placement_.nodes[node];
  const StripTexts::Node& text = scene.texts.nodes[node];
  const MathBox& symbol = scene.formula(captions() ? text.with_caption : text.symbol);
  const FontMetrics body = font_metrics(TypeFace::kBody);
  const bool below = has_number(node) || captions();
  const float block = body.size * (below ? 2 : 1);
  const float top = std::round(scene.corner.y + at.y + (at.height - block) / 2),
              middle = scene.corner.x + at.x + at.width / 2;
  draw_math(draw_list(), symbol, {std::round(middle - symbol.width / 2), top + body.ascent},
            pack(scene.theme().palette.text));
  if (below) draw_below(scene, node, middle, top + body.size);
}

void StripIteration::draw_player(const StripScene& scene, StripNode node) const {
  const Player player = node == StripNode::generator ? Player::generator : Player::discriminator;
  const Theme& theme = scene.theme();
  const Palette& p = theme.palette;
  const Region& at = placement_.nodes[node];
  const ImVec2 low{scene.corner.x + at.x, scene.corner.y + at.y}, high{low.x + at.width, low.y + at.height};
  const std::optional<Turn>& turn = scene.moment.turn();
  const bool held = !turn || !moves(turn->move, player);
  draw_player_box(draw_list(), low, high, player, held ? BoxState::held : BoxState::learns, theme);

  const float body = font_metrics(TypeFace::kBody).size, lock = theme.px(kLock), space = theme.px(kSpace);
  const float top = std::round((low.y + high.y - body * (captions() ? 3 : 1)) / 2), middle = (low.x + high.x) / 2;
  const char* const letter = letter_of(player);
  const float whole = text_width(letter) + (held ? space + lock : 0);
  draw_text(draw_list(), {middle - whole / 2, top}, pack(p.text), letter);
  if (held)
    draw_icon(draw_list(), Icon::kLock, {middle + whole / 2 - lock / 2, top + body / 2}, lock, pack(p.text_muted));
  if (!captions()) return;
  if (held) {
    const FontScope font(TypeFace::kSmall);
    for (int line = 0; line < 2; ++line) {
      draw_text(draw_list(), {middle, top + body * static_cast<float>(1 + line)}, pack(p.text_muted), kNotChanged[line],
                0.5F);
    }
    return;
  }
  const MathBox& name = scene.formula(scene.texts.nodes[node].number, TypeFace::kSmall);
  draw_math(draw_list(), name, {std::round(middle - name.width / 2), top + body + font_metrics(TypeFace::kBody).ascent},
            pack(p.text_muted));
  draw_text(draw_list(), {middle, top + 2 * body}, pack(p.text), scene.number(node), 0.5F);
}

void StripIteration::draw_labels(const StripScene& scene) const {
  const FontScope font(TypeFace::kSmall);
  const float line = ImGui::GetFontSize();
  const auto label = [&](const Region& at, const std::string& text, Rgb colour) {
    if (at.empty() || text.empty()) return;
    draw_text(draw_list(),
              {scene.corner.x + at.x + at.width / 2, scene.corner.y + at.y + at.height - line - scene.theme().px(1)},
              pack(colour), text, 0.5F);
  };
  label(placement_.fake_label, scene.texts.fake_label, scene.theme().palette.generated);
  label(placement_.real_label, scene.texts.real_label, scene.theme().palette.real);
}

void StripIteration::draw(const StripScene& scene, const StripPlacement& placement,
                          std::span<const std::string> algorithm, float phase) {
  placement_ = placement;
  draw_arrows(draw_list(), scene.corner, placement, scene.theme());
  if (const std::optional<Turn>& turn = scene.moment.turn()) {
    // Of a step that comes next the gradient has not set out.
    const float gone = scene.moment.done() ? phase : 0;
    for (const Player player : kPlayers) {
      if (moves(turn->move, player)) draw_gradient(draw_list(), scene.corner, placement, player, gone, scene.theme());
    }
  }
  for (std::size_t i = 0; i < kStripNodes; ++i) {
    const auto node = static_cast<StripNode>(i);
    if (!placement.shows(node)) continue;
    is_player(node) ? draw_player(scene, node) : draw_node(scene, node);
  }
  draw_labels(scene);
  if (const Region& at = placement.algorithm; !at.empty()) {
    const MathBox& line = scene.formulas.of(algorithm[placement.algorithm_form], {TypeFace::kSmall, false});
    // An index that hangs low stays inside the strip.
    const float baseline = scene.corner.y + at.y +
                           std::min((at.height + line.ascent - line.descent) / 2, std::floor(at.height - line.descent));
    const ImVec2 low{scene.corner.x + at.x, scene.corner.y + at.y};
    draw_math(draw_list(), line, {std::round(low.x), std::round(baseline)}, pack(scene.theme().palette.text));
    ImGui::SetCursorScreenPos(low);
    ImGui::Dummy({at.width, at.height});
    if (ImGui::IsItemHovered()) item_tooltip(scene.frame, algorithm_tooltip(*scene.context.snapshot.settings));
  }
  for (std::size_t i = 0; i < kStripNodes; ++i) {
    const auto node = static_cast<StripNode>(i);
    const Region& at = placement.nodes[node];
    if (!placement.shows(node)) continue;
    handle_node(scene, node, {scene.corner.x + at.x, scene.corner.y + at.y}, {at.width, at.height});
  }
}

}  // namespace gan
