#include "app/panels/line/line_painter.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/panels/arena/penalty_marks.h"
#include "app/panels/drawing.h"
#include "app/plot/plot_ticks.h"

namespace gan {

float LineCanvas::y(double share) const {
  const double height = static_cast<double>(zones.base - zones.top);
  return stage.low.y + zones.base - static_cast<float>(std::clamp(share, -0.02, 1.06) * height);
}

namespace {

constexpr float kCurve = 2;  // design pixels
constexpr double kBandErrors = 2;

const Theme& theme_of(const LineCanvas& canvas) {
  return canvas.stage.frame.theme;
}

double middle_of(const LineCurves& curves, std::size_t column) {
  const LineRequest& r = curves.request;
  return r.low + (static_cast<double>(column) + 0.5) * (r.high - r.low) / r.columns;
}

// The columns that are on the screen, and one more at each end.
std::pair<std::size_t, std::size_t> seen_columns(const LineCanvas& canvas, const LineCurves& curves) {
  const WorldRect seen = canvas.stage.camera.visible(canvas.stage.viewport);
  const LineRequest& r = curves.request;
  const double column = (r.high - r.low) / r.columns;
  const auto clamped = [&](double place) {
    return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(curves.real.size())));
  };
  return {clamped(std::floor((seen.x_min - r.low) / column) - 1),
          clamped(std::ceil((seen.x_max - r.low) / column) + 1)};
}

// A line through value(i) in [0, 1] of the height; it is interrupted where there is none.
template <class Value>
void draw_curve(const LineCanvas& canvas, const LineCurves& curves, ImU32 colour, float width, const Value& value,
                float dash = 0) {
  const auto [begin, end] = seen_columns(canvas, curves);
  std::vector<ImVec2> points;
  const auto flush = [&] {
    if (points.size() > 1 && dash > 0) {
      draw_dashed(canvas.stage.list, points, colour, width, dash, 0.7F * dash);
    } else if (points.size() > 1) {
      canvas.stage.list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, width);
    }
    points.clear();
  };
  for (std::size_t i = begin; i < end; ++i) {
    const double share = value(i);
    if (!std::isfinite(share)) {
      flush();
      continue;
    }
    points.push_back({canvas.x(middle_of(curves, i)), canvas.y(share)});
  }
  flush();
}

// From one height to another between two columns. Opaque, without a soft edge, and a little wider, so that neighbours
// leave no seam wherever it is drawn.
void fill_between(const LineCanvas& canvas, float left, float right, const float (&low)[2], const float (&high)[2],
                  ImU32 colour) {
  if (std::abs(low[0] - high[0]) + std::abs(low[1] - high[1]) < 0.1F) return;
  canvas.stage.list.AddQuadFilled({left, low[0]}, {left, high[0]}, {right + 0.5F, high[1]}, {right + 0.5F, low[1]},
                                  colour);
}

}  // namespace

void draw_densities(const LineCanvas& canvas, const LineCurves& curves) {
  const Theme& theme = theme_of(canvas);
  const Palette& p = theme.palette;
  ImDrawList& list = canvas.stage.list;
  const ImU32 both = pack(mix(p.arena_neutral, p.text_muted, 0.14F)),
              more_real = pack(mix(p.arena_neutral, p.real, 0.3F)),
              more_fake = pack(mix(p.arena_neutral, p.generated, 0.3F));
  const auto [begin, end] = seen_columns(canvas, curves);
  const ImDrawListFlags flags = list.Flags;
  list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
  const float base = canvas.y(0);
  for (std::size_t i = begin; i + 1 < end; ++i) {
    const float left = canvas.x(middle_of(curves, i)), right = canvas.x(middle_of(curves, i + 1));
    const float real[2] = {canvas.density(curves.real[i]), canvas.density(curves.real[i + 1])};
    const float fake[2] = {canvas.density(curves.generated[i]), canvas.density(curves.generated[i + 1])};
    const float lower[2] = {std::max(real[0], fake[0]), std::max(real[1], fake[1])};
    const float level[2] = {base, base};
    fill_between(canvas, left, right, level, lower, both);
    const bool real_above = real[0] + real[1] < fake[0] + fake[1];
    fill_between(canvas, left, right, lower, real_above ? real : fake, real_above ? more_real : more_fake);
  }
  list.Flags = flags;
  draw_curve(canvas, curves, pack(p.generated), theme.px(kCurve),
             [&](std::size_t i) { return curves.generated[i] / canvas.top; });
  draw_curve(canvas, curves, pack(p.real), theme.px(kCurve),
             [&](std::size_t i) { return curves.real[i] / canvas.top; });
}

void draw_level(const LineCanvas& canvas) {
  const Theme& theme = theme_of(canvas);
  const float y = std::round(canvas.y(0.5)) + 0.5F;
  const ImVec2 ends[] = {{canvas.stage.low.x + canvas.stage.left, y}, {canvas.stage.high.x, y}};
  draw_dashed(canvas.stage.list, ends, pack(theme.palette.text_muted, 0.6F), theme.whole_px(1), theme.px(2),
              theme.px(4));
}

void draw_discriminator(const LineCanvas& canvas, const LineCurves& curves, const OutputScale& output) {
  const Theme& theme = theme_of(canvas);
  // Dashes as in the paper, with a thin ground that parts it from the densities.
  const auto share = [&](std::size_t i) {
    return std::clamp(0.5 + 0.5 * output.side(static_cast<double>(curves.logits[i])), -0.02, 1.06);
  };
  draw_curve(canvas, curves, pack(theme.palette.arena_neutral, 0.8F), theme.px(kCurve + 3), share);
  draw_curve(canvas, curves, pack(mix(theme.palette.real, theme.palette.text, 0.35F)), theme.px(kCurve + 0.5F), share,
             theme.px(9));
}

void draw_best(const LineCanvas& canvas, const LineCurves& curves) {
  const Theme& theme = theme_of(canvas);
  for (const double sign : {-1.0, 1.0}) {
    if (curves.samples == 0) break;
    draw_curve(canvas, curves, pack(theme.palette.third, 0.5F), theme.px(1), [&](std::size_t i) {
      const double edge = curves.best[i] + sign * kBandErrors * curves.best_error[i];
      return std::isfinite(edge) ? std::clamp(edge, 0.0, 1.0) : edge;
    });
  }
  draw_curve(canvas, curves, pack(theme.palette.third), theme.px(1.75F), [&](std::size_t i) { return curves.best[i]; });
}

void draw_line_penalties(const LineCanvas& canvas, const LineCurves& curves, const OutputScale& output,
                         const PenaltyPicture& penalties) {
  const Theme& theme = theme_of(canvas);
  for (const PenaltyGroup& group : penalties.groups()) {
    for (std::size_t i = 0; i < group.x.size() && i < group.norms.size(); ++i) {
      const auto at = static_cast<double>(group.x[i]);
      const double logit = logit_at(curves, at);
      if (!std::isfinite(logit)) continue;
      const float y = canvas.y(std::clamp(0.5 + 0.5 * output.side(logit), -0.02, 1.06));
      draw_penalty_mark(canvas.stage.list, theme, group.penalty->samples, {canvas.x(at), y},
                        length_colour(theme.palette, penalties.place(group.norms[i])), 1);
    }
  }
}

void draw_line_samples(const LineCanvas& canvas, const Matrix<float>& real, const Matrix<float>& generated) {
  if (!(canvas.zones.marks > 0)) return;
  const Theme& theme = theme_of(canvas);
  const float size = theme.px(3.5F);
  ImDrawList& list = canvas.stage.list;
  const auto each = [&](const Matrix<float>& samples, float row, const auto& mark) {
    const float y = canvas.below(canvas.zones.base + row * canvas.zones.marks);
    for (Index i = 0; i < samples.size(); ++i) {
      const float x = canvas.x(static_cast<double>(samples.data()[i]));
      if (x > canvas.stage.low.x - size && x < canvas.stage.high.x + size) mark(ImVec2{x, y});
    }
  };
  const ImU32 rim = pack(theme.palette.mark_outline, 0.4F);
  each(real, 0.55F, [&](ImVec2 at) {
    list.AddCircleFilled(at, size, rim, 12);
    list.AddCircleFilled(at, size - theme.px(1), pack(theme.palette.real), 12);
  });
  each(generated, 1.5F, [&](ImVec2 at) {
    const auto triangle = [&](float r, ImU32 colour) {
      list.AddTriangleFilled({at.x, at.y - r}, {at.x + 0.87F * r, at.y + 0.6F * r}, {at.x - 0.87F * r, at.y + 0.6F * r},
                             colour);
    };
    triangle(size + theme.px(1.25F), rim);
    triangle(size - theme.px(0.25F), pack(theme.palette.generated));
  });
}

void draw_noise_map(const LineCanvas& canvas, const LineCurves& curves, NoiseKind kind, bool words) {
  const float x_axis = canvas.below(canvas.zones.x_axis), z_axis = canvas.below(canvas.zones.z_axis);
  if (z_axis - x_axis < 8) return;
  const Theme& theme = theme_of(canvas);
  const Palette& p = theme.palette;
  ImDrawList& list = canvas.stage.list;
  const float left = canvas.stage.low.x + canvas.stage.left, right = canvas.stage.high.x, line = theme.whole_px(1);
  const auto z_at = [&](double z) { return left + (right - left) * static_cast<float>(place_of_noise(kind, z)); };
  const ImU32 axis = pack(p.text_muted);
  list.AddLine({left, x_axis}, {right, x_axis}, axis, line);
  list.AddLine({left, z_axis}, {right, z_axis}, axis, line);
  const float head = theme.px(6);
  const ImU32 colour = pack(p.generated, 0.75F);
  for (const LineArrow& arrow : curves.arrows) {
    if (!std::isfinite(arrow.x)) continue;
    const ImVec2 from{z_at(static_cast<double>(arrow.z)), z_axis};
    const ImVec2 to{std::clamp(canvas.x(static_cast<double>(arrow.x)), -1e4F, 1e4F), x_axis};
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    const ImVec2 along{(to.x - from.x) / length, (to.y - from.y) / length};
    const ImVec2 neck{to.x - head * along.x, to.y - head * along.y};
    list.AddLine(from, neck, colour, theme.px(1));
    const float wide = 0.4F * head;
    list.AddTriangleFilled(to, {neck.x - wide * along.y, neck.y + wide * along.x},
                           {neck.x + wide * along.y, neck.y - wide * along.x}, colour);
  }
  if (!words) return;
  const FontScope font(canvas.stage.frame.fonts.small);
  const float text = ImGui::GetFontSize(), pad = theme.px(4);
  halo_text(canvas.stage, {left + pad, x_axis + pad}, pack(p.text), "x = G(z)", 0);
  halo_text(canvas.stage, {left + pad, z_axis - text - pad}, pack(p.text),
            kind == NoiseKind::normal ? "z ~ N(0, 1)" : "z ~ U(−1, 1)", 0);
  const double reach = kind == NoiseKind::normal ? 3 : 1;
  const TickList ticks = linear_ticks({-reach, reach}, 7, false);
  for (const Tick& tick : ticks.all()) {
    const float x = z_at(tick.value);
    list.AddLine({x, z_axis}, {x, z_axis + pad}, axis, line);
    draw_text(list, {x, z_axis + pad}, pack(p.text_muted), tick.label.c_str(), 0.5F);
  }
}

void draw_line_axes(const LineCanvas& canvas, const OutputScale& output, const LineSettings& shown) {
  const Theme& theme = theme_of(canvas);
  const Palette& p = theme.palette;
  const ArenaCanvas& stage = canvas.stage;
  const FontScope font(stage.frame.fonts.small);
  const float text = ImGui::GetFontSize(), gap = theme.px(4), line = theme.whole_px(1);
  const float base = std::round(canvas.y(0)), left = stage.low.x + stage.left;
  stage.list.AddLine({left, base}, {stage.high.x, base}, pack(p.text_muted), line);
  if (!(canvas.zones.ticks > 0)) return;
  const WorldRect seen = stage.camera.visible(stage.viewport);
  const int most = std::max(2, static_cast<int>((stage.high.x - left) / theme.px(64)));
  const TickList ticks = linear_ticks({seen.x_min, seen.x_max}, most, false);
  const float row = canvas.below(canvas.zones.ticks);
  for (const Tick& tick : ticks.all()) {
    const float x = canvas.x(tick.value), half = 0.5F * text_width(tick.label.c_str());
    if (x - half < left + theme.px(16) || x + half > stage.high.x - gap) continue;
    stage.list.AddLine({x, base}, {x, base + gap}, pack(p.text_muted), line);
    draw_text(stage.list, {x, row}, pack(p.text_muted), tick.label.c_str(), 0.5F);
  }
  draw_text(stage.list, {left + gap, row}, pack(p.text), "x");
  if (shown.layer(LineLayer::densities)) {
    const float height = canvas.zones.base - canvas.zones.top;
    const TickList densities =
        linear_ticks({0, canvas.top}, std::clamp(static_cast<int>(height / (3 * text)), 1, 4), false);
    for (const Tick& tick : densities.all()) {
      const float y = canvas.density(tick.value);
      if (tick.value <= 0 || tick.value > 0.95 * canvas.top) continue;
      halo_text(stage, {left + gap, y - text - line}, pack(p.text_muted), tick.label.c_str(), 0);
    }
  }
  if (!shown.layer(LineLayer::discriminator) && !shown.layer(LineLayer::best)) return;
  const ImU32 colour = pack(mix(p.real, p.text, 0.35F));
  const bool probability = output.reading.probability;
  const auto label = [&](double share) {
    if (probability) return std::string(share == 0 ? "0" : share == 1 ? "1" : "½");
    return short_text(output.middle + (2 * share - 1) * output.reach, 2);
  };
  for (const double share : {0.0, 0.5, 1.0}) {
    const float y = canvas.y(share) - text - 2 * line;
    halo_text(stage, {stage.high.x - gap, y}, colour, label(share), 1);
  }
}

namespace {

struct LegendRow {
  std::string text;
  Rgb colour;
  float width;
  bool dashed = false;
  bool length = false;  // the scale of ‖∇D‖ in the place of a line
};

}  // namespace

LabelBox draw_line_legend(const LineCanvas& canvas, const OutputScale& output, const LineSettings& shown,
                          const PenaltyPicture& penalties, LegendSide side, float top) {
  const Theme& theme = theme_of(canvas);
  const Palette& p = theme.palette;
  std::vector<LegendRow> rows;
  if (shown.layer(LineLayer::densities)) {
    rows.push_back({"p_data(x), real", p.real, kCurve});
    rows.push_back({"p_g(x), generated", p.generated, kCurve});
  }
  if (shown.layer(LineLayer::discriminator))
    rows.push_back({output.name(true), mix(p.real, p.text, 0.35F), kCurve + 0.5F, true});
  if (shown.layer(LineLayer::best)) rows.push_back({"D*(x), best response", p.third, 1.75F});
  if (penalties.known()) rows.push_back({"‖∇D‖ from 0 to " + short_text(penalties.top()), p.text, 0, false, true});
  if (rows.empty()) return {};
  const ArenaCanvas& stage = canvas.stage;
  const FontScope font(stage.frame.fonts.small);
  const float line = ImGui::GetFontSize() + theme.px(3), pad = theme.space(), sample = theme.px(24);
  float width = 0;
  for (const LegendRow& row : rows) width = std::max(width, text_width(row.text));
  const float wide = width + sample + 2.5F * pad, left = stage.low.x + stage.left + 5 * pad;
  const ImVec2 low{side == LegendSide::left ? left : stage.high.x - 3 * pad - wide, stage.low.y + top};
  const ImVec2 high{low.x + wide, low.y + line * static_cast<float>(rows.size()) + pad};
  draw_plate(stage.list, low, high, theme);
  float y = low.y + pad / 2;
  for (const LegendRow& row : rows) {
    const float middle = std::round(y + ImGui::GetFontSize() / 2);
    const ImVec2 ends[] = {{low.x + pad, middle}, {low.x + pad + sample, middle}};
    if (row.length) {
      const float half = theme.px(4);
      draw_length_bar(stage.list, {ends[0].x, middle - half}, {ends[1].x, middle + half}, theme);
    } else if (row.dashed) {
      draw_dashed(stage.list, ends, pack(row.colour), theme.px(row.width), theme.px(9), theme.px(6));
    } else {
      stage.list.AddLine(ends[0], ends[1], pack(row.colour), theme.px(row.width));
    }
    draw_text(stage.list, {low.x + pad * 1.5F + sample, y}, pack(p.text), row.text);
    y += line;
  }
  return {static_cast<double>(low.x), static_cast<double>(low.y), static_cast<double>(high.x - low.x),
          static_cast<double>(high.y - low.y)};
}

void draw_line_notes(const LineCanvas& canvas, std::span<const std::string> notes, const LabelBox& legend,
                     LegendSide side) {
  const ArenaCanvas& stage = canvas.stage;
  const Theme& theme = theme_of(canvas);
  const FontScope font(stage.frame.fonts.small);
  const float unit = theme.space(), text = ImGui::GetFontSize();
  const float near = stage.low.x + stage.left + 5 * unit, far = stage.high.x - 4 * unit;
  float widest = 0;
  for (const std::string& note : notes) widest = std::max(widest, text_width(note));
  const bool beside = widest + static_cast<float>(legend.width) + 4 * unit < far - near;
  const bool at_right = beside == (side == LegendSide::left);
  float y = beside ? canvas.below(canvas.zones.top) + unit : static_cast<float>(legend.y + legend.height) + unit / 2;
  for (const std::string& note : notes) {
    const float wide = text_width(note), left = at_right ? far - wide : near;
    if (y + 2 * text > canvas.y(0) || left < near - unit || left + wide > far + unit) return;
    draw_plate(stage.list, {left - unit, y}, {left + wide + unit, y + text + unit / 2}, theme);
    draw_text(stage.list, {left, y + unit / 4}, pack(theme.palette.text), note);
    y += text + unit;
  }
}

}  // namespace gan
