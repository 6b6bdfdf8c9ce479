// The class bars: the share of the generated images in each class, beside the data's, and the table of metrics, each
// beside what held-out images score. Many classes stand side by side in the order of their shares. Of games that are
// compared the bars of a class stand below each other, and the table has a column for each.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/lab/compare/differences.h"
#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/game_bars.h"
#include "app/panels/images/class_bars_model.h"
#include "app/panels/metrics_table.h"
#include "app/panels/now_values_model.h"
#include "app/panels/shown_games.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr const char* kRealColumn = "real (held-out)";

// Of one game.
struct ShownClasses {
  ClassBarsModel model;
  // What the model was made from, and whether the sheets are of another moment.
  std::uint64_t measurement_version = 0;
  Position measured{-1, 0, 0, 0};
  bool other = false, averaged = false;

  void update(const ViewContext& context);
};

class ClassesView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  void update(const ViewContext& context);
  const ShownClasses& own() const { return games_[own_]; }
  const ClassBarsModel& model() const { return own().model; }
  // Games of other data have other classes, and where they stand in the order of their shares each has an order of its
  // own: there is no place for them beside these then.
  bool beside(std::size_t game) const {
    return game == own_ || (!model().sorted && games_[game].model.bars.size() == model().bars.size());
  }
  TableMoment moment() const;
  void draw_bars(const Frame& frame, ImVec2 low, ImVec2 high) const;
  float rows_height(const Frame& frame) const;
  BarsAndTable split(const Frame& frame, const TableArea& area, float table_width) const;
  void draw_rows(const Frame& frame, ImVec2 low, ImVec2 high) const;
  void draw_row(const Frame& frame, std::size_t i, ImVec2 low, ImVec2 high, float thick) const;
  void draw_columns(const Frame& frame, ImVec2 low, ImVec2 high) const;
  void draw_heading(const Frame& frame, ImVec2 low, float right, bool all_games) const;
  void draw_sentence(const Frame& frame, ImVec2 low, ImVec2 high, const std::string& features) const;
  void explain(const ClassBar& bar, std::size_t rank) const;

  std::vector<ShownClasses> games_ = std::vector<ShownClasses>(1);
  std::size_t own_ = 0;  // of them, the one in focus
  double top_ = 1;       // of the axis that all share
  MathTexts formulas_;
};

void ShownClasses::update(const ViewContext& context) {
  const Measurement* const m = context.measurement;
  if (m == nullptr) {
    model = {};
    measurement_version = 0;
    return;
  }
  const Position& drawn = context.probe == nullptr ? context.snapshot.position : context.probe->snapshot->position;
  measured = m->snapshot->position;
  other = measured != drawn;
  if (context.measurement_version == measurement_version) return;
  measurement_version = context.measurement_version;
  averaged = m->metrics.images.averaged;
  prepare_class_bars(*m->snapshot->data, m->metrics, context.perfect, model);
}

void ClassesView::update(const ViewContext& context) {
  own_ = context.lab.focus();
  update_shown_games(context, games_);
  top_ = shared_top(games_, [&](std::size_t game) { return beside(game); });
}

// Of the table.
TableMoment ClassesView::moment() const {
  TableMoment moment{model().samples, moment_text(own().measured), own().other, kRealColumn};
  if (games_.size() < 2) return moment;
  for (const ShownClasses& game : games_) {
    moment.others.push_back(game.other);
    if (game.measured != own().measured) moment.moment.clear();
  }
  return moment;
}

void ClassesView::explain(const ClassBar& bar, std::size_t rank) const {
  ImGui::BeginTooltip();
  if (model().sorted) {
    ImGui::Text("%s, class %s of %s by share", bar.name.c_str(), step_text(static_cast<std::int64_t>(rank + 1)).c_str(),
                step_text(static_cast<std::int64_t>(model().bars.size())).c_str());
  } else {
    ImGui::TextUnformatted(bar.name.c_str());
  }
  if (games_.size() == 1) {
    ImGui::Text("%s of the generated images, %s of the data", percent_text(bar.share).c_str(),
                percent_text(bar.data).c_str());
  }
  for (std::size_t game = 0; games_.size() > 1 && game < games_.size(); ++game) {
    if (beside(game)) {
      ImGui::Text("%c: %s of the generated images, %s of the data", game_letter(game),
                  percent_text(games_[game].model.bars[rank].share).c_str(), percent_text(bar.data).c_str());
    }
  }
  ImGui::EndTooltip();
}

// What is shown, and what the blue marks are.
void ClassesView::draw_heading(const Frame& frame, ImVec2 low, float right, bool all_games) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = ImGui::GetFontSize();
  const std::string count = whole_text(model().samples), moment = ", " + moment_text(own().measured);
  const std::size_t games = all_games ? games_.size() : 1;
  // Where one alone is shown of several it is named.
  const std::string whose = games_.size() > 1 && !all_games ? std::string(1, game_letter(own_)) + " · " : std::string();
  std::string title = whose + "Images per class (n = " + count + (own().averaged ? ", EMA of G's weights)" : ")") +
                      (model().sorted ? ", largest first" : "") + moment;
  const float key = theme.px(20) + text_width("data");
  const float legend = games > 1 ? theme.px(16) + static_cast<float>(games) * (theme.px(30) + text_width("D")) : 0;
  if (text_width(title) + legend > right - low.x) title = whose + "Per class (n = " + count + ")" + moment;
  if (games > 1 && text_width(title) + legend > right - low.x) title = "Per class";
  draw_text_within(list, low, pack(p.text), title, right - low.x);
  const float end = low.x + text_width(title) + theme.px(16);
  const float at = draw_game_bar_legend(list, {end, low.y}, right, p.generated, games, theme);
  if (at + key > right) return;
  list.AddRectFilled({at + theme.px(6), low.y + theme.px(1)}, {at + theme.px(8), low.y + line - theme.px(1)},
                     pack(p.real));
  draw_text(list, {at + theme.px(14), low.y}, pack(p.text_muted), "data");
}

// A row a class: its name, its bar with the data's share marked, its share.
void ClassesView::draw_rows(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const float count = static_cast<float>(model().bars.size());
  const float step = std::min((high.y - low.y) / count, theme.px(games_.size() > 1 ? 40 : 30));
  float names = 0;
  for (const ClassBar& bar : model().bars) names = std::max(names, text_width(bar.name));
  names = std::min(names, 0.35F * (high.x - low.x));
  const float left = std::round(low.x + names + theme.px(8));
  const float number = static_cast<float>(games_.size()) * (text_width("100.0%") + theme.px(8));
  if (high.x - number - left < theme.px(24)) return;
  const float thick = std::max(std::round((games_.size() > 1 ? 0.72F : 0.62F) * step), theme.px(3));
  for (std::size_t i = 0; i < model().bars.size(); ++i) {
    const ClassBar& bar = model().bars[i];
    const float top = low.y + step * static_cast<float>(i), middle = std::round(top + step / 2);
    const bool missing = bar.share == 0 && bar.data > 0;
    draw_text_within(*ImGui::GetWindowDrawList(), {low.x, middle - ImGui::GetFontSize() / 2},
                     pack(missing ? p.text_muted : p.text), bar.name, names);
    draw_row(frame, i, {left, middle}, {high.x, middle}, thick);
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({low.x, top}, {high.x, top + step})) explain(bar, i);
  }
}

// The bars of one class about the line from `low` to `high`, `thick` altogether, and their shares at its end.
void ClassesView::draw_row(const Frame& frame, std::size_t i, ImVec2 low, ImVec2 high, float thick) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::size_t games = games_.size();
  const float line = ImGui::GetFontSize(), number = text_width("100.0%") + theme.px(8);
  const float right = high.x - number * static_cast<float>(games), width = right - low.x;
  const float bar_low = low.y - std::round(thick / 2), bar_high = bar_low + thick;
  const float each = thick / static_cast<float>(games), gap = games > 1 && each >= theme.px(4) ? theme.whole_px(1) : 0;
  list.AddRectFilled({low.x, bar_low}, {right, bar_high}, pack(p.grid, 0.5F), theme.px(2));
  for (std::size_t game = 0; game < games; ++game) {
    if (!beside(game)) continue;
    const ClassBar& bar = games_[game].model.bars[i];
    const float share = static_cast<float>(std::min(bar.share / top_, 1.0));
    const float top = std::round(bar_low + each * static_cast<float>(game)),
                bottom = std::round(bar_low + each * static_cast<float>(game + 1)) - gap;
    if (bar.share > 0) {
      draw_game_bar(list, {low.x, top}, {low.x + std::max(width * share, theme.px(2)), std::max(bottom, top + 1)},
                    p.generated, games_[game].other ? 0.6F : 1.0F, game, false, theme);
    }
    const bool missing = bar.share == 0 && bar.data > 0;
    draw_text(list, {right + number * static_cast<float>(game + 1), low.y - line / 2},
              pack(missing ? p.warning : p.text),
              missing                               ? "none"
              : bar.share > 0 && bar.share < 0.0005 ? "< 0.1%"
                                                    : percent_text(bar.share),
              1);
  }
  const float data = std::round(low.x + width * static_cast<float>(std::min(model().bars[i].data / top_, 1.0)));
  list.AddRectFilled({data - theme.px(1), bar_low - theme.px(2)}, {data + theme.px(1), bar_high + theme.px(2)},
                     pack(p.real));
}

// Many classes: thin columns, no names.
void ClassesView::draw_columns(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = ImGui::GetFontSize(), gutter = text_width("0.25%") + theme.px(6);
  const float left = low.x + gutter, top = low.y + theme.px(4), bottom = high.y - line - theme.px(4);
  if (bottom - top < theme.px(16) || high.x - left < theme.px(40)) return;
  const auto count = model().bars.size();
  const float slot = (high.x - left) / static_cast<float>(count);
  const auto height = [&](double share) {
    return std::round(bottom - (bottom - top) * static_cast<float>(std::min(share / model().top, 1.0)));
  };
  char text[48];
  for (int i = 0; i <= 2; ++i) {
    const float y = height(0.5 * i * model().top);
    list.AddRectFilled({left, y}, {high.x, y + 1}, pack(p.grid));
    std::snprintf(text, sizeof text, "%g%%", 50.0 * i * model().top);
    draw_text(list, {left - theme.px(4), y - line / 2}, pack(p.text_muted), text, 1);
  }
  const float gap = slot >= theme.px(4) ? std::round(0.16F * slot) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const ClassBar& bar = model().bars[i];
    const float from = left + slot * static_cast<float>(i), to = from + slot;
    if (bar.share > 0)
      list.AddRectFilled({from, height(bar.share)}, {to - gap, bottom}, pack(p.generated, own().other ? 0.6F : 1.0F));
    const float y = height(bar.data);
    list.AddRectFilled({from, y - theme.px(1)}, {to, y + theme.px(1)}, pack(p.real));
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({from, top}, {to, high.y})) explain(bar, i);
  }
  if (!model().sorted) return;
  // Where the covered ones end.
  const float end = std::round(left + slot * static_cast<float>(model().covered));
  std::snprintf(text, sizeof text, "%s", step_text(model().covered).c_str());
  const float half = text_width(text) / 2;
  if (model().covered > 0) {
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
  return line + frame.theme.px(6) + static_cast<float>(model().bars.size()) * (line + frame.theme.px(1));
}

// A bar says little without its name: where the panel is low, rows of the table give way to rows of bars.
BarsAndTable ClassesView::split(const Frame& frame, const TableArea& area, float table_width) const {
  const FontScope font(frame.fonts.small);
  BarsAndTable out = split_area(frame, area, table_width);
  const bool below = out.table.low.y > area.low.y;
  const float end = std::ceil(area.low.y + rows_height(frame));
  if (!below || model().sorted || end <= out.bars.high.y || end > area.high.y) return out;
  const float gap = out.table.low.y - out.bars.high.y;
  out.bars.high.y = end;
  out.table.low.y = std::min(end + gap, area.high.y);
  return out;
}

void ClassesView::draw_bars(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), top = low.y + line + frame.theme.px(6);
  const bool rows = !model().sorted && rows_height(frame) <= high.y - low.y + 0.5F;
  draw_heading(frame, low, high.x, rows);
  if (rows) return draw_rows(frame, {low.x, top}, high);
  draw_columns(frame, {low.x, top}, high);
}

// Below the table: what there is to say of the classes, of how many images there were, and what they were measured in.
void ClassesView::draw_sentence(const Frame& frame, ImVec2 low, ImVec2 high, const std::string& features) const {
  const Palette& p = frame.theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  float y = low.y + frame.theme.px(8);
  std::vector<std::pair<std::string, Rgb>> lines = {{model().sentence.text, p.text}};
  for (const std::string& note : model().notes) lines.emplace_back(note, p.text_muted);
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
  if (model().rows.empty()) {
    ImGui::SetCursorScreenPos(low);
    const bool waiting = context.lab.classifier().waiting();
    caption(frame, waiting ? line : "Measuring the first images…");
    return;
  }
  const TableMoment moment = this->moment();
  const float table = std::min(metrics_table_width(frame, model().rows, moment, formulas_), high.x - low.x);
  TableArea at = *area;
  if (!model().bars.empty()) {
    const BarsAndTable parts = split(frame, *area, table);
    draw_bars(frame, parts.bars.low, parts.bars.high);
    at = parts.table;
  }
  const float end = draw_metrics_table(frame, model().rows, moment, formulas_, at.low, at.high);
  draw_sentence(frame, {at.low.x, end}, at.high, line);
}

}  // namespace

std::unique_ptr<View> make_classes_view(std::string&) {
  return std::make_unique<ClassesView>();
}

}  // namespace gan
