// The picker of scenarios: a gallery of cards with a picture of each, in groups, with a search field, and what the
// marked one is about. Opens over the window; training goes on behind it.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/lab/lab.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/drawing.h"
#include "app/panels/scenario/card_parts.h"
#include "app/panels/scenario/gallery_model.h"
#include "app/panels/scenario/thumbnail_textures.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

constexpr float kPictureWidth = 168, kPictureHeight = 112;  // design pixels
constexpr float kDetails = 320;

class GalleryView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  // "card.ID": the card of a scenario, while it is in sight.
  const Region* find_control(std::string_view key) const override;

 private:
  void begin(const ViewContext& context);
  void search(const Frame& frame);
  void find_cards(std::span<const Scenario> all, const GallerySizes& sizes);
  GallerySizes sizes(const Frame& frame, float width) const;
  void cards(ViewContext& context, const Frame& frame, float width);
  void card(const GalleryGrid::Card& card, ImVec2 origin, ViewContext& context, const Frame& frame);
  void picture(std::size_t scenario, ImVec2 low, ImVec2 high, const ViewContext& context, const Frame& frame);
  void details(const Scenario& scenario, const Frame& frame);
  bool move_by_keys();
  void open(ViewContext& context);

  FlaggedPopup popup_;
  std::string search_;
  std::optional<std::string> searched_;  // what the sections are of
  std::vector<GallerySection> sections_;
  GalleryGrid grid_;
  std::size_t selected_ = 0;
  std::vector<std::pair<std::string, Region>> in_sight_;  // ids of scenarios, and their cards
  bool shown_ = false;                                    // the marked card was brought into sight
  std::shared_ptr<const ThumbnailLooks> looks_;
  std::unique_ptr<ThumbnailTextures> textures_;
};

void GalleryView::draw(ViewContext& context, const Frame& frame) {
  bool& wanted = context.settings.of<ControlsSettings>().scenarios;
  in_sight_.clear();
  if (!popup_.concerned(wanted)) return;
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const ImVec2 size(std::clamp(display.x - theme.space(4), 1.0F, theme.px(944)),
                    std::clamp(display.y - theme.space(4), 1.0F, theme.px(820)));
  ImGui::SetNextWindowSize(size);
  ImGui::SetNextWindowPos(ImVec2(0.5F * display.x, 0.5F * display.y), ImGuiCond_Always, ImVec2(0.5F, 0.5F));
  // The keys move the card that is marked; ImGui's own navigation would wander between cards and buttons.
  if (!popup_.begin("Scenarios", wanted, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav)) return;
  if (!popup_.was_open()) begin(context);
  context.actions.thumbnails = looks_;
  search(frame);
  const float footer = ImGui::GetFrameHeight() + 2 * ImGui::GetStyle().ItemSpacing.y;
  const float available = ImGui::GetContentRegionAvail().x, scroll = ImGui::GetStyle().ScrollbarSize;
  // Two columns of cards at least go before the text about one.
  const bool roomy = available > theme.px(kDetails) + 2 * theme.px(kPictureWidth) + theme.space(8);
  const float width = roomy ? available - theme.px(kDetails) - theme.space(2) : available;
  find_cards(context.lab.scenarios(), sizes(frame, width - scroll - theme.space(0.5F)));
  const bool moved = popup_.was_open() ? move_by_keys() : true;
  if (moved) shown_ = false;
  ImGui::BeginChild("cards", ImVec2(width, -footer), false, ImGuiWindowFlags_NoNav);
  cards(context, frame, width);
  ImGui::EndChild();
  const bool any = !grid_.cards.empty();
  if (roomy) {
    ImGui::SameLine(0, theme.space(2));
    ImGui::BeginChild("details", ImVec2(0, -footer), false, ImGuiWindowFlags_NoNav);
    if (any) details(context.lab.scenarios()[selected_], frame);
    ImGui::EndChild();
  }
  ImGui::Dummy(ImVec2(0, 0));
  ImGui::BeginDisabled(!any);
  const bool pressed = ImGui::Button("Open");
  ImGui::EndDisabled();
  if (pressed || (any && popup_.was_open() && enter_pressed())) open(context);
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  caption(frame, "Arrows choose, Enter opens. Or drop a scenario file on the window.");
  if (popup_.was_open() && escape_pressed()) wanted = false;
  popup_.end(wanted);
}

const Region* GalleryView::find_control(std::string_view key) const {
  constexpr std::string_view kCard = "card.";
  if (!key.starts_with(kCard)) return nullptr;
  const auto found = std::find_if(in_sight_.begin(), in_sight_.end(),
                                  [&](const auto& card) { return card.first == key.substr(kCard.size()); });
  return found == in_sight_.end() ? nullptr : &found->second;
}

void GalleryView::begin(const ViewContext& context) {
  const auto& all = context.lab.scenarios();
  search_.clear();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].id == context.session.scenario().id) selected_ = i;
  }
  if (!looks_) looks_ = thumbnail_looks();
}

void GalleryView::search(const Frame& frame) {
  const float width = std::min(frame.theme.px(320), ImGui::GetContentRegionAvail().x * 0.6F);
  {
    const FontScope font(frame.fonts.title);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted("Scenarios");
  }
  ImGui::SameLine(0, frame.theme.space(2));
  ImGui::SetNextItemWidth(width);
  if (!popup_.was_open()) ImGui::SetKeyboardFocusHere();
  ImGui::InputTextWithHint("##search", "Search", &search_);
  thin_separator(frame);
}

void GalleryView::find_cards(std::span<const Scenario> all, const GallerySizes& sizes) {
  if (searched_ != search_) {
    sections_ = gallery_sections(all, search_);
    searched_ = search_;
  }
  grid_ = place_gallery(sections_, sizes);
  const bool there = std::any_of(grid_.cards.begin(), grid_.cards.end(),
                                 [&](const GalleryGrid::Card& card) { return card.scenario == selected_; });
  if (!there && !grid_.cards.empty()) selected_ = grid_.cards.front().scenario;
}

GallerySizes GalleryView::sizes(const Frame& frame, float width) const {
  const Theme& theme = frame.theme;
  GallerySizes sizes;
  sizes.width = width;
  sizes.card_width = theme.whole_px(kPictureWidth) + theme.space();
  sizes.card_height = theme.whole_px(kPictureHeight) + 2 * ImGui::GetFontSize() + theme.space(1.5F);
  sizes.gap = theme.space();
  sizes.heading = ImGui::GetFontSize() + theme.space();
  return sizes;
}

// True where another card is marked. In a line with text the caret has the keys that move along it.
bool GalleryView::move_by_keys() {
  const std::size_t before = selected_;
  const auto go = [&](GalleryStep step) { selected_ = step_in(grid_, selected_, step).value_or(selected_); };
  if (down_pressed()) go(GalleryStep::down);
  if (up_pressed()) go(GalleryStep::up);
  for (int i = 0; i < 2; ++i) {
    if (page_down_pressed()) go(GalleryStep::down);
    if (page_up_pressed()) go(GalleryStep::up);
  }
  if (!search_.empty()) return selected_ != before;
  if (left_pressed()) go(GalleryStep::left);
  if (right_pressed()) go(GalleryStep::right);
  if (home_pressed()) go(GalleryStep::first);
  if (end_pressed()) go(GalleryStep::last);
  return selected_ != before;
}

void GalleryView::cards(ViewContext& context, const Frame& frame, float width) {
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const Palette& p = frame.theme.palette;
  if (grid_.cards.empty()) {
    card_text("No scenario has \"" + search_ + "\" in its title, its description or what to watch for.", p.text_muted);
    return;
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    draw_text_within(list, ImVec2(origin.x, origin.y + grid_.headings[i]), pack(p.text_muted), sections_[i].title,
                     width);
  }
  for (const GalleryGrid::Card& each : grid_.cards) card(each, origin, context, frame);
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy(ImVec2(1, grid_.height));
}

void GalleryView::card(const GalleryGrid::Card& card, ImVec2 origin, ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const Scenario& scenario = context.lab.scenarios()[card.scenario];
  const float pad = theme.space(0.5F), line = ImGui::GetFontSize();
  const ImVec2 size(theme.whole_px(kPictureWidth) + 2 * pad, theme.whole_px(kPictureHeight) + 2 * line + 3 * pad);
  const ImVec2 low(origin.x + card.x, origin.y + card.y), high(low.x + size.x, low.y + size.y);
  ImGui::SetCursorScreenPos(low);
  ImGui::PushID(static_cast<int>(card.scenario));
  if (ImGui::InvisibleButton("card", size)) selected_ = card.scenario;
  ImGui::PopID();
  const bool hovered = ImGui::IsItemHovered(), marked = card.scenario == selected_;
  if (hovered && ImGui::IsMouseDoubleClicked(0)) open(context);
  if (marked && !shown_) {
    shown_ = true;
    ImGui::SetScrollHereY();
  }
  if (!ImGui::IsRectVisible(low, high)) return;
  in_sight_.emplace_back(scenario.id, Region{low.x, low.y, size.x, size.y});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (hovered) list.AddRectFilled(low, high, pack(p.control), theme.px(4));
  const ImVec2 picture_low(low.x + pad, low.y + pad);
  const ImVec2 picture_high(picture_low.x + theme.whole_px(kPictureWidth),
                            picture_low.y + theme.whole_px(kPictureHeight));
  picture(card.scenario, picture_low, picture_high, context, frame);
  if (marked) list.AddRect(low, high, pack(p.accent), theme.px(4), 0, theme.whole_px(2));
  // The title in two lines at most.
  const float y = picture_high.y + pad / 2, width = picture_high.x - picture_low.x;
  const char* const begin = scenario.title.c_str();
  const char* const end = begin + scenario.title.size();
  const char* const second =
      ImGui::GetFont()->CalcWordWrapPositionA(line / ImGui::GetFont()->FontSize, begin, end, width);
  draw_text(list, ImVec2(picture_low.x, y), pack(p.text),
            std::string_view(begin, static_cast<std::size_t>(second - begin)));
  const char* rest = second;
  while (rest < end && *rest == ' ') ++rest;
  draw_text_within(list, ImVec2(picture_low.x, y + line), pack(p.text),
                   std::string_view(rest, static_cast<std::size_t>(end - rest)), width);
}

void GalleryView::picture(std::size_t scenario, ImVec2 low, ImVec2 high, const ViewContext& context,
                          const Frame& frame) {
  const Palette& p = frame.theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, high, pack(p.plot), frame.theme.px(2));
  const Thumbnail* thumbnail = context.lab.thumbnails().find(scenario);
  if (frame.opengl && thumbnail != nullptr) {
    if (!textures_) textures_ = std::make_unique<ThumbnailTextures>();
    if (const unsigned int texture = textures_->texture(scenario, *thumbnail, frame.theme.mode)) {
      list.AddImage((ImTextureID) static_cast<std::intptr_t>(texture), low, high);
      return;
    }
  }
  const std::string& file = context.lab.scenarios()[scenario].settings.spec.data.file;
  const std::string text = thumbnail != nullptr && thumbnail->refused ? "needs " + file : "drawing …";
  const FontScope font(frame.fonts.small);
  draw_text(list, ImVec2((low.x + high.x) / 2, (low.y + high.y - ImGui::GetFontSize()) / 2), pack(p.text_muted), text,
            0.5F);
}

void GalleryView::details(const Scenario& scenario, const Frame& frame) {
  const Palette& p = frame.theme.palette;
  {
    const FontScope font(frame.fonts.title);
    card_text(scenario.title, p.text);
  }
  card_text(scenario.description, p.text);
  if (scenario.question) {
    card_heading(frame, "It asks");
    card_text(scenario.question->text, p.text);
  }
  if (!scenario.remedies.empty()) {
    card_heading(frame, "Remedy");
    for (const Remedy& remedy : scenario.remedies) card_text(remedy.title, p.text);
  }
  if (!scenario.claims.empty()) {
    card_heading(frame, "Verified over many seeds");
    const FontScope font(frame.fonts.small);
    card_text(scenario.claims, p.text_muted);
  }
}

void GalleryView::open(ViewContext& context) {
  const auto& all = context.lab.scenarios();
  if (selected_ < all.size()) context.actions.scenario = all[selected_].id;
  context.settings.of<ControlsSettings>().scenarios = false;
}

}  // namespace

std::unique_ptr<View> make_gallery_view(std::string&) {
  return std::make_unique<GalleryView>();
}

}  // namespace gan
