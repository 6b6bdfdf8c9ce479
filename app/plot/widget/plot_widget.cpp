#include "app/plot/widget/plot_widget.h"

#include <algorithm>
#include <cmath>

#include "app/plot/widget/plot_frame.h"
#include "core/base/check.h"

namespace gan {

namespace {

bool drawable(const PlotFrame& frame, std::size_t i) {
  return frame.state.visible(i) && frame.spec.series[i].series != nullptr;
}

void drop_before(std::int64_t step, std::vector<Bucket>& buckets) {
  std::erase_if(buckets, [&](const Bucket& b) { return b.first_step < step; });
}

// Before the buckets of series `i`, those of the runs before that are in sight, moved to the common axis.
void collect_past(PlotFrame& frame, std::size_t i) {
  const PlotSeries& series = frame.spec.series[i];
  const Range shown = frame.view.x.shown;
  std::vector<Bucket>& out = frame.scratch.buckets[i];
  std::vector<Bucket>& part = frame.scratch.part;
  std::vector<Bucket>& all = frame.scratch.all;
  all.clear();
  for (std::size_t k = 0; k < std::min(series.past.size(), frame.view.past.size()); ++k) {
    const PlotPast& run = frame.view.past[k];
    const bool seen = static_cast<double>(run.last_step + run.shift) >= shown.low &&
                      static_cast<double>(run.first_step + run.shift) <= shown.high;
    if (!seen || series.past[k] == nullptr) continue;
    collect_buckets(*series.past[k], shifted(shown, -static_cast<double>(run.shift)), frame.area.width(),
                    frame.view.smoothing, part);
    if (k < series.past_from.size()) drop_before(series.past_from[k], part);
    for (Bucket& b : part) b.first_step += run.shift, b.last_step += run.shift;
    all.insert(all.end(), part.begin(), part.end());
    all.push_back(kRunBreak);
  }
  out.insert(out.begin(), all.begin(), all.end());
}

void collect(PlotFrame& frame) {
  PlotScratch& scratch = frame.scratch;
  const std::size_t count = frame.spec.series.size();
  if (scratch.buckets.size() < count) scratch.buckets.resize(count);
  if (scratch.lines.size() < count) scratch.lines.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    scratch.buckets[i].clear();
    if (!drawable(frame, i)) continue;
    collect_buckets(*frame.spec.series[i].series, frame.view.x.shown, frame.area.width(), frame.view.smoothing,
                    scratch.buckets[i]);
    drop_before(frame.spec.series[i].from, scratch.buckets[i]);
    if (frame.view.x.shown.low < frame.view.x.data.low) collect_past(frame, i);
  }
  collect_companions(frame);
}

// Sets the y axis of a plot that follows its data.
void fit_y(PlotFrame& frame) {
  PlotY& y = frame.state.y;
  if (!frame.state.touched_log && y.log != frame.spec.log_y) {
    y.log = frame.spec.log_y;
    y.automatic = true;
  }
  const bool usable = y.shown.span() > 0 && (!y.log || y.shown.low > 0);
  if (!y.automatic && usable) return;
  y.automatic = true;
  const std::optional<Range>& limits = frame.spec.y_limits;
  if (limits && (!y.log || limits->low > 0)) {
    y.shown = *limits;
    return;
  }
  Range extent;
  bool any = false;
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    add_extent(frame.scratch.buckets[i], frame.view.x.shown, y.log, extent, any);
  }
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    const double now = frame.spec.series[i].now;
    if (drawable(frame, i) && std::isfinite(now)) add_extent(now, y.log, extent, any);
  }
  add_companion_extents(frame, extent, any);
  for (const PlotReference& reference : frame.spec.references) {
    if (reference.fit) add_extent(reference.value, y.log, extent, any);
  }
  // Ghosts are not asked: what they did must not make this run flat.
  if (any) {
    y.fit(extent);
  } else if (!usable) {
    y.shown = y.log ? Range{0.1, 10} : Range{0, 1};
  }
}

// Left of this run lie the runs before it: there a ghost would be in their way.
void draw_ghosts(PlotFrame& frame) {
  if (!frame.view.ghosts || frame.view.comparing()) return;
  const std::int64_t first = static_cast<std::int64_t>(frame.view.x.data.low);
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    const PlotSeries& series = frame.spec.series[i];
    const bool other = frame.emphasised >= 0 && frame.emphasised != static_cast<int>(i);
    if (!frame.state.visible(i) || series.ghost == nullptr || other) continue;
    std::vector<Bucket>& buckets = frame.scratch.part;
    collect_buckets(*series.ghost, frame.view.x.shown, frame.area.width(), frame.view.smoothing, buckets);
    drop_before(std::max(series.ghost_from, first), buckets);
    trace_line(buckets, frame.x, frame.y, frame.view.smoothing, frame.scratch.ghost);
    draw_series_line(frame.list, frame.scratch.ghost, true, ghost_colour(series.colour, frame.style),
                     std::max(1.0f, frame.px(frame.style.line_width)));
  }
}

void draw_series(PlotFrame& frame) {
  const float width = std::max(1.0f, frame.px(frame.style.line_width));
  const double smoothing = frame.view.smoothing;
  const auto colour_of = [&](std::size_t i) { return colour_in_game(frame, i, frame.view.own); };
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    SeriesLine& line = frame.scratch.lines[i];
    trace_line(frame.scratch.buckets[i], frame.x, frame.y, smoothing, line);
    const ImU32 colour = colour_of(i);
    draw_series_band(frame.list, line, with_opacity(colour, frame.style.band_opacity));
    if (smoothing > 0 && !line.merged) {
      draw_series_line(frame.list, line, false, mixed(colour, frame.style.background, 0.7f), width * 0.7f);
    }
  }
  draw_companions(frame);
  // What can be reached lies over what reaches it.
  for (const bool bounds : {false, true}) {
    for (std::size_t i = frame.spec.series.size(); i-- > 0;) {
      if (frame.spec.series[i].bound == bounds) draw_styled_line(frame, frame.scratch.lines[i], i, frame.view.own);
    }
  }
}

// The values of now, hollow: they are no points of the lines. A moment of the past is a line.
void draw_now(PlotFrame& frame) {
  const float x = std::clamp(frame.x.pixel(frame.view.now_step), frame.area.left, frame.area.right - frame.px(3));
  if (frame.view.looks_back && frame.view.x.shown.contains(frame.view.now_step)) {
    const float left = std::floor(frame.x.pixel(frame.view.now_step));
    frame.list.AddRectFilled({left, frame.area.top}, {left + std::max(1.0f, frame.px(1.5f)), frame.area.bottom},
                             frame.style.past);
  }
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    const double now = frame.spec.series[i].now;
    if (!drawable(frame, i) || !std::isfinite(now) || (frame.state.y.log && now <= 0)) continue;
    const float y = std::clamp(frame.y.pixel(now), frame.area.top, frame.area.bottom);
    frame.list.AddCircleFilled({x, y}, frame.px(3.5f), frame.style.background, 16);
    frame.list.AddCircle({x, y}, frame.px(3.0f), frame.spec.series[i].colour, 16, frame.px(1.5f));
  }
}

// A plain sentence where there is nothing to show, or nothing that a logarithmic axis can.
void explain_empty(const PlotFrame& frame) {
  bool finite = false;
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    for (const Bucket& b : frame.scratch.buckets[i]) {
      if (b.count > 0 && (b.max > 0 || !frame.state.y.log)) return;
      finite |= b.count > 0;
    }
  }
  constexpr std::string_view kNothingPositive = "no positive values for a logarithmic axis";
  const std::string_view text = finite ? kNothingPositive : std::string_view(frame.spec.waiting);
  if (text.empty()) return;
  const PlotFont& font = frame.scratch.label;
  const float x = (frame.area.left + frame.area.right - font.width(text)) / 2;
  font.draw(frame.list, {x, (frame.area.top + frame.area.bottom - font.size()) / 2}, frame.style.text_dim, text);
}

void place_area(PlotFrame& frame) {
  const PlotFont& label = frame.scratch.label;
  frame.area = {frame.all.left + plot_gutter(frame.style, label), frame.all.top + frame.heading.height,
                frame.all.right - frame.px(8),
                frame.all.bottom - (frame.spec.x_labels ? label.size() + frame.px(6) : frame.px(4))};
}

void set_scales(PlotFrame& frame) {
  frame.x = Scale(frame.view.x.shown, frame.area.left, frame.area.right);
  frame.y = Scale(frame.state.y.shown, frame.area.bottom, frame.area.top, frame.state.y.log);
}

}  // namespace

ImU32 ghost_colour(ImU32 line, const PlotStyle& style) {
  return mixed(line, style.background, 0.62f);
}

void draw_plot(const PlotSpec& spec, PlotState& state, PlotViewState& view, std::span<const PlotMark> marks,
               const PlotStyle& style, ImVec2 size, PlotScratch& scratch) {
  GAN_CHECK(spec.series.size() <= 32, "a plot shows at most 32 series");
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const bool in_sight = ImGui::IsRectVisible(size);
  if (in_sight && size.x >= 60 && size.y >= 30) {
    scratch.title = PlotFont(style.face, style.title_size);
    scratch.label = PlotFont(style.label_face, style.label_size);
    ImGui::PushID(spec.title.c_str());
    PlotFrame frame{spec, state, view, marks, style, scratch, *ImGui::GetWindowDrawList()};
    frame.all = {corner.x, corner.y, corner.x + size.x, corner.y + size.y};
    place_area(frame);
    place_plot_heading(frame);
    place_area(frame);
    handle_plot_heading(frame);
    if (frame.area.height() > 8 && frame.area.width() > 8) {
      set_scales(frame);
      handle_plot_input(frame);
      collect(frame);
      fit_y(frame);
      set_scales(frame);
      draw_plot_grid(frame);
      frame.list.PushClipRect({frame.area.left, frame.area.top - 1}, {frame.area.right, frame.area.bottom + 1}, true);
      draw_plot_references(frame);
      draw_ghosts(frame);
      draw_series(frame);
      draw_now(frame);
      place_plot_marks(frame);
      draw_plot_reference_labels(frame);
      draw_plot_marks(frame);
      explain_empty(frame);
      frame.list.PopClipRect();
      draw_plot_crosshair(frame);
      draw_plot_heading(frame);
      if (frame.hovered) show_mark_tooltip(frame), show_values_tooltip(frame);
    }
    ImGui::PopID();
  }
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy(size);
}

}  // namespace gan
