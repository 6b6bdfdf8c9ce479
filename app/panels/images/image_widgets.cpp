#include "app/panels/images/image_widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "app/panels/drawing.h"

namespace gan {
namespace {

constexpr double kZoomPerNotch = 1.15;

ImTextureID texture_id(unsigned int texture) {
  return (ImTextureID) static_cast<std::intptr_t>(texture);
}

}  // namespace

Rgb opinion_colour(const Palette& palette, const OutputScale& output, float value) {
  if (std::isnan(value)) return palette.warning;
  return surface_colour(palette, static_cast<float>(output.side(static_cast<double>(value))));
}

ImagePlace place_image(SampleShape shape, ImVec2 low, ImVec2 high) {
  const auto width = static_cast<float>(shape.width), height = static_cast<float>(shape.height);
  float scale = std::min((high.x - low.x) / width, (high.y - low.y) / height);
  // Small images stay crisp; of large ones too much room would be lost.
  if (scale >= 2) scale = std::floor(scale);
  const ImVec2 size{std::max(1.0F, std::round(scale * width)), std::max(1.0F, std::round(scale * height))};
  const ImVec2 at{std::round((low.x + high.x - size.x) / 2), std::round((low.y + high.y - size.y) / 2)};
  return {at, {at.x + size.x, at.y + size.y}};
}

void draw_image(ImDrawList& list, const Frame& frame, const ImageAtlas& atlas, Index i, const ImagePlace& place) {
  if (i < 0 || i >= atlas.count() || !frame.shows_pictures()) return;
  const ImageAtlas::Part part = atlas.part(i);
  const unsigned int texture = frame.figure != nullptr ? atlas.texture(*frame.figure) : atlas.texture();
  list.AddImage(texture_id(texture), place.low, place.high, {part.u0, part.v0}, {part.u1, part.v1});
}

void draw_border(ImDrawList& list, const ImagePlace& place, ImU32 colour, float width) {
  const ImVec2 low{place.low.x - width, place.low.y - width}, high{place.high.x + width, place.high.y + width};
  list.AddRectFilled(low, {high.x, place.low.y}, colour);
  list.AddRectFilled({low.x, place.high.y}, high, colour);
  list.AddRectFilled({low.x, place.low.y}, {place.low.x, place.high.y}, colour);
  list.AddRectFilled({place.high.x, place.low.y}, {high.x, place.high.y}, colour);
}

void SheetCanvas::take_mouse(Viewport viewport, ImVec2 low) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool hovered = ImGui::IsItemHovered();
  moved_ = false;
  if (ImGui::IsItemActivated()) dragged_ = false;
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0)) {
    dragged_ = moved_ = true;
    camera_.pan(static_cast<double>(io.MouseDelta.x), static_cast<double>(io.MouseDelta.y), grid_, viewport);
  }
  if (hovered && io.MouseWheel != 0) {
    moved_ = true;
    camera_.zoom_at({static_cast<double>(io.MousePos.x - low.x), static_cast<double>(io.MousePos.y - low.y)},
                    std::pow(kZoomPerNotch, static_cast<double>(io.MouseWheel)), grid_, viewport);
  }
  if (hovered && ImGui::IsMouseDoubleClicked(0)) {
    moved_ = true;
    camera_.fit(grid_, viewport);
  }
}

void SheetCanvas::draw_seams(int parts, Viewport viewport, ImVec2 low, const Frame& frame) const {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 colour = pack(frame.theme.palette.plot);
  const float width = frame.theme.whole_px(2);
  for (int i = 0; i < grid_.count; ++i) {
    const TileRect tile = tile_rect(grid_, camera_, i);
    if (tile.x + tile.width < 0 || tile.y + tile.height < 0 || tile.x > viewport.width || tile.y > viewport.height) {
      continue;
    }
    const float top = low.y + static_cast<float>(tile.y), bottom = top + static_cast<float>(tile.height);
    for (int part = 1; part < parts; ++part) {
      const auto share = static_cast<float>(part) / static_cast<float>(parts);
      const float middle = static_cast<float>(tile.x) + static_cast<float>(tile.width) * share;
      const float x = std::round(low.x + middle - width / 2);
      list.AddRectFilled({x, top}, {x + width, bottom}, colour);
    }
  }
}

int SheetCanvas::draw(const Shown& shown, ImVec2 low, ImVec2 high, ViewContext& context, const Frame& frame,
                      bool& clicked) {
  clicked = false;
  const Viewport viewport{static_cast<int>(high.x - low.x), static_cast<int>(high.y - low.y)};
  if (viewport.width < 8 || viewport.height < 8) return -1;
  ImGui::SetCursorScreenPos(low);
  ImGui::InvisibleButton(shown.id, {static_cast<float>(viewport.width), static_cast<float>(viewport.height)});
  const int count = static_cast<int>(shown.sheet->count());
  const bool other = count != grid_.count || shown.sheet->shape != shape_ || viewport.width != fitted_.width ||
                     viewport.height != fitted_.height;
  if (other || fit_wanted_) {
    // What a person has zoomed to stays in a panel of another size.
    const bool resized = !fit_wanted_ && count == grid_.count && shown.sheet->shape == shape_;
    shape_ = shown.sheet->shape;
    grid_ = make_sheet_grid(count, shape_, viewport);
    camera_.show(resized ? look_ : SheetLook{}, grid_, viewport);
    fitted_ = viewport;
    fit_wanted_ = false;
  }
  if (wanted_ && count > 0) camera_.show(*std::exchange(wanted_, std::nullopt), grid_, viewport);
  // What says nothing is thin.
  grid_.border = shown.output != nullptr ? SheetGrid{}.border : 0;
  take_mouse(viewport, low);
  look_ = camera_.look(grid_, viewport);
  const Palette& p = frame.theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ThemeMode mode = frame.theme.mode;
  const bool recoloured = shown.output != nullptr && !shown.output->same_colours(output_);
  if (bordered_ != shown.revision || mode_ != mode || recoloured) {
    bordered_ = shown.revision;
    mode_ = mode;
    if (shown.output != nullptr) output_ = *shown.output;
    borders_.clear();
    for (const float logit : shown.sheet->logits) {
      borders_.push_back(shown.output != nullptr ? opinion_colour(p, output_, logit) : p.separator);
    }
  }
  if (frame.shows_pictures() && count > 0) {
    if (!atlas_) atlas_ = std::make_unique<ImageAtlas>();
    atlas_->update(*shown.sheet, shown.revision);
  }
  if (frame.figure != nullptr && count > 0) {
    list.AddImage(texture_id(frame.figure->tiles(*shown.sheet, grid_, camera_, borders_, p.plot, viewport)), low, high);
  } else if (frame.opengl && !refused_ && count > 0) {
    std::string error;
    if (!painter_) painter_ = TilePainter::create(error);
    if (painter_) {
      const unsigned int texture = painter_->draw(*atlas_, grid_, camera_, borders_, p.plot, viewport);
      if (texture != 0) list.AddImage(texture_id(texture), low, high);
    } else {
      refused_ = true;
      context.actions.messages.push_back("Images can't be drawn: " + error);
    }
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool hovered = ImGui::IsItemHovered();
  const int under =
      hovered ? tile_at(grid_, camera_, {static_cast<double>(mouse.x - low.x), static_cast<double>(mouse.y - low.y)})
              : -1;
  clicked = under >= 0 && ImGui::IsItemDeactivated() && !dragged_;
  list.PushClipRect(low, high, true);
  draw_seams(shown.parts, viewport, low, frame);
  for (const int marked : {shown.chosen, under}) {
    if (marked < 0 || marked >= count || (marked == under && marked == shown.chosen)) continue;
    const TileRect tile = tile_rect(grid_, camera_, marked);
    const float border = static_cast<float>(tile_border(grid_, camera_));
    const ImagePlace place{{low.x + static_cast<float>(tile.x) - border, low.y + static_cast<float>(tile.y) - border},
                           {low.x + static_cast<float>(tile.x + tile.width) + border,
                            low.y + static_cast<float>(tile.y + tile.height) + border}};
    draw_border(list, place, pack(marked == shown.chosen ? p.accent : p.text), frame.theme.whole_px(2));
  }
  list.PopClipRect();
  return under;
}

void average_checkbox(bool& averaged) {
  const ImGuiStyle& style = ImGui::GetStyle();
  const float room = ImGui::GetContentRegionAvail().x - ImGui::GetFrameHeight() - style.ItemInnerSpacing.x;
  const char* const name = "EMA of G's weights";
  const std::string label = std::string(text_width(name) <= room ? name : "EMA of G") + "##average";
  ImGui::Checkbox(label.c_str(), &averaged);
}

void keep_height(float& height, Actions& actions) {
  const float now = ImGui::GetCursorPosY();
  if (now != height) actions.draw_again_in(0);
  height = now;
}

}  // namespace gan
