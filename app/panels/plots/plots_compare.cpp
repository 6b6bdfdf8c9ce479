#include "app/panels/plots/plots_compare.h"

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/panels/now_values_model.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

// Design pixels; a swatch is long enough for two dashes.
constexpr float kGameSwatch = 26, kBehindSwatch = 5, kGameGap = 16;

}  // namespace

void ComparedPlots::update(const ViewContext& context, int shown, std::span<PlotSpec> specs, PlotViewState& view) {
  const Lab& lab = context.lab;
  games_.update(lab);
  std::vector<MarksOf> marks_of;
  view.games.clear();
  view.own = games_.focus();
  if (!comparing()) view.lit = -1;
  for (std::size_t g = 0; g < games_.games(); ++g) {
    view.games.push_back({game_letter(g), step_now(lab.game(g).snapshot()->position)});
    const RunHistory& history = lab.game(g).history();
    marks_of.push_back({history.segment_id(), history.marks_revision()});
  }
  marks_changed_ = marks_of != marks_of_;
  marks_of_ = std::move(marks_of);
  for (std::size_t i = 0; i < specs.size(); ++i) {
    for (PlotSeries& series : specs[i].series) series.others.assign(games_.games(), {});
  }
  const int loss = context.snapshot.settings->hyperparameters.loss;
  for (std::size_t g = 0; g < games_.games(); ++g) {
    if (g == games_.focus()) continue;
    const ViewContext other = lab.context_of(g, context.settings, context.actions, context.frame_ms);
    const std::int64_t reads_from = other.history.reads_alike_from(loss);
    const int its_loss = other.snapshot.settings->hyperparameters.loss;
    for (std::size_t i = 0; i < specs.size(); ++i) {
      if ((shown >> i & 1) == 0) continue;
      const PlotInfo& info = plot_infos()[i];
      const bool by_loss = info.reads != ScalarReading::plain;
      // Where it is another quantity under the other loss, the plot has another title.
      const bool alike =
          !by_loss || its_loss == loss || plot_title(info, loss_info(its_loss)) == plot_title(info, loss_info(loss));
      for (PlotSeries& series : specs[i].series) {
        PlotCompanion& companion = series.others[g];
        companion.series = other.history.find(series.id);
        if (by_loss) companion.from = reads_from;
        if (alike) companion.now = value_now(other, series.id);
      }
    }
  }
}

void ComparedPlots::add_marks(const ViewContext& context, std::vector<PlotMark>& marks) {
  std::vector<LetteredHistory> others;
  for (std::size_t g = 0; g < games_.games(); ++g) {
    if (g != games_.focus()) others.push_back({&context.lab.game(g).history(), game_letter(g)});
  }
  add_marks_of_others(context.history, others, marks);
}

std::int64_t ComparedPlots::first_step(const ViewContext& context) const {
  std::int64_t first = context.history.first_step();
  for (std::size_t g = 0; g < games_.games(); ++g) {
    const RunHistory& history = context.lab.game(g).history();
    if (history.first_step() <= history.last_step()) first = std::min(first, history.first_step());
  }
  return first;
}

std::int64_t ComparedPlots::last_step(const ViewContext& context) const {
  std::int64_t last = context.history.last_step();
  for (std::size_t g = 0; g < games_.games(); ++g) last = std::max(last, context.lab.game(g).history().last_step());
  return last;
}

bool ComparedPlots::has(const ViewContext& context, const SegmentId& segment) const {
  for (std::size_t g = 0; g < games_.games(); ++g) {
    if (context.lab.game(g).history().segment_id() == segment) return true;
  }
  return false;
}

float ComparedPlots::place_legend(const Frame& frame, float width, float most) {
  texts_.clear(), places_.clear();
  if (!comparing()) return 0;
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  std::vector<float> wanted;
  for (std::size_t g = 0; g < games_.games(); ++g) {
    texts_.push_back(std::string(1, game_letter(g)) + " " + games_.distinction(g));
    wanted.push_back(text_width(texts_.back()));
  }
  places_ = place_game_legend(wanted, theme.px(kGameSwatch + kBehindSwatch), theme.px(kGameGap), width);
  const float rows = static_cast<float>(places_.back().row + 1);
  const float height = std::round(rows * (ImGui::GetFontSize() + theme.px(4)) + theme.px(6));
  if (height <= most) return height;
  places_.clear();
  return 0;
}

void ComparedPlots::draw_legend(ViewContext& context, const Frame& frame, const PlotStyle& style, ImVec2 low,
                                PlotViewState& view) {
  view.lit = -1;
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const FontScope font(frame.fonts.small);
  const float swatch = theme.px(kGameSwatch), text = theme.px(kGameSwatch + kBehindSwatch);
  const float line = ImGui::GetFontSize(), height = line + theme.px(4);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t g = 0; g < places_.size(); ++g) {
    const LegendPlace& place = places_[g];
    const float x = low.x + place.x, top = low.y + height * static_cast<float>(place.row);
    const bool own = g == games_.focus();
    ImGui::PushID(static_cast<int>(g));
    ImGui::SetCursorScreenPos({x, top});
    if (ImGui::InvisibleButton("game", {text + std::max(place.width, 1.0F), height})) context.actions.focus = g;
    if (ImGui::IsItemHovered()) view.lit = static_cast<int>(g);
    item_tooltip(frame, {texts_[g], "", "",
                         own ? "The game in focus: settings and steps by hand are its own."
                             : "Click: its settings are shown, and changed."});
    ImGui::PopID();
    const float middle = std::round(top + height / 2);
    swatch_.points.assign(2, {});
    swatch_.points[0].x = x, swatch_.points[1].x = x + swatch;
    swatch_.points[0].smooth = swatch_.points[1].smooth = middle;
    dash_line(swatch_, line_style(g), {x - 1, middle, middle, theme.scale}, dashes_);
    const bool bright = own || view.lit == static_cast<int>(g);
    draw_series_line(list, dashes_, true, pack(p.text), std::max(1.0F, theme.px(style.line_width)));
    draw_text_within(list, {x + text, top + (height - line) / 2}, pack(bright ? p.text : p.text_muted), texts_[g],
                     place.width);
  }
}

}  // namespace gan
