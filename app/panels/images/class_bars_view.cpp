// The class bars: the share of the generated images in each class, beside the data's, and the table of metrics, each
// beside what held-out images score. Many classes stand side by side in the order of their shares.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/images/class_bars_model.h"
#include "app/panels/metrics_table.h"
#include "app/panels/now_values_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr const char* kRealColumn = "real (held-out)";

class ClassesView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  void update(const ViewContext& context);
  void draw_bars(const Frame& frame, ImVec2 low, ImVec2 high) const;
  float rows_height(const Frame& frame) const;
  BarsAndTable split(const Frame& frame, const TableArea& area, float table_width) const;
  void draw_rows(const Frame& frame, ImVec2 low, ImVec2 high) const;
  void draw_columns(const Frame& frame, ImVec2 low, ImVec2 high) const;
  void draw_heading(const Frame& frame, ImVec2 low, float right) const;
  void draw_sentence(const Frame& frame, ImVec2 low, ImVec2 high, const std::string& features) const;
  void explain(const ClassBar& bar, std::size_t rank) const;

  ClassBarsModel model_;
  MathTexts formulas_;
  // What the model was made from, and whether the sheets are of another moment.
  std::uint64_t version_ = 0;
  Position measured_{-1, 0, 0, 0};
  bool other_ = false, averaged_ = false;
};

void ClassesView::update(const ViewContext& context) {
  const Measurement* const m = context.measurement;
  if (m == nullptr) {
    model_ = {};
    version_ = 0;
    return;
  }
  const Position& drawn = context.probe == nullptr ? context.snapshot.position : context.probe->snapshot->position;
  measured_ = m->snapshot->position;
  other_ = measured_ != drawn;
  if (context.measurement_version == version_) return;
  version_ = context.measurement_version;
  averaged_ = m->metrics.images.averaged;
  prepare_class_bars(*m->snapshot->data, m->metrics, context.perfect, model_);
}

void ClassesView::explain(const ClassBar& bar, std::size_t rank) const {
  ImGui::BeginTooltip();
  if (model_.sorted) {
    ImGui::Text("%s, class %s of %s by share", bar.name.c_str(), step_text(static_cast<std::int64_t>(rank + 1)).c_str(),
                step_text(static_cast<std::int64_t>(model_.bars.size())).c_str());
  } else {
    ImGui::TextUnformatted(bar.name.c_str());
  }
  ImGui::Text("%s of the generated images, %s of the data", percent_text(bar.share).c_str(),
              percent_text(bar.data).c_str());
  ImGui::EndTooltip();
}

// What is shown, and what the blue marks are.
void ClassesView::draw_heading(const Frame& frame, ImVec2 low, float right) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = ImGui::GetFontSize();
  const std::string count = whole_text(model_.samples), moment = ", " + moment_text(measured_);
  std::string title = "Images per class (n = " + count + (averaged_ ? ", EMA of G's weights)" : ")") +
                      (model_.sorted ? ", largest first" : "") + moment;
  if (text_width(title) > right - low.x) title = "Per class (n = " + count + ")" + moment;
  const float key = theme.px(20) + text_width("data");
  draw_text_within(list, low, pack(p.text), title, right - low.x);
  const float at = low.x + text_width(title) + theme.px(16);
  if (at + key > right) return;
  list.AddRectFilled({at + theme.px(6), low.y + theme.px(1)}, {at + theme.px(8), low.y + line - theme.px(1)},
                     pack(p.real));
  draw_text(list, {at + theme.px(14), low.y}, pack(p.text_muted), "data");
}

// A row a class: its name, its bar with the data's share marked, its share.
void ClassesView::draw_rows(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = ImGui::GetFontSize(), count = static_cast<float>(model_.bars.size());
  const float step = std::min((high.y - low.y) / count, theme.px(30));
  float names = 0;
  for (const ClassBar& bar : model_.bars) names = std::max(names, text_width(bar.name));
  names = std::min(names, 0.35F * (high.x - low.x));
  const float left = std::round(low.x + names + theme.px(8)), number = text_width("100.0%") + theme.px(8);
  const float width = high.x - number - left;
  if (width < theme.px(24)) return;
  const float thick = std::max(std::round(0.62F * step), theme.px(3));
  for (std::size_t i = 0; i < model_.bars.size(); ++i) {
    const ClassBar& bar = model_.bars[i];
    const float top = low.y + step * static_cast<float>(i), middle = std::round(top + step / 2);
    const float share = static_cast<float>(std::min(bar.share / model_.top, 1.0));
    const float data = std::round(left + width * static_cast<float>(std::min(bar.data / model_.top, 1.0)));
    const bool missing = bar.share == 0 && bar.data > 0;
    const float bar_low = middle - std::round(thick / 2), bar_high = bar_low + thick;
    list.AddRectFilled({left, bar_low}, {left + width, bar_high}, pack(p.grid, 0.5F), theme.px(2));
    if (bar.share > 0) {
      list.AddRectFilled({left, bar_low}, {left + std::max(width * share, theme.px(2)), bar_high},
                         pack(p.generated, other_ ? 0.6F : 1.0F), theme.px(2));
    }
    list.AddRectFilled({data - theme.px(1), bar_low - theme.px(2)}, {data + theme.px(1), bar_high + theme.px(2)},
                       pack(p.real));
    draw_text_within(list, {low.x, middle - line / 2}, pack(missing ? p.text_muted : p.text), bar.name, names);
    draw_text(list, {high.x, middle - line / 2}, pack(missing ? p.warning : p.text),
              missing                               ? "none"
              : bar.share > 0 && bar.share < 0.0005 ? "< 0.1%"
                                                    : percent_text(bar.share),
              1);
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({low.x, top}, {high.x, top + step})) explain(bar, i);
  }
}

// Many classes: thin columns, no names.
void ClassesView::draw_columns(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = ImGui::GetFontSize(), gutter = text_width("0.25%") + theme.px(6);
  const float left = low.x + gutter, top = low.y + theme.px(4), bottom = high.y - line - theme.px(4);
  if (bottom - top < theme.px(16) || high.x - left < theme.px(40)) return;
  const auto count = model_.bars.size();
  const float slot = (high.x - left) / static_cast<float>(count);
  const auto height = [&](double share) {
    return std::round(bottom - (bottom - top) * static_cast<float>(std::min(share / model_.top, 1.0)));
  };
  char text[48];
  for (int i = 0; i <= 2; ++i) {
    const float y = height(0.5 * i * model_.top);
    list.AddRectFilled({left, y}, {high.x, y + 1}, pack(p.grid));
    std::snprintf(text, sizeof text, "%g%%", 50.0 * i * model_.top);
    draw_text(list, {left - theme.px(4), y - line / 2}, pack(p.text_muted), text, 1);
  }
  const float gap = slot >= theme.px(4) ? std::round(0.16F * slot) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const ClassBar& bar = model_.bars[i];
    const float from = left + slot * static_cast<float>(i), to = from + slot;
    if (bar.share > 0)
      list.AddRectFilled({from, height(bar.share)}, {to - gap, bottom}, pack(p.generated, other_ ? 0.6F : 1.0F));
    const float y = height(bar.data);
    list.AddRectFilled({from, y - theme.px(1)}, {to, y + theme.px(1)}, pack(p.real));
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({from, top}, {to, high.y})) explain(bar, i);
  }
  if (!model_.sorted) return;
  // Where the covered ones end.
  const float end = std::round(left + slot * static_cast<float>(model_.covered));
  std::snprintf(text, sizeof text, "%s", step_text(model_.covered).c_str());
  const float half = text_width(text) / 2;
  if (model_.covered > 0) {
    list.AddRectFilled({end, bottom}, {end + theme.px(1), bottom + theme.px(3)}, pack(p.text));
    draw_text(list, {std::clamp(end, left + half, high.x - half), bottom + theme.px(3)}, pack(p.text), text, 0.5F);
  }
  std::snprintf(text, sizeof text, "%s", step_text(static_cast<std::int64_t>(count)).c_str());
  if (end + half < high.x - text_width(text) - theme.px(8)) {
    draw_text(list, {high.x, bottom + theme.px(3)}, pack(p.text_muted), text, 1);
  }
}

// What a row a class needs, with the heading; in the small font.
float ClassesView::rows_height(const Frame& frame) const {
  const float line = ImGui::GetFontSize();
  return line + frame.theme.px(6) + static_cast<float>(model_.bars.size()) * (line + frame.theme.px(1));
}

// A bar says little without its name: where the panel is low, rows of the table give way to rows of bars.
BarsAndTable ClassesView::split(const Frame& frame, const TableArea& area, float table_width) const {
  const FontScope font(frame.fonts.small);
  BarsAndTable out = split_area(frame, area, table_width);
  const bool below = out.table.low.y > area.low.y;
  const float end = std::ceil(area.low.y + rows_height(frame));
  if (!below || model_.sorted || end <= out.bars.high.y || end > area.high.y) return out;
  const float gap = out.table.low.y - out.bars.high.y;
  out.bars.high.y = end;
  out.table.low.y = std::min(end + gap, area.high.y);
  return out;
}

void ClassesView::draw_bars(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), top = low.y + line + frame.theme.px(6);
  draw_heading(frame, low, high.x);
  const bool fits = rows_height(frame) <= high.y - low.y + 0.5F;
  if (!model_.sorted && fits) return draw_rows(frame, {low.x, top}, high);
  draw_columns(frame, {low.x, top}, high);
}

// Below the table: what there is to say of the classes, of how many images there were, and what they were measured in.
void ClassesView::draw_sentence(const Frame& frame, ImVec2 low, ImVec2 high, const std::string& features) const {
  const Palette& p = frame.theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  float y = low.y + frame.theme.px(8);
  std::vector<std::pair<std::string, Rgb>> lines = {{model_.sentence.text, p.text}};
  for (const std::string& note : model_.notes) lines.emplace_back(note, p.text_muted);
  lines.emplace_back(features, p.text_muted);
  for (const auto& [text, colour] : lines) {
    if (text.empty()) continue;
    const ImVec2 size = ImGui::CalcTextSize(text.c_str(), nullptr, false, high.x - low.x);
    if (y + size.y > high.y + 1) return;
    list.AddText(ImGui::GetFont(), line, {std::round(low.x), std::round(y)}, pack(colour), text.c_str(), nullptr,
                 high.x - low.x);
    y += size.y + frame.theme.px(4);
  }
}

void ClassesView::draw(ViewContext& context, const Frame& frame) {
  update(context);
  const std::optional<TableArea> area = table_area(frame);
  if (!area) return;
  const auto [low, high] = *area;
  const std::string line = context.lab.classifier().line();
  if (model_.rows.empty()) {
    ImGui::SetCursorScreenPos(low);
    const bool waiting = context.lab.classifier().waiting();
    caption(frame, waiting ? line : "Measuring the first images…");
    return;
  }
  const TableMoment moment{model_.samples, moment_text(measured_), other_, kRealColumn};
  const float table = std::min(metrics_table_width(frame, model_.rows, moment, formulas_), high.x - low.x);
  TableArea at = *area;
  if (!model_.bars.empty()) {
    const BarsAndTable parts = split(frame, *area, table);
    draw_bars(frame, parts.bars.low, parts.bars.high);
    at = parts.table;
  }
  const float end = draw_metrics_table(frame, model_.rows, moment, formulas_, at.low, at.high);
  draw_sentence(frame, {at.low.x, end}, at.high, line);
}

}  // namespace

std::unique_ptr<View> make_classes_view(std::string&) {
  return std::make_unique<ClassesView>();
}

}  // namespace gan
