// Into the networks: the filters of the layer next to the image, and what comes out of a chosen layer for
// the chosen tile, as small grey images in which 0 is the middle.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/panels/images/image_widgets.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/images/layers_model.h"
#include "app/panels/panel_split_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"
#include "app/ui/ellipsis.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr float kLayersPanel = 232;  // design pixels, of the controls

Player shown_player(const ImagesSettings& settings) {
  return settings.layers_generator ? Player::generator : Player::discriminator;
}

class LayersView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  // "layers.sheet": where the small images are.
  const Region* find_control(std::string_view key) const override {
    return key == "layers.sheet" && !region_.empty() ? &region_ : nullptr;
  }
  void fit() override { canvas_.fit(); }

 private:
  void follow_game(const ViewContext& context);
  void take(const ViewContext& context);
  void ask(ViewContext& context) const;
  void draw_sheet(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);
  void show_image(const Frame& frame, int i) const;
  void draw_panel(ViewContext& context, const Frame& frame, const Region& region);
  void layer_choice(ImagesSettings& settings, const Frame& frame);
  void draw_legend(const Frame& frame) const;
  const LayersRequest& request() const { return *shown_->request.layers; }

  PerPlayer<NetworkLayout> layouts_;
  PerPlayer<std::vector<LayerChoice>> choices_;
  std::shared_ptr<const Settings> kept_;  // that those are of
  SampleShape shape_ = {1, 1, 1};
  SheetCanvas canvas_;
  std::shared_ptr<const ProbeResult> shown_;  // kept until the next one is there
  Region region_;
  float controls_height_ = 0;  // that they needed last
  std::uint64_t version_ = 0, revision_ = 0;
};

void LayersView::follow_game(const ViewContext& context) {
  const GameSpec& spec = context.snapshot.settings->spec;
  const SampleShape shape = context.snapshot.data->shape();
  const bool same = kept_ != nullptr && shape == shape_ && kept_->spec.noise.dimension == spec.noise.dimension &&
                    kept_->spec.generator == spec.generator && kept_->spec.discriminator == spec.discriminator;
  kept_ = context.snapshot.settings;
  if (same) return;
  shape_ = shape;
  layouts_.discriminator = make_layout(spec.discriminator, shape, 1);
  layouts_.generator = make_layout(spec.generator, spec.noise.dimension, shape);
  choices_.discriminator = layer_choices(layouts_.discriminator, shape, 1);
  choices_.generator = layer_choices(layouts_.generator, spec.noise.dimension, shape);
  shown_.reset();
}

void LayersView::take(const ViewContext& context) {
  if (context.probe == nullptr || context.probe_version == version_ || !context.probe->request.layers) return;
  version_ = context.probe_version;
  if (context.probe->snapshot->data->shape() != shape_) return;
  shown_ = context.probe;
  ++revision_;
}

void LayersView::ask(ViewContext& context) const {
  const ImagesSettings& s = context.settings.of<ImagesSettings>();
  const ChosenTile& chosen = s.chosen;
  LayersRequest request;
  request.player = shown_player(s);
  request.look = s.layers_activations ? LayerLook::activations : LayerLook::filters;
  const bool averaged = s.chosen_average && keeps_average(context.snapshot);
  if (s.layers_activations) {
    request.chosen = {chosen.real, chosen.index, averaged && !chosen.real};
    const std::vector<LayerChoice>& choices = choices_[shown_player(s)];
    request.layer = choices[find_choice(choices, s.layers_generator ? s.layers_g : s.layers_d)].layer;
  } else {
    request.chosen.averaged = averaged && s.layers_generator;
  }
  context.actions.want().layers = request;
}

void LayersView::show_image(const Frame& frame, int i) const {
  const Theme& theme = frame.theme;
  const ImageAtlas* const atlas = canvas_.atlas();
  const LayerImages& shown = shown_->layers;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.space(), theme.space()));
  ImGui::BeginTooltip();
  if (atlas != nullptr && shown.sheet.shape.pixels() > 1) {
    const float side = theme.px(168);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({side, side});
    draw_image(*ImGui::GetWindowDrawList(), frame, *atlas, i,
               place_image(shown.sheet.shape, at, {at.x + side, at.y + side}));
  }
  {
    const FontScope font(frame.fonts.small);
    ImGui::TextUnformatted(image_text(shown, request().look, i).c_str());
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void LayersView::draw_sheet(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, high, pack(frame.theme.palette.plot));
  if (!shown_) return;
  region_ = {low.x, low.y, high.x - low.x, high.y - low.y};
  if (shown_->layers.sheet.count() == 0) {
    const FontScope font(frame.fonts.small);
    const float pad = frame.theme.space(2);
    list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {low.x + pad, low.y + pad},
                 pack(frame.theme.palette.text_muted),
                 "A real image is chosen, which G has no noise for: click a generated tile.", nullptr,
                 std::max(1.0F, high.x - low.x - 2 * pad));
    return;
  }
  bool clicked = false;
  const int under = canvas_.draw({"maps", &shown_->layers.sheet, revision_, -1, nullptr, shown_->layers.parts}, low,
                                 high, context, frame, clicked);
  if (under >= 0 && !ImGui::IsItemActive()) show_image(frame, under);
}

void LayersView::layer_choice(ImagesSettings& s, const Frame& frame) {
  const std::vector<LayerChoice>& choices = choices_[shown_player(s)];
  int& layer = s.layers_generator ? s.layers_g : s.layers_d;
  const std::size_t now = find_choice(choices, layer);
  ImGui::SetNextItemWidth(-1);
  // The whole name stands in the list.
  std::string shown = choices[now].name;
  const float room = ImGui::GetContentRegionAvail().x - ImGui::GetFrameHeight() - 2 * ImGui::GetStyle().FramePadding.x;
  if (const std::size_t length = length_within(shown, room, text_width); length < shown.size()) {
    shown = shown.substr(0, length).append(kEllipsis);
  }
  if (ImGui::BeginCombo("##layer", shown.c_str(), ImGuiComboFlags_HeightLarge)) {
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (ImGui::Selectable(choices[i].name.c_str(), i == now)) layer = choices[i].layer;
      if (i == now) ImGui::SetItemDefaultFocus();
    }
    ImGui::EndCombo();
  }
  item_tooltip(frame, "The layer whose output is shown, by its number in the network and in checkpoints.");
}

// Black to white, with 0 in the middle.
void LayersView::draw_legend(const Frame& frame) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float width = ImGui::GetContentRegionAvail().x, height = theme.px(10), line = ImGui::GetFontSize();
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high{low.x + width, low.y + height};
  ImGui::InvisibleButton("scale", {std::max(1.0F, width), height + line + theme.px(4)});
  item_tooltip(frame,
               "One scale for all, symmetric about 0: at least 99 of 100 values lie within it, the others "
               "are cut off.");
  const ImU32 black = IM_COL32(0, 0, 0, 255), white = IM_COL32(255, 255, 255, 255);
  list.AddRectFilledMultiColor(low, high, black, white, white, black);
  list.AddRect(low, high, pack(p.separator));
  const std::string end = value_text(static_cast<double>(shown_->layers.scale)).c_str();
  const float y = high.y + theme.px(3);
  draw_text(list, {low.x, y}, pack(p.text_muted), "−" + end);
  draw_text(list, {low.x + width / 2, y}, pack(p.text_muted), "0", 0.5F);
  draw_text(list, {high.x, y}, pack(p.text_muted), end, 1);
}

void LayersView::draw_panel(ViewContext& context, const Frame& frame, const Region& region) {
  ImagesSettings& s = context.settings.of<ImagesSettings>();
  const float gap = frame.theme.px(2);
  ImGui::SetCursorScreenPos({region.x, region.y});
  ImGui::BeginChild("layers panel", {region.width, region.height}, false, ImGuiWindowFlags_NoBackground);
  for (const bool generator : {false, true}) {
    if (generator) ImGui::SameLine(0, gap);
    if (toggle_button(generator ? "G" : "D", s.layers_generator == generator, frame)) s.layers_generator = generator;
    item_tooltip(frame, generator ? "The generator's network." : "The discriminator's network.");
  }
  const float looks = text_width("filters") + text_width("activations") + 4 * ImGui::GetStyle().FramePadding.x + gap;
  const float taken = ImGui::GetItemRectMax().x - region.x + frame.theme.space();
  if (taken + looks <= region.width) ImGui::SameLine(0, frame.theme.space());
  for (const bool activations : {false, true}) {
    if (activations && looks <= region.width) ImGui::SameLine(0, gap);
    if (toggle_button(activations ? "activations" : "filters", s.layers_activations == activations, frame)) {
      s.layers_activations = activations;
    }
    const Player player = shown_player(s);
    const NetworkLayout& layout = layouts_[player];
    item_tooltip(frame, activations ? "What comes out of a layer for the tile that is chosen in a sheet."
                                    : filters_meaning(layout.layers[image_layer(layout, player)], player).c_str());
  }
  if (s.layers_activations) layer_choice(s, frame);
  if (keeps_average(context.snapshot) && (s.layers_activations ? !s.chosen.real : s.layers_generator)) {
    average_checkbox(s.chosen_average);
    item_tooltip(frame, "With the exponential moving average of G's weights instead of the current weights.");
  }
  if (shown_ && shown_->layers.sheet.count() > 0) {
    draw_legend(frame);
    wrapped_caption(frame, count_text(shown_->layers, request().look));
    if (shown_->layers.sheet.shape.channels > 1) wrapped_caption(frame, "each colour on this scale by itself");
    const ChosenImage& chosen = request().chosen;
    const std::vector<LayerChoice>& choices = choices_[request().player];
    const std::string layer = choices[find_choice(choices, static_cast<int>(shown_->layers.layer))].name;
    if (request().look == LayerLook::filters) {
      wrapped_caption(frame, std::string(letter_of(request().player)) + ", layer " + layer);
    } else {
      const Index packing = layouts_[request().player].packing;
      const std::string packed = packing > 1 ? ", the first of a pack of " + whole_text(packing) : "";
      wrapped_caption(frame, "for " +
                                 std::string(chosen.real       ? "real image "
                                             : chosen.averaged ? "EMA of G, noise "
                                                               : "G(z), noise ") +
                                 std::to_string(chosen.tile + 1) + packed);
    }
  }
  keep_height(controls_height_, context.actions);
  ImGui::EndChild();
}

void LayersView::draw(ViewContext& context, const Frame& frame) {
  follow_game(context);
  take(context);
  region_ = {};
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  const PanelSplit split =
      split_panel({corner.x, corner.y, size.x, size.y}, std::min(theme.px(kLayersPanel), 0.5F * size.x),
                  std::max(controls_height_, ImGui::GetFrameHeight()), theme.space());
  const ImVec2 low{std::round(split.view.x), std::round(split.view.y)},
      high{std::round(split.view.x + split.view.width), std::round(split.view.y + split.view.height)};
  if (high.x > low.x && high.y > low.y) draw_sheet(context, frame, low, high);
  draw_panel(context, frame, split.controls);
  ask(context);
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy(size);
}

}  // namespace

std::unique_ptr<View> make_layers_view(std::string&) {
  return std::make_unique<LayersView>();
}

}  // namespace gan
