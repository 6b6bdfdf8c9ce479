// Several games in one plot: the colour of a line says whose it is, its style of which game.
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/plot/widget/plot_frame.h"

namespace gan {
namespace {

constexpr std::size_t kBoundStyle = 3;
constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

// Calls `visit(i, game, companion)` for what is drawn of other games.
template <class Visit>
void each_companion(const PlotFrame& frame, Visit visit) {
  if (!frame.view.comparing()) return;
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    if (!frame.state.visible(i)) continue;
    const std::vector<PlotCompanion>& others = frame.spec.series[i].others;
    for (std::size_t game = 0; game < std::min(others.size(), frame.view.games.size()); ++game) {
      if (game != frame.view.own && others[game].series != nullptr) visit(i, game, others[game]);
    }
  }
}

std::size_t place_of(const PlotFrame& frame, std::size_t i, std::size_t game) {
  return i * frame.view.games.size() + game;
}

// Of one series of one game, whose smoothed line is `line`.
double value_at(const PlotFrame& frame, const PlotCompanion& of, const SeriesLine& line) {
  if (std::isfinite(of.now) && !frame.view.hovering()) return of.now;
  if (of.series == nullptr || of.series->empty()) return kNoValue;
  const std::int64_t newest = of.series->last_step();
  const std::int64_t step = frame.view.hovering() ? std::min(frame.view.hover_step, newest) : newest;
  if (step < of.from) return kNoValue;
  if (frame.view.smoothing > 0) {
    const LinePoint* const point = nearest_point(line, frame.x.pixel(static_cast<double>(step)), 4);
    if (point != nullptr) return static_cast<double>(point->smooth_value);
  }
  Bucket bucket;
  return of.series->at(step, bucket) ? static_cast<double>(bucket.mean) : kNoValue;
}

}  // namespace

void collect_companions(PlotFrame& frame) {
  const std::size_t count = frame.spec.series.size() * frame.view.games.size();
  PlotScratch& scratch = frame.scratch;
  if (scratch.other_buckets.size() < count) scratch.other_buckets.resize(count);
  if (scratch.other_lines.size() < count) scratch.other_lines.resize(count);
  each_companion(frame, [&](std::size_t i, std::size_t game, const PlotCompanion& other) {
    std::vector<Bucket>& buckets = scratch.other_buckets[place_of(frame, i, game)];
    collect_buckets(*other.series, frame.view.x.shown, frame.area.width(), frame.view.smoothing, buckets);
    std::erase_if(buckets, [&](const Bucket& b) { return b.first_step < other.from; });
  });
}

void add_companion_extents(const PlotFrame& frame, Range& extent, bool& any) {
  const bool log = frame.state.y.log;
  each_companion(frame, [&](std::size_t i, std::size_t game, const PlotCompanion& other) {
    add_extent(frame.scratch.other_buckets[place_of(frame, i, game)], frame.view.x.shown, log, extent, any);
    if (std::isfinite(other.now)) add_extent(other.now, log, extent, any);
  });
}

ImU32 colour_in_game(const PlotFrame& frame, std::size_t i, std::size_t game) {
  const ImU32 own = frame.spec.series[i].colour;
  const bool other_series = frame.emphasised >= 0 && frame.emphasised != static_cast<int>(i);
  const bool other_game = frame.view.lit >= 0 && frame.view.lit != static_cast<int>(game);
  return other_series || other_game ? mixed(own, frame.style.background, 0.75f) : own;
}

void draw_styled_line(PlotFrame& frame, const SeriesLine& line, std::size_t i, std::size_t game) {
  const bool bound = frame.spec.series[i].bound;
  const ImU32 colour = colour_in_game(frame, i, game);
  const float width = std::max(1.0f, frame.px((bound ? 0.75f : 1.0f) * frame.style.line_width));
  const LineStyle& style = line_style(frame.view.comparing() ? game : bound ? kBoundStyle : 0);
  if (style.solid()) return draw_series_line(frame.list, line, true, colour, width);
  const DashWindow window{frame.area.left, frame.area.top, frame.area.bottom, frame.style.scale};
  dash_line(line, style, window, frame.scratch.dashes);
  draw_series_line(frame.list, frame.scratch.dashes, true, colour, width);
}

void draw_companions(PlotFrame& frame) {
  each_companion(frame, [&](std::size_t i, std::size_t game, const PlotCompanion& other) {
    SeriesLine& line = frame.scratch.other_lines[place_of(frame, i, game)];
    trace_line(frame.scratch.other_buckets[place_of(frame, i, game)], frame.x, frame.y, frame.view.smoothing, line);
    const ImU32 colour = colour_in_game(frame, i, game);
    draw_styled_line(frame, line, i, game);
    if (!std::isfinite(other.now) || (frame.state.y.log && other.now <= 0)) return;
    const float x =
        std::clamp(frame.x.pixel(frame.view.games[game].now_step), frame.area.left, frame.area.right - frame.px(3));
    const float y = std::clamp(frame.y.pixel(other.now), frame.area.top, frame.area.bottom);
    frame.list.AddCircleFilled({x, y}, frame.px(2.5f), frame.style.background, 12);
    frame.list.AddCircle({x, y}, frame.px(2.0f), colour, 12, frame.px(1.0f));
  });
}

void draw_companion_points(const PlotFrame& frame) {
  const float x = frame.x.pixel(static_cast<double>(frame.view.hover_step));
  each_companion(frame, [&](std::size_t i, std::size_t game, const PlotCompanion&) {
    const float y = height_at(frame.scratch.other_lines[place_of(frame, i, game)], x);
    if (!(y >= frame.area.top - 1 && y <= frame.area.bottom + 1)) return;
    frame.list.AddCircleFilled({x, y}, frame.px(3.5f), frame.style.background, 16);
    frame.list.AddCircle({x, y}, frame.px(2.5f), frame.spec.series[i].colour, 16, frame.px(1.5f));
  });
}

double value_in_game(const PlotFrame& frame, std::size_t i, std::size_t game) {
  if (!frame.view.comparing() || game == frame.view.own) return plotted_value(frame, i);
  const std::vector<PlotCompanion>& others = frame.spec.series[i].others;
  if (game >= others.size()) return kNoValue;
  return value_at(frame, others[game], frame.scratch.other_lines[place_of(frame, i, game)]);
}

NumberText value_text_in(const PlotSpec& spec, double value) {
  return spec.percent && std::isfinite(value) ? fixed_text(100 * value, 1, "%") : value_text(value);
}

void show_values_tooltip(const PlotFrame& frame) {
  if (!frame.view.comparing() || !frame.view.hovering() || frame.heading.all_games) return;
  ImGui::BeginTooltip();
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    if (!frame.state.visible(i)) continue;
    ImGui::PushStyleColor(ImGuiCol_Text, frame.spec.series[i].colour);
    ImGui::TextUnformatted(frame.spec.series[i].name.c_str());
    ImGui::PopStyleColor();
    for (std::size_t game = 0; game < frame.view.games.size(); ++game) {
      ImGui::SameLine();
      ImGui::Text("%c %s", frame.view.games[game].letter,
                  value_text_in(frame.spec, value_in_game(frame, i, game)).c_str());
    }
  }
  ImGui::EndTooltip();
}

}  // namespace gan
