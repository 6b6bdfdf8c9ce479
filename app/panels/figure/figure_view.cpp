// Saving what one sees: of which panel, as what, and for a clip which stretch of the run.
#include <imgui.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/figure/clip_steps_model.h"
#include "app/panels/figure/figure_names.h"
#include "app/panels/figure/figure_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

class FigureView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  void choose_panel(const ViewContext& context, FigureSettings& settings) const;
  void figure(ViewContext& context, const Frame& frame);
  void clip(ViewContext& context, const Frame& frame);
  void choose_stretch(const std::vector<ClipSegment>& segments);
  // Enter does what the button does.
  bool entered() const { return popup_.was_open() && enter_pressed(); }

  FlaggedPopup popup_;
  RunPlace from_;               // of the clip
  std::optional<RunPlace> to_;  // nothing: to the newest step
  SegmentId of_;                // that was shown when these were set at first
};

void FigureView::choose_panel(const ViewContext& context, FigureSettings& settings) const {
  const std::vector<FigureName> names = figure_names(context.lab);
  auto chosen = std::find_if(names.begin(), names.end(), [&](const FigureName& n) { return n.id == settings.panel; });
  if (chosen == names.end()) chosen = names.begin();
  settings.panel = chosen->id;
  if (!ImGui::BeginCombo("of", chosen->title.c_str())) return;
  for (const FigureName& name : names) {
    ImGui::PushID(name.id.c_str());
    if (ImGui::Selectable(name.title.c_str(), name.id == settings.panel)) settings.panel = name.id;
    ImGui::PopID();
  }
  ImGui::EndCombo();
}

void FigureView::figure(ViewContext& context, const Frame& frame) {
  FigureSettings& settings = context.settings.of<FigureSettings>();
  constexpr const char* kKinds[] = {"PDF: text and lines, for LaTeX and print",
                                    "SVG: text and lines, for drawing programs", "PNG: pixels"};
  ImGui::Combo("as", &settings.kind, kKinds, IM_ARRAYSIZE(kKinds));
  if (settings.kind == 2) {
    setting_slider("pixels per pixel", context.settings, settings.scale, {"%.1f"});
    item_tooltip(frame, "How many pixels of the figure one of the window becomes, along each side.");
  }
  if (ImGui::Button("Save the figure") || entered()) {
    context.actions.figure =
        FigureRequest{settings.panel, kFigureEndings[settings.kind], settings.scale, settings.print};
    settings.open = false;
  }
}

// The ends of the stretch, each a step and, where the run has several, its segment.
void FigureView::choose_stretch(const std::vector<ClipSegment>& segments) {
  const auto named = [](const ClipSegment& s) {
    const std::string number = std::to_string(s.number);
    return s.change.empty() ? number + ": the start" : number + ": " + s.change;
  };
  const auto place = [&](const char* step_name, const char* segment_name, RunPlace& at) {
    const auto chosen =
        std::find_if(segments.begin(), segments.end(), [&](const ClipSegment& s) { return s.number == at.segment; });
    if (segments.size() > 1 && ImGui::BeginCombo(segment_name, named(*chosen).c_str())) {
      for (const ClipSegment& s : segments) {
        ImGui::PushID(static_cast<int>(s.number));
        // From its beginning, up to its end.
        const bool first = &at == &from_;
        if (ImGui::Selectable(named(s).c_str(), s.number == at.segment)) at = {s.number, first ? s.first : s.last};
        ImGui::PopID();
      }
      ImGui::EndCombo();
    }
    ImGui::InputScalar(step_name, ImGuiDataType_S64, &at.step);
    const auto within =
        std::find_if(segments.begin(), segments.end(), [&](const ClipSegment& s) { return s.number == at.segment; });
    at.step = std::clamp(at.step, within->first, within->last);
  };
  place("from step", "begins in", from_);
  RunPlace to = to_.value_or(RunPlace{segments.back().number, segments.back().last});
  const RunPlace before = to;
  place("to step", "ends in", to);
  if (to != before) to_ = to;
}

void FigureView::clip(ViewContext& context, const Frame& frame) {
  FigureSettings& settings = context.settings.of<FigureSettings>();
  std::vector<ClipSegment> segments = clip_segments(context.session);
  // Those that a drag of a setting has left without an iteration show nothing.
  const std::int64_t shown = context.snapshot.position.segment;
  std::erase_if(segments, [&](const ClipSegment& s) { return s.first == s.last && !s.holds(shown); });
  const auto found =
      std::find_if(segments.begin(), segments.end(), [&](const ClipSegment& s) { return s.holds(shown); });
  if (found == segments.end()) return;  // it has only just begun
  const ClipSegment here = *found;
  if (of_ != context.snapshot.segment()) {
    of_ = context.snapshot.segment();
    from_ = {here.number, here.first};
    to_.reset();
    if (here.number != segments.back().number) to_ = {here.number, here.last};
  }
  constexpr const char* kKinds[] = {"GIF", "MP4, by ffmpeg"};
  ImGui::Combo("as", &settings.clip_kind, kKinds, IM_ARRAYSIZE(kKinds));
  ImGui::Checkbox("Zoomed as on the screen", &settings.clip_on_screen);
  item_tooltip(frame, "Where arena, sheets or plots were moved or zoomed, the clip shows that part; else all of it.");
  choose_stretch(segments);
  setting_slider("frames, about", context.settings, settings.clip_frames, {"%d", true});
  setting_slider("frames per second", context.settings, settings.clip_rate, {"%.0f"});
  const RunPlace to = to_.value_or(RunPlace{segments.back().number, segments.back().last});
  const bool good = from_ < to;
  const std::int64_t every = clip_distance(clip_length(segments, from_, to), settings.clip_frames);
  char says[160];
  if (good) {
    const std::size_t frames = clip_places(segments, from_, to, every).size();
    const std::string apart = every == 1 ? "Every iteration" : "Every " + std::to_string(every) + " iterations";
    std::snprintf(says, sizeof says, "%s: %zu frames, %.1f seconds.", apart.c_str(), frames,
                  static_cast<double>(frames) / settings.clip_rate);
  } else {
    std::snprintf(says, sizeof says, "It has to end after the step that it begins at.");
  }
  caption(frame, says);
  if ((ImGui::Button("Save the clip") || entered()) && good) {
    ClipRequest& asked = context.actions.clip.emplace();
    asked.panel = settings.panel;
    asked.ending = kClipEndings[settings.clip_kind];
    asked.print = settings.print;
    asked.as_on_screen = settings.clip_on_screen;
    asked.from = from_;
    asked.to = to;
    asked.every = every;
    asked.frames_per_second = settings.clip_rate;
    settings.open = false;
  }
}

void FigureView::draw(ViewContext& context, const Frame& frame) {
  FigureSettings& settings = context.settings.of<FigureSettings>();
  LayoutSettings& layout = context.settings.of<LayoutSettings>();
  const bool figure_sought = layout.take_sought(kSoughtFigure), clip_sought = layout.take_sought(kSoughtClip);
  if (figure_sought || clip_sought) {
    settings.open = true;
    settings.clip = clip_sought;
  }
  if (!popup_.concerned(settings.open)) return;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0.5F * display.x, 0.4F * display.y), ImGuiCond_Always, ImVec2(0.5F, 0.5F));
  if (!popup_.begin("Save a figure", settings.open, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_AlwaysAutoResize))
    return;
  {
    const FontScope font(frame.fonts.title);
    ImGui::TextUnformatted("Save what you see");
  }
  if (toggle_button("Figure", !settings.clip, frame)) settings.clip = false;
  ImGui::SameLine(0, frame.theme.px(2));
  if (toggle_button("Clip", settings.clip, frame)) settings.clip = true;
  thin_separator(frame);
  ImGui::PushItemWidth(frame.theme.px(280));
  choose_panel(context, settings);
  ImGui::Checkbox("White background, for print", &settings.print);
  if (settings.clip) {
    clip(context, frame);
  } else {
    figure(context, frame);
  }
  ImGui::PopItemWidth();
  caption(frame, "It is written into the folder ganscope-out, beside the training.");
  popup_.end(settings.open);
}

}  // namespace

std::unique_ptr<View> make_figure_view(std::string&) {
  return std::make_unique<FigureView>();
}

}  // namespace gan
