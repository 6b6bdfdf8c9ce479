// The mode bars: the share of the samples in the arena on each mode, next to what a perfect generator has there, and
// the table of metrics of more samples, each beside its perfect value, with the step at which they were drawn.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/panels/arena/mode_bars_model.h"
#include "app/panels/drawing.h"
#include "app/panels/metrics_table.h"
#include "app/panels/now_values_model.h"
#include "app/panels/views.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

class ModesView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  void update(const ViewContext& context);
  void draw_bars(const Frame& frame, ImVec2 low, ImVec2 high) const;
  void draw_bar(const Frame& frame, const ModeBar& bar, std::size_t i, float left, float width, float top,
                float bottom) const;
  void draw_none(const Frame& frame, float left, float width, float top, float bottom) const;
  // What is said of data without modes; returns where that ends.
  float draw_elsewhere(const Frame& frame, ImVec2 low, ImVec2 high) const;

  ModeBarsModel model_;
  MathTexts formulas_;
  // What the bars were made from, and what the table was.
  std::uint64_t probe_version_ = 0, measurement_version_ = 0;
  SegmentId drawn_segment_;
  Position drawn_{-1, 0, 0, 0}, measured_{-1, 0, 0, 0};
  int measured_samples_ = 0;
  const DataSource* data_ = nullptr;
  const PerfectMetrics* perfect_ = nullptr;
};

void ModesView::update(const ViewContext& context) {
  static const Matrix<float> kNone;
  const ProbeResult* const probe = context.probe.get();
  const DataSource* const data = context.snapshot.data.get();
  const std::uint64_t version = probe == nullptr ? 0 : context.probe_version;
  if (version != probe_version_ || data != data_ || drawn_segment_ != context.snapshot.segment()) {
    probe_version_ = version;
    data_ = data;
    drawn_segment_ = context.snapshot.segment();
    drawn_ = probe == nullptr ? context.snapshot.position : probe->snapshot->position;
    prepare_mode_bars(*data, probe == nullptr ? kNone : probe->generated, model_);
  }
  const Measurement* const m = context.measurement;
  const std::uint64_t measured = m == nullptr ? 0 : context.measurement_version;
  if (measured == measurement_version_ && context.perfect == perfect_) return;
  measurement_version_ = measured;
  perfect_ = context.perfect;
  model_.rows.clear();
  if (m == nullptr) return;
  measured_ = m->snapshot->position;
  measured_samples_ = m->metrics.samples;
  prepare_mode_table(m->metrics, perfect_, model_);
}

void ModesView::draw_bar(const Frame& frame, const ModeBar& bar, std::size_t i, float left, float width, float top,
                         float bottom) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = bottom - top, gap = std::max(1.0F, std::round(0.16F * width));
  const float share = static_cast<float>(std::min(bar.share / model_.top, 1.0));
  const ImVec2 low{std::round(left + gap / 2), bottom - std::max(height * share, bar.share > 0 ? theme.px(2) : 0.0F)};
  const ImVec2 high{std::round(left + width - gap / 2), bottom};
  if (bar.share > 0) list.AddRectFilled(low, high, pack(p.generated), std::min(theme.px(2), 0.2F * width));
  // The line of a perfect generator: blue, as all that is the data's.
  const float line = std::round(bottom - height * static_cast<float>(bar.perfect / model_.top));
  list.AddRectFilled({left, line - theme.px(1)}, {left + width, line + theme.px(1)}, pack(p.real));
  char number[24];
  std::snprintf(number, sizeof number, "%zu", i + 1);
  // Where not all numbers fit, every fifth stands.
  const bool all_fit = text_width(model_.bars.size() < 10 ? "8" : "88") + theme.px(2) <= width;
  if (all_fit || (i + 1) % 5 == 0) {
    draw_text(list, {left + width / 2, bottom + theme.px(2)}, pack(bar.covered ? p.text : p.text_muted), number, 0.5F);
  }
  if (!ImGui::IsWindowHovered() ||
      !ImGui::IsMouseHoveringRect({left, top}, {left + width, bottom + ImGui::GetFontSize()}))
    return;
  list.AddRect(low, high, pack(p.text));
  ImGui::BeginTooltip();
  ImGui::Text("Mode %zu at (%s, %s)", i + 1, short_text(bar.x).c_str(), short_text(bar.y).c_str());
  ImGui::Text("%s of the samples; ideal: %s", percent_text(bar.share).c_str(), percent_text(bar.perfect).c_str());
  if (std::isfinite(bar.spread_major)) {
    ImGui::Text("Spread %.2f to %.2f of the data's variance; ideal: %.2f", bar.spread_minor, bar.spread_major,
                perfect_spread());
  }
  ImGui::EndTooltip();
}

void ModesView::draw_none(const Frame& frame, float left, float width, float top, float bottom) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float gap = std::round(0.16F * width), middle = left + width / 2;
  const float share = static_cast<float>(std::clamp(model_.elsewhere / model_.top, 0.0, 1.0));
  list.AddRectFilled({left + gap / 2, bottom - (bottom - top) * share}, {left + width - gap / 2, bottom},
                     pack(p.text_muted, 0.4F), theme.px(2));
  if (model_.elsewhere > model_.top) {
    // Taller than the axis: its number says how much.
    char text[16];
    std::snprintf(text, sizeof text, "%.0f%%", 100 * model_.elsewhere);
    draw_text(list, {middle, top + theme.px(3)}, pack(p.text), text, 0.5F);
  }
  draw_text(list, {middle, bottom + theme.px(2)}, pack(p.text_muted), "off-mode", 0.5F);
  const ImVec2 end{left + width, bottom + ImGui::GetFontSize()};
  if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({left, top}, end)) {
    ImGui::SetTooltip("%s of the samples lie on no mode: further than three standard deviations from every centre",
                      percent_text(model_.elsewhere).c_str());
  }
}

void ModesView::draw_bars(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), gutter = text_width("100%") + theme.px(6);
  const float top = low.y + line + theme.px(6), bottom = high.y - line - theme.px(4);
  if (bottom - top < theme.px(16)) return;
  const std::size_t count = model_.bars.size();
  for (int i = 0; i <= 2; ++i) {
    const float y = std::round(bottom - (bottom - top) * 0.5F * static_cast<float>(i));
    list.AddRectFilled({low.x + gutter, y}, {high.x, y + 1}, pack(p.grid));
    char text[16];
    std::snprintf(text, sizeof text, "%g%%", 50.0 * i * model_.top);
    draw_text(list, {low.x + gutter - theme.px(4), y - line / 2}, pack(p.text_muted), text, 1);
  }
  // A column apart for what lies on no mode.
  const float all = high.x - low.x - gutter, start = low.x + gutter;
  const float least = text_width("off-mode") + theme.px(6), modes = static_cast<float>(count) + 0.5F;
  const float slot = std::min({all / (modes + 1), (all - least) / modes, theme.px(72)});
  for (std::size_t i = 0; i < count; ++i) {
    draw_bar(frame, model_.bars[i], i, start + slot * static_cast<float>(i), slot, top, bottom);
  }
  draw_none(frame, start + slot * modes, std::max(slot, least), top, bottom);
  // With the step where there is room for it.
  const std::string shown = whole_text(model_.samples), moment = ", " + moment_text(drawn_);
  std::string title = "Samples per mode (n = " + shown + ")" + moment;
  if (text_width(title) > high.x - low.x) title = "Samples per mode (n = " + shown + ")";
  draw_text_within(list, {low.x, low.y}, pack(p.text), title, high.x - low.x);
  const float key = low.x + text_width(title) + theme.px(16);
  if (key + theme.px(20) + text_width("ideal") < high.x) {
    list.AddRectFilled({key, low.y + line / 2 - theme.px(1)}, {key + theme.px(14), low.y + line / 2 + theme.px(1)},
                       pack(p.real));
    draw_text(list, {key + theme.px(20), low.y}, pack(p.text_muted), "ideal");
  }
}

float ModesView::draw_elsewhere(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const FontScope font(frame.fonts.small);
  ImGui::SetCursorScreenPos(low);
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + high.x - low.x);
  ImGui::TextDisabled("%s", model_.rows.empty() ? "Measuring…"
                                                : "This data is no mixture of Gaussians: there are no modes to count "
                                                  "and no density to compare with. What can be measured:");
  ImGui::PopTextWrapPos();
  return ImGui::GetItemRectMax().y;
}

void ModesView::draw(ViewContext& context, const Frame& frame) {
  update(context);
  const Theme& theme = frame.theme;
  const std::optional<TableArea> area = table_area(frame);
  if (!area) return;
  const auto [low, high] = *area;
  float table = 0;
  const TableMoment moment{measured_samples_, moment_text(measured_), measured_ != drawn_};
  if (!model_.rows.empty()) {
    table = std::min(metrics_table_width(frame, model_.rows, moment, formulas_), high.x - low.x);
  }
  if (model_.bars.empty()) {
    const float end = draw_elsewhere(frame, low, high);
    if (table > 0) draw_metrics_table(frame, model_.rows, moment, formulas_, {low.x, end + theme.space()}, high);
    return;
  }
  if (table == 0) return draw_bars(frame, low, high);
  const BarsAndTable at = split_area(frame, *area, table);
  draw_bars(frame, at.bars.low, at.bars.high);
  draw_metrics_table(frame, model_.rows, moment, formulas_, at.table.low, at.table.high);
}

}  // namespace

std::unique_ptr<View> make_modes_view(std::string&) {
  return std::make_unique<ModesView>();
}

}  // namespace gan
