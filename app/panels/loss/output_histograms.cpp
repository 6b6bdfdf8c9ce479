#include "app/panels/loss/output_histograms.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/ui/icons.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr float kToldBeyond = 0.005F;  // of a batch, beyond the axis

void draw_outputs(const Frame& frame, const HistogramStrip& row, const Histogram& from, bool real, bool faded) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Rgb colour = real ? p.real : p.generated;
  const float most = std::max(from.largest, 0.02F), cell = (row.right - row.left) / Histogram::kCells;
  for (int i = 0; i < Histogram::kCells; ++i) {
    const float share = from.share[static_cast<std::size_t>(i)];
    if (!(share > 0)) continue;
    // The square root shows the thin tails, which are where the learning happens.
    const float h = std::max(1.0F, (row.bottom - row.top) * std::sqrt(share / most));
    const float left = row.left + cell * static_cast<float>(i);
    list.AddRectFilled({left, row.bottom - h}, {left + cell - 1, row.bottom}, pack(colour, faded ? 0.25F : 0.8F));
  }
  list.AddRectFilled({row.left, row.bottom}, {row.right, row.bottom + 1}, pack(p.separator));
  const float icon = theme.px(10);
  draw_icon(list, real ? Icon::kDisc : Icon::kTriangle, {row.left - theme.px(6) - icon / 2, (row.top + row.bottom) / 2},
            icon, pack(colour));
  if (from.below >= kToldBeyond) {
    draw_text(list, {row.left + theme.px(4), row.top}, pack(p.text), "← " + percent_text(from.below, 0));
  }
  if (from.above >= kToldBeyond) {
    draw_text(list, {row.right - theme.px(4), row.top}, pack(p.text), percent_text(from.above, 0) + " →", 1);
  }
}

}  // namespace

void draw_output_histograms(const Frame& frame, const HistogramStrip& strip, const Histogram& fake,
                            const Histogram& real, const OutputReading& reading, LossPart lit) {
  const FontScope font(frame.fonts.small);
  const auto faded = [&](LossPart part) { return lit != LossPart::none && !lights(lit, part); };
  const float middle = std::round((strip.top + strip.bottom) / 2), gap = frame.theme.px(2);
  draw_outputs(frame, {strip.left, strip.top + gap, strip.right, middle}, fake, false,
               faded(LossPart::fake | LossPart::generator));
  draw_outputs(frame, {strip.left, middle + gap, strip.right, strip.bottom}, real, true, faded(LossPart::real));
  if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect({strip.left, strip.top}, {strip.right, strip.bottom}))
    return;
  ImGui::SetTooltip(
      "The histograms of %s, above, and of %s, below, over the samples that are shown; heights are square roots.",
      reading.fake, reading.name);
}

}  // namespace gan
