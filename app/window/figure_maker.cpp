#include "app/window/figure_maker.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <utility>

#include "app/panels/plots/plots_panel_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/picture/draw_data_reader.h"
#include "app/picture/picture_store.h"

namespace gan {
namespace {

constexpr const char* kWholeWindow = "window";
constexpr int kMostHeight = 16384;                    // of a panel with all that it holds
constexpr float kPlotWidth = 480, kPlotHeight = 240;  // design pixels of a plot alone

// The plot that it names; the table's end for none.
std::size_t plot_named(const std::string& name) {
  std::size_t i = 0;
  while (i < plot_infos().size() && plot_key(plot_infos()[i]) != name) ++i;
  return i;
}

// The present context of ImGui for the length of a scope.
class OtherContext {
 public:
  explicit OtherContext(ImGuiContext* context) : before_(ImGui::GetCurrentContext()) {
    ImGui::SetCurrentContext(context);
  }
  ~OtherContext() { ImGui::SetCurrentContext(before_); }
  OtherContext(const OtherContext&) = delete;
  OtherContext& operator=(const OtherContext&) = delete;

 private:
  ImGuiContext* before_;
};

}  // namespace

FigureColour figure_shade(Rgb colour) {
  const auto byte = [](float channel) { return static_cast<std::uint8_t>(std::lround(255 * channel)); };
  return {byte(colour.r), byte(colour.g), byte(colour.b), 255};
}

FigureMaker::FigureMaker(FontFiles files)
    : files_(std::move(files)), fonts_(files_), atlas_(std::make_unique<ImFontAtlas>()) {
  ImGuiContext* const before = ImGui::GetCurrentContext();
  context_ = ImGui::CreateContext(atlas_.get());
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.MousePos = ImVec2(-FLT_MAX, -FLT_MAX);
  io.DeltaTime = 1e-3F;
  ImGui::SetCurrentContext(before);
}

FigureMaker::~FigureMaker() {
  ImGuiContext* const before = ImGui::GetCurrentContext();
  ImGui::DestroyContext(context_);
  if (before != context_) ImGui::SetCurrentContext(before);
}

const FigureFace& FigureMaker::text_face() const {
  return fonts_.face(files_.text ? &*files_.text : nullptr);
}

void FigureMaker::load(float scale) {
  if (scale == scale_) return;
  load_fonts(*atlas_, files_, scale);
  rasterise_fonts(*atlas_);
  glyphs_ = std::make_unique<GlyphTable>(files_, fonts_, scale);
  scale_ = scale;
}

// Returns the part of the frame that the figure is of.
Region FigureMaker::draw(WindowLayout& layout, ViewContext& context, const FigureLook& look, const Frame& frame) {
  const ImVec2 all = ImGui::GetIO().DisplaySize;
  if (look.panel == kWholeWindow) {
    layout.draw(context, frame);
    return {0, 0, all.x, all.y};
  }
  const std::size_t plot = plot_named(look.panel);
  if (plot == plot_infos().size()) {
    layout.draw_alone(look.panel, {0, 0, all.x, all.y}, context, frame);
    return {0, 0, all.x, all.y};
  }
  // It alone in the panel, and of that what it takes.
  int& shown = context.settings.of<PlotsSettings>().shown_plots;
  const int before = std::exchange(shown, 1 << plot);
  layout.draw_alone("plots", {0, 0, all.x, all.y}, context, frame);
  shown = before;
  const Region* const at = layout.find_control(look.panel);
  return at != nullptr ? *at : Region{0, 0, all.x, all.y};
}

FigureScene FigureMaker::make(WindowLayout& layout, ViewContext& context, const FigureLook& look) {
  FigureScene scene;
  build(layout, context, with_all(layout, context, look), &scene);
  return scene;
}

// By how many pixels what can be scrolled is higher than its window was in the last frame; below 0 where it is lower.
float FigureMaker::hidden_height() const {
  float hidden = 0;
  bool any = false;
  for (const ImGuiWindow* const window : context_->Windows) {
    if (!window->Active || window->Hidden || (window->Flags & ImGuiWindowFlags_NoScrollbar) != 0) continue;
    const float below = window->DC.CursorMaxPos.y + window->WindowPadding.y - (window->Pos.y + window->Size.y);
    hidden = any ? std::max(hidden, below) : below;
    any = true;
  }
  return hidden;
}

// A panel that scrolls, of the height of its content: more room may take a scroll bar away, and lines with it.
FigureLook FigureMaker::with_all(WindowLayout& layout, ViewContext& context, const FigureLook& look) {
  FigureLook all = look;
  const bool chosen = !look.panel_size.empty() || look.panel == kWholeWindow;
  if (chosen || plot_named(look.panel) < plot_infos().size()) return all;
  all.panel_size = size_of(layout, look);
  const int least = all.panel_size.height;
  constexpr int kMostTries = 4;
  for (int i = 0; i < kMostTries; ++i) {
    build(layout, context, all, nullptr);
    const int wanted = all.panel_size.height + static_cast<int>(std::ceil(hidden_height()));
    const int height = std::clamp(wanted, least, kMostHeight);
    if (std::exchange(all.panel_size.height, height) == height) break;
  }
  return all;
}

WindowSize FigureMaker::size_of(const WindowLayout& layout, const FigureLook& look) const {
  if (look.panel == kWholeWindow) return look.size;
  if (!look.panel_size.empty()) return look.panel_size;
  if (plot_named(look.panel) < plot_infos().size()) {
    return {static_cast<int>(look.theme.px(kPlotWidth)), static_cast<int>(look.theme.px(kPlotHeight))};
  }
  const Region* const at = layout.region_of_panel(look.panel);
  const bool known = at != nullptr && !at->empty();
  return known ? WindowSize{static_cast<int>(at->width), static_cast<int>(at->height)} : look.size;
}

void FigureMaker::build(WindowLayout& layout, ViewContext& context, const FigureLook& look, FigureScene* scene) {
  // One clock for views that are drawn here and there.
  const double time = ImGui::GetCurrentContext() != nullptr ? ImGui::GetTime() : context_->Time;
  const OtherContext other(context_);
  context_->Time = time;
  load(look.theme.scale);
  ImGuiStyle& style = ImGui::GetStyle();
  apply_theme(look.theme, style);
  style.AntiAliasedLines = style.AntiAliasedLinesUseTex = style.AntiAliasedFill = false;
  style.CircleTessellationMaxError = 0.1F;
  style.CurveTessellationTol = 0.4F;
  const WindowSize size = size_of(layout, look);
  ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
  PictureStore pictures(look.surface_pixels);
  const KeyboardLayout keyboard;
  Frame frame{look.theme, {}, false, &keyboard, false};
  frame.figure = &pictures;
  frame.paper = look.panel != kWholeWindow;
  ImGui::NewFrame();
  const Region part = draw(layout, context, look, frame);
  ImGui::Render();
  if (scene == nullptr) return;
  const FigureRect read{part.x, part.y, part.x + part.width, part.y + part.height};
  *scene = read_draw_data(*ImGui::GetDrawData(), read, *glyphs_, pictures);
  scene->ground = figure_shade(look.theme.palette.panel);
}

}  // namespace gan
