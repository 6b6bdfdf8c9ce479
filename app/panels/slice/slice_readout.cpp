#include "app/panels/slice/slice_readout.h"

#include <imgui.h>

#include <cmath>
#include <limits>
#include <string>

#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

// Multiply-adds that D may take of a frame, about a millisecond; a larger D is read off the surface.
constexpr double kMostExact = 8e6;
constexpr float kSide = 168, kSmallSide = 64;  // design pixels

std::string number(double value) {
  char text[32];
  return short_value(value, text);
}

}  // namespace

void SliceReadout::update(const SliceImage& image, const Place& place) {
  const bool same = from_ == image.from && at_.x == place.at.x && at_.y == place.at.y && real_ == place.real &&
                    generated_ == place.generated;
  if (same) return;
  from_ = image.from;
  at_ = place.at;
  real_ = place.real;
  generated_ = place.generated;
  const Snapshot& snapshot = *from_->snapshot;
  const DataSource& data = *snapshot.data;
  const Index d = data.dimension();
  Matrix<float> images(d, 1 + (real_ >= 0) + (generated_ >= 0));
  image_at(image.plane(), at_.x, at_.y, images.data());
  cut_off_ = cut_off_share({images.data(), static_cast<std::size_t>(d)}, data.range());
  // Batch norm's statistics and the company of a pack take hundreds of images: too many for a frame.
  exact_ = place.cost <= kMostExact && !judges_batches(snapshot) && evaluations_of_a_point(snapshot) == 1;
  if (exact_) {
    float logit = 0;
    networks_.discriminate(snapshot, {images.data(), d, 1}, BatchOf::both, {&logit, 1, 1});
    logit_ = static_cast<double>(logit);
  } else {
    logit_ = image.surface_at(at_.x, at_.y).value_or(std::numeric_limits<double>::quiet_NaN());
  }
  Index cell = 1;
  if (real_ >= 0) images.col(cell++) = from_->real.col(image.real.tiles[static_cast<std::size_t>(real_)]);
  if (generated_ >= 0)
    images.col(cell++) = from_->generated.col(image.generated.tiles[static_cast<std::size_t>(generated_)]);
  sheet_.shape = data.shape();
  sheet_.rgba.clear();
  append_rgba(images, cell, sheet_.shape, data.range(), sheet_.rgba);
  sheet_.logits.assign(static_cast<std::size_t>(cell), 0);
  if (!atlas_) atlas_ = std::make_unique<ImageAtlas>();
  atlas_->update(sheet_, atlas_->revision() + 1);
}

void SliceReadout::show_sample(const SliceImage& image, const Place& place, bool real, Index cell,
                               const Frame& frame) const {
  const SliceSamples& samples = real ? image.real : image.generated;
  const auto i = static_cast<std::size_t>(real ? place.real : place.generated);
  const Theme& theme = frame.theme;
  const float side = theme.px(kSmallSide), border = theme.whole_px(3), gap = theme.space();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImagePlace small =
      place_image(sheet_.shape, {at.x + border, at.y + border}, {at.x + side - border, at.y + side - border});
  draw_border(list, small, pack(opinion_colour(theme.palette, place.output, samples.logits[i])), border);
  if (atlas_) draw_image(list, frame, *atlas_, cell, small);
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize() + theme.px(3), left = at.x + side + gap, icon = theme.px(10);
  const std::string title = (real ? "real image " : "G(z), noise ") + std::to_string(samples.tiles[i] + 1);
  const std::string rows[] = {title, place.output.sentence(static_cast<double>(samples.logits[i]), real),
                              number(static_cast<double>(samples.distances[i])) + " away from the plane"};
  draw_icon(list, real ? Icon::kDisc : Icon::kTriangle, {left + icon / 2, at.y + line / 2}, icon,
            pack(real ? theme.palette.real : theme.palette.generated));
  float widest = icon + theme.px(4) + text_width(title);
  for (int row = 0; row < 3; ++row) {
    draw_text(list, {left + (row == 0 ? icon + theme.px(4) : 0), at.y + line * static_cast<float>(row)},
              pack(row == 0 ? theme.palette.text : theme.palette.text_muted), rows[row]);
    widest = std::max(widest, text_width(rows[row]));
  }
  // A width in steps, so that the box does not tremble with the digits.
  const float step = theme.px(24);
  ImGui::Dummy({side + gap + std::ceil(widest / step) * step, side});
}

void SliceReadout::show(const SliceImage& image, const Place& place, const Frame& frame) {
  update(image, place);
  const Theme& theme = frame.theme;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.space(), theme.space()));
  ImGui::BeginTooltip();
  const float side = theme.px(kSide), border = theme.whole_px(4);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  // As high as the image is, so that no gap opens below one whose pixels are enlarged by a whole number.
  ImagePlace large =
      place_image(sheet_.shape, {at.x + border, at.y + border}, {at.x + side - border, at.y + side - border});
  const float height = large.high.y - large.low.y, width = large.high.x - large.low.x;
  large = {{at.x + border, at.y + border}, {at.x + border + width, at.y + border + height}};
  draw_border(*ImGui::GetWindowDrawList(), large,
              pack(opinion_colour(theme.palette, place.output, static_cast<float>(logit_))), border);
  if (atlas_) draw_image(*ImGui::GetWindowDrawList(), frame, *atlas_, 0, large);
  ImGui::Dummy({width + 2 * border, height + 2 * border});
  {
    const FontScope font(frame.fonts.small);
    const std::string about = exact_ ? "" : "about ";
    ImGui::TextUnformatted((about + place.output.sentence(logit_, true)).c_str());
    caption(frame, "at " + number(at_.x) + ", " + number(at_.y) + " of the plane");
    if (cut_off_ > 0) {
      caption(frame, percent_text(std::max(0.01, cut_off_), 0) + " of its numbers are cut off to be shown;");
      caption(frame, "D sees them as they are");
    }
  }
  Index cell = 1;
  if (place.real >= 0) show_sample(image, place, true, cell++, frame);
  if (place.generated >= 0) show_sample(image, place, false, cell, frame);
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

}  // namespace gan
