// The search field: what is typed finds settings, plots, layers, looks, tabs, commands and scenarios, by their names
// and by what the field calls them. It opens over the window; training goes on behind it.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/find/find_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

#if IMGUI_VERSION_NUM >= 19100
constexpr int kKeepsPopupOpen = ImGuiSelectableFlags_NoAutoClosePopups;
#else
constexpr int kKeepsPopupOpen = ImGuiSelectableFlags_DontClosePopups;
#endif

class FindView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  void begin(const ViewContext& context, const Frame& frame);
  void look_up();
  void field(const Frame& frame);
  bool move_by_keys();
  void list(ViewContext& context, const Frame& frame);
  void row(const FindHit& hit, ImVec2 low, ImVec2 high, const Frame& frame) const;
  void choose(ViewContext& context);

  FlaggedPopup popup_;
  std::string query_;
  std::vector<FindEntry> entries_;  // of when it opened
  std::vector<FindHit> hits_;       // of the query
  int selected_ = 0;
  bool moved_ = true;  // the marked line is another, and has to be brought into sight
  float row_height_ = 1;
};

// What comes to the front where it shares its place with others.
std::vector<FindTab> tabs_of(const DataKind& kind) {
  std::vector<FindTab> tabs;
  for (const ViewEntry& entry : view_entries()) {
    const bool shares = entry.place == Place::left || entry.place == Place::stage || entry.place == Place::lens;
    if (shares && entry.fits(kind)) tabs.push_back({entry.id, entry.title, entry.meaning});
  }
  return tabs;
}

void FindView::begin(const ViewContext& context, const Frame& frame) {
  const KeyboardLayout us;
  const std::vector<FindTab> tabs = tabs_of(context.kind);
  entries_ = find_entries({context.session.shown_settings(), context.kind, tabs, context.lab.scenarios(),
                           frame.keyboard != nullptr ? *frame.keyboard : us, can_show});
  query_.clear();
  look_up();
}

void FindView::look_up() {
  hits_ = find_hits(entries_, query_);
  selected_ = 0;
  moved_ = true;
}

void FindView::draw(ViewContext& context, const Frame& frame) {
  bool& wanted = context.settings.of<FrameSettings>().find;
  if (!popup_.concerned(wanted)) return;
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const ImVec2 size(std::clamp(display.x - theme.space(4), 1.0F, theme.px(600)),
                    std::clamp(display.y - theme.space(4), 1.0F, theme.px(480)));
  ImGui::SetNextWindowSize(size);
  // Nearer to the top than to the bottom: what is found comes to be seen below it.
  ImGui::SetNextWindowPos(ImVec2(std::round(0.5F * (display.x - size.x)), std::round(0.35F * (display.y - size.y))));
  // The keys move the line that is marked; ImGui's own navigation would leave the field.
  if (!popup_.begin("Find", wanted, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav)) return;
  if (!popup_.was_open()) begin(context, frame);
  field(frame);
  ImGui::Dummy(ImVec2(0, 0));
  row_height_ = std::round(ImGui::GetTextLineHeight() + font_metrics(frame.fonts.small).size + theme.space(1.25F));
  const bool chosen = popup_.was_open() && enter_pressed();
  // Whole lines alone: none is cut off at the end of the list.
  const float room = ImGui::GetContentRegionAvail().y - theme.space(3);
  const float height = row_height_ * std::max(std::floor(room / row_height_), 1.0F);
  if (ImGui::BeginChild("found", ImVec2(0, height), false, ImGuiWindowFlags_NoNav)) list(context, frame);
  ImGui::EndChild();
  ImGui::SetCursorPosY(ImGui::GetWindowHeight() - ImGui::GetStyle().WindowPadding.y -
                       font_metrics(frame.fonts.small).size);
  caption(frame, "\u2191 \u2193 choose, Enter goes there, Esc closes.");
  if (chosen) choose(context);
  if (popup_.was_open() && escape_pressed()) wanted = false;
  popup_.end(wanted);
}

void FindView::field(const Frame& frame) {
  ImGui::SetNextItemWidth(-1);
  // From its first frame on, and again after a click beside it.
  if (!popup_.was_open() || !ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere();
  const FontScope font(frame.fonts.title);
  const std::string before = query_;
  ImGui::InputTextWithHint("##query", "Find a setting, plot, layer, tab, command or scenario", &query_);
  if (query_ != before) look_up();
}

bool FindView::move_by_keys() {
  const int before = selected_, last = std::max(static_cast<int>(hits_.size()) - 1, 0);
  const int page = std::max(static_cast<int>(ImGui::GetWindowHeight() / row_height_) - 1, 1);
  if (down_pressed()) ++selected_;
  if (up_pressed()) --selected_;
  if (page_down_pressed()) selected_ += page;
  if (page_up_pressed()) selected_ -= page;
  selected_ = std::clamp(selected_, 0, last);
  return selected_ != before;
}

void FindView::list(ViewContext& context, const Frame& frame) {
  if (hits_.empty()) {
    wrapped_caption(frame, "Nothing is called that. Try another word of the field: step size, FID, latent space.");
    return;
  }
  if (popup_.was_open() && move_by_keys()) moved_ = true;
  const float scroll = ImGui::GetScrollY();
  if (moved_) {
    // No further than until the marked line is there.
    const float top = row_height_ * static_cast<float>(selected_), height = ImGui::GetWindowHeight();
    if (top < scroll) ImGui::SetScrollY(top);
    if (top + row_height_ > scroll + height) ImGui::SetScrollY(top + row_height_ - height);
    moved_ = false;
  } else if (const float whole = row_height_ * std::round(scroll / row_height_); whole != scroll) {
    ImGui::SetScrollY(whole);
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(hits_.size()), row_height_);
  bool clicked = false;
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      ImGui::PushID(i);
      if (ImGui::Selectable("##row", i == selected_, kKeepsPopupOpen, ImVec2(0, row_height_))) {
        selected_ = i;
        clicked = true;
      }
      const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
      if (i == selected_) {
        ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + frame.theme.whole_px(3), high.y},
                                                  pack(frame.theme.palette.accent));
      }
      row(hits_[static_cast<std::size_t>(i)], low, high, frame);
      ImGui::PopID();
    }
  }
  ImGui::PopStyleVar();
  if (clicked) choose(context);
}

// The name, with the synonym that it was found by; what it is, at the right; and below what it does.
void FindView::row(const FindHit& hit, ImVec2 low, ImVec2 high, const Frame& frame) const {
  const Theme& theme = frame.theme;
  const FindEntry& entry = entries_[static_cast<std::size_t>(hit.entry)];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 muted = pack(theme.palette.text_muted);
  const float pad = theme.space(1), left = low.x + pad, right = high.x - pad, line = ImGui::GetTextLineHeight();
  const float y = low.y + theme.space(0.5F);
  float where = 0;
  {
    const FontScope font(frame.fonts.small);
    const float below = y + line + theme.whole_px(2), down = 0.5F * (line - ImGui::GetFontSize());
    const std::string meaning = entry.idle ? "Not used in this game. " + entry.meaning : entry.meaning;
    draw_text_within(list, {left, below}, muted, meaning, right - left);
    where = std::min(text_width(entry.where), 0.4F * (right - left));
    draw_text_within(list, {right - where, y + down}, muted, entry.where, where);
  }
  const float most = right - where - pad - left, title = std::min(text_width(entry.title), most);
  draw_text_within(list, {left, y}, entry.idle ? muted : pack(theme.palette.text), entry.title, most);
  if (hit.synonym == nullptr) return;
  const FontScope font(frame.fonts.small);
  const float at = left + title + pad, down = 0.5F * (line - ImGui::GetFontSize());
  const std::string also = "= " + *hit.synonym;
  if (at + text_width(also) <= left + most) draw_text(list, {at, y + down}, pack(theme.palette.accent), also);
}

void FindView::choose(ViewContext& context) {
  if (static_cast<std::size_t>(selected_) >= hits_.size()) return;
  // First, because the command may be one that opens another list.
  context.settings.of<FrameSettings>().find = false;
  const int entry = hits_[static_cast<std::size_t>(selected_)].entry;
  choose_found(entries_[static_cast<std::size_t>(entry)], context.kind, context.settings, context.actions);
}

}  // namespace

std::unique_ptr<View> make_find_view(std::string&) {
  return std::make_unique<FindView>();
}

}  // namespace gan
