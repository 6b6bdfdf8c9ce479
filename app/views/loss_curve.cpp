// The loss curve: what each player minimises as a function of D's output, with the live histograms beneath,
// so that one sees where the generator's slope is flat and where its samples are.
#include <algorithm>
#include <cmath>

#include "app/models/loss_curve_model.h"
#include "app/models/plot_ticks.h"
#include "app/ui/plot_draw.h"
#include "app/views/drawing.h"
#include "app/views/views.h"
#include "core/game/losses.h"

namespace gan {
namespace {

constexpr float kHistogramShare = 0.34F;  // of the picture's height
constexpr double kTallest = 5;            // losses above this are cut off: the slopes are what matters
constexpr std::size_t kDash = 3;          // points of the curve

struct Curve {
  const LossLine* line;
  const char* name;
  Rgb colour;
  float width;
  bool dashed;
};

class LossCurveView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  struct Area {
    float left, top, right, bottom,
        histogram;  // the histograms stand on `bottom` and reach up to `histogram`
  };
  void update(const ViewContext& context);
  double x_of(double logit) const { return probability_ ? sigmoid(logit) : logit; }
  void draw_heading(ViewContext& context, const Frame& frame, float width);
  void draw_axes(const Frame& frame, const Area& area, const Scale& x, const Scale& y) const;
  void draw_histograms(const Frame& frame, const Area& area) const;
  void draw_curves(const Frame& frame, const Area& area, const Scale& x, const Scale& y);
  void draw_slope(const Frame& frame, const Area& area, const Scale& x, const Scale& y) const;
  Range value_range() const;

  Workspace workspace_;
  LossCurves curves_;
  LossCurveRequest made_;
  bool any_ = false;
  bool probability_ = false;
  bool probabilistic_ = true;
  int loss_ = 1;
  double reach_ = 8;
  double fake_ = 0, real_ = 0;
  Histogram fake_histogram_, real_histogram_;
  std::uint64_t version_ = 0;
  std::string sentence_;
  std::vector<ImVec2> points_;
  Range shown_{0, 2};
};

void LossCurveView::update(const ViewContext& context) {
  const Hyperparameters& h = context.snapshot.settings->hyperparameters;
  probabilistic_ = loss_infos()[static_cast<std::size_t>(h.loss)].probabilistic;
  const bool probability = context.settings.loss_curve_probability && probabilistic_;
  const bool same = context.probe_version == version_ && probability == probability_ && h.loss == loss_ &&
                    h.real_label == made_.real_label;
  if (same && any_) return;
  version_ = context.probe_version;
  probability_ = probability;
  loss_ = h.loss;
  static const Matrix<float> kNone;
  const Matrix<float>& real = context.probe == nullptr ? kNone : context.probe->real_logits;
  const Matrix<float>& fake = context.probe == nullptr ? kNone : context.probe->fake_logits;
  const double reach = logit_reach(real, fake);
  if (reach > reach_ || reach < reach_ / 2) reach_ = reach;
  fake_ = mean_output(fake, probabilistic_);
  real_ = mean_output(real, probabilistic_);
  const double low = probability_ ? 0 : -reach_, high = probability_ ? 1 : reach_;
  fake_histogram_ = make_histogram(fake, probability_, low, high);
  real_histogram_ = make_histogram(real, probability_, low, high);
  sentence_ = loss_curve_sentence(loss_, fake_, real_, workspace_);

  // The curves themselves move only where a loss compares the two batches; a hundredth is not to be seen.
  const auto held = [](double v) {
    return std::isfinite(v) ? std::round(std::clamp(v, -1e3, 1e3) * 100) / 100 : 0;
  };
  const bool pairs = loss_infos()[static_cast<std::size_t>(loss_)].pairs_real;
  // Along a probability axis the curves end at D = 0.0003 and 0.9997.
  const double span = probability_ ? 8 : reach_;
  const LossCurveRequest request{loss_, h.real_label, pairs ? held(real_) : 0, pairs ? held(fake_) : 0,
                                 -span, span};
  if (request == made_ && any_) return;
  made_ = request;
  any_ = true;
  compute_loss_curves(request, workspace_, curves_);
  shown_ = value_range();
}

// All of the generator's curve where that is moderate, and of D's what then fits.
Range LossCurveView::value_range() const {
  Range range{0, 1};
  for (const LossLine* line : {&curves_.generator, &curves_.d_fake, &curves_.d_real}) {
    for (const double v : line->loss) {
      range.low = std::max(std::min(range.low, v), -kTallest);
      range.high = std::min(std::max(range.high, v), kTallest);
    }
  }
  const double margin = 0.06 * range.span();
  return {range.low - margin, range.high + margin};
}

void LossCurveView::draw_heading(ViewContext& context, const Frame& frame, float width) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float pad = theme.space();
  const LossInfo& info = loss_infos()[static_cast<std::size_t>(loss_)];
  draw_text(list, {corner.x + pad, corner.y + theme.px(4)}, pack(p.text),
            std::string("Loss curve: ") + info.title);
  const FontScope font(frame.fonts.small);
  const char* label = probability_ ? "D" : "logit";
  const float button = text_width("logit") + 2 * theme.px(8);
  if (probabilistic_) {
    ImGui::SetCursorScreenPos({corner.x + width - pad - button, corner.y + theme.px(2)});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.px(6), theme.px(2)));
    if (ImGui::Button(label, {button, 0})) {
      context.settings.loss_curve_probability = !context.settings.loss_curve_probability;
    }
    ImGui::PopStyleVar();
    if (ImGui::IsItemHovered()) {
      ImGui::SetTooltip(
          "The axis: D's probability, or its logit.\nSlopes are by the logit: that is what the networks "
          "get.");
    }
  }
}

void LossCurveView::draw_axes(const Frame& frame, const Area& area, const Scale& x, const Scale& y) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  const Range across{x_of(-reach_), x_of(reach_)};
  const int columns = std::max(2, static_cast<int>((area.right - area.left) / theme.px(48)));
  const TickList steps = linear_ticks(probability_ ? Range{0, 1} : across, columns, false);
  for (const Tick& tick : steps.all()) {
    const float at = std::floor(x.pixel(tick.value));
    list.AddRectFilled({at, area.top}, {at + 1, area.bottom}, pack(p.grid));
    draw_text(list,
              {std::clamp(at, area.left + theme.px(8), area.right - theme.px(8)), area.bottom + theme.px(2)},
              pack(p.text_muted), tick.label.c_str(), 0.5F);
  }
  const int rows = std::max(2, static_cast<int>((area.histogram - area.top) / theme.px(26)));
  const TickList values = linear_ticks(shown_, rows, false);
  for (const Tick& tick : values.all()) {
    const float at = std::floor(y.pixel(tick.value));
    list.AddRectFilled({area.left, at}, {area.right, at + 1}, pack(p.grid));
    draw_text(list, {area.left - theme.px(6), at - line / 2}, pack(p.text_muted), tick.label.c_str(), 1);
  }
  const char* name = probability_ ? "D(x), D(G(z))" : probabilistic_ ? "logit of D" : "output of the critic";
  draw_text(list, {(area.left + area.right) / 2, area.bottom + theme.px(2) + line}, pack(p.text_muted), name,
            0.5F);
}

void LossCurveView::draw_histograms(const Frame& frame, const Area& area) const {
  const Palette& p = frame.theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float top = std::max({real_histogram_.largest, fake_histogram_.largest, 0.02F});
  const float cell = (area.right - area.left) / Histogram::kCells, height = area.bottom - area.histogram;
  for (int i = 0; i < Histogram::kCells; ++i) {
    const float left = area.left + cell * static_cast<float>(i);
    const auto bar = [&](float share, Rgb colour) {
      // The square root shows the thin tails, which are where the learning happens.
      const float h = height * std::sqrt(share / top);
      if (share > 0) {
        list.AddRectFilled({left, area.bottom - std::max(h, 1.0F)}, {left + cell - 1, area.bottom},
                           pack(colour, 0.55F));
      }
    };
    bar(real_histogram_.share[static_cast<std::size_t>(i)], p.real);
    bar(fake_histogram_.share[static_cast<std::size_t>(i)], p.generated);
  }
}

void LossCurveView::draw_curves(const Frame& frame, const Area& area, const Scale& x, const Scale& y) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // The dashed one on top: where two losses agree both are seen.
  const Curve all[] = {{&curves_.generator, "G", p.generated, 3.0F, false},
                       {&curves_.d_fake, "D, generated", mix(p.real, p.plot, 0.45F), 1.5F, false},
                       {&curves_.d_real, "D, real", p.real, 1.5F, true}};
  list.PushClipRect({area.left, area.top}, {area.right, area.bottom}, true);
  for (const Curve& curve : all) {
    points_.clear();
    for (std::size_t i = 0; i < curves_.logits.size(); ++i) {
      const float py = std::clamp(y.pixel(curve.line->loss[i]), area.top - 1000.0F, area.bottom + 1000.0F);
      points_.push_back({x.pixel(x_of(curves_.logits[i])), py});
    }
    const ImU32 colour = pack(curve.colour);
    if (!curve.dashed) {
      list.AddPolyline(points_.data(), static_cast<int>(points_.size()), colour, 0, theme.px(curve.width));
      continue;
    }
    for (std::size_t i = 0; i + kDash < points_.size(); i += 2 * kDash) {
      list.AddPolyline(points_.data() + i, static_cast<int>(kDash) + 1, colour, 0, theme.px(curve.width));
    }
  }
  list.PopClipRect();

  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  float width = theme.px(6);
  for (const Curve& curve : all) width += theme.px(28) + text_width(curve.name);
  float left = area.right - width;
  const float y_text = area.top + theme.px(2);
  list.AddRectFilled({left - theme.px(4), area.top}, {area.right, y_text + line + theme.px(2)},
                     pack(p.plot, 0.85F));
  for (const Curve& curve : {all[0], all[2], all[1]}) {
    const float middle = std::round(y_text + line / 2), thick = theme.px(1);
    for (int piece = 0; piece < 2; ++piece) {
      const float from = left + theme.px(curve.dashed ? 7.0F : 6.0F) * static_cast<float>(piece);
      list.AddRectFilled({from, middle - thick},
                         {from + theme.px(curve.dashed ? 5.0F : 6.0F), middle + thick}, pack(curve.colour));
    }
    left += theme.px(16);
    draw_text(list, {left, y_text}, pack(p.text_muted), curve.name);
    left += text_width(curve.name) + theme.px(12);
  }
}

// The generator's slope where its samples are: a dot on its curve, and the tangent.
void LossCurveView::draw_slope(const Frame& frame, const Area& area, const Scale& x, const Scale& y) const {
  if (!std::isfinite(fake_)) return;
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::vector<double>& logits = curves_.logits;
  const double at = std::clamp(fake_, logits.front(), logits.back());
  const double place =
      (at - logits.front()) / (logits.back() - logits.front()) * static_cast<double>(logits.size() - 1);
  const std::size_t i = std::min(static_cast<std::size_t>(place), logits.size() - 2);
  const double share = place - static_cast<double>(i);
  const auto between = [&](const std::vector<double>& v) { return v[i] + share * (v[i + 1] - v[i]); };
  const double loss = between(curves_.generator.loss), slope = between(curves_.generator.slope);
  // By the axis that is shown: dL/dD = dL/dlogit / (D (1 − D)).
  const double d = sigmoid(at), by_axis = probability_ ? slope / std::max(d * (1 - d), 1e-9) : slope;
  const ImVec2 dot{x.pixel(x_of(at)), y.pixel(loss)};
  const float per_x = static_cast<float>(1 / x.units_per_pixel()),
              per_y = static_cast<float>(1 / y.units_per_pixel());
  ImVec2 along{per_x, static_cast<float>(by_axis) * per_y};
  const float length = std::hypot(along.x, along.y), half = theme.px(26);
  along = {along.x / length * half, along.y / length * half};
  list.PushClipRect({area.left, area.top}, {area.right, area.bottom}, true);
  list.AddLine({dot.x, area.bottom}, dot, pack(p.generated, 0.5F), theme.px(1));
  list.AddLine({dot.x - along.x, dot.y - along.y}, {dot.x + along.x, dot.y + along.y}, pack(p.text),
               theme.px(1.5F));
  list.AddCircleFilled(dot, theme.px(4.5F), pack(p.plot), 20);
  list.AddCircleFilled(dot, theme.px(3.5F), pack(p.generated), 20);
  list.PopClipRect();
}

void LossCurveView::draw(ViewContext& context, const Frame& frame) {
  update(context);
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  draw_heading(context, frame, size.x);
  float small = 0, gutter = 0, sentence = 0;
  const float pad = theme.space(), wrap = size.x - 2 * pad;
  {
    const FontScope font(frame.fonts.small);
    small = ImGui::GetFontSize();
    gutter = text_width("−10.5") + theme.px(10);
    sentence = ImGui::CalcTextSize(sentence_.c_str(), nullptr, false, wrap).y;
    // Two lines are kept free for it, so that the picture does not jump.
    sentence = std::max(sentence, 2 * small);
  }
  Area area{};
  area.left = corner.x + pad + gutter;
  area.right = corner.x + size.x - pad;
  area.top = corner.y + ImGui::GetFontSize() + theme.px(10);
  area.bottom = corner.y + size.y - pad - sentence - 2 * small - theme.px(8);
  // In a low panel the picture goes before the sentence.
  const bool low = area.bottom - area.top < theme.px(56);
  if (low) area.bottom += sentence;
  if (area.bottom - area.top < theme.px(40) || area.right - area.left < theme.px(60)) return;
  area.histogram = area.bottom - kHistogramShare * (area.bottom - area.top);
  const Scale x(probability_ ? Range{0, 1} : Range{-reach_, reach_}, area.left, area.right);
  const Scale y(shown_, area.bottom, area.top);
  ImGui::GetWindowDrawList()->AddRectFilled({area.left, area.top}, {area.right, area.bottom},
                                            pack(theme.palette.plot));
  draw_axes(frame, area, x, y);
  draw_histograms(frame, area);
  draw_curves(frame, area, x, y);
  draw_slope(frame, area, x, y);
  if (low) return;

  const FontScope font(frame.fonts.small);
  ImGui::SetCursorScreenPos({corner.x + pad, area.bottom + 2 * small + theme.px(8)});
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + wrap);
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(theme.palette.text));
  ImGui::TextUnformatted(sentence_.c_str());
  ImGui::PopStyleColor();
  ImGui::PopTextWrapPos();
}

}  // namespace

std::unique_ptr<View> make_loss_curve_view(std::string&) {
  return std::make_unique<LossCurveView>();
}

}  // namespace gan
