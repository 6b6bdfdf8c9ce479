// The sheets: what G makes of a fixed set of noise vectors, with its weights and with their average, beside real
// images; each tile bordered by D's opinion of it. In the arena's place where the data are images.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <span>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/drawing.h"
#include "app/panels/images/image_widgets.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"

namespace gan {
namespace {

// The share of the width that the real sheet takes beside one or two generated ones.
constexpr float kRealShare = 0.4F;

class SheetsView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  // "sheet.generated", "sheet.real": where that sheet is.
  const Region* find_control(std::string_view key) const override {
    const Region* const found = key == "sheet.generated" ? &regions_[kRaw]
                                : key == "sheet.real"    ? &regions_[kReal]
                                                         : nullptr;
    return found == nullptr || found->empty() ? nullptr : found;
  }
  void fit() override {
    for (SheetCanvas& canvas : canvases_) canvas.fit();
  }
  bool was_moved() const override {
    return std::any_of(std::begin(canvases_), std::end(canvases_), [](const SheetCanvas& c) { return c.was_moved(); });
  }
  void look_as(const View& other) override {
    const auto* const leader = dynamic_cast<const SheetsView*>(&other);
    if (leader == nullptr) return;
    for (int i = 0; i < kSheets; ++i) canvases_[i].look_as(leader->canvases_[i]);
  }

 private:
  void take(const ViewContext& context);
  void look_as_saved(const ViewContext& context);
  void note_look(const ViewContext& context) const;
  void ask(ViewContext& context) const;
  float draw_choices(ViewContext& context, const Frame& frame, ImVec2 at) const;
  void draw_bar(ViewContext& context, const Frame& frame, ImVec2 corner, float width, float height);
  void draw_sheet(Sheet which, ImVec2 low, ImVec2 high, ViewContext& context, const Frame& frame);
  void show_tile(Sheet which, int tile, const Frame& frame) const;
  const ImageSheet& sheet(Sheet which) const {
    static const ImageSheets kNone;
    const ImageSheets& from = shown_ ? shown_->sheets : kNone;
    return which == kRaw ? from.generated : which == kAveraged ? from.averaged : from.real;
  }

  SheetCanvas canvases_[kSheets];
  Region regions_[kSheets];                   // where their tiles were drawn
  std::shared_ptr<const ProbeResult> shown_;  // kept until the next one is there
  std::uint64_t version_ = 0, revision_ = 0;
  std::vector<std::string> class_names_;
  OutputScale output_;  // of what is shown
  bool average_kept_ = false;
};

void SheetsView::take(const ViewContext& context) {
  const Snapshot& snapshot = context.snapshot;
  average_kept_ = keeps_average(snapshot);
  // Images of another kind are not shown while the first of this one are made.
  if (shown_ && shown_->snapshot->data->shape() != snapshot.data->shape()) {
    shown_.reset();
    ++revision_;
  }
  if (context.probe == nullptr || context.probe_version == version_ || !context.probe->request.sheet) return;
  version_ = context.probe_version;
  shown_ = context.probe;
  output_ = context.output;
  ++revision_;
  const ImageSet* const images = context.probe->snapshot->data->images();
  class_names_ = images == nullptr || context.probe->snapshot->data->stack() > 1 ? std::vector<std::string>{}
                                                                                 : images->class_names;
}

// Of as many tiles as a session was left with: those of the game before say nothing about it.
void SheetsView::look_as_saved(const ViewContext& context) {
  ImagesSettings& s = context.settings.of<ImagesSettings>();
  const bool there =
      shown_ && shown_->snapshot->run == context.snapshot.run && shown_->request.sheet->generated == s.sheet_tiles;
  if (!s.sheets_read || !there || !context.tools) return;
  s.sheets_read = false;
  for (int i = 0; i < kSheets; ++i) canvases_[i].show(s.sheets[i]);
}

void SheetsView::note_look(const ViewContext& context) const {
  ImagesSettings& s = context.settings.of<ImagesSettings>();
  if (s.sheets_read || !context.tools) return;
  for (int i = 0; i < kSheets; ++i) s.sheets[i] = canvases_[i].look();
}

void SheetsView::ask(ViewContext& context) const {
  const ImagesSettings& s = context.settings.of<ImagesSettings>();
  ProbeRequest& want = context.actions.want();
  want.sheet = SheetRequest{s.sheet_tiles, s.sheet_tiles, true, s.sheet_average > 0 && average_kept_};
  want.generated = std::max({want.generated, s.sheet_tiles, kShownLogits});
  want.real = std::max({want.real, s.sheet_tiles, kShownLogits});
  want.logits = true;
}

// How many tiles, and which sheets; returns where they end.
float SheetsView::draw_choices(ViewContext& context, const Frame& frame, ImVec2 at) const {
  const Theme& theme = frame.theme;
  ImagesSettings& s = context.settings.of<ImagesSettings>();
  ImGui::SetCursorScreenPos(at);
  char tiles[32];
  std::snprintf(tiles, sizeof tiles, "%d tiles", s.sheet_tiles);
  ImGui::SetNextItemWidth(theme.px(92));
  if (ImGui::BeginCombo("##tiles", tiles)) {
    for (const int count : {32, 64, 128, 256}) {
      std::snprintf(tiles, sizeof tiles, "%d tiles", count);
      if (ImGui::Selectable(tiles, s.sheet_tiles == count)) s.sheet_tiles = count;
    }
    ImGui::EndCombo();
  }
  item_tooltip(frame, "How many images each sheet shows. Tile i is the image of the same noise all the time.");
  float x = ImGui::GetItemRectMax().x + theme.space();
  if (!average_kept_) return x;
  for (const auto& [mode, name] : {std::pair{0, "G"}, {1, "EMA"}, {2, "both"}}) {
    ImGui::SetCursorScreenPos({x, at.y});
    if (toggle_button(name, s.sheet_average == mode, frame)) s.sheet_average = mode;
    item_tooltip(frame,
                 "The generator with its current weights, with their exponential moving average (EMA), or both "
                 "side by side.");
    x = ImGui::GetItemRectMax().x + theme.px(2);
  }
  return x;
}

// What can be chosen, and what the borders mean.
void SheetsView::draw_bar(ViewContext& context, const Frame& frame, ImVec2 corner, float width, float height) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const FontScope font(frame.fonts.small);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pad = theme.space(), text_y = corner.y + (height - ImGui::GetFontSize()) / 2;
  const float button_y = corner.y + std::round((height - ImGui::GetFrameHeight()) / 2);
  const float x = frame.paper ? corner.x : draw_choices(context, frame, {corner.x + pad, button_y});
  // The legend gives way where it does not fit.
  const ColourLegend colours = surface_legend(0, 1, output_);
  const std::string name = "tile border: " + std::string(output_.reading.name);
  const float bar = theme.px(96), end = corner.x + width - pad;
  const float legend = text_width(name) + text_width(colours.low) + text_width(colours.high) + bar + theme.px(24);
  if (end - legend < x + pad) return;
  float left = end - legend;
  draw_text(list, {left, text_y}, pack(p.text_muted), name);
  left += text_width(name) + theme.px(8);
  draw_text(list, {left, text_y}, pack(p.text_muted), colours.low);
  left += text_width(colours.low) + theme.px(6);
  const float middle = std::round(corner.y + height / 2), half = theme.px(4);
  draw_opinion_bar(list, {left, middle - half}, {left + bar, middle + half}, theme);
  draw_text(list, {left + bar + theme.px(6), text_y}, pack(p.text_muted), colours.high);
}

void SheetsView::show_tile(Sheet which, int tile, const Frame& frame) const {
  const ImageSheet& from = sheet(which);
  const ImageAtlas* const atlas = canvases_[which].atlas();
  const Theme& theme = frame.theme;
  const auto i = static_cast<std::size_t>(tile);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.space(), theme.space()));
  ImGui::BeginTooltip();
  const float side = theme.px(168);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({side, side});
  if (atlas != nullptr) {
    const ImagePlace place = place_image(from.shape, at, {at.x + side, at.y + side});
    draw_image(*ImGui::GetWindowDrawList(), frame, *atlas, tile, place);
  }
  {
    const FontScope font(frame.fonts.small);
    std::string title = which == kReal ? "real image " : which == kAveraged ? "EMA of G, noise " : "G(z), noise ";
    title += std::to_string(tile + 1);
    ImGui::TextUnformatted(title.c_str());
    const std::vector<std::uint16_t>& labels = shown_->sheets.real_labels;
    if (which == kReal && i < labels.size()) {
      const std::size_t label = labels[i];
      caption(frame, "class " + (label < class_names_.size() ? class_names_[label] : std::to_string(label)));
    }
    caption(frame, output_.sentence(static_cast<double>(from.logits[i]), which == kReal));
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void SheetsView::draw_sheet(Sheet which, ImVec2 low, ImVec2 high, ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImageSheet& from = sheet(which);
  const float head = theme.space(3), pad = theme.space();
  list.AddRectFilled(low, {high.x, low.y + head}, pack(p.plot));
  const float text_y = low.y + (head - ImGui::GetFontSize()) / 2;
  const char* title = which == kReal ? "Real" : which == kRaw ? "Generated (fake)" : "EMA of G's weights";
  const float icon = theme.px(10);
  draw_icon(list, which == kReal ? Icon::kDisc : Icon::kTriangle, {low.x + pad + icon / 2, low.y + head / 2}, icon,
            pack(which == kReal ? p.real : p.generated));
  const float left = low.x + pad + icon + theme.px(6);
  draw_text_within(list, {left, text_y}, pack(p.text), title, high.x - left - pad);
  if (!from.logits.empty()) {
    // Of all samples of this moment, of which the tiles are the first: the mean that plots and loss curve have.
    const Matrix<float>& all = which == kReal ? shown_->real_logits : shown_->fake_logits;
    const bool tiles_only = which == kAveraged || all.size() == 0;
    const std::span<const float> logits =
        tiles_only ? std::span(from.logits) : std::span(all.data(), static_cast<std::size_t>(all.size()));
    double sum = 0;
    for (const float logit : logits) sum += output_.shown(static_cast<double>(logit));
    char value[32];
    const std::string mean = "mean " + std::string(output_.name(which == kReal)) + " " +
                             short_value(sum / static_cast<double>(logits.size()), value);
    const FontScope font(frame.fonts.small);
    const float width = text_width(mean), at = high.x - pad - width;
    if (at > left + text_width(title) + 3 * pad) {
      draw_text(list, {at, low.y + (head - ImGui::GetFontSize()) / 2}, pack(p.text_muted), mean);
    }
  }
  ImVec2 top{low.x, low.y + head};
  list.AddRectFilled(top, high, pack(p.plot));
  ChosenTile& chosen = context.settings.of<ImagesSettings>().chosen;
  const bool real = which == kReal;
  regions_[which] = {top.x, top.y, high.x - top.x, high.y - top.y};
  bool clicked = false;
  static constexpr const char* kIds[] = {"raw", "averaged", "real"};
  const int under =
      canvases_[which].draw({kIds[which], &from, revision_, chosen.real == real ? chosen.index : -1, &output_}, top,
                            high, context, frame, clicked);
  if (clicked) chosen = {real, under};
  if (under >= 0 && !ImGui::IsItemActive()) show_tile(which, under, frame);
}

void SheetsView::draw(ViewContext& context, const Frame& frame) {
  take(context);
  if (std::exchange(context.settings.of<ArenaSettings>().fit, false)) fit();
  look_as_saved(context);
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  const float head = theme.space(4), line = theme.whole_px(1);
  for (Region& region : regions_) region = {};
  draw_bar(context, frame, corner, size.x, std::min(head, size.y));
  const ImVec2 low{std::round(corner.x), std::round(corner.y + head)},
      high{std::round(corner.x + size.x), std::round(corner.y + size.y)};
  const int mode = average_kept_ ? context.settings.of<ImagesSettings>().sheet_average : 0;
  const int generated = mode == 2 ? 2 : 1;
  // Side by side real images would be the same in all of them.
  const bool with_real = !context.lab.comparing();
  const float share = !with_real ? 0 : generated == 2 ? 1.0F / 3 : kRealShare;
  const float real = std::round((high.x - low.x) * share);
  const float each = std::round((high.x - low.x - real) / static_cast<float>(generated));
  float x = low.x;
  if (high.y > low.y) {
    for (const Sheet which : {kRaw, kAveraged}) {
      if ((which == kRaw && mode == 1) || (which == kAveraged && mode == 0)) continue;
      draw_sheet(which, {x, low.y}, {x + each - line, high.y}, context, frame);
      x += each;
    }
    if (with_real) draw_sheet(kReal, {x, low.y}, high, context, frame);
  }
  note_look(context);
  ask(context);
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy(size);
}

}  // namespace

std::unique_ptr<View> make_sheets_view(std::string&) {
  return std::make_unique<SheetsView>();
}

}  // namespace gan
