// The mode bars: the share of the samples in the arena on each mode, next to what a perfect generator has there, and
// the table of metrics of more samples, each beside its perfect value, with the step at which they were drawn. Of games
// that are compared the bars stand side by side, and the table has a column for each.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/lab/compare/differences.h"
#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/game_bars.h"
#include "app/panels/metrics_table.h"
#include "app/panels/modes/mode_bars_model.h"
#include "app/panels/modes/modes_settings_model.h"
#include "app/panels/now_values_model.h"
#include "app/panels/shown_games.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

// Of one game.
struct ShownModes {
  ModeBarsModel model;
  // What the bars were made from, and what the table was.
  std::uint64_t probe_version = 0, measurement_version = 0;
  SegmentId drawn_segment;
  Position drawn{-1, 0, 0, 0}, measured{-1, 0, 0, 0};
  int measured_samples = 0;
  const DataSource* data = nullptr;
  const PerfectMetrics* perfect = nullptr;
  bool compared = false;  // what the table shows

  void update(const ViewContext& context);
};

class ModesView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  void update(const ViewContext& context);
  const ModeBarsModel& model() const { return games_[own_].model; }
  // Games of other data have other modes: there is no place for them beside these.
  bool beside(std::size_t game) const { return games_[game].model.bars.size() == model().bars.size(); }
  TableMoment moment() const;
  void draw_bars(const Frame& frame, ImVec2 low, ImVec2 high) const;
  void draw_heading(const Frame& frame, ImVec2 low, float right) const;
  void draw_bar(const Frame& frame, std::size_t i, float left, float width, float top, float bottom) const;
  void explain(std::size_t i) const;
  void draw_none(const Frame& frame, float left, float width, float top, float bottom) const;
  // The bars of all games between two edges; `share` says how high each is.
  template <class Share>
  void draw_beside(const Frame& frame, float left, float right, float top, float bottom, Rgb colour, float opacity,
                   Share share) const;
  // What is said of data without modes; returns where that ends.
  float draw_elsewhere(const Frame& frame, ImVec2 low, ImVec2 high) const;
  // With the choice of what it has above it.
  void draw_table(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);

  std::vector<ShownModes> games_ = std::vector<ShownModes>(1);
  std::size_t own_ = 0;  // of them, the one in focus
  double top_ = 1;       // of the axis that all share
  MathTexts formulas_;
};

void ShownModes::update(const ViewContext& context) {
  static const Matrix<float> kNone;
  const ProbeResult* const probe = context.probe.get();
  const DataSource* const source = context.snapshot.data.get();
  const std::uint64_t version = probe == nullptr ? 0 : context.probe_version;
  if (version != probe_version || source != data || drawn_segment != context.snapshot.segment()) {
    probe_version = version;
    data = source;
    drawn_segment = context.snapshot.segment();
    drawn = probe == nullptr ? context.snapshot.position : probe->snapshot->position;
    prepare_mode_bars(*source, probe == nullptr ? kNone : probe->generated, model);
  }
  const Measurement* const m = context.measurement;
  const std::uint64_t measured_version = m == nullptr ? 0 : context.measurement_version;
  const bool wanted = context.settings.of<ModesSettings>().compared;
  if (measured_version == measurement_version && context.perfect == perfect && wanted == compared) return;
  compared = wanted;
  measurement_version = measured_version;
  perfect = context.perfect;
  model.rows.clear();
  if (m == nullptr) return;
  measured = m->snapshot->position;
  measured_samples = m->metrics.samples;
  prepare_mode_table(m->metrics, perfect, model, compared ? ScalarSource::comparison : ScalarSource::points);
}

void ModesView::update(const ViewContext& context) {
  own_ = context.lab.focus();
  update_shown_games(context, games_);
  top_ = shared_top(games_, [&](std::size_t game) { return beside(game); });
}

// Of the table.
TableMoment ModesView::moment() const {
  const ShownModes& own = games_[own_];
  TableMoment moment{own.measured_samples, moment_text(own.measured), own.measured != own.drawn};
  if (games_.size() < 2) return moment;
  for (const ShownModes& game : games_) {
    moment.others.push_back(game.measured != game.drawn);
    if (game.measured != own.measured) moment.moment.clear();
  }
  return moment;
}

template <class Share>
void ModesView::draw_beside(const Frame& frame, float left, float right, float top, float bottom, Rgb colour,
                            float opacity, Share share) const {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float each = (right - left) / static_cast<float>(games_.size());
  const float gap = games_.size() > 1 && each >= theme.px(5) ? theme.whole_px(1) : 0;
  for (std::size_t game = 0; game < games_.size(); ++game) {
    const double value = beside(game) ? share(games_[game].model) : 0;
    if (!(value > 0)) continue;
    const float height = (bottom - top) * static_cast<float>(std::min(value / top_, 1.0));
    const float from = std::round(left + each * static_cast<float>(game)),
                to = std::round(left + each * static_cast<float>(game + 1)) - gap;
    draw_game_bar(list, {from, bottom - std::max(height, theme.px(2))}, {std::max(to, from + 1), bottom}, colour,
                  opacity, game, true, theme);
  }
}

void ModesView::draw_bar(const Frame& frame, std::size_t i, float left, float width, float top, float bottom) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const ModeBar& bar = model().bars[i];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = bottom - top, gap = std::max(1.0F, std::round(0.16F * width));
  const ImVec2 low{std::round(left + gap / 2), top}, high{std::round(left + width - gap / 2), bottom};
  draw_beside(frame, low.x, high.x, top, bottom, p.generated, 1,
              [&](const ModeBarsModel& of) { return of.bars[i].share; });
  // The line of a perfect generator: blue, as all that is the data's.
  const float line = std::round(bottom - height * static_cast<float>(bar.perfect / top_));
  list.AddRectFilled({left, line - theme.px(1)}, {left + width, line + theme.px(1)}, pack(p.real));
  char number[24];
  std::snprintf(number, sizeof number, "%zu", i + 1);
  // Where not all numbers fit, every fifth stands.
  const bool all_fit = text_width(model().bars.size() < 10 ? "8" : "88") + theme.px(2) <= width;
  if (all_fit || (i + 1) % 5 == 0) {
    draw_text(list, {left + width / 2, bottom + theme.px(2)}, pack(bar.covered ? p.text : p.text_muted), number, 0.5F);
  }
  if (!ImGui::IsWindowHovered() ||
      !ImGui::IsMouseHoveringRect({left, top}, {left + width, bottom + ImGui::GetFontSize()}))
    return;
  list.AddRect({low.x, std::round(bottom - height * static_cast<float>(std::min(bar.share / top_, 1.0)))}, high,
               pack(p.text));
  explain(i);
}

void ModesView::explain(std::size_t i) const {
  const ModeBar& bar = model().bars[i];
  ImGui::BeginTooltip();
  ImGui::Text("Mode %zu at (%s, %s)", i + 1, short_text(bar.x).c_str(), short_text(bar.y).c_str());
  if (games_.size() == 1) {
    ImGui::Text("%s of the samples; ideal: %s", percent_text(bar.share).c_str(), percent_text(bar.perfect).c_str());
  }
  for (std::size_t game = 0; games_.size() > 1 && game < games_.size(); ++game) {
    if (beside(game)) {
      ImGui::Text("%c: %s of the samples; ideal: %s", game_letter(game),
                  percent_text(games_[game].model.bars[i].share).c_str(), percent_text(bar.perfect).c_str());
    }
  }
  if (games_.size() == 1 && std::isfinite(bar.spread_major)) {
    ImGui::Text("Spread %.2f to %.2f of the data's variance; ideal: %.2f", bar.spread_minor, bar.spread_major,
                perfect_spread());
  }
  if (games_.size() == 1 && std::isfinite(bar.core_width)) {
    ImGui::Text("Core %.2f of the data's width, stray samples left out; ideal: 1", bar.core_width);
  }
  ImGui::EndTooltip();
}

void ModesView::draw_none(const Frame& frame, float left, float width, float top, float bottom) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float gap = std::round(0.16F * width), middle = left + width / 2;
  draw_beside(frame, left + gap / 2, left + width - gap / 2, top, bottom, p.text_muted, 0.4F,
              [](const ModeBarsModel& of) { return of.elsewhere; });
  if (games_.size() == 1 && model().elsewhere > top_) {
    // Taller than the axis: its number says how much.
    char text[16];
    std::snprintf(text, sizeof text, "%.0f%%", 100 * model().elsewhere);
    draw_text(list, {middle, top + theme.px(3)}, pack(p.text), text, 0.5F);
  }
  draw_text(list, {middle, bottom + theme.px(2)}, pack(p.text_muted), "off-mode", 0.5F);
  const ImVec2 end{left + width, bottom + ImGui::GetFontSize()};
  if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect({left, top}, end)) return;
  std::string shares;
  for (std::size_t game = 0; game < games_.size(); ++game) {
    if (games_.size() > 1) shares += (game > 0 ? ", " : "") + std::string(1, game_letter(game)) + " ";
    shares += percent_text(games_[game].model.elsewhere);
  }
  ImGui::SetTooltip("%s of the samples lie on no mode: further than three standard deviations from every centre",
                    shares.c_str());
}

void ModesView::draw_bars(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), gutter = text_width("100%") + theme.px(6);
  const float top = low.y + line + theme.px(6), bottom = high.y - line - theme.px(4);
  if (bottom - top < theme.px(16)) return;
  const std::size_t count = model().bars.size();
  for (int i = 0; i <= 2; ++i) {
    const float y = std::round(bottom - (bottom - top) * 0.5F * static_cast<float>(i));
    list.AddRectFilled({low.x + gutter, y}, {high.x, y + 1}, pack(p.grid));
    char text[16];
    std::snprintf(text, sizeof text, "%g%%", 50.0 * i * top_);
    draw_text(list, {low.x + gutter - theme.px(4), y - line / 2}, pack(p.text_muted), text, 1);
  }
  // A column apart for what lies on no mode.
  const float all = high.x - low.x - gutter, start = low.x + gutter;
  const float least = text_width("off-mode") + theme.px(6), modes = static_cast<float>(count) + 0.5F;
  const float slot = std::min({all / (modes + 1), (all - least) / modes, theme.px(72)});
  for (std::size_t i = 0; i < count; ++i) {
    draw_bar(frame, i, start + slot * static_cast<float>(i), slot, top, bottom);
  }
  draw_none(frame, start + slot * modes, std::max(slot, least), top, bottom);
  draw_heading(frame, low, high.x);
}

// With the step where there is room for it.
void ModesView::draw_heading(const Frame& frame, ImVec2 low, float right) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = ImGui::GetFontSize();
  const std::string shown = whole_text(model().samples), moment = ", " + moment_text(games_[own_].drawn);
  std::string title = "Samples per mode (n = " + shown + ")" + moment;
  const float legend =
      games_.size() > 1 ? theme.px(16) + static_cast<float>(games_.size()) * (theme.px(30) + text_width("D")) : 0;
  if (text_width(title) + legend > right - low.x) title = "Samples per mode (n = " + shown + ")";
  if (games_.size() > 1 && text_width(title) + legend > right - low.x) title = "Per mode";
  draw_text_within(list, {low.x, low.y}, pack(p.text), title, right - low.x);
  const float end = low.x + text_width(title) + theme.px(16);
  const float key = draw_game_bar_legend(list, {end, low.y}, right, p.generated, games_.size(), theme);
  if (key + theme.px(20) + text_width("ideal") >= right) return;
  list.AddRectFilled({key, low.y + line / 2 - theme.px(1)}, {key + theme.px(14), low.y + line / 2 + theme.px(1)},
                     pack(p.real));
  draw_text(list, {key + theme.px(20), low.y}, pack(p.text_muted), "ideal");
}

float ModesView::draw_elsewhere(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const FontScope font(frame.fonts.small);
  ImGui::SetCursorScreenPos(low);
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + high.x - low.x);
  ImGui::TextDisabled("%s", model().rows.empty() ? "Measuring…"
                                                 : "This data is no mixture of Gaussians: there are no modes to count "
                                                   "and no density to compare with. What can be measured:");
  ImGui::PopTextWrapPos();
  return ImGui::GetItemRectMax().y;
}

// Returns how high the row is; nothing is chosen on paper, or where the table would have no room.
float draw_choice(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  const FontScope font(frame.fonts.small);
  const Theme& theme = frame.theme;
  const float height = ImGui::GetFontSize() + theme.px(8);
  const bool fits = high.y - low.y > 5 * height;
  if (frame.paper || !fits || !context.kind.has(Capability::points)) return 0;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.px(6), theme.px(1)));
  ImGui::SetCursorScreenPos({low.x - theme.px(6), low.y});  // its text stands above the names
  bool& compared = context.settings.of<ModesSettings>().compared;
  if (toggle_button("metrics", !compared, frame)) compared = false;
  item_tooltip(frame, "Modes, divergences and the shape of the modes: by the density of the data, where it is known.");
  ImGui::SameLine(0, theme.px(4));
  if (toggle_button("compared with data", compared, frame)) compared = true;
  item_tooltip(frame,
               "Precision, recall, density, coverage and distances, of samples and as many of the data: they need no "
               "density. Measured while they are shown.");
  ImGui::PopStyleVar();
  return height;
}

void ModesView::draw_table(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  low.y += draw_choice(context, frame, low, high);
  draw_metrics_table(frame, model().rows, moment(), formulas_, low, high);
}

void ModesView::draw(ViewContext& context, const Frame& frame) {
  update(context);
  if (context.settings.of<ModesSettings>().compared) context.actions.compare_samples = true;
  const Theme& theme = frame.theme;
  const std::optional<TableArea> area = table_area(frame);
  if (!area) return;
  const auto [low, high] = *area;
  float table = 0;
  const TableMoment moment = this->moment();
  const std::vector<MetricRow>& rows = model().rows;
  if (!rows.empty()) table = std::min(metrics_table_width(frame, rows, moment, formulas_), high.x - low.x);
  if (model().bars.empty()) {
    const float end = draw_elsewhere(frame, low, high);
    if (table > 0) draw_table(context, frame, {low.x, end + theme.space()}, high);
    return;
  }
  if (table == 0) return draw_bars(frame, low, high);
  const BarsAndTable at = split_area(frame, *area, table);
  draw_bars(frame, at.bars.low, at.bars.high);
  draw_table(context, frame, at.table.low, at.table.high);
}

}  // namespace

std::unique_ptr<View> make_modes_view(std::string&) {
  return std::make_unique<ModesView>();
}

}  // namespace gan
