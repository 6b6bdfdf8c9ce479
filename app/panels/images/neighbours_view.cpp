// The neighbours: the chosen image, the training images nearest to it with their distances, and how near
// that is beside what held-out images have: is it memorised?
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/panels/images/image_widgets.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/images/neighbours_model.h"
#include "app/panels/panel_split_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"

namespace gan {
namespace {

constexpr float kNeighboursPanel = 216;  // design pixels, of the sentence and the histogram
constexpr float kHistogram = 44;         // design pixels, its height
constexpr float kChosenShare = 0.3F;     // of the room for images, at most
constexpr float kLeastNeighbours = 200;  // design pixels, of the images beside what is said

constexpr int kFewest = 8;  // neighbours where all would be smaller than so many design pixels
constexpr float kSmallest = 60;

class NeighboursView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  // "neighbours.nearest": where the nearest image is.
  const Region* find_control(std::string_view key) const override {
    return key == "neighbours.nearest" && !first_.empty() ? &first_ : nullptr;
  }

 private:
  void take(const ViewContext& context);
  void ask(ViewContext& context) const;
  void draw_chosen(const Frame& frame, ImVec2 low, ImVec2 high) const;
  void draw_nearest(const Frame& frame, ImVec2 low, ImVec2 high);
  ImagePlace draw_image_at(const Frame& frame, const ImageAtlas* atlas, Index i, float logit, ImVec2 low,
                           ImVec2 high) const;
  void show_nearest(const Frame& frame, std::size_t i) const;
  void draw_images(const Frame& frame, const PanelSplit& split);
  void draw_panel(ViewContext& context, const Frame& frame, const PanelSplit& split);
  void draw_histogram(const Frame& frame) const;
  bool real() const { return shown_->request.nearest->chosen.real; }

  NearestModel model_;
  std::shared_ptr<const ProbeResult> shown_;  // kept until the next one is there
  std::unique_ptr<ImageAtlas> chosen_, nearest_;
  Region first_;
  float controls_height_ = 0;  // that they needed last
  std::uint64_t version_ = 0, revision_ = 0;
  OutputScale output_;
};

void NeighboursView::take(const ViewContext& context) {
  const Snapshot& snapshot = context.snapshot;
  if (shown_ && shown_->snapshot->data->shape() != snapshot.data->shape()) shown_.reset();
  if (context.probe == nullptr || context.probe_version == version_ || !context.probe->request.nearest) return;
  version_ = context.probe_version;
  shown_ = context.probe;
  output_ = context.output;
  prepare_nearest(shown_->nearest, *shown_->snapshot->data, real(), model_);
  ++revision_;
  if (!chosen_) chosen_ = std::make_unique<ImageAtlas>();
  if (!nearest_) nearest_ = std::make_unique<ImageAtlas>();
  chosen_->update(shown_->nearest.chosen, revision_);
  nearest_->update(shown_->nearest.nearest, revision_);
}

void NeighboursView::ask(ViewContext& context) const {
  const ImagesSettings& s = context.settings.of<ImagesSettings>();
  NearestRequest request;
  request.chosen = {s.chosen.real, s.chosen.index,
                    !s.chosen.real && s.chosen_average && keeps_average(context.snapshot)};
  context.actions.want().nearest = request;
}

// With a border of D's opinion, as in the sheets.
ImagePlace NeighboursView::draw_image_at(const Frame& frame, const ImageAtlas* atlas, Index i, float logit, ImVec2 low,
                                         ImVec2 high) const {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float border = frame.theme.whole_px(3);
  const ImagePlace place =
      place_image(shown_->nearest.nearest.shape, {low.x + border, low.y + border}, {high.x - border, high.y - border});
  draw_border(list, place, pack(opinion_colour(frame.theme.palette, output_, logit)), border);
  if (atlas != nullptr) draw_image(list, frame, *atlas, i, place);
  return place;
}

void NeighboursView::draw_chosen(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Palette& p = frame.theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), gap = frame.theme.px(4);
  const ChosenImage& chosen = shown_->request.nearest->chosen;
  const std::string title = (chosen.real       ? "real "
                             : chosen.averaged ? "average "
                                               : "G(z) ") +
                            std::to_string(chosen.tile + 1);
  const ImagePlace place = draw_image_at(frame, chosen_.get(), 0, shown_->nearest.chosen.logits[0], low,
                                         {high.x, high.y - (model_.chosen_name.empty() ? 1 : 2) * line - 2 * gap});
  const float middle = (low.x + high.x) / 2, text = place.high.y + 2 * gap;
  draw_text(list, {middle, text}, pack(chosen.real ? p.real : p.generated), title, 0.5F);
  if (!model_.chosen_name.empty()) {
    const float width = std::min(text_width(model_.chosen_name), high.x - low.x);
    draw_text_within(list, {middle - width / 2, text + line}, pack(p.text_muted), model_.chosen_name, high.x - low.x);
  }
  ImGui::SetCursorScreenPos(low);
  ImGui::InvisibleButton("chosen", {std::max(1.0F, high.x - low.x), std::max(1.0F, high.y - low.y)});
  item_tooltip(frame, {"The chosen image: click a tile in a sheet to choose another.", "", "",
                       output_.sentence(static_cast<double>(shown_->nearest.chosen.logits[0]), chosen.real)});
}

void NeighboursView::show_nearest(const Frame& frame, std::size_t i) const {
  const Theme& theme = frame.theme;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.space(), theme.space()));
  ImGui::BeginTooltip();
  const float side = theme.px(168);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({side, side});
  if (nearest_) {
    const ImagePlace place = place_image(shown_->nearest.nearest.shape, at, {at.x + side, at.y + side});
    draw_image(*ImGui::GetWindowDrawList(), frame, *nearest_, static_cast<Index>(i), place);
  }
  {
    const FontScope font(frame.fonts.small);
    ImGui::Text("neighbour %zu, %s grey levels away", i + 1, model_.captions[i].c_str());
    if (i < model_.names.size()) caption(frame, "class " + model_.names[i]);
    caption(frame, output_.sentence(static_cast<double>(shown_->nearest.nearest.logits[i]), true));
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void NeighboursView::draw_nearest(const Frame& frame, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImageSheet& sheet = shown_->nearest.nearest;
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), gap = theme.px(4), names = model_.names.empty() ? 0 : line;
  const auto grid_of = [&](int count) {
    return make_caption_grid(count, static_cast<double>(sheet.shape.width), static_cast<double>(sheet.shape.height),
                             line + names + 2 * gap, high.x - low.x, high.y - low.y);
  };
  auto count = static_cast<int>(model_.captions.size());
  CaptionGrid grid = grid_of(count);
  const float side = std::min(grid.cell_width, grid.cell_height - line - names);
  if (side < theme.px(kSmallest) && count > kFewest) grid = grid_of(count = kFewest);
  if (grid.cell_width < theme.px(16) || grid.cell_height < line + names + theme.px(24)) return;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    const int column = static_cast<int>(i) % grid.columns, row = static_cast<int>(i) / grid.columns;
    const ImVec2 at{std::round(low.x + static_cast<float>(column) * grid.cell_width),
                    std::round(low.y + static_cast<float>(row) * grid.cell_height)};
    const ImVec2 end{at.x + grid.cell_width - gap, at.y + grid.cell_height};
    const ImagePlace place = draw_image_at(frame, nearest_.get(), static_cast<Index>(i), sheet.logits[i], at,
                                           {end.x, end.y - line - names - 1.5F * gap});
    const float text = place.high.y + gap, middle = (at.x + end.x) / 2;
    // In a narrow cell the distance stands in the tooltip alone.
    if (text_width(model_.captions[i]) <= end.x - at.x) {
      draw_text(list, {middle, text}, pack(p.text), model_.captions[i], 0.5F);
    }
    if (i < model_.names.size()) {
      const float width = std::min(text_width(model_.names[i]), end.x - at.x);
      draw_text_within(list, {middle - width / 2, text + line}, pack(p.text_muted), model_.names[i], end.x - at.x);
    }
    if (i == 0) first_ = {at.x, at.y, end.x - at.x, end.y - at.y};
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(at, end)) show_nearest(frame, i);
  }
}

// Where the distances of held-out images lie, and where this one's is.
void NeighboursView::draw_histogram(const Frame& frame) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), width = ImGui::GetContentRegionAvail().x, height = theme.px(kHistogram);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float bottom = low.y + height;
  ImGui::InvisibleButton("distances", {std::max(1.0F, width), height + line + theme.px(4)});
  item_tooltip(frame, {"How far from their nearest training image held-out images are, and the chosen one.",
                       "d = √(mean (x − y)²), in grey levels from 0 to 255", "Meehan et al. 2020, arXiv 2004.05675",
                       model_.reference});
  list.AddRectFilled(low, {low.x + width, bottom}, pack(p.plot));
  const float part = width / static_cast<float>(kDistanceBars);
  for (int i = 0; i < kDistanceBars; ++i) {
    const double share = model_.bars[static_cast<std::size_t>(i)] / model_.tallest;
    if (!(share > 0)) continue;
    const float from = low.x + part * static_cast<float>(i);
    list.AddRectFilled(
        {std::round(from), bottom - std::max(1.0F, std::round(0.9F * height * static_cast<float>(share)))},
        {std::round(from + part) - (part >= 4 ? 1.0F : 0.0F), bottom}, pack(p.real, 0.75F));
  }
  const float mark = low.x + width * static_cast<float>(std::min(model_.distance / model_.top, 1.0));
  const float x = std::clamp(std::round(mark), low.x, low.x + width - theme.px(2));
  list.AddRectFilled({x, low.y}, {x + theme.px(2), bottom + theme.px(3)}, pack(real() ? p.text : p.generated));
  list.AddRectFilled({low.x, bottom}, {low.x + width, bottom + theme.whole_px(1)}, pack(p.separator));
  draw_text(list, {low.x, bottom + theme.px(3)}, pack(p.text_muted), "0");
  const std::string end = std::string(value_text(model_.top).c_str()) + " grey levels";
  if (text_width(end) + theme.space(2) <= width) {
    draw_text(list, {low.x + width, bottom + theme.px(3)}, pack(p.text_muted), end, 1);
  }
}

void NeighboursView::draw_panel(ViewContext& context, const Frame& frame, const PanelSplit& split) {
  const Region& region = split.controls;
  const Palette& p = frame.theme.palette;
  ImGui::SetCursorScreenPos({region.x, region.y});
  ImGui::BeginChild("neighbours panel", {region.width, region.height}, false, ImGuiWindowFlags_NoBackground);
  if (shown_ && !model_.captions.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(model_.sentence.tone == Tone::warning ? p.warning : p.text));
    wrapped_text(model_.sentence.text, ImGui::GetContentRegionAvail().x);
    ImGui::PopStyleColor();
    if (!model_.bars.empty() && !split.brief) {
      draw_histogram(frame);
      const FontScope font(frame.fonts.small);
      ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(p.real));
      ImGui::TextUnformatted("held-out images");
      ImGui::PopStyleColor();
      const std::string mine = "this one: " + model_.captions.front();
      const float room = ImGui::GetContentRegionAvail().x - ImGui::GetItemRectSize().x - frame.theme.space();
      if (text_width(mine) <= room) ImGui::SameLine(0, frame.theme.space());
      ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(real() ? p.text : p.generated));
      ImGui::TextUnformatted(mine.c_str());
      ImGui::PopStyleColor();
    }
    if (!split.brief) wrapped_caption(frame, "Nearest " + model_.searched);
  }
  ImagesSettings& s = context.settings.of<ImagesSettings>();
  if (!split.brief && keeps_average(context.snapshot) && !s.chosen.real) {
    average_checkbox(s.chosen_average);
    item_tooltip(frame, "The tile as the exponential moving average of G's weights makes it.");
  }
  keep_height(controls_height_, context.actions);
  ImGui::EndChild();
}

void NeighboursView::draw_images(const Frame& frame, const PanelSplit& split) {
  const Theme& theme = frame.theme;
  const ImVec2 low{split.view.x, split.view.y}, high{low.x + split.view.width, low.y + split.view.height};
  if (!shown_ || shown_->nearest.chosen.count() == 0) {
    ImGui::SetCursorScreenPos(low);
    return caption(frame, "Searching the training set…");
  }
  if (high.x - low.x < theme.px(96) || high.y - low.y < theme.px(48)) return;
  const float pad = theme.space(), line = theme.whole_px(1);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 colour = pack(theme.palette.separator);
  if (split.view.height > split.view.width) {
    const float end = low.y + std::round(std::min(kChosenShare * (high.y - low.y), high.x - low.x));
    draw_chosen(frame, low, {high.x, end});
    list.AddRectFilled({low.x, end + pad}, {high.x, end + pad + line}, colour);
    draw_nearest(frame, {low.x, end + 2 * pad}, high);
  } else {
    const float end = low.x + std::min(high.y - low.y, kChosenShare * (high.x - low.x));
    draw_chosen(frame, low, {end, high.y});
    list.AddRectFilled({end + pad, low.y}, {end + pad + line, high.y}, colour);
    draw_nearest(frame, {end + 2 * pad, low.y}, high);
  }
}

void NeighboursView::draw(ViewContext& context, const Frame& frame) {
  take(context);
  first_ = {};
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  const PanelSplit split =
      split_panel({corner.x, corner.y, size.x, size.y}, std::min(theme.px(kNeighboursPanel), 0.45F * size.x),
                  std::max(controls_height_, ImGui::GetFrameHeight()), theme.space(), theme.px(kLeastNeighbours));
  draw_images(frame, split);
  draw_panel(context, frame, split);
  ask(context);
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy(size);
}

}  // namespace

std::unique_ptr<View> make_neighbours_view(std::string&) {
  return std::make_unique<NeighboursView>();
}

}  // namespace gan
