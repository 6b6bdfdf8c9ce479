#include "app/panels/theory_tab/path_part.h"

#include <algorithm>

#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/theory/path_plots.h"
#include "app/panels/theory_tab/said.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

constexpr float kMostEnd = 150;  // design pixels of a list's field
constexpr PathEnd kFrom{PathEnd::Kind::start}, kTo{PathEnd::Kind::now};

void choose_end(const Frame& frame, const char* id, const char* tip, std::span<const PathEndChoice> ends,
                std::size_t shown, float width, PathEnd& end) {
  ImGui::SetNextItemWidth(width);
  if (ImGui::BeginCombo(id, ends[shown].name.c_str(), ImGuiComboFlags_HeightLarge)) {
    for (std::size_t i = 0; i < ends.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      if (ImGui::Selectable(ends[i].name.c_str(), i == shown)) end = ends[i].end;
      if (i == shown) ImGui::SetItemDefaultFocus();
      ImGui::PopID();
    }
    ImGui::EndCombo();
  }
  item_tooltip(frame, tip);
}

}  // namespace

float PathPart::draw_ends(ViewContext& context, const Frame& frame, ImVec2 at, float right) {
  PhaseSettings& s = context.settings.of<PhaseSettings>();
  const std::vector<PathEndChoice> ends = path_ends(context.lab.kept().moments().all());
  const std::size_t from = find_end(ends, s.path_from, kFrom), to = find_end(ends, s.path_to, kTo);
  context.actions.path = PathWish{ends[from].end, ends[to].end};
  if (frame.paper) return 0;
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.px(6), theme.px(1)));
  const float height = ImGui::GetFrameHeight(), gap = theme.px(6);
  const float words = text_width("from") + text_width("to") + 3 * gap;
  const float width = std::min((right - at.x - words) / 2, theme.px(kMostEnd));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto word = [&](const char* text) {
    draw_text(list, {at.x, at.y + theme.px(1)}, pack(theme.palette.text_muted), text);
    at.x += text_width(text) + gap;
    ImGui::SetCursorScreenPos(at);
  };
  word("from");
  choose_end(
      frame, "##from",
      "t = 0: where the game began, a moment that is kept (key K keeps the one that is shown), or what is shown.", ends,
      from, width, s.path_from);
  at.x += width + gap;
  word("to");
  choose_end(frame, "##to", "t = 1: the same. Its losses, penalties and data are those along the line.", ends, to,
             width, s.path_to);
  ImGui::PopStyleVar();
  return height + theme.px(6);
}

void PathPart::draw_path(const MomentPath& path, const ViewContext& context, const Frame& frame, ImVec2 low,
                         ImVec2 high) const {
  const Theme& theme = frame.theme;
  const std::span<const KeptMoment> kept = context.lab.kept().moments().all();
  const std::string from = name_of_moment(*path.request.from, kept), to = name_of_moment(*path.snapshot, kept);
  const std::vector<std::string> said = path_sentences(path, from, to);
  const float width = high.x - low.x, height = high.y - low.y;
  const bool beside = width > kWordsBeside * height;
  const float gap = theme.space(1.5F), across = beside ? (width - gap) * 0.6F : width;
  // The first sentence always has room; of the plots as many as have it then.
  const float first = beside || said.empty() ? 0 : said_height(frame, {said.front()}, width) + gap;
  const int plots = path.why_not.empty() ? path_plots_within(frame, height - first) : 0;
  if (plots == 0) {
    say(frame, said, low, width, high.y);
    return;
  }
  const float words =
      beside ? 0 : std::min(said_height(frame, said, width) + gap, height - least_path_height(frame, plots));
  draw_path_plots(frame, path, from, to, plots, low, {low.x + across, high.y - words});
  const ImVec2 at = beside ? ImVec2(low.x + across + gap, low.y) : ImVec2(low.x, high.y - words + gap / 2);
  say(frame, said, at, beside ? width - across - gap : width, high.y);
}

void PathPart::draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  low.y += draw_ends(context, frame, low, high.x);
  if (context.path != nullptr) return draw_path(*context.path, context, frame, low, high);
  const FontScope font(frame.fonts.body);
  draw_text_within(*ImGui::GetWindowDrawList(), low, pack(frame.theme.palette.text_muted),
                   "Looking along the line between the moments …", high.x - low.x);
}

}  // namespace gan
