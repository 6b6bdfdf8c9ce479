// The loss lens: what the game is and what each player minimises, in formulas with the values of their terms, and below
// them the curves: the same as functions of D's output, each with its name, and in a strip of their own the live
// histograms of D's output on generated and real samples, so that one sees where the generator's slope is flat and
// where its samples are.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "app/panels/drawing.h"
#include "app/panels/loss/curve_names.h"
#include "app/panels/loss/lit_part_model.h"
#include "app/panels/loss/loss_curve_axes.h"
#include "app/panels/loss/loss_curve_model.h"
#include "app/panels/loss/loss_rows.h"
#include "app/panels/loss/loss_settings_model.h"
#include "app/panels/loss/output_histograms.h"
#include "app/panels/now_values_model.h"
#include "app/panels/strip/strip_settings_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"
#include "app/plot/widget/plot_draw.h"
#include "app/ui/wrap_layout.h"
#include "core/base/number_text.h"
#include "core/game/measure.h"

namespace gan {
namespace {

constexpr float kHistogramShare = 0.26F;                   // of the picture's height
constexpr double kProbabilitySpan = 8;                     // along an axis of D the curves end at D = 0.0003 and 0.9997
constexpr float kFormulaShare = 0.55F, kLeastCurve = 170;  // of the room that both share; design pixels
constexpr float kReach = 7;               // design pixels from a curve, within which the mouse means it
constexpr float kDash = 7, kDashGap = 5;  // design pixels along the curve

enum CurveIndex { kRival, kDFake, kGenerator, kDReal, kCurves };

class LossCurveView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  // "loss_curve.axis": the choice of the axis.
  const Region* find_control(std::string_view key) const override {
    return key == "loss_curve.axis" && !choice_.empty() ? &choice_ : nullptr;
  }

 private:
  using Area = LossCurveArea;
  struct Curve {
    const LossLine* line;
    const std::string* name;
    Rgb colour;
    float width;
    bool dashed;
    LossPart part;
  };
  void update(const ViewContext& context);
  double x_of(double output) const { return probability_ ? sigmoid(output) : output; }
  Range axis() const { return probability_ ? Range{0, 1} : range_; }
  std::array<Curve, kCurves> curves(const Palette& p) const;
  void draw_heading(ViewContext& context, const Frame& frame, float width);
  // Returns where they end.
  float draw_formulas(ViewContext& context, const Frame& frame, ImVec2 at, ImVec2 room);
  Rgb shown_colour(const Curve& curve, const Palette& p) const;
  void draw_title(const ViewContext& context, const Frame& frame, ImVec2 at, float right) const;
  void draw_moment(const ViewContext& context, const Frame& frame, ImVec2 at, float right) const;
  void trace(const Frame& frame, const Area& area, const Scale& x, const Scale& y);
  void draw_curves(const Frame& frame, const Area& area) const;
  void draw_names(const Frame& frame, const Area& area);
  void draw_slope(const Frame& frame, const Area& area, const Scale& x, const Scale& y) const;
  LossPart part_under_mouse(const Frame& frame) const;
  std::span<const float> coordinates(std::size_t curve) const;

  Workspace workspace_;
  LossCurves curves_;
  LossCurveRequest made_;
  LossCurveNames names_;
  CurveNamePainter name_painter_;
  MathTexts axis_texts_;
  bool any_ = false;
  bool probability_ = true;  // the axis is D's probability
  int loss_ = 1;
  Range range_{0, 0};  // of outputs, along the other axis
  double fake_ = 0, real_ = 0;
  Histogram fake_histogram_, real_histogram_;
  std::uint64_t version_ = 0;
  std::string sentence_;
  std::array<std::vector<ImVec2>, kCurves> points_;  // of each curve, in pixels
  Area area_{};                                      // of the last frame
  Range shown_{0, 2};
  Region choice_;

  LossRowPainter formulas_;
  ShownRecord record_;
  std::vector<LossRow> rows_;
  struct RowsKey {
    Moment moment;
    std::uint64_t probe = 0;
    const Settings* settings = nullptr;
    bool operator==(const RowsKey&) const = default;
  } rows_of_;
  LossPart lit_ = LossPart::none;
};

void LossCurveView::update(const ViewContext& context) {
  // What is drawn is of one moment: of the samples', and of the loss that was theirs.
  const Snapshot& snapshot = context.probe == nullptr ? context.snapshot : *context.probe->snapshot;
  const Hyperparameters& h = snapshot.settings->hyperparameters;
  const LossInfo& info = loss_info(h.loss);
  const bool probability = context.settings.of<LossSettings>().probability_axis && info.output.probability;
  const bool same = context.probe_version == version_ && probability == probability_ && h.loss == loss_ &&
                    h.real_label == made_.real_label;
  if (same && any_) return;
  if (h.loss != loss_) range_ = {0, 0};
  version_ = context.probe_version;
  probability_ = probability;
  loss_ = h.loss;
  static const Matrix<float> kNoOutputs;
  const Matrix<float>& real = context.probe == nullptr ? kNoOutputs : context.probe->real_logits;
  const Matrix<float>& fake = context.probe == nullptr ? kNoOutputs : context.probe->fake_logits;
  range_ = output_range(info, real, fake, range_);
  fake_ = mean_output(fake, info.output.probability);
  real_ = mean_output(real, info.output.probability);
  fake_histogram_ = make_histogram(fake, probability_, axis().low, axis().high);
  real_histogram_ = make_histogram(real, probability_, axis().low, axis().high);
  sentence_ = loss_curve_sentence(loss_, fake_, real_, probability_, workspace_);
  names_ = loss_curve_names(info, h.real_label);

  // The curves themselves move only where a loss compares the two batches; less than a pixel is not to be seen.
  const Range of = probability_ ? Range{-kProbabilitySpan, kProbabilitySpan} : range_;
  const double pixel = of.span() / 400;
  const auto held = [&](double v) { return std::isfinite(v) ? pixel * std::round(v / pixel) : 0; };
  const LossCurveRequest request{
      loss_, h.real_label, info.pairs_real ? held(real_) : 0, info.pairs_real ? held(fake_) : 0, of.low, of.high};
  if (request == made_ && any_) return;
  made_ = request;
  any_ = true;
  compute_loss_curves(request, workspace_, curves_);
  shown_ = loss_range(curves_, info.output.probability);
}

// The dashed one on top: where two losses agree both are seen.
std::array<LossCurveView::Curve, kCurves> LossCurveView::curves(const Palette& p) const {
  return {{{&curves_.rival, &names_.rival, mix(p.generated, p.plot, 0.55F), 1.5F, true, LossPart::none},
           {&curves_.d_fake, &names_.d_fake, mix(p.real, p.plot, 0.4F), 1.5F, false, LossPart::fake},
           {&curves_.generator, &names_.generator, p.generated, 3.0F, false, LossPart::generator},
           {&curves_.d_real, &names_.d_real, p.real, 1.5F, true, LossPart::real}}};
}

// Where a term of a formula is lit the other curves fade.
Rgb LossCurveView::shown_colour(const Curve& curve, const Palette& p) const {
  return lit_ == LossPart::none || lights(lit_, curve.part) ? curve.colour : mix(curve.colour, p.plot, 0.65F);
}

void LossCurveView::draw_heading(ViewContext& context, const Frame& frame, float width) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float pad = theme.space();
  const LossInfo& info = loss_info(loss_);
  choice_ = {};
  const ImVec2 at{corner.x + pad, corner.y + theme.px(4)};
  if (!info.output.probability || frame.paper) return draw_title(context, frame, at, corner.x + width - pad);
  const FontScope font(frame.fonts.small);
  const std::array<const char*, 2> labels{info.output.name, info.output.raw};
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.px(8), theme.px(2)));
  const float gap = theme.px(2), inner = 4 * ImGui::GetStyle().FramePadding.x;
  float x = corner.x + width - pad - text_width(labels[0]) - text_width(labels[1]) - inner - gap;
  const float axis = text_width("axis:") + theme.px(6), left = x;
  draw_text(list, {x - axis, corner.y + theme.px(4)}, pack(p.text_muted), "axis:");
  for (int i = 0; i < 2; ++i) {
    ImGui::SetCursorScreenPos({x, corner.y + theme.px(2)});
    if (toggle_button(labels[static_cast<std::size_t>(i)],
                      (i == 0) == context.settings.of<LossSettings>().probability_axis, frame)) {
      context.settings.of<LossSettings>().probability_axis = i == 0;
    }
    item_tooltip(frame, i == 0
                            ? "Along D from 0 to 1, as the losses are drawn in textbooks; slopes are with respect to D."
                            : "Along the logit of D; slopes are with respect to the logit, which is what is "
                              "backpropagated.");
    x = ImGui::GetItemRectMax().x + gap;
  }
  choice_ = {left, corner.y + theme.px(2), x - left, ImGui::GetItemRectSize().y};
  ImGui::PopStyleVar();
  const FontScope body(frame.fonts.body);
  draw_title(context, frame, at, left - axis - theme.space());
}

// Which loss it is, as far as there is room, and of which moment.
void LossCurveView::draw_title(const ViewContext& context, const Frame& frame, ImVec2 at, float right) const {
  const std::string name = loss_info(loss_).title, whole = "Loss: " + name;
  const std::string& title = text_width(whole) <= right - at.x ? whole : name;
  draw_text_within(*ImGui::GetWindowDrawList(), at, pack(frame.theme.palette.text), title, right - at.x);
  draw_moment(context, frame, {at.x + text_width(title) + frame.theme.space(1.5F), at.y}, right);
}

// The step of the samples, which are the arena's, where the toolbar and the plots are further on.
void LossCurveView::draw_moment(const ViewContext& context, const Frame& frame, ImVec2 at, float right) const {
  if (context.probe == nullptr || context.probe->snapshot->position == context.snapshot.position) return;
  const FontScope font(frame.fonts.small);
  const std::string moment = moment_text(context.probe->snapshot->position);
  if (at.x + text_width(moment) > right) return;
  draw_text(*ImGui::GetWindowDrawList(), at, pack(frame.theme.palette.text_muted), moment);
}

void LossCurveView::trace(const Frame& frame, const Area& area, const Scale& x, const Scale& y) {
  const std::array<Curve, kCurves> all = curves(frame.theme.palette);
  for (std::size_t c = 0; c < all.size(); ++c) {
    points_[c].clear();
    for (std::size_t i = 0; i < all[c].line->loss.size(); ++i) {
      const float py = std::clamp(y.pixel(all[c].line->loss[i]), area.top - 1000.0F, area.curves + 1000.0F);
      points_[c].push_back({x.pixel(x_of(curves_.outputs[i])), py});
    }
  }
}

void LossCurveView::draw_curves(const Frame& frame, const Area& area) const {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::array<Curve, kCurves> all = curves(theme.palette);
  list.PushClipRect({area.left, area.top}, {area.right, area.curves}, true);
  for (std::size_t c = 0; c < all.size(); ++c) {
    const std::vector<ImVec2>& points = points_[c];
    const ImU32 colour = pack(shown_colour(all[c], theme.palette));
    const bool lit = lights(lit_, all[c].part);
    const float width = theme.px(lit ? all[c].width + 1.5F : all[c].width);
    if (!all[c].dashed) {
      list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, width);
      continue;
    }
    draw_dashed(list, points, colour, width, theme.px(kDash), theme.px(kDashGap));
  }
  list.PopClipRect();
}

// The generator's first: what the view is about has the best place.
void LossCurveView::draw_names(const Frame& frame, const Area& area) {
  const Palette& p = frame.theme.palette;
  const std::array<Curve, kCurves> all = curves(p);
  std::array<NamedCurve, kCurves> named;
  std::size_t count = 0;
  for (const std::size_t c : {kGenerator, kDReal, kDFake, kRival}) {
    const Rgb colour = c == kRival ? p.text_muted : mix(shown_colour(all[c], p), p.text, 0.25F);
    if (!points_[c].empty()) named[count++] = {coordinates(c), *all[c].name, colour};
  }
  name_painter_.draw({named.data(), count}, area, frame);
}

// The generator's slope where its samples are: a dot on its curve, and the tangent.
void LossCurveView::draw_slope(const Frame& frame, const Area& area, const Scale& x, const Scale& y) const {
  if (!std::isfinite(fake_)) return;
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto [at, loss, slope] = generator_at(curves_, fake_);
  const double by_axis = slope_along_axis(slope, at, probability_);
  const ImVec2 dot{x.pixel(x_of(at)), y.pixel(loss)};
  ImVec2 along{static_cast<float>(1 / x.units_per_pixel()), static_cast<float>(by_axis / y.units_per_pixel())};
  const float length = std::hypot(along.x, along.y), half = theme.px(26);
  along = {along.x / length * half, along.y / length * half};
  list.AddLine({dot.x, area.strip}, {dot.x, area.bottom}, pack(p.text, 0.6F), theme.px(1));
  list.PushClipRect({area.left, area.top}, {area.right, area.curves}, true);
  list.AddLine({dot.x, area.curves}, dot, pack(p.generated, 0.5F), theme.px(1));
  list.AddLine({dot.x - along.x, dot.y - along.y}, {dot.x + along.x, dot.y + along.y}, pack(p.text), theme.px(1.5F));
  list.AddCircleFilled(dot, theme.px(4.5F), pack(p.plot), 20);
  list.AddCircleFilled(dot, theme.px(3.5F), pack(p.generated), 20);
  list.PopClipRect();
}

// Of a curve, where it was drawn last.
LossPart LossCurveView::part_under_mouse(const Frame& frame) const {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool within =
      mouse.x >= area_.left && mouse.x <= area_.right && mouse.y >= area_.top && mouse.y <= area_.curves;
  if (!within || !ImGui::IsWindowHovered()) return LossPart::none;
  std::array<std::span<const float>, kCurves> lines;
  for (std::size_t c = 0; c < kCurves; ++c) lines[c] = coordinates(c);
  const unsigned found = curves_at(lines, mouse.x, mouse.y, frame.theme.px(kReach));
  const std::array<Curve, kCurves> all = curves(frame.theme.palette);
  LossPart part = LossPart::none;
  for (std::size_t c = 0; c < kCurves; ++c) part = part | ((found >> c & 1) != 0 ? all[c].part : LossPart::none);
  return part;
}

std::span<const float> LossCurveView::coordinates(std::size_t curve) const {
  static_assert(sizeof(ImVec2) == 2 * sizeof(float));
  const std::vector<ImVec2>& points = points_[curve];
  return points.empty() ? std::span<const float>() : std::span(&points.front().x, 2 * points.size());
}

// As large as they can be while most of the room is left for the curves.
float LossCurveView::draw_formulas(ViewContext& context, const Frame& frame, ImVec2 at, ImVec2 room) {
  static constexpr LossRowLook kLooks[] = {{TypeFace::kSentence, TypeFace::kBody},
                                           {TypeFace::kBody, TypeFace::kBody},
                                           {TypeFace::kBody, TypeFace::kSmall},
                                           {TypeFace::kBody, TypeFace::kSmall, true, false},
                                           {TypeFace::kSmall, TypeFace::kSmall, true, false, false},
                                           {TypeFace::kSmall, TypeFace::kSmall, true, false, false, false}};
  record_.update(context);
  const RowsKey key{context.snapshot.moment(), context.probe_version, context.snapshot.settings.get()};
  if (key != rows_of_) {
    rows_of_ = key;
    const int loss = context.snapshot.settings->hyperparameters.loss;
    rows_ = loss_rows(*context.snapshot.settings, record_.record().loss == loss ? record_.record() : empty_record(0));
  }
  LossSettings& settings = context.settings.of<LossSettings>();
  if (settings.under_mouse == LossPart::none) settings.under_mouse = part_under_mouse(frame);
  if (settings.under_mouse == LossPart::none) {
    settings.under_mouse =
        part_of_node(context.settings.of<StripSettings>().focused_node, loss_info(loss_).value.fake.mean[0] == 0);
  }
  float end = at.y;
  const float most = std::min(kFormulaShare * room.y, room.y - frame.theme.px(kLeastCurve));
  for (const LossRowLook& look : kLooks) {
    const float height = formulas_.height(rows_, look, frame, room.x);
    const bool large = look.game == TypeFace::kSentence;
    if (height > most || (large && !formulas_.game_in_one_line(rows_, look, room.x))) continue;
    formulas_.draw(rows_, look, frame, at, room.x, settings.under_mouse);
    end = at.y + height + frame.theme.px(10);
    break;
  }
  // The controls have been drawn before, and what they have lit is of this frame.
  lit_ = settings.lit = std::exchange(settings.under_mouse, LossPart::none);
  return end;
}

void LossCurveView::draw(ViewContext& context, const Frame& frame) {
  update(context);
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  draw_heading(context, frame, size.x);
  float small = 0, gutter = 0, sentence = 0;
  const float pad = theme.space();
  float wrap = size.x - 2 * pad;
  {
    const FontScope font(frame.fonts.small);
    small = ImGui::GetFontSize();
    gutter = text_width("−10.5") + theme.px(10);
    wrap = balanced_wrap(sentence_, wrap);
    sentence = ImGui::CalcTextSize(wrap_at_spaces(sentence_, wrap, text_width).c_str()).y;
    // Two lines are kept free for it, so that the picture does not jump.
    sentence = std::max(sentence, 2 * small);
  }
  Area area{};
  area.left = corner.x + pad + gutter;
  area.right = corner.x + size.x - pad;
  const float head = corner.y + ImGui::GetFontSize() + theme.px(12);
  area.top = draw_formulas(context, frame, {corner.x + pad, head}, {size.x - 2 * pad, corner.y + size.y - head});
  area.bottom = corner.y + size.y - pad - sentence - 2 * small - theme.px(8);
  // In a low panel the picture goes before the sentence.
  const bool low = area.bottom - area.top < theme.px(72);
  if (low) area.bottom += sentence;
  if (area.bottom - area.top < theme.px(40) || area.right - area.left < theme.px(60)) return;
  area.curves = std::round(area.bottom - kHistogramShare * (area.bottom - area.top));
  area.strip = area.curves + theme.px(4);
  const Scale x(axis(), area.left, area.right);
  const Scale y(shown_, area.curves, area.top);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({area.left, area.top}, {area.right, area.curves}, pack(theme.palette.plot));
  list.AddRectFilled({area.left, area.strip}, {area.right, area.bottom}, pack(theme.palette.plot));
  draw_loss_curve_axes(frame, area, {axis(), shown_, loss_, probability_}, x, y, axis_texts_);
  draw_output_histograms(frame, {area.left, area.strip, area.right, area.bottom}, fake_histogram_, real_histogram_,
                         loss_info(loss_).output, lit_);
  area_ = area;
  trace(frame, area, x, y);
  draw_curves(frame, area);
  draw_slope(frame, area, x, y);
  draw_names(frame, area);
  if (low) return;

  const FontScope font(frame.fonts.small);
  ImGui::SetCursorScreenPos({corner.x + pad, area.bottom + 2 * small + theme.px(8)});
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(theme.palette.text));
  wrapped_text(sentence_, wrap);
  ImGui::PopStyleColor();
}

}  // namespace

std::unique_ptr<View> make_loss_curve_view(std::string&) {
  return std::make_unique<LossCurveView>();
}

}  // namespace gan
