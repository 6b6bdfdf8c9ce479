// The strip: one iteration as lecture notes draw it, with the numbers of now, or in one line where it goes too fast to
// be followed.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/lab/session.h"
#include "app/panels/drawing.h"
#include "app/panels/strip/strip_drawing.h"
#include "app/panels/strip/strip_model.h"
#include "app/panels/strip/strip_settings_model.h"
#include "app/panels/strip/strip_texts_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"
#include "app/ui/math_text.h"

namespace gan {
namespace {

constexpr double kPulse = 0.8, kPulseShare = 0.7;  // seconds, and of the time between two sub-steps, at most
constexpr double kFrameOfPulse = 1.0 / 60;
constexpr const char* kWidestNumber = "−88.888";

bool is_player(StripNode node) {
  return node == StripNode::generator || node == StripNode::discriminator;
}

bool has_number(StripNode node) {
  return node != StripNode::noise && node != StripNode::generated && node != StripNode::data;
}

class StripView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  float height(const Frame& frame, float width) const override;

 private:
  void take_texts(const ViewContext& context, const Frame& frame);
  void measure(const Frame& frame);
  float pulse_phase(ViewContext& context, const Frame& frame);
  Rgb colour_of(StripNode node, const Palette& palette) const;
  BoxState state_of(Player player) const;
  void draw_iteration(ViewContext& context, const Frame& frame, ImVec2 corner, float phase);
  void draw_node(const Frame& frame, ImVec2 corner, StripNode node);
  void draw_below(const Frame& frame, StripNode node, float middle, float top);
  void draw_player(const Frame& frame, ImVec2 corner, StripNode node);
  void draw_labels(const Frame& frame, ImVec2 corner);
  void draw_algorithm(const Frame& frame, ImVec2 corner);
  void draw_line(ViewContext& context, const Frame& frame, ImVec2 corner, ImVec2 size);
  void handle_mouse(ViewContext& context, const Frame& frame, ImVec2 corner);
  void node_button(ViewContext& context, const Frame& frame, StripNode node, ImVec2 low, ImVec2 size);

  StripMoment moment_;
  MathTexts formulas_;
  // Of these settings, at this size of the text.
  std::shared_ptr<const Settings> settings_;
  float scale_ = 0;
  StripTexts texts_;
  StripMeasure measure_;
  // Of this sub-step.
  std::optional<Turn> turn_;
  bool done_ = false;
  std::array<std::string, 3> algorithm_;
  StripPlacement placement_;
  std::uint64_t seen_ = 0;
  double turned_at_ = -1e9;
  bool playing_ = false;
  double speed_ = 0;
  float wanted_ = 0;  // height, in the last frame
};

float StripView::height(const Frame& frame, float width) const {
  const float window = ImGui::GetIO().DisplaySize.y / frame.theme.scale;
  const bool narrow = scale_ == frame.theme.scale && width < least_strip_width(measure_);
  const bool line = narrow || strip_is_line(playing_, speed_, window);
  return frame.theme.whole_px(line ? kStripLineHeight : kStripHeight);
}

void StripView::take_texts(const ViewContext& context, const Frame& frame) {
  const bool same = settings_ == context.snapshot.settings && scale_ == frame.theme.scale;
  if (!same) {
    settings_ = context.snapshot.settings;
    scale_ = frame.theme.scale;
    texts_ = strip_texts(*settings_);
    measure(frame);
  }
  if (same && turn_ == moment_.turn() && done_ == moment_.done()) return;
  turn_ = moment_.turn();
  done_ = moment_.done();
  algorithm_ = algorithm_line(*settings_, turn_, done_);
  for (std::size_t i = 0; i < algorithm_.size(); ++i)
    measure_.algorithm[i] = formulas_.of(algorithm_[i], {TypeFace::kSmall, false}).width;
}

void StripView::measure(const Frame& frame) {
  const Theme& theme = frame.theme;
  const auto formula = [&](const std::string& markup, TypeFace face) { return formulas_.of(markup, {face}).width; };
  measure_ = {};
  measure_.unit = theme.scale;
  measure_.pairs = texts_.pairs;
  const float digits = text_width(kWidestNumber), space = theme.px(4);
  const FontScope font(frame.fonts.small);
  for (std::size_t i = 0; i < kStripNodes; ++i) {
    const auto node = static_cast<StripNode>(i);
    const StripTexts::Node& text = texts_.nodes[node];
    StripMeasure::Widths& widths = measure_.nodes[node];
    const float name = text.number.empty() ? 0 : formula(text.number, TypeFace::kSmall) + space;
    if (is_player(node)) {
      const float held = text_width(not_changed(Player::generator));
      widths.with_caption = std::max(held, name + digits) + 2 * theme.px(6);
      widths.symbol = theme.px(44);
      continue;
    }
    const float number = has_number(node) ? digits : 0;
    const float below = has_number(node) ? name + digits : text_width(text.caption);
    widths.with_caption = std::max(formula(text.with_caption, TypeFace::kBody), below);
    widths.symbol = std::max(formula(text.symbol, TypeFace::kBody), number);
  }
  measure_.label = std::max(text_width(texts_.fake_label), text_width(texts_.real_label));
}

// Where the pulse is. It needs frames while it moves; in pictures it has arrived.
float StripView::pulse_phase(ViewContext& context, const Frame& frame) {
  const double now = ImGui::GetTime();
  if (seen_ != moment_.count()) turned_at_ = now;
  seen_ = moment_.count();
  if (!frame.machine) return 1;
  const double lasts = playing_ ? std::min(kPulse, kPulseShare / std::max(speed_, kSlowestSpeed)) : kPulse;
  const double phase = (now - turned_at_) / lasts;
  if (phase >= 1) return 1;
  context.actions.draw_again_in(kFrameOfPulse);
  return static_cast<float>(std::max(phase, 0.0));
}

Rgb StripView::colour_of(StripNode node, const Palette& palette) const {
  switch (node) {
    case StripNode::real_term:
      return texts_.pairs ? palette.text : palette.real;
    case StripNode::data:
    case StripNode::real_output:
      return palette.real;
    case StripNode::generator:
    case StripNode::discriminator:
    case StripNode::value:
    case StripNode::noise:
      return palette.text;
    default:
      return palette.generated;
  }
}

BoxState StripView::state_of(Player player) const {
  if (!turn_) return BoxState::held;
  return moves(turn_->move, player) ? BoxState::learns : BoxState::held;
}

void StripView::draw_below(const Frame& frame, StripNode node, float middle, float top) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool captions = placement_.detail <= StripDetail::captions;
  const StripTexts::Node& text = texts_.nodes[node];
  const float body = font_metrics(TypeFace::kBody).ascent, small = font_metrics(TypeFace::kSmall).ascent;
  if (!has_number(node)) {
    const FontScope font(frame.fonts.small);
    draw_text(list, {middle, top + body - small}, pack(theme.palette.text_muted), text.caption, 0.5F);
    return;
  }
  const std::string value = strip_number(moment_.number(node));
  float whole = text_width(value);
  if (captions && !text.number.empty()) {
    const MathBox& name = formulas_.of(text.number, {TypeFace::kSmall});
    const float space = theme.px(4);
    whole += name.width + space;
    draw_math(list, name, {std::round(middle - whole / 2), top + body}, pack(theme.palette.text_muted));
    draw_text(list, {middle - whole / 2 + name.width + space, top}, pack(colour_of(node, theme.palette)), value);
    return;
  }
  draw_text(list, {middle - whole / 2, top}, pack(colour_of(node, theme.palette)), value);
}

void StripView::draw_node(const Frame& frame, ImVec2 corner, StripNode node) {
  const Region& at = placement_.nodes[node];
  const bool captions = placement_.detail <= StripDetail::captions;
  const std::string& markup = captions ? texts_.nodes[node].with_caption : texts_.nodes[node].symbol;
  const MathBox& symbol = formulas_.of(markup, {TypeFace::kBody});
  const FontMetrics body = font_metrics(TypeFace::kBody);
  const bool below = has_number(node) || captions;
  const float block = body.size * (below ? 2 : 1);
  const float top = std::round(corner.y + at.y + (at.height - block) / 2), middle = corner.x + at.x + at.width / 2;
  draw_math(*ImGui::GetWindowDrawList(), symbol, {std::round(middle - symbol.width / 2), top + body.ascent},
            pack(frame.theme.palette.text));
  if (below) draw_below(frame, node, middle, top + body.size);
}

void StripView::draw_player(const Frame& frame, ImVec2 corner, StripNode node) {
  const Player player = node == StripNode::generator ? Player::generator : Player::discriminator;
  const Region& at = placement_.nodes[node];
  const Theme& theme = frame.theme;
  const BoxState state = state_of(player);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 low{corner.x + at.x, corner.y + at.y}, high{low.x + at.width, low.y + at.height};
  draw_player_box(list, low, high, player, state, theme);
  const bool captions = placement_.detail <= StripDetail::captions;
  const float body = font_metrics(TypeFace::kBody).size, lock = theme.px(12), space = theme.px(5);
  const float top = std::round((low.y + high.y - body * (captions ? 2 : 1)) / 2), middle = (low.x + high.x) / 2;
  const bool held = state == BoxState::held;
  const char* const letter = letter_of(player);
  const float whole = text_width(letter) + (held ? space + lock : 0);
  draw_text(list, {middle - whole / 2, top}, pack(theme.palette.text), letter);
  if (held) {
    draw_icon(list, Icon::kLock, {middle + whole / 2 - lock / 2, top + body / 2}, lock, pack(theme.palette.text_muted));
  }
  if (!captions) return;
  if (!held) return draw_below(frame, node, middle, top + body);
  const FontScope font(frame.fonts.small);
  draw_text(list, {middle, top + body}, pack(theme.palette.text_muted), not_changed(player), 0.5F);
}

void StripView::draw_labels(const Frame& frame, ImVec2 corner) {
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  const auto label = [&](const Region& at, const std::string& text, Rgb colour) {
    if (at.empty() || text.empty()) return;
    draw_text(*ImGui::GetWindowDrawList(), {corner.x + at.x + at.width / 2, corner.y + at.y + at.height - line},
              pack(colour), text, 0.5F);
  };
  label(placement_.fake_label, texts_.fake_label, frame.theme.palette.generated);
  label(placement_.real_label, texts_.real_label, frame.theme.palette.real);
}

void StripView::draw_algorithm(const Frame& frame, ImVec2 corner) {
  const Region& at = placement_.algorithm;
  if (at.empty()) return;
  const MathBox& line = formulas_.of(algorithm_[placement_.algorithm_form], {TypeFace::kSmall, false});
  const float baseline = corner.y + at.y + (at.height + line.ascent - line.descent) / 2;
  draw_math(*ImGui::GetWindowDrawList(), line, {std::round(corner.x + at.x), std::round(baseline)},
            pack(frame.theme.palette.text));
}

void StripView::draw_iteration(ViewContext& context, const Frame& frame, ImVec2 corner, float phase) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_arrows(list, corner, placement_, !texts_.sum.empty(), frame.theme);
  if (turn_) {
    for (const Player player : kPlayers) {
      if (moves(turn_->move, player)) draw_gradient(list, corner, placement_, player, done_ ? phase : 0, frame.theme);
    }
  }
  for (std::size_t i = 0; i < kStripNodes; ++i) {
    const auto node = static_cast<StripNode>(i);
    if (!placement_.shows(node)) continue;
    is_player(node) ? draw_player(frame, corner, node) : draw_node(frame, corner, node);
  }
  draw_labels(frame, corner);
  draw_algorithm(frame, corner);
  handle_mouse(context, frame, corner);
}

void StripView::node_button(ViewContext& context, const Frame& frame, StripNode node, ImVec2 low, ImVec2 size) {
  ImGui::SetCursorScreenPos(low);
  ImGui::PushID(static_cast<int>(node));
  StripSettings& chosen = context.settings.of<StripSettings>();
  if (ImGui::InvisibleButton("node", size)) {
    chosen.focused_node = chosen.focused_node == node ? std::nullopt : std::optional(node);
  }
  if (ImGui::IsItemHovered()) {
    Tooltip tip = strip_tooltip(node, *settings_);
    if (has_number(node)) {
      tip.note += (tip.note.empty() ? "" : "\n") +
                  std::string(moment_.of_this_state() ? "Now: " : "Newest iteration: ") +
                  strip_number(moment_.number(node));
    }
    item_tooltip(frame, tip);
  }
  ImGui::PopID();
  if (chosen.focused_node != node) return;
  const Theme& theme = frame.theme;
  ImGui::GetWindowDrawList()->AddRect({low.x - theme.px(2), low.y}, {low.x + size.x + theme.px(2), low.y + size.y},
                                      pack(theme.palette.accent), theme.px(4), 0, theme.px(1.5F));
}

void StripView::handle_mouse(ViewContext& context, const Frame& frame, ImVec2 corner) {
  for (std::size_t i = 0; i < kStripNodes; ++i) {
    const auto node = static_cast<StripNode>(i);
    const Region& at = placement_.nodes[node];
    if (placement_.shows(node))
      node_button(context, frame, node, {corner.x + at.x, corner.y + at.y}, {at.width, at.height});
  }
}

void StripView::draw_line(ViewContext& context, const Frame& frame, ImVec2 corner, ImVec2 size) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  constexpr StripNode kParts[3] = {StripNode::value, StripNode::real_term, StripNode::fake_term};
  // A second term that is taken away brings its sign.
  const std::string& fake = texts_.nodes[StripNode::fake_term].symbol;
  const std::string symbols[3] = {texts_.nodes[StripNode::value].symbol, texts_.real_mean,
                                  fake.empty() || fake.starts_with("−") ? fake : "+ " + fake};
  const float space = theme.px(6), digits = text_width(kWidestNumber);
  StripLineMeasure m;
  m.unit = theme.scale;
  m.equals = text_width("=") + 2 * space;
  for (std::size_t i = 0; i < 3; ++i) {
    const bool number = !(texts_.pairs && i > 0);
    m.numbers[i] = number ? digits : 0;
    m.parts[i] =
        symbols[i].empty() ? 0 : formulas_.of(symbols[i], {TypeFace::kBody}).width + (number ? space + digits : 0);
  }
  {
    const FontScope font(frame.fonts.small);
    m.schedule = text_width(texts_.schedule);
  }
  const StripLinePlacement at = place_strip_line(m, size.x, size.y);
  const FontMetrics body = font_metrics(TypeFace::kBody);
  const float top = std::round(corner.y + (size.y - body.size) / 2);
  for (std::size_t i = 0; i < 3; ++i) {
    if (at.parts[i].empty()) continue;
    float x = std::round(corner.x + at.parts[i].x);
    if (at.symbols) {
      const MathBox& symbol = formulas_.of(symbols[i], {TypeFace::kBody});
      draw_math(list, symbol, {x, top + body.ascent}, pack(theme.palette.text));
      x += symbol.width + space;
    }
    if (m.numbers[i] > 0)
      draw_text(list, {x, top}, pack(colour_of(kParts[i], theme.palette)), strip_number(moment_.number(kParts[i])));
    node_button(context, frame, kParts[i], {corner.x + at.parts[i].x, corner.y}, {at.parts[i].width, size.y});
  }
  if (!at.equals.empty()) draw_text(list, {corner.x + at.equals.x + space, top}, pack(theme.palette.text), "=");
  if (at.schedule.empty()) return;
  const FontScope font(frame.fonts.small);
  draw_text(list, {corner.x + at.schedule.x, corner.y + (size.y - ImGui::GetFontSize()) / 2},
            pack(theme.palette.text_muted), texts_.schedule);
}

void StripView::draw(ViewContext& context, const Frame& frame) {
  context.actions.want();  // the numbers of now come with whatever is looked at
  moment_.update(context);
  playing_ = context.session.activity() == Activity::playing;
  speed_ = context.session.speed();
  take_texts(context, frame);
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  // The layout has asked for the height before this frame's state was known.
  const float wanted = height(frame, size.x);
  if (wanted != wanted_) context.actions.draw_again_in(0);
  wanted_ = wanted;
  placement_ = place_strip(measure_, size.x, size.y);
  const float phase = pulse_phase(context, frame);
  if (placement_.detail == StripDetail::nothing) {
    draw_line(context, frame, corner, size);
  } else {
    draw_iteration(context, frame, corner, phase);
  }
}

}  // namespace

std::unique_ptr<View> make_strip_view(std::string&) {
  return std::make_unique<StripView>();
}

}  // namespace gan
