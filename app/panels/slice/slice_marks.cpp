#include "app/panels/slice/slice_marks.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/panels/drawing.h"

namespace gan {

// One of either kind in turn, so that neither covers the other altogether.
void SliceMarks::draw_images(const SliceImage& image, std::uint64_t revision, const ArenaSettings& s,
                             const ArenaCanvas& canvas) {
  if (!canvas.frame.shows_pictures()) return;
  const ImageSheets& sheets = image.from->sheets;
  const Theme& theme = canvas.frame.theme;
  const float half = std::round(theme.px(kSliceImageSide) / 2), line = theme.whole_px(2);
  struct Kind {
    const SliceSamples& samples;
    const ImageSheet& sheet;
    std::unique_ptr<ImageAtlas>& atlas;
    bool visible;
    ImU32 colour;
  };
  const Kind kinds[] = {
      {image.real, sheets.real, real_images_, s.layer(ArenaLayer::real).visible, pack(theme.palette.real)},
      {image.generated, sheets.generated, generated_images_, s.layer(ArenaLayer::generated).visible,
       pack(theme.palette.generated)}};
  for (const Kind& kind : kinds) {
    if (!kind.atlas) kind.atlas = std::make_unique<ImageAtlas>();
    kind.atlas->update(kind.sheet, revision);
  }
  for (std::size_t i = 0; i < std::max(image.real.count(), image.generated.count()); ++i) {
    for (const Kind& kind : kinds) {
      if (!kind.visible || i >= kind.samples.count() || kind.samples.tiles[i] >= kind.atlas->count()) continue;
      const ImVec2 at =
          canvas.at(static_cast<double>(kind.samples.xy[2 * i]), static_cast<double>(kind.samples.xy[2 * i + 1]));
      if (at.x < canvas.low.x - half || at.x > canvas.high.x + half || at.y < canvas.low.y - half ||
          at.y > canvas.high.y + half)
        continue;
      const ImVec2 low{std::round(at.x) - half, std::round(at.y) - half}, high{low.x + 2 * half, low.y + 2 * half};
      draw_border(canvas.list, {low, high}, kind.colour, line);
      draw_image(canvas.list, canvas.frame, *kind.atlas, kind.samples.tiles[i], {low, high});
    }
  }
}

void SliceMarks::draw_corners(const SliceImage& image, const ArenaCanvas& canvas) {
  if (image.plane().corners.cols() != 3) return;
  const Theme& theme = canvas.frame.theme;
  const Matrix<float>& images = *image.from->request.slice->through;
  if (corners_drawn_ != image.from->request.slice->through) {
    corners_drawn_ = image.from->request.slice->through;
    ImageSheet sheet;
    sheet.shape = image.from->snapshot->data->shape();
    append_rgba(images, 3, sheet.shape, image.from->snapshot->data->range(), sheet.rgba);
    sheet.logits.assign(3, 0);
    if (!corner_images_) corner_images_ = std::make_unique<ImageAtlas>();
    corner_images_->update(sheet, corner_images_->revision() + 1);
  }
  const FontScope font(canvas.frame.fonts.small);
  const float half = std::round(theme.px(kSliceCornerSide) / 2), plate = ImGui::GetFontSize(),
              away = half + theme.px(kSliceCornerAway);
  for (int i = 0; i < 3; ++i) {
    const Matrix<float>& corners = image.plane().corners;
    const ImVec2 dot = canvas.at(static_cast<double>(corners(0, i)), static_cast<double>(corners(1, i)));
    // Beside its place, which stays free: A to the left, B to the right, C above.
    const ImVec2 at{std::round(dot.x + (i == 0 ? -away : i == 1 ? away : 0)), std::round(dot.y + (i == 2 ? -away : 0))};
    const ImagePlace place{{at.x - half, at.y - half}, {at.x + half, at.y + half}};
    canvas.list.AddCircleFilled(dot, theme.px(4), pack(theme.palette.mark_outline), 16);
    canvas.list.AddCircleFilled(dot, theme.px(3), pack(theme.palette.accent), 16);
    draw_border(canvas.list, place, pack(theme.palette.accent), theme.whole_px(2));
    if (corner_images_) draw_image(canvas.list, canvas.frame, *corner_images_, i, place);
    canvas.list.AddRectFilled(place.low, {place.low.x + plate, place.low.y + plate}, pack(theme.palette.accent));
    draw_text(canvas.list, {place.low.x + plate / 2, place.low.y}, pack(theme.palette.on_accent), {kCornerNames + i, 1},
              0.5F);
  }
}

void SliceMarks::draw_chosen(const SliceImage& image, const ViewSettings& settings, const ArenaCanvas& canvas) const {
  const ImagesSettings& s = settings.of<ImagesSettings>();
  const ChosenTile chosen = s.chosen;
  if (!settings.of<ArenaSettings>().layer(chosen.real ? ArenaLayer::real : ArenaLayer::generated).visible) return;
  const SliceSamples& samples = chosen.real ? image.real : image.generated;
  const auto found = std::find(samples.tiles.begin(), samples.tiles.end(), chosen.index);
  if (found == samples.tiles.end()) return;
  const auto i = static_cast<std::size_t>(found - samples.tiles.begin());
  const ImVec2 at = canvas.at(static_cast<double>(samples.xy[2 * i]), static_cast<double>(samples.xy[2 * i + 1]));
  const Theme& theme = canvas.frame.theme;
  if (s.slice_images) {
    const float half = std::round(theme.px(kSliceImageSide) / 2) + theme.whole_px(2), line = theme.whole_px(2);
    const ImVec2 low{std::round(at.x) - half, std::round(at.y) - half};
    return draw_border(canvas.list, {low, {low.x + 2 * half, low.y + 2 * half}}, pack(theme.palette.accent), line);
  }
  const float radius = theme.px(10);
  canvas.list.AddCircle(at, radius, pack(theme.palette.mark_outline), 32, theme.px(4));
  canvas.list.AddCircle(at, radius, pack(theme.palette.accent), 32, theme.px(2));
}

void SliceMarks::draw(const SliceImage& image, std::uint64_t revision, const ViewSettings& settings,
                      const ArenaCanvas& canvas) {
  if (!image.from) return;
  if (settings.of<ImagesSettings>().slice_images) draw_images(image, revision, settings.of<ArenaSettings>(), canvas);
  draw_corners(image, canvas);
  draw_chosen(image, settings, canvas);
}

}  // namespace gan
